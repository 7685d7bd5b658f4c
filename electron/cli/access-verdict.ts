import { AccessIndex } from '../../shared/core/access/access-index.ts';
import { judgeSignIn, type SignInVerdict } from '../../shared/core/access/sign-in-verdict.ts';
import { isEntra } from '../../shared/core/connections/identity.ts';
import { LAB_WORKSPACE } from '../../shared/core/connections/workspace.ts';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import { type EntraLookUp, lookUpEntra } from '../../shared/flows/access/sign-in/look-up-entra.ts';
import { graphReader } from '../../shared/flows/connections/graph-reader.ts';
import { terminalConnections } from '../compose/terminal-connections.ts';
import type { VerdictFlags } from './access-flags.ts';
import { accessSession } from './access-session.ts';
import { unknownNotes } from './access-text.ts';
import { namedIdentity, terminalPrompts } from './identity.ts';
import { EXIT } from './outcome.ts';
import { painter, printable } from './style.ts';
import type { Terminal } from './terminal.ts';

/**
 * `fedbench access verdict`: whether somebody will get in, and as what, before anybody signs in.
 *
 * @returns 0 for yes; 1 for no and for what is not known
 * @throws WorkbenchError of the catalogue
 */
export async function verdictCommand(flags: VerdictFlags, terminal: Terminal): Promise<number> {
  const session = await accessSession(terminal, flags, 'read');
  const { snapshot, calls, seconds } = await session.read({ memberships: true });
  const { facts, application, notes } = await lookedUp(flags, snapshot.instance.identityStoreId, terminal);
  const verdict = judgeSignIn(facts, new AccessIndex(snapshot));
  if (flags.json === true) {
    const document = {
      userName: flags.user,
      ...verdict,
      ...(application === undefined ? {} : { application }),
      notes,
      unknown: snapshot.unknown,
      calls,
      seconds,
    };
    terminal.out(`${JSON.stringify(document, null, 2)}\n`);
  } else terminal.out(verdictText(verdict, terminal));
  for (const note of notes) terminal.note(printable(note));
  unknownNotes(snapshot.unknown, terminal);
  return verdict.verdict === 'yes' ? EXIT.yes : EXIT.no;
}

async function lookedUp(
  flags: VerdictFlags,
  identityStoreId: string,
  terminal: Terminal,
): Promise<EntraLookUp> {
  const { user: userName, entraIdentity } = flags;
  if (entraIdentity === undefined)
    return {
      facts: { userName },
      notes: ['Entra was not asked: name an identity of the workspace with --entra-identity.'],
    };
  if (flags.workspace === undefined && flags.lab === undefined)
    throw new WorkbenchError(
      'ERR_USAGE',
      'command line',
      { option: '--entra-identity' },
      { message: 'An identity is one of a workspace: name that with --workspace.' },
    );
  const connections = await terminalConnections(process.env, flags.lab);
  const workspace = await connections.workspaces.find(flags.workspace ?? LAB_WORKSPACE);
  const identity = namedIdentity(workspace, entraIdentity);
  if (!isEntra(identity))
    throw new WorkbenchError(
      'ERR_USAGE',
      'command line',
      { option: '--entra-identity' },
      { message: `${identity.name} is no identity of Entra.` },
    );
  const connection = await connections.connectTo(workspace);
  try {
    const canAsk = terminal.stdin.isTTY === true && flags.json !== true;
    const reader = graphReader(connection, workspace, identity, canAsk, terminalPrompts(terminal));
    return await lookUpEntra(reader, userName, identityStoreId, terminal.signal);
  } finally {
    connection.close();
  }
}

const TONES = { yes: 'green', no: 'red', unknown: 'yellow' } as const;
const WORDS = { yes: 'yes', no: 'no', unknown: 'not known' } as const;

function verdictText({ summary, steps, roles }: SignInVerdict, terminal: Terminal): string {
  const paint = painter(terminal.colour);
  const lines = [
    printable(summary),
    ...steps.map(({ status, message, fix }) => {
      const next = fix === undefined ? '' : `  ${paint('dim', printable(fix))}`;
      return `  ${paint(TONES[status], WORDS[status])} ${printable(message)}${next}`;
    }),
    ...roles.map(({ permissionSet, accountName, through }) => {
      const ways = through.map((way) => (way === 'direct' ? 'directly' : `through ${way}`)).join(', ');
      return `as ${printable(permissionSet)} in ${printable(accountName)}  ${paint('dim', printable(ways))}`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}
