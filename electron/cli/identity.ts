import { homedir } from 'node:os';
import type { Identity } from '../../shared/core/connections/identity.ts';
import type { Workspace } from '../../shared/core/connections/workspace.ts';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import type { IdentityReport } from '../../shared/flows/connections/test-identity.ts';
import { testIdentity } from '../../shared/flows/connections/test-identity.ts';
import type { SignInPrompts } from '../../shared/ports/entra-sign-in.ts';
import { listProfiles } from '../compose/connections.ts';
import { terminalConnections } from '../compose/terminal-connections.ts';
import { EXIT } from './outcome.ts';
import { printable } from './style.ts';
import type { Terminal } from './terminal.ts';

export interface WorkspaceFlags {
  readonly workspace?: string;
  readonly lab?: string;
  readonly json?: boolean;
}

/** `fedbench identity list`: who one may be in a workspace. */
export async function listIdentities(flags: WorkspaceFlags, terminal: Terminal): Promise<number> {
  const { workspaces } = await terminalConnections(process.env, flags.lab);
  const workspace =
    flags.workspace === undefined ? await workspaces.active() : await workspaces.find(flags.workspace);
  const identities = workspace.identities.map(({ id, name, kind }) => ({ id, name, kind }));
  if (flags.json === true) {
    terminal.out(`${JSON.stringify({ workspace: workspace.name, identities }, null, 2)}\n`);
  } else {
    terminal.out(`${printable(workspace.name)}\n`);
    for (const { name, kind } of identities) terminal.out(`  ${printable(name)}  (${kind})\n`);
    if (identities.length === 0)
      terminal.out('  no identities yet: add one in the window, under Connections\n');
  }
  return EXIT.yes;
}

/** `fedbench identity profiles`: the AWS profiles of this machine, and where their credentials come from. */
export async function listAwsProfiles(
  flags: { readonly json?: boolean },
  terminal: Terminal,
): Promise<number> {
  const profiles = await listProfiles(homedir(), process.env);
  if (flags.json === true) {
    terminal.out(`${JSON.stringify({ profiles }, null, 2)}\n`);
    return EXIT.yes;
  }
  for (const { name, kind, region, problem } of profiles)
    terminal.out(
      `${printable(name)}  ${problem === undefined ? kind : printable(problem)}${region === undefined ? '' : `  ${printable(region)}`}\n`,
    );
  if (profiles.length === 0) terminal.out('There are no AWS profiles on this machine.\n');
  return EXIT.yes;
}

/**
 * `fedbench identity test NAME`: signs in and says what one may do.
 *
 * @returns 0 when signed in, whatever the rights; a refusal is thrown
 */
export async function testIdentityCommand(
  name: string,
  flags: WorkspaceFlags,
  terminal: Terminal,
): Promise<number> {
  const connections = await terminalConnections(process.env, flags.lab);
  const workspace =
    flags.workspace === undefined
      ? await connections.workspaces.active()
      : await connections.workspaces.find(flags.workspace);
  const identity = namedIdentity(workspace, name);
  const connection = await connections.connectTo(workspace);
  const { report } = await testIdentity(
    connection,
    workspace,
    identity,
    true,
    terminalPrompts(terminal),
    terminal.signal,
  );
  connection.close();
  terminal.out(
    flags.json === true
      ? `${JSON.stringify({ workspace: workspace.name, identity: identity.name, report }, null, 2)}\n`
      : reportText(identity, report),
  );
  return EXIT.yes;
}

/** @throws WorkbenchError ERR_IDENTITY_UNKNOWN */
export function namedIdentity(workspace: Workspace, name: string): Identity {
  const wanted = name.toLowerCase();
  const found = workspace.identities.find(
    (identity) => identity.id === name || identity.name.toLowerCase() === wanted,
  );
  if (found !== undefined) return found;
  const known = workspace.identities.map((identity) => identity.name).join(', ');
  throw new WorkbenchError(
    'ERR_IDENTITY_UNKNOWN',
    'workspace',
    { name },
    {
      message: `${workspace.name} has no identity ${name}.`,
      ...(known === '' ? {} : { hint: `It has: ${known}.` }),
    },
  );
}

/** A terminal opens no browser by itself: it says where to go. */
export function terminalPrompts(terminal: Terminal): SignInPrompts {
  return {
    openBrowser: async (url) => terminal.note(`Sign in here, in a browser on this machine:\n${url}`),
    showDeviceCode: ({ userCode, verificationUri }) =>
      terminal.note(`Sign in at ${verificationUri} with the code ${userCode}.`),
  };
}

function reportText(identity: Identity, report: IdentityReport): string {
  const lines = [`${printable(identity.name)} (${identity.kind})`];
  if (report.side === 'entra') {
    lines.push(
      `  signed in as ${printable(report.account ?? 'unknown')} in ${printable(report.tenantId ?? 'unknown')}`,
    );
    lines.push(
      `  ${report.appOnly ? 'application permissions' : 'scopes'}: ${printable(report.granted.join(', ') || 'none')}`,
    );
    for (const { title, access, missing } of report.needs)
      lines.push(
        `  ${access.padEnd(5)}  ${title}${missing.length === 0 ? '' : `; missing: ${missing.join(', ')}`}`,
      );
  } else if (report.side === 'aws') {
    lines.push(`  ${printable(report.arn)}`, ...report.chain.map((step) => `  by ${printable(step)}`));
    lines.push(`  ${printable(report.verdict.explanation)}`);
    if (report.verdict.next !== undefined) lines.push(`  ${printable(report.verdict.next)}`);
  } else lines.push('  a key: it is tried where it is used');
  return `${lines.join('\n')}\n`;
}
