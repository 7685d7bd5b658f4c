import { AccessIndex } from '../../shared/core/access/access-index.ts';
import type { DesiredState } from '../../shared/core/access/desired/desired-state.ts';
import { parseDesired } from '../../shared/core/access/desired/parse-desired.ts';
import { resolveDesired } from '../../shared/core/access/desired/resolve-desired.ts';
import { makePlan } from '../../shared/core/access/plan/make-plan.ts';
import type { AccessPlan } from '../../shared/core/access/plan/plan.ts';
import { writeWholeFile } from '../compose/write-file.ts';
import type { PlanFlags } from './access-flags.ts';
import { type AccessSession, accessSession } from './access-session.ts';
import { planText, unknownNotes } from './access-text.ts';
import { EXIT } from './outcome.ts';
import { openInput, readText } from './read-input.ts';
import type { Terminal } from './terminal.ts';

/**
 * `fedbench access plan`: what would change to reach a desired state.
 *
 * @returns 0; with `--fail-on-drift` 1 where anything would change
 * @throws WorkbenchError of the catalogue
 */
export async function planCommand(path: string, flags: PlanFlags, terminal: Terminal): Promise<number> {
  const desired = parseDesired(await readText(await openInput(path, terminal)));
  const session = await accessSession(terminal, flags, 'read');
  const plan = await planFor(session, desired, flags, terminal);
  const document = `${JSON.stringify(plan, null, 2)}\n`;
  if (flags.out !== undefined) await writeWholeFile(flags.out, document, flags.force === true);
  terminal.out(flags.json === true ? document : planText(plan, terminal));
  if (flags.out !== undefined) terminal.note(`The plan is in ${flags.out}.`);
  return flags.failOnDrift === true && plan.changes.length > 0 ? EXIT.no : EXIT.yes;
}

/** Reads the organization and compares it with a desired state. */
export async function planFor(
  session: AccessSession,
  desired: DesiredState,
  flags: Pick<PlanFlags, 'prune' | 'provision'>,
  terminal: Terminal,
): Promise<AccessPlan> {
  const byTag = desired.assignments.some(({ accounts }) => accounts.some(({ by }) => by === 'tag'));
  const [read, callerAccountId] = await Promise.all([
    session.read({ details: true, memberships: true, provisioning: true, accountTags: byTag }),
    session.live.callerAccount(terminal.signal),
  ]);
  unknownNotes(read.snapshot.unknown, terminal);
  const index = new AccessIndex(read.snapshot);
  return makePlan(
    index,
    resolveDesired(desired, index),
    {
      now: session.ports.clock.now(),
      prune: flags.prune === true,
      provisionOutdated: flags.provision === true,
      ...(callerAccountId === undefined ? {} : { callerAccountId }),
    },
    session.ports.crypto,
  );
}
