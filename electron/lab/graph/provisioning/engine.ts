import type { LabGround } from '../../platform/ground.ts';
import {
  type Execution,
  type JobMemory,
  newJobMemory,
  type Quarantine,
  type SynchronizationJob,
} from '../state.ts';
import { type CycleResult, runCycle } from './cycle.ts';
import { KEPT_DELETED, nextCycle, prolonged, TICK, tripsThreshold, WATCH } from './schedule.ts';
import { Abandoned, ScimTarget, type TargetCredentials, TargetUnusable } from './scim-target.ts';
import { type Work, workOn } from './work.ts';

interface Tick {
  readonly jobId: string;
  /** Milliseconds since the last look at a cycle that was running then. */
  readonly watched?: number;
}

/**
 * The provisioning service behind synchronization jobs: cycles, quarantine, and single objects on demand, by real requests
 * to a SCIM endpoint.
 */
export class ProvisioningEngine {
  readonly #ground: LabGround;
  /** The run of a job that this process works at; a job of a restored state is another object and has none. */
  readonly #live = new WeakMap<SynchronizationJob, string>();
  readonly #locks = new Map<string, Promise<unknown>>();

  constructor(ground: LabGround) {
    this.#ground = ground;
    ground.pending.on(TICK, (data, due) => this.#tick(data as Tick, due));
  }

  /** Starts cycles at once, out of a quarantine as well. */
  start(job: SynchronizationJob): void {
    this.pause(job);
    job.state = 'Active';
    delete job.memory.quarantine;
    this.#next(job, this.#ground.clock.now());
  }

  pause(job: SynchronizationJob): void {
    job.state = 'Paused';
    delete job.memory.current;
    this.#forgetTicks(job);
  }

  /**
   * Starts anew, without what is named of the job's memory.
   *
   * @param forget scopes of Graph's synchronizationJobRestartCriteria
   */
  restart(job: SynchronizationJob, forget: ReadonlySet<string>): void {
    const { memory } = job;
    if (forget.has('Full')) job.memory = { ...newJobMemory(), onDemandCalls: memory.onDemandCalls };
    if (forget.has('Watermark') || forget.has('ConnectorDataStore')) memory.objects.clear();
    if (forget.has('Escrows')) memory.escrows.clear();
    this.start(job);
  }

  /** @throws TargetUnusable */
  validate(credentials: TargetCredentials): Promise<void> {
    return new ScimTarget(this.#ground, credentials).probe();
  }

  /** @returns what single objects are provisioned with, outside of any cycle. @throws TargetUnusable, Abandoned */
  workOnDemand(job: SynchronizationJob): Work {
    const { clock, state } = this.#ground;
    const isCurrent = () => this.#ground.state === state && state.synchronization.jobs.get(job.id) === job;
    return workOn(
      this.#ground,
      job,
      () => clock.now(),
      (credentials) => new ScimTarget(this.#ground, credentials, isCurrent),
    );
  }

  /** Waits for whoever works at the object already. */
  async exclusive<T>(objectId: string, run: () => Promise<T>): Promise<T> {
    const before = this.#locks.get(objectId) ?? Promise.resolve();
    const mine = before.then(run, run);
    this.#locks.set(objectId, mine);
    try {
      return await mine;
    } finally {
      if (this.#locks.get(objectId) === mine) this.#locks.delete(objectId);
    }
  }

  #tick(tick: Tick, due: number): void {
    const job = this.#ground.state.synchronization.jobs.get(tick.jobId);
    if (job?.state !== 'Active') return;
    const { current } = job.memory;
    const isRunning = current !== undefined && this.#live.get(job) === current.runId;
    // Ever longer, so that a clock that was moved far costs little; a snapshot in between holds this event.
    const watched = isRunning ? (tick.watched ?? WATCH) * 2 : WATCH;
    this.#ground.pending.add(due + watched, TICK, { jobId: job.id, watched });
    if (!isRunning) void this.#run(job, due);
  }

  async #run(job: SynchronizationJob, due: number): Promise<void> {
    const { clock, random } = this.#ground;
    const { memory } = job;
    const runId = random.uuid();
    const current = {
      cycleId: memory.current?.cycleId ?? random.uuid(),
      runId,
      began: memory.current?.began ?? due,
      initial: memory.current?.initial ?? memory.objects.size === 0,
    };
    memory.current = current;
    this.#live.set(job, runId);
    // The clock stands at the moment the event was due until the event is done.
    await Promise.resolve();
    const lag = clock.now() - due;
    const now = () => clock.now() - lag;
    const isCurrent = () =>
      this.#ground.state.synchronization.jobs.get(job.id) === job && job.memory.current?.runId === runId;
    let result: CycleResult | undefined;
    let error: { code: string; message: string } | undefined;
    try {
      const work = workOn(
        this.#ground,
        job,
        now,
        (credentials) => new ScimTarget(this.#ground, credentials, isCurrent),
      );
      result = await runCycle(work, current.cycleId, (id, run) => this.exclusive(id, run));
    } catch (thrown) {
      if (thrown instanceof Abandoned) {
        if (isCurrent()) delete memory.current;
        return;
      }
      error = { code: 'InternalError', message: 'The cycle failed.' };
      if (thrown instanceof TargetUnusable) error = { code: 'InvalidCredentials', message: thrown.message };
    }
    if (!isCurrent()) return;
    delete memory.current;
    const execution = executionOf(job, current, now(), result, error);
    this.#finish(job, execution, now());
    const next = memory.quarantine?.nextAttempt ?? nextCycle(due, now(), clock.now(), momentsOf(memory));
    if (job.state === 'Active') this.#next(job, next);
    else this.#forgetTicks(job);
  }

  #finish(job: SynchronizationJob, execution: Execution, now: number): void {
    const { memory } = job;
    memory.lastExecution = execution;
    const { error } = execution;
    if (error !== undefined) {
      memory.countSuccessiveCompleteFailures += 1;
      quarantine(job, { reason: 'EncounteredQuarantineException', error }, now);
      return;
    }
    memory.countSuccessiveCompleteFailures = 0;
    memory.lastSuccessfulExecution = execution;
    if (execution.exported > 0) memory.lastSuccessfulExecutionWithExports = execution;
    if (memory.escrows.size === 0) {
      memory.steadyStateFirst ??= now;
      memory.steadyStateLast = now;
    }
    const references = [...memory.escrows.values()].filter(({ isReference }) => isReference).length;
    if (!tripsThreshold(memory.escrows.size, references, execution.entitled)) {
      delete memory.quarantine;
      return;
    }
    const code = 'EncounteredEscrowProportionThreshold';
    const message = `${memory.escrows.size} of ${execution.entitled} objects fail.`;
    quarantine(job, { reason: code, error: { code, message } }, now);
  }

  #next(job: SynchronizationJob, due: number): void {
    this.#forgetTicks(job);
    this.#ground.pending.add(due, TICK, { jobId: job.id });
  }

  #forgetTicks(job: SynchronizationJob): void {
    this.#ground.pending.remove(({ kind, data }) => kind === TICK && (data as Tick).jobId === job.id);
  }
}

/** From when on a cycle finds something to do although nothing changed in Entra. */
function momentsOf(memory: JobMemory): readonly number[] {
  const moments = [...memory.escrows.values()].map(({ nextAttempt }) => nextAttempt);
  for (const { goneSince } of memory.objects.values())
    if (goneSince !== undefined) moments.push(goneSince + KEPT_DELETED);
  return moments;
}

/** Puts a job into quarantine, or leaves it there; after 28 days the job is disabled. */
function quarantine(job: SynchronizationJob, why: Pick<Quarantine, 'reason' | 'error'>, now: number): void {
  const prolongation = prolonged(job.memory.quarantine, why, now);
  job.memory.quarantine = prolongation.quarantine;
  if (prolongation.isOver) job.state = 'Disabled';
}

function executionOf(
  job: SynchronizationJob,
  { cycleId, began }: { readonly cycleId: string; readonly began: number },
  ended: number,
  result: CycleResult | undefined,
  error: Execution['error'],
): Execution {
  const escrowed = job.memory.escrows.size;
  return {
    cycleId,
    state: error !== undefined ? 'Failed' : escrowed > 0 ? 'EntryLevelErrors' : 'Succeeded',
    began,
    ended,
    entitled: result?.entitled ?? 0,
    escrowed,
    imported: result?.imported ?? 0,
    exported: result?.exported ?? 0,
    ...(error === undefined ? {} : { error }),
  };
}
