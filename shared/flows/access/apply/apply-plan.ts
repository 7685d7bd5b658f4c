import type { AccessIndex } from '../../../core/access/access-index.ts';
import { type ChangeProgress, readJournal } from '../../../core/access/journal/read-journal.ts';
import { differencesSince } from '../../../core/access/plan/base.ts';
import { changeText } from '../../../core/access/plan/change.ts';
import type { AccessPlan } from '../../../core/access/plan/plan.ts';
import type { ErrorCode } from '../../../core/errors/catalogue.ts';
import { type WireError, WorkbenchError } from '../../../core/errors/workbench-error.ts';
import type { Journal } from '../../../ports/journal.ts';
import { type AwsCalls, type CallCounts, sentSince } from '../aws-calls.ts';
import type { AccessPorts } from '../ports.ts';
import { findInstance } from '../read/instance.ts';
import { ApplyLog } from './apply-log.ts';
import { ApplyEngine, type ApplyProgress } from './engine.ts';
import { PauseGate } from './pause-gate.ts';

/** How an apply ended; applied, failed and remaining together are all changes of the plan. */
export interface ApplyReport {
  readonly applied: number;
  readonly failed: readonly {
    readonly id: string;
    readonly change: string;
    readonly code: string;
    readonly reason: string;
  }[];
  readonly remaining: number;
  readonly calls: CallCounts;
  readonly seconds: number;
  /** Where the journal is. */
  readonly journal: string;
  readonly cancelled: boolean;
  /** What ended it before its time. */
  readonly stopped?: WireError;
}

export interface ApplyControls {
  readonly gate?: PauseGate;
  readonly progress?: (progress: ApplyProgress) => void;
}

/** Differences that a refusal lists. */
const MAX_DIFFERENCES = 50;

/**
 * Refuses a plan that does not fit the organization, or not any more.
 *
 * @param index the organization as it is now
 * @throws WorkbenchError ERR_ACCESS_PLAN_FOREIGN, ERR_ACCESS_PLAN_STALE with the differences
 */
export function checkPlan(plan: AccessPlan, index: AccessIndex): void {
  refuseForeign('ERR_ACCESS_PLAN_FOREIGN', plan, index.snapshot.instance.arn);
  const differences = differencesSince(plan.base, index);
  if (differences.length === 0) return;
  const shown = differences.slice(0, 3).join('; ');
  const more = differences.length > 3 ? ` and ${differences.length - 3} more` : '';
  throw new WorkbenchError(
    'ERR_ACCESS_PLAN_STALE',
    'plan',
    { differences: differences.slice(0, MAX_DIFFERENCES), count: differences.length },
    { message: `The organization has changed since ${plan.madeAt}: ${shown}${more}. Nothing was done.` },
  );
}

/**
 * Applies a plan that was checked.
 *
 * @param journal new and empty; it gets the plan first, then everything that happens
 * @throws WorkbenchError ERR_STORE_* where the journal cannot be begun; what goes wrong later stands in the report
 */
export async function applyPlan(
  ports: AccessPorts,
  calls: AwsCalls,
  plan: AccessPlan,
  journal: Journal,
  signal: AbortSignal,
  controls: ApplyControls = {},
): Promise<ApplyReport> {
  const log = new ApplyLog(journal, ports.clock, new Map());
  await log.begin(plan);
  return run(ports, calls, plan, log, journal, signal, controls);
}

/**
 * Goes on where an earlier process ended, however it ended. What it had sent is looked up before anything is sent again.
 *
 * @param text the journal so far
 * @param journal the same, to go on writing
 * @throws WorkbenchError ERR_ACCESS_JOURNAL_UNREADABLE, ERR_ACCESS_JOURNAL_FOREIGN, ERR_ACCESS_NO_INSTANCE, ERR_AWS_*
 */
export async function resumeApply(
  ports: AccessPorts,
  calls: AwsCalls,
  text: string,
  journal: Journal,
  signal: AbortSignal,
  controls: ApplyControls = {},
): Promise<ApplyReport> {
  const { plan, progress } = readJournal(text, ports.crypto);
  const wanted = plan.organization.instanceArn;
  const instance = await findInstance(calls, ports.identityCenter.ssoAdmin, signal).catch(
    (thrown: unknown) => {
      if (signal.aborted) throw new WorkbenchError('ERR_CANCELLED', 'access', {});
      throw thrown;
    },
  );
  refuseForeign('ERR_ACCESS_JOURNAL_FOREIGN', plan, instance.arn);
  if (instance.identityStoreId !== plan.organization.identityStoreId)
    throw new WorkbenchError('ERR_ACCESS_JOURNAL_FOREIGN', 'journal', {
      expected: instance.arn,
      found: wanted,
    });
  const log = new ApplyLog(journal, ports.clock, progress);
  return run(ports, calls, plan, log, journal, signal, controls, progress);
}

async function run(
  ports: AccessPorts,
  calls: AwsCalls,
  plan: AccessPlan,
  log: ApplyLog,
  journal: Journal,
  signal: AbortSignal,
  controls: ApplyControls,
  earlier: ReadonlyMap<string, ChangeProgress> = new Map(),
): Promise<ApplyReport> {
  const startedAt = ports.clock.now();
  const before = calls.counts;
  const arns = new Map<string, string>();
  for (const [name, set] of Object.entries(plan.base.permissionSets))
    if (set !== null) arns.set(name, set.arn);
  for (const { id, permissionSet } of plan.changes) {
    const progress = earlier.get(id);
    if (progress?.state === 'done' && progress.arn !== undefined) arns.set(permissionSet, progress.arn);
  }
  const context = {
    sso: ports.identityCenter.ssoAdmin,
    calls,
    clock: ports.clock,
    signal,
    instanceArn: plan.organization.instanceArn,
    arns,
  };
  const gate = controls.gate ?? new PauseGate();
  const engine = new ApplyEngine(context, log, gate, plan.changes, controls.progress ?? (() => undefined));
  const end = await engine.run();
  const after = calls.counts;
  const failed = plan.changes.flatMap((change) => {
    const progress = log.of(change.id);
    if (progress?.state !== 'failed') return [];
    const { code, reason } = progress;
    return [{ id: change.id, change: changeText(change), code, reason }];
  });
  const applied = plan.changes.filter(({ id }) => log.of(id)?.state === 'done').length;
  return {
    applied,
    failed,
    remaining: plan.changes.length - applied - failed.length,
    calls: sentSince(before, after),
    seconds: (ports.clock.now() - startedAt) / 1000,
    journal: journal.path,
    ...end,
  };
}

function refuseForeign(
  code: Extract<ErrorCode, 'ERR_ACCESS_PLAN_FOREIGN' | 'ERR_ACCESS_JOURNAL_FOREIGN'>,
  plan: AccessPlan,
  instanceArn: string,
): void {
  const found = plan.organization.instanceArn;
  if (found !== instanceArn) throw new WorkbenchError(code, 'access', { expected: instanceArn, found });
}
