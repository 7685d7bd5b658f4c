import type { ApplicationsRead } from '../../../shared/core/access/applications/applications.ts';
import type { AccessSnapshot, Assignment, AwsService } from '../../../shared/core/access/model.ts';
import type { Clock } from '../../../shared/ports/clock.ts';
import type {
  AssignmentOperation,
  IdentityCenter,
  OperationSummary,
  Page,
} from '../../../shared/ports/identity-center.ts';
import { memoryApplications } from './memory-applications.ts';
import { memoryAttributes } from './memory-attributes.ts';
import { memoryIam, memoryOrganizations, memoryStore } from './memory-directory.ts';
import { type Faults, MemoryGate, refusal } from './memory-gate.ts';
import { page } from './memory-page.ts';
import { memoryReads } from './memory-reads.ts';
import { assignmentId, type FullSet, MemoryState, type Operation } from './memory-state.ts';
import { memoryWrites } from './memory-writes.ts';
import { SeededRandom } from './seeded-random.ts';

export interface MemoryOptions extends Faults {
  readonly applications?: ApplicationsRead;
  /** Milliseconds that AWS needs to carry something out. */
  readonly settle?: number;
  readonly seed?: number;
  /** Refuses what it says; the operation's name and its input. */
  readonly deny?: (operation: string, input: Readonly<Record<string, unknown>>) => boolean;
  /** The oldest operations first in status lists; by default the newest. */
  readonly oldestFirst?: boolean;
}

/** An Identity Center in memory that keeps AWS's rules on what may be outstanding, and writes down every call that breaks them. */
export class MemoryIdentityCenter {
  readonly state: MemoryState;
  readonly gate: MemoryGate;
  readonly port: IdentityCenter;
  /** Create calls for an assignment that existed or was in progress, and anything else that must never be sent. */
  readonly violations: string[] = [];
  mostOutstanding = 0;
  readonly #clock: Clock;
  readonly random: SeededRandom;
  readonly #options: MemoryOptions;

  constructor(clock: Clock, seed: AccessSnapshot, options: MemoryOptions = {}) {
    this.#clock = clock;
    this.#options = options;
    this.random = new SeededRandom(options.seed ?? 1);
    this.state = new MemoryState(seed);
    this.gate = new MemoryGate(clock, this.random, options);
    this.port = {
      organizations: memoryOrganizations(this),
      ssoAdmin: {
        ...memoryReads(this),
        ...memoryWrites(this),
        ...memoryAttributes(this),
        ...memoryApplications(this, options.applications),
      },
      identityStore: memoryStore(this),
      iam: memoryIam(this),
    };
  }

  call<T>(
    service: AwsService,
    operation: string,
    input: object,
    signal: AbortSignal,
    run: () => T,
  ): Promise<T> {
    return this.gate.call(service, operation, signal, () => {
      if (this.#options.deny?.(operation, { ...input }) === true)
        throw refusal('ERR_AWS_ACCESS_DENIED', service, operation, `not authorized to perform ${operation}`);
      this.state.settle(this.#clock.now());
      return run();
    });
  }

  set(permissionSetArn: string, operation: string): FullSet {
    const set = this.state.sets.get(permissionSetArn);
    if (set === undefined)
      throw refusal('ERR_AWS_NOT_FOUND', 'sso-admin', operation, 'permission set not found');
    return set;
  }

  start(kind: Operation['kind'], permissionSetArn: string, assignment?: Assignment): Operation {
    const name =
      kind === 'provision'
        ? 'ProvisionPermissionSet'
        : kind === 'create'
          ? 'CreateAccountAssignment'
          : 'DeleteAccountAssignment';
    const busy = this.state.inProgress();
    const same = busy.filter((operation) => (operation.kind === 'provision') === (kind === 'provision'));
    if (same.length >= (kind === 'provision' ? 3 : 15))
      throw refusal('ERR_AWS_CONFLICT', 'sso-admin', name, 'There are too many requests processing.');
    if (assignment !== undefined) {
      const key = assignmentId(assignment);
      const twin = busy.some(
        (operation) => operation.assignment !== undefined && assignmentId(operation.assignment) === key,
      );
      if (kind === 'create' && (this.state.assignments.has(key) || twin))
        this.violations.push(`${name} ${key}`);
      if (busy.some((operation) => operation.assignment?.accountId === assignment.accountId))
        throw refusal('ERR_AWS_CONFLICT', 'sso-admin', name, 'a role update is in progress in this account');
    }
    const now = this.#clock.now();
    const operation: Operation = {
      requestId: this.random.uuid(),
      kind,
      status: 'IN_PROGRESS',
      createdAt: now,
      settlesAt: now + (this.#options.settle ?? 3000),
      permissionSetArn,
      ...(assignment === undefined ? {} : { assignment }),
    };
    this.state.operations.push(operation);
    this.mostOutstanding = Math.max(this.mostOutstanding, same.length + 1);
    return operation;
  }

  statuses(
    kind: Operation['kind'],
    status: string | undefined,
    token: string | undefined,
  ): Page<OperationSummary> {
    const all = this.state.operations.filter(
      (operation) => operation.kind === kind && (status === undefined || operation.status === status),
    );
    if (this.#options.oldestFirst !== true) all.reverse();
    return page(
      all.map(({ requestId, status: state, createdAt }) => ({ requestId, status: state, createdAt })),
      token,
      100,
    );
  }

  describe(requestId: string, operation: string): AssignmentOperation & { permissionSetArn: string } {
    const found = this.state.operations.find((candidate) => candidate.requestId === requestId);
    if (found === undefined) throw refusal('ERR_AWS_NOT_FOUND', 'sso-admin', operation, 'no such request');
    const { status, createdAt, failureReason, assignment, permissionSetArn } = found;
    return {
      requestId,
      status,
      createdAt,
      permissionSetArn,
      ...assignment,
      ...(failureReason === undefined ? {} : { failureReason }),
    };
  }
}
