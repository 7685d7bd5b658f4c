import { testSignInSchema } from '../../shared/contract/access-attributes.ts';
import { parseAttributes } from '../../shared/core/access/attributes/parse-attributes.ts';
import { type AttributePlan, planAttributes } from '../../shared/core/access/attributes/plan-attributes.ts';
import type { Behind } from '../../shared/core/access/attributes/sources.ts';
import { toldAttributes } from '../../shared/core/access/attributes/told-attributes.ts';
import { applyAttributes, readAttributes } from '../../shared/flows/access/attributes/attributes.ts';
import { readInlinePolicies } from '../../shared/flows/access/attributes/read-policies.ts';
import { findInstance } from '../../shared/flows/access/read/instance.ts';
import { askControl } from '../compose/ask-control.ts';
import type { AttributeFlags, ProveFlags } from './access-flags.ts';
import { type AccessSession, accessSession } from './access-session.ts';
import { confirm } from './ask.ts';
import { findLab } from './lab-client.ts';
import { EXIT } from './outcome.ts';
import { openInput, readText } from './read-input.ts';
import { painter, printable } from './style.ts';
import type { Terminal } from './terminal.ts';

/**
 * `fedbench access attributes`: attributes for access control, what stands behind each and who decides by it.
 *
 * @returns 0
 * @throws WorkbenchError of the catalogue
 */
export async function attributesCommand(flags: AttributeFlags, terminal: Terminal): Promise<number> {
  const session = await accessSession(terminal, flags, 'read');
  const { configuration, sets, unknown } = await readAll(session, terminal);
  const told = toldAttributes(configuration, sets);
  if (flags.json === true) {
    terminal.out(`${JSON.stringify({ ...told, unknownPolicies: unknown }, null, 2)}\n`);
    return EXIT.yes;
  }
  const paint = painter(terminal.colour);
  terminal.out(
    told.state === 'OFF'
      ? 'Attributes for access control are off.\n'
      : `${told.state}${told.reason === undefined ? '' : `: ${printable(told.reason)}`}\n`,
  );
  for (const { key, source, behind, claim, usedBy } of told.attributes) {
    terminal.out(
      `${paint('bold', printable(key))}  ${printable(source)}  ${paint('dim', behindText(behind))}\n`,
    );
    terminal.out(`  ${paint('dim', `or, for one sign-in, the claim ${printable(claim)}`)}\n`);
    if (usedBy.length > 0) terminal.out(`  decides in ${printable(usedBy.join(', '))}\n`);
  }
  for (const { key, usedBy } of told.unconfigured)
    terminal.out(
      `${paint('yellow', 'not configured')} ${printable(key)}, by which ${printable(usedBy.join(', '))} decides\n`,
    );
  if (unknown > 0) terminal.note(`${unknown} inline policies could not be read: not all uses are known.`);
  return EXIT.yes;
}

/**
 * `fedbench access attributes plan FILE`: what would change.
 *
 * @returns 0; with `--fail-on-drift` 1 where anything would change
 */
export async function planAttributesCommand(
  path: string,
  flags: AttributeFlags,
  terminal: Terminal,
): Promise<number> {
  const wanted = parseAttributes(await readText(await openInput(path, terminal)));
  const session = await accessSession(terminal, flags, 'read');
  const { configuration, sets } = await readAll(session, terminal);
  const plan = planAttributes(configuration, wanted, sets);
  show(plan, flags, terminal);
  return flags.failOnDrift === true && plan.changes.length > 0 ? EXIT.no : EXIT.yes;
}

/** `fedbench access attributes apply FILE`: plans, asks, writes and reads back. @returns 0 */
export async function applyAttributesCommand(
  path: string,
  flags: AttributeFlags,
  terminal: Terminal,
): Promise<number> {
  const wanted = parseAttributes(await readText(await openInput(path, terminal)));
  const session = await accessSession(terminal, flags, 'write');
  const { configuration, sets, instanceArn } = await readAll(session, terminal);
  const plan = planAttributes(configuration, wanted, sets);
  if (flags.json !== true) show(plan, flags, terminal);
  if (plan.changes.length > 0)
    await confirm(`${plan.changes.length} changes will be made.`, flags.yes === true, terminal);
  const { ports, calls } = session;
  const { state, attributes } = await applyAttributes(ports, calls, instanceArn, plan, terminal.signal);
  const document = { applied: plan.changes.length, state, attributes };
  if (flags.json === true) terminal.out(`${JSON.stringify(document, null, 2)}\n`);
  else terminal.note(`Attributes for access control are ${state}, ${attributes.length} of them.`);
  return EXIT.yes;
}

/**
 * `fedbench access attributes prove`: signs somebody of a running Lab in, and tells which session tags come of it.
 *
 * @returns 0; 1 where the sign-in stopped
 */
export async function proveAttributesCommand(flags: ProveFlags, terminal: Terminal): Promise<number> {
  const lab = await findLab(flags.lab === undefined ? {} : { lab: flags.lab });
  const body = {
    userName: flags.user,
    ...(flags.permissionSet === undefined ? {} : { permissionSet: flags.permissionSet }),
  };
  const told = testSignInSchema.parse(await askControl(lab, 'POST', '/test-sign-in', body, terminal.signal));
  const { userName, role, stoppedAt, claims, tags } = told;
  if (flags.json === true) terminal.out(`${JSON.stringify(told, null, 2)}\n`);
  else if (role === undefined)
    terminal.out(
      `${printable(userName)} stopped at ${printable(stoppedAt?.url ?? '')}: ${printable(stoppedAt?.title ?? '')}\n${printable(stoppedAt?.text ?? '')}\n`,
    );
  else {
    terminal.out(
      `${printable(userName)} is ${printable(role.permissionSet)} in ${printable(role.account)}, with ${Object.keys(tags).length} session tags.\n`,
    );
    for (const [key, value] of Object.entries(tags))
      terminal.out(
        `aws:PrincipalTag/${printable(key)} = ${printable(value)}  ${claims[key] === undefined ? 'from the attribute' : 'from the claim'}\n`,
      );
  }
  return role === undefined ? EXIT.no : EXIT.yes;
}

async function readAll({ ports, calls, live: _live, ...session }: AccessSession, terminal: Terminal) {
  const { signal } = terminal;
  const { arn } = await findInstance(calls, ports.identityCenter.ssoAdmin, signal, session.instanceArn);
  const configuration = await readAttributes(ports, calls, arn, signal);
  const { sets, unknown } = await readInlinePolicies(ports, calls, arn, signal);
  return { configuration, sets, unknown, instanceArn: arn };
}

function show({ changes, calls, warnings }: AttributePlan, flags: AttributeFlags, terminal: Terminal): void {
  if (flags.json === true) {
    terminal.out(`${JSON.stringify({ changes, calls, warnings }, null, 2)}\n`);
    return;
  }
  const paint = painter(terminal.colour);
  for (const { text } of changes) terminal.out(`${printable(text)}\n`);
  for (const warning of warnings) terminal.out(`${paint('yellow', 'warning')} ${printable(warning)}\n`);
  terminal.out(changes.length === 0 ? 'Nothing would change.\n' : `By ${calls.join(', ')}.\n`);
}

function behindText(behind: Behind): string {
  switch (behind.kind) {
    case 'text':
      return 'the same for everybody';
    case 'unknown':
      return 'no attribute that AWS lists';
    case 'attribute':
      return `SCIM ${behind.scim}${behind.entra === undefined ? ', for which Entra needs a mapping' : `, from Entra’s ${behind.entra}`}`;
  }
}
