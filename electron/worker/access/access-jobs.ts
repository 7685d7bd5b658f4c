import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { AccessIndex } from '../../../shared/core/access/access-index.ts';
import { parseDesired } from '../../../shared/core/access/desired/parse-desired.ts';
import { resolveDesired } from '../../../shared/core/access/desired/resolve-desired.ts';
import { readJournal } from '../../../shared/core/access/journal/read-journal.ts';
import type { AccessSnapshot } from '../../../shared/core/access/model.ts';
import { accessLost } from '../../../shared/core/access/plan/access-lost.ts';
import { changeText } from '../../../shared/core/access/plan/change.ts';
import { makePlan } from '../../../shared/core/access/plan/make-plan.ts';
import type { AccessPlan } from '../../../shared/core/access/plan/plan.ts';
import { LAB_WORKSPACE } from '../../../shared/core/connections/workspace.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import {
  type ApplyReport,
  applyPlan,
  checkPlan,
  resumeApply,
} from '../../../shared/flows/access/apply/apply-plan.ts';
import type { ApplyProgress } from '../../../shared/flows/access/apply/engine.ts';
import { PauseGate } from '../../../shared/flows/access/apply/pause-gate.ts';
import type { CallCounts } from '../../../shared/flows/access/aws-calls.ts';
import { readOrganizationPart } from '../../../shared/flows/access/read/organization.ts';
import { readOrganization } from '../../../shared/flows/access/read/read-organization.ts';
import { ReadRun } from '../../../shared/flows/access/read/read-run.ts';
import { type RefreshPart, refreshPart } from '../../../shared/flows/access/read/refresh.ts';
import type { KeptReads } from '../../../shared/ports/kept-reads.ts';
import { createJournal, type JournalFile, openJournal } from '../../adapters/files/journal-file.ts';
import type { DeskContext, WorkProgress } from './access-desk.ts';
import type { AccessSession, AccessSessions, SessionFacts } from './access-sessions.ts';
import { HeldAccess } from './held-access.ts';
import { refreshSets } from './refresh-sets.ts';

/** What a read brings: everything that a plan and the findings need. */
const WHOLE = { firstView: true, details: true, memberships: true, provisioning: true } as const;
const NO_CALLS: CallCounts = { 'sso-admin': 0, identitystore: 0, organizations: 0, iam: 0 };
/** Changes of a plan that are listed. */
const MOST_SHOWN = 5000;
const MOST_PLANS = 20;
/** Milliseconds between two reports of one kind. */
const TELL_EVERY = 100;

export interface KeptPlan {
  readonly plan: AccessPlan;
  readonly session: AccessSession;
}

const sum = (calls: CallCounts): number => Object.values(calls).reduce((all, some) => all + some, 0);

/** What takes long: reading, planning, applying. One at a time. */
export class AccessJobs {
  readonly sessions: AccessSessions;
  readonly #journals: string;
  readonly #kept: KeptReads;
  readonly #plans = new Map<string, KeptPlan>();
  readonly #gate = new PauseGate();
  #held: HeldAccess | undefined;
  #running: ((progress: WorkProgress) => void) | undefined;
  #last: WorkProgress | undefined;
  #toldAt = Number.NEGATIVE_INFINITY;
  #asking: ((goOn: boolean) => void) | undefined;
  /** The workspace whose kept read was looked for last. */
  #lookedFor: string | undefined;
  #keeping: Promise<void> = Promise.resolve();

  /** @param makeSessions is given what asks the person for new credentials */
  constructor(
    makeSessions: (askPerson: (signal: AbortSignal) => Promise<boolean>) => AccessSessions,
    journals: string,
    kept: KeptReads,
  ) {
    this.sessions = makeSessions((signal) => this.#askPerson(signal));
    this.#journals = journals;
    this.#kept = kept;
  }

  get busy(): boolean {
    return this.#running !== undefined;
  }

  get held(): HeldAccess | undefined {
    return this.#held;
  }

  /** Reads the whole organization; what can be shown early takes the place of nothing, never of a complete read. */
  read(facts: SessionFacts, { signal, progress }: DeskContext): Promise<ReturnType<HeldAccess['shown']>> {
    return this.#alone(progress, async () => {
      const session = this.sessions.of(facts);
      const before = this.#held;
      const keepBefore = before?.complete === true && before.session.id === session.id;
      const readId = randomUUID();
      const begun = session.ports.clock.now();
      const options = facts.instanceArn === undefined ? WHOLE : { ...WHOLE, instanceArn: facts.instanceArn };
      let view: string | undefined;
      const started = session.calls.counts;
      if (!keepBefore) this.#held = undefined;
      const read = await readOrganization(session.ports, session.calls, options, signal, {
        progress: (told) =>
          this.#tell({
            ...told,
            calls: sum(told.calls) - sum(started),
            ...(view === undefined ? {} : { view }),
          }),
        view: (snapshot, stage) => {
          if (keepBefore) return;
          view = stage;
          const seconds = (session.ports.clock.now() - begun) / 1000;
          const figures = { calls: NO_CALLS, naiveCalls: 0, setFirstCalls: 0, detailCalls: 0, seconds };
          this.#held = new HeldAccess(session, snapshot, figures, {
            complete: false,
            readId: `${readId}-${stage}`,
          });
        },
      });
      const { snapshot, ...figures } = read;
      this.#held = new HeldAccess(session, snapshot, figures, { complete: true, readId });
      void this.#held.grid;
      this.#keep();
      return this.#held.shown();
    });
  }

  /** Reads one account or permission set again and puts it into what is held. */
  refresh(
    input: { readonly facts: SessionFacts; readonly part: RefreshPart },
    { signal, progress }: DeskContext,
  ): Promise<ReturnType<HeldAccess['shown']>> {
    return this.#alone(progress, async () => {
      const held = this.complete();
      const { ports, calls } = this.sessions.of(input.facts);
      const begun = sum(calls.counts);
      const fresh = await refreshPart(ports, calls, held.snapshot, input.part, signal, (told) =>
        this.#tell({ ...told, calls: sum(told.calls) - begun }),
      );
      this.#held = held.with(fresh, randomUUID());
      this.#keep();
      return this.#held.shown();
    });
  }

  /** Takes up what was kept of a workspace, where nothing of it is held; what is held of another one gives way. */
  async restore(workspaceId: string): Promise<void> {
    if (
      workspaceId === LAB_WORKSPACE ||
      this.busy ||
      this.#lookedFor === workspaceId ||
      this.#held?.session.workspaceId === workspaceId
    )
      return;
    this.#lookedFor = workspaceId;
    const kept = await this.#kept.ofWorkspace(workspaceId);
    const { identityId, identityName } = kept ?? {};
    if (kept === undefined || identityId === undefined || identityName === undefined || this.busy) return;
    const session = this.sessions.of({
      id: `${workspaceId} ${identityId}`,
      workspaceId,
      identityId,
      identityName,
    });
    const { snapshot, calls, naiveCalls, setFirstCalls, detailCalls, seconds } = kept;
    const figures = { calls, naiveCalls, setFirstCalls, detailCalls, seconds };
    const more = { complete: true, readId: randomUUID(), kept: true };
    this.#held = new HeldAccess(session, snapshot, figures, more);
  }

  /** Compares what was read with a desired state. */
  plan(
    input: {
      readonly text: string;
      readonly prune: boolean;
      readonly provision: boolean;
      readonly callerAccountId?: string;
    },
    { signal, progress }: DeskContext,
  ) {
    return this.#alone(progress, async () => {
      const held = this.complete();
      const desired = parseDesired(input.text);
      const byTag = desired.assignments.some(({ accounts }) => accounts.some(({ by }) => by === 'tag'));
      const index = byTag ? await this.#withTags(held, signal) : held.index;
      const { clock, crypto } = held.session.ports;
      const options = {
        now: clock.now(),
        prune: input.prune,
        provisionOutdated: input.provision,
        ...(input.callerAccountId === undefined ? {} : { callerAccountId: input.callerAccountId }),
      };
      const plan = makePlan(index, resolveDesired(desired, index), options, crypto);
      const key = randomUUID();
      const [oldest] = this.#plans.keys();
      if (this.#plans.size >= MOST_PLANS && oldest !== undefined) this.#plans.delete(oldest);
      this.#plans.set(key, { plan, session: held.session });
      return { key, ...shownPlan(plan, index) };
    });
  }

  /** Carries a kept plan out, after a look at whether it still fits. */
  apply(key: string, context: DeskContext): Promise<ApplyReport> {
    return this.#alone(context.progress, async () => {
      const kept = this.#plans.get(key);
      if (kept === undefined) throw new WorkbenchError('ERR_PLAN_UNKNOWN', 'plan', { planId: key });
      this.#plans.delete(key);
      const { plan, session } = kept;
      const held = this.complete();
      const touched = [...new Set(plan.changes.map(({ permissionSet }) => permissionSet))];
      const fresh = await this.#refreshed(held, touched, context.signal);
      this.#held = held.with(fresh, randomUUID());
      checkPlan(plan, this.#held.index);
      const name = `access-${plan.madeAt.replace(/[:.]/g, '-')}-${key.slice(0, 8)}.journal`;
      const journal = await createJournal(join(this.#journals, name));
      await this.#forget(plan.organization.instanceArn);
      const report = await this.#closing(journal, () =>
        applyPlan(session.ports, session.calls, plan, journal, context.signal, this.#controls()),
      );
      await this.#lookAgain(touched, context.signal);
      this.#keep();
      return report;
    });
  }

  /** Goes on with a journal. */
  resume(input: { readonly facts: SessionFacts; readonly journal: string }, context: DeskContext) {
    return this.#alone(context.progress, async () => {
      const session = this.sessions.of(input.facts);
      const { text, journal } = await openJournal(join(this.#journals, input.journal));
      const report = await this.#closing(journal, async () => {
        await this.#forget(readJournal(text, session.ports.crypto).plan.organization.instanceArn);
        return resumeApply(session.ports, session.calls, text, journal, context.signal, this.#controls());
      });
      // What it touched is in the journal; the page offers to read again.
      if (this.#held?.session.id === session.id) this.#held = undefined;
      return report;
    });
  }

  /** Pauses, goes on, or answers the question for new credentials. */
  steer(to: 'pause' | 'continue' | 'stop'): void {
    if (to === 'pause' && this.busy) {
      this.#gate.pause();
      if (this.#last !== undefined) this.#tell({ ...this.#last, waitsFor: 'person' });
      return;
    }
    if (to === 'continue') this.#gate.resume();
    this.#asking?.(to === 'continue');
  }

  /** @throws WorkbenchError ERR_USAGE where nothing was read to its end */
  complete(): HeldAccess {
    if (this.#held?.complete === true) return this.#held;
    throw new WorkbenchError(
      'ERR_USAGE',
      'access',
      {},
      { message: 'The organization was not read to its end.', hint: 'Read it first.' },
    );
  }

  /** What was read so far, complete or not. */
  shown(): HeldAccess {
    return this.#held ?? this.complete();
  }

  async #alone<T>(progress: (progress: WorkProgress) => void, work: () => Promise<T>): Promise<T> {
    if (this.busy)
      throw new WorkbenchError(
        'ERR_USAGE',
        'access',
        {},
        { message: 'Something is being read or applied already.', hint: 'Wait for it, or cancel it.' },
      );
    this.#running = progress;
    this.#last = undefined;
    this.#gate.resume();
    try {
      return await work();
    } finally {
      this.#running = undefined;
      this.#asking = undefined;
    }
  }

  /** Not with every call of a quick organization: nobody reads that fast. */
  #tell(progress: WorkProgress): void {
    const now = performance.now();
    const { phase, view, waitsFor } = this.#last ?? {};
    const other = phase !== progress.phase || view !== progress.view || waitsFor !== progress.waitsFor;
    this.#last = progress;
    if (!other && progress.done !== progress.total && now - this.#toldAt < TELL_EVERY) return;
    this.#toldAt = now;
    this.#running?.(progress);
  }

  async #askPerson(signal: AbortSignal): Promise<boolean> {
    const told = this.#last ?? { phase: 'credentials', done: 0, total: 0, calls: 0, etaSeconds: 0 };
    this.#running?.({ ...told, waitsFor: 'credentials' });
    return new Promise((resolve, reject) => {
      this.#asking = resolve;
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  }

  #controls() {
    return {
      gate: this.#gate,
      progress: ({ applied, failed, total, etaSeconds }: ApplyProgress) =>
        this.#tell({
          phase: 'apply',
          done: applied,
          failed,
          total,
          calls: 0,
          etaSeconds,
          ...(this.#gate.paused ? { waitsFor: 'person' as const } : {}),
        }),
    };
  }

  async #closing<T>(journal: JournalFile, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      await journal.close();
    }
  }

  #refreshed(held: HeldAccess, sets: readonly string[], signal: AbortSignal): Promise<AccessSnapshot> {
    const { ports, calls } = held.session;
    return refreshSets(ports, calls, held.snapshot, sets, signal, (done, total) =>
      this.#tell({ phase: 'check', done, total, calls: 0, etaSeconds: 0 }),
    );
  }

  /**
   * Writes down what is held, beside whatever comes next. The Lab's organization ends with its process, and a disk that is full
   * costs only the next start.
   */
  #keep(): void {
    const held = this.#held;
    if (held?.complete !== true || held.session.workspaceId === LAB_WORKSPACE) return;
    this.#keeping = this.#keeping.then(() => this.#kept.save(held.toKeep())).catch(() => undefined);
  }

  /** Waits for what is being written first, so that nothing outdated comes back. */
  async #forget(instanceArn: string): Promise<void> {
    await this.#keeping;
    await this.#kept.forget(instanceArn);
  }

  /** What a page shows after an apply is what AWS says then, not what the plan wanted. */
  async #lookAgain(sets: readonly string[], signal: AbortSignal): Promise<void> {
    const held = this.#held;
    if (held === undefined) return;
    try {
      this.#held = held.with(await this.#refreshed(held, sets, signal), randomUUID());
    } catch {
      // The apply has ended and has a report; what is not known any more is not shown.
      this.#held = undefined;
    }
  }

  async #withTags(held: HeldAccess, signal: AbortSignal): Promise<AccessIndex> {
    const { ports, calls } = held.session;
    const run = new ReadRun(calls, signal, (told) => this.#tell({ ...told, calls: sum(told.calls) }));
    const organization = await readOrganizationPart(run, ports.identityCenter.organizations, true);
    const unknown = [
      ...held.snapshot.unknown.filter(
        ({ part }) => part !== 'accounts' && part !== 'delegated-administrators',
      ),
      ...run.unknown,
    ];
    return new AccessIndex({ ...held.snapshot, ...organization, unknown });
  }
}

/** @returns a plan for reading, with what a confirmation has to name */
function shownPlan(plan: AccessPlan, index: AccessIndex) {
  const { changes, warnings, unmentioned, estimate } = plan;
  const count = (kind: RegExp): number => changes.filter((change) => kind.test(change.kind)).length;
  return {
    readAt: new Date(index.snapshot.readAt).toISOString(),
    changes: changes.slice(0, MOST_SHOWN).map((change) => ({
      id: change.id,
      kind: change.kind,
      text: changeText(change),
      calls: change.calls,
      managementOnly: change.managementOnly === true,
    })),
    total: changes.length,
    creates: count(/^(?:create|attach|tag|put)-/),
    deletes: count(/^(?:delete|detach|untag)-/),
    peopleLosingAccess: accessLost(index, changes).people,
    warnings,
    unmentioned: {
      permissionSets: unmentioned.permissionSets.length,
      assignments: unmentioned.assignments,
    },
    estimate,
  };
}
