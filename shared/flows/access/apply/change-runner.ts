import type { ChangeProgress } from '../../../core/access/journal/read-journal.ts';
import { type Change, settles } from '../../../core/access/plan/change.ts';
import type { ErrorCode } from '../../../core/errors/catalogue.ts';
import { toWireError } from '../../../core/errors/workbench-error.ts';
import { codeOf, ENDS_ALL } from '../aws-calls.ts';
import { type ApplyContext, arnOf } from './apply-context.ts';
import type { ApplyLog } from './apply-log.ts';
import type { PauseGate } from './pause-gate.ts';
import { readBack } from './read-back.ts';
import { sendChange } from './send-change.ts';
import { type StatusCalls, StatusPoller } from './status-poller.ts';

/** The outcome cannot be told from the answer: the state must be read before anything is sent again. */
const OUTCOME_UNKNOWN: readonly ErrorCode[] = ['ERR_AWS_SERVICE', 'ERR_AWS_NO_ANSWER'];
/** What would meet every other change too. */
const STOPS: readonly ErrorCode[] = [
  ...ENDS_ALL,
  'ERR_STORE_FULL',
  'ERR_STORE_PERMISSION',
  'ERR_STORE_WRITE',
  'ERR_INTERNAL',
];
/** Times a change is sent before it counts as failed. */
const ATTEMPTS = 8;

/**
 * Carries one change out, from whatever is known of it to its end. Nothing is sent before the journal says so, and nothing is sent
 * again while its outcome is not known.
 */
export class ChangeRunner {
  readonly #context: ApplyContext;
  readonly #log: ApplyLog;
  readonly #gate: PauseGate;
  readonly #pollers: {
    readonly create: StatusPoller;
    readonly delete: StatusPoller;
    readonly provision: StatusPoller;
  };

  constructor(context: ApplyContext, log: ApplyLog, gate: PauseGate) {
    this.#context = context;
    this.#log = log;
    this.#gate = gate;
    const poller = (kind: Parameters<typeof statusCalls>[1]) =>
      new StatusPoller(context, statusCalls(context, kind));
    this.#pollers = { create: poller('create'), delete: poller('delete'), provision: poller('provision') };
  }

  /**
   * @returns true when the change is done, false when it failed; the journal knows why
   * @throws what ends the whole run: cancelled, credentials, network, disk
   */
  async run(change: Change): Promise<boolean> {
    // What failed before is tried anew: somebody resumed because its cause is mended.
    const before = this.#log.of(change.id);
    let progress: ChangeProgress | undefined = before?.state === 'failed' ? undefined : before;
    // Narrowed by the line above, but every turn of the loop may set it anew.
    progress = progress as ChangeProgress | undefined;
    let last: unknown;
    for (let attempt = 0; ; ) {
      if (progress?.state === 'done') return true;
      if (progress?.state === 'failed') return false;
      if (progress?.state === 'accepted') {
        progress = await this.#await(change, progress.requestId);
        continue;
      }
      if (progress?.state === 'unknown') {
        progress = await this.#readBack(change);
        if (progress !== undefined) continue;
      }
      if (attempt++ >= ATTEMPTS) return this.#fail(change, last);
      if (attempt > 1)
        await this.#context.clock.sleep(this.#context.calls.jitter(attempt), this.#context.signal);
      await this.#gate.pass(this.#context.signal);
      await this.#log.note(change.id, { event: 'sending' });
      try {
        progress = await this.#send(change);
      } catch (thrown) {
        this.#context.signal.throwIfAborted();
        const code = codeOf(thrown) ?? 'ERR_INTERNAL';
        if (STOPS.includes(code)) throw thrown;
        last = thrown;
        progress = { state: 'unknown' };
        if (OUTCOME_UNKNOWN.includes(code)) continue;
        // A set that has the policy already, an assignment that is gone already: then the goal is reached.
        if (code !== 'ERR_AWS_CONFLICT' && code !== 'ERR_AWS_NOT_FOUND') return this.#fail(change, thrown);
        if (change.kind === 'create-permission-set') return this.#fail(change, thrown);
        progress = await this.#readBack(change);
        if (progress === undefined && code === 'ERR_AWS_NOT_FOUND') return this.#fail(change, thrown);
      }
    }
  }

  async #send(change: Change): Promise<ChangeProgress> {
    const { sso, instanceArn, calls, signal } = this.#context;
    const { arn, operation } = await calls.write(
      'sso-admin',
      () => sendChange(sso, instanceArn, arnOf(this.#context, change), change, signal),
      signal,
      settles(change) || change.kind === 'delete-permission-set',
    );
    if (operation === undefined || operation.status === 'SUCCEEDED') return this.#done(change, arn);
    if (operation.status === 'FAILED')
      return this.#failed(change, operation.failureReason ?? 'AWS gives no reason.');
    return this.#accepted(change, operation.requestId);
  }

  async #await(change: Change, requestId: string): Promise<ChangeProgress> {
    const kind =
      change.kind === 'delete-assignment'
        ? 'delete'
        : change.kind === 'provision-permission-set'
          ? 'provision'
          : 'create';
    const ending = await this.#pollers[kind].wait(requestId);
    if (ending.status === 'SUCCEEDED') return this.#done(change);
    if (ending.status === 'FAILED') return this.#failed(change, ending.reason);
    return { state: 'unknown' };
  }

  /** @returns undefined where nothing has happened */
  async #readBack(change: Change): Promise<ChangeProgress | undefined> {
    const known = this.#log.requestIds();
    const found = await readBack(this.#context, change, known);
    if (found.state === 'done') return this.#done(change, found.arn);
    if (found.state === 'in-progress') return this.#accepted(change, found.requestId);
    return undefined;
  }

  async #done(change: Change, arn?: string): Promise<ChangeProgress> {
    if (arn !== undefined) this.#context.arns.set(change.permissionSet, arn);
    await this.#log.note(change.id, { event: 'done', ...(arn === undefined ? {} : { arn }) });
    return { state: 'done' };
  }

  async #accepted(change: Change, requestId: string): Promise<ChangeProgress> {
    await this.#log.note(change.id, { event: 'accepted', requestId });
    return { state: 'accepted', requestId };
  }

  async #failed(change: Change, reason: string): Promise<ChangeProgress> {
    const code = 'ERR_ACCESS_OPERATION_FAILED';
    await this.#log.note(change.id, { event: 'failed', code, reason });
    return { state: 'failed', code, reason };
  }

  async #fail(change: Change, thrown: unknown): Promise<false> {
    const { code, message } = toWireError(thrown);
    await this.#log.note(change.id, { event: 'failed', code, reason: message });
    return false;
  }
}

function statusCalls(context: ApplyContext, kind: 'create' | 'delete' | 'provision'): StatusCalls {
  const { sso, instanceArn, signal } = context;
  switch (kind) {
    case 'create':
      return {
        list: (input) => sso.listAccountAssignmentCreationStatus({ ...input, instanceArn }, signal),
        describe: (requestId) =>
          sso.describeAccountAssignmentCreationStatus({ instanceArn, requestId }, signal),
      };
    case 'delete':
      return {
        list: (input) => sso.listAccountAssignmentDeletionStatus({ ...input, instanceArn }, signal),
        describe: (requestId) =>
          sso.describeAccountAssignmentDeletionStatus({ instanceArn, requestId }, signal),
      };
    case 'provision':
      return {
        list: (input) => sso.listPermissionSetProvisioningStatus({ ...input, instanceArn }, signal),
        describe: (requestId) =>
          sso.describePermissionSetProvisioningStatus({ instanceArn, requestId }, signal),
      };
  }
}
