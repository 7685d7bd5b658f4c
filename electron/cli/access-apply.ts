import { AccessIndex } from '../../shared/core/access/access-index.ts';
import { parseDesired } from '../../shared/core/access/desired/parse-desired.ts';
import { readJournal } from '../../shared/core/access/journal/read-journal.ts';
import { parsePlan } from '../../shared/core/access/plan/parse-plan.ts';
import type { AccessPlan } from '../../shared/core/access/plan/plan.ts';
import { ERROR_CATALOGUE } from '../../shared/core/errors/catalogue.ts';
import {
  type ApplyReport,
  applyPlan,
  checkPlan,
  resumeApply,
} from '../../shared/flows/access/apply/apply-plan.ts';
import type { ApplyProgress } from '../../shared/flows/access/apply/engine.ts';
import { createJournal, type JournalFile, openJournal } from '../compose/access-ports.ts';
import type { ApplyFlags } from './access-flags.ts';
import { planFor } from './access-plan.ts';
import { type AccessSession, accessSession } from './access-session.ts';
import { applyText, planText } from './access-text.ts';
import { confirm } from './ask.ts';
import { EXIT } from './outcome.ts';
import { openInput, readText } from './read-input.ts';
import { printable } from './style.ts';
import type { Terminal } from './terminal.ts';

/** Milliseconds between two lines of progress. */
const EVERY = 2000;

/**
 * `fedbench access apply`: carries out a plan, or plans and carries out a desired state.
 *
 * @returns 0 when everything was applied; 1 when something failed or remains; 130 when cancelled
 * @throws WorkbenchError of the catalogue; then nothing was done
 */
export async function applyCommand(path: string, flags: ApplyFlags, terminal: Terminal): Promise<number> {
  const text = await readText(await openInput(path, terminal));
  const session = await accessSession(terminal, flags, 'write');
  const plan = await planOf(text, session, flags, terminal);
  if (flags.json !== true) terminal.note(planText(plan, terminal).trimEnd());
  if (plan.changes.length === 0) {
    const { calls } = session;
    const nothing = {
      applied: 0,
      failed: [],
      remaining: 0,
      calls: calls.counts,
      seconds: 0,
      cancelled: false,
    };
    return finish(nothing, flags, terminal);
  }
  await confirm(`${plan.changes.length} changes will be made.`, flags.yes === true, terminal);
  const journal = await createJournal(flags.journal ?? defaultJournal(session.ports.clock.now()));
  terminal.note(`Each step is written to ${journal.path}.`);
  await session.forget(plan.organization.instanceArn);
  return finish(
    await closing(journal, () =>
      applyPlan(session.ports, session.calls, plan, journal, terminal.signal, {
        progress: progressNotes(terminal),
      }),
    ),
    flags,
    terminal,
  );
}

/**
 * `fedbench access resume`: goes on with an apply that ended before its time.
 *
 * @returns as applyCommand
 * @throws WorkbenchError of the catalogue; then nothing was done
 */
export async function resumeCommand(path: string, flags: ApplyFlags, terminal: Terminal): Promise<number> {
  const session = await accessSession(terminal, flags, 'write');
  const { text, journal } = await openJournal(path);
  return finish(
    await closing(journal, async () => {
      const { plan } = readJournal(text, session.ports.crypto);
      await session.forget(plan.organization.instanceArn);
      return resumeApply(session.ports, session.calls, text, journal, terminal.signal, {
        progress: progressNotes(terminal),
      });
    }),
    flags,
    terminal,
  );
}

/** A plan is checked against the state it meets; a desired state is planned against it. */
async function planOf(
  text: string,
  session: AccessSession,
  flags: ApplyFlags,
  terminal: Terminal,
): Promise<AccessPlan> {
  if (!isPlan(text)) return planFor(session, parseDesired(text), flags, terminal);
  const plan = parsePlan(text, session.ports.crypto);
  const { snapshot } = await session.read({ details: true });
  checkPlan(plan, new AccessIndex(snapshot));
  return plan;
}

/** A desired state can be JSON too; a plan says what it is. */
function isPlan(text: string): boolean {
  if (!/^\s*\{/.test(text)) return false;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'access-plan';
  } catch {
    return false;
  }
}

async function closing<T>(journal: JournalFile, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await journal.close();
  }
}

function finish(
  report: Omit<ApplyReport, 'journal'> & { readonly journal?: string },
  flags: ApplyFlags,
  terminal: Terminal,
): number {
  terminal.out(flags.json === true ? `${JSON.stringify(report, null, 2)}\n` : applyText(report, terminal));
  if (report.stopped !== undefined) return ERROR_CATALOGUE[report.stopped.code].exit;
  if (report.cancelled && report.remaining > 0) return EXIT.cancelled;
  return report.failed.length + report.remaining > 0 ? EXIT.no : EXIT.yes;
}

function defaultJournal(now: number): string {
  return `access-${new Date(now).toISOString().replace(/[:.]/g, '-')}.journal`;
}

function progressNotes(terminal: Terminal): (progress: ApplyProgress) => void {
  let lastAt = Date.now();
  return ({ applied, failed, total, etaSeconds, last }) => {
    if (last?.done === false) terminal.note(`failed: ${printable(last.change)}`);
    if (Date.now() - lastAt < EVERY) return;
    lastAt = Date.now();
    terminal.note(
      `${applied} of ${total} applied${failed === 0 ? '' : `, ${failed} failed`}, ${etaSeconds} s to go`,
    );
  };
}
