import type {
  AccessSnapshot,
  Assignment,
  PermissionSet,
  ProvisionedSet,
} from '../../../shared/core/access/model.ts';

export type FullSet = Required<Omit<PermissionSet, 'description' | 'relayState'>> &
  Pick<PermissionSet, 'description' | 'relayState'>;

export interface Operation {
  readonly requestId: string;
  readonly kind: 'create' | 'delete' | 'provision';
  status: 'IN_PROGRESS' | 'FAILED' | 'SUCCEEDED';
  failureReason?: string;
  readonly createdAt: number;
  readonly settlesAt: number;
  readonly assignment?: Assignment;
  readonly permissionSetArn: string;
}

export const assignmentId = ({
  accountId,
  permissionSetArn,
  principalType,
  principalId,
}: Assignment): string => `${accountId} ${permissionSetArn} ${principalType} ${principalId}`;
const pairId = ({ accountId, permissionSetArn }: ProvisionedSet): string =>
  `${accountId} ${permissionSetArn}`;

/** What an organization in memory holds, and how accepted operations come true. */
export class MemoryState {
  readonly seed: AccessSnapshot;
  readonly sets = new Map<string, FullSet>();
  readonly assignments = new Map<string, Assignment>();
  /** Pair to the version of the set that is provisioned. */
  readonly provisioned = new Map<string, ProvisionedSet & { version: number }>();
  readonly versions = new Map<string, number>();
  readonly operations: Operation[] = [];
  /** Reasons with which the next operations on a principal fail. */
  readonly failures = new Map<string, string>();

  constructor(seed: AccessSnapshot) {
    this.seed = seed;
    for (const set of seed.permissionSets) {
      this.versions.set(set.arn, 1);
      this.sets.set(set.arn, {
        name: set.arn,
        sessionDuration: 'PT1H',
        tags: {},
        managedPolicies: [],
        customerManagedPolicies: [],
        inlinePolicy: '',
        boundary: { kind: 'none' },
        ...set,
      });
    }
    for (const assignment of seed.assignments) this.#assign(assignment);
  }

  change(arn: string, with_: Partial<FullSet>): void {
    const set = this.sets.get(arn);
    if (set === undefined) return;
    this.sets.set(arn, { ...set, ...with_ });
    // Tags are of the set, not of the roles made from it.
    if (with_.tags === undefined) this.versions.set(arn, (this.versions.get(arn) ?? 0) + 1);
  }

  /** Lets everything come true whose time has come. */
  settle(now: number): void {
    for (const operation of this.operations) {
      if (operation.status !== 'IN_PROGRESS' || operation.settlesAt > now) continue;
      const { assignment } = operation;
      const reason = this.failures.get(assignment?.principalId ?? operation.permissionSetArn);
      if (reason !== undefined) {
        operation.status = 'FAILED';
        operation.failureReason = reason;
        continue;
      }
      operation.status = 'SUCCEEDED';
      if (operation.kind === 'provision') {
        for (const pair of this.provisioned.values())
          if (pair.permissionSetArn === operation.permissionSetArn)
            pair.version = this.versions.get(pair.permissionSetArn) ?? 1;
      } else if (assignment !== undefined && operation.kind === 'create') this.#assign(assignment);
      else if (assignment !== undefined) this.#unassign(assignment);
    }
  }

  inProgress(): readonly Operation[] {
    return this.operations.slice(-200).filter(({ status }) => status === 'IN_PROGRESS');
  }

  #assign(assignment: Assignment): void {
    this.assignments.set(assignmentId(assignment), assignment);
    const { accountId, permissionSetArn } = assignment;
    const pair = pairId(assignment);
    if (!this.provisioned.has(pair))
      this.provisioned.set(pair, {
        accountId,
        permissionSetArn,
        version: this.versions.get(permissionSetArn) ?? 1,
      });
  }

  #unassign(assignment: Assignment): void {
    this.assignments.delete(assignmentId(assignment));
    const pair = pairId(assignment);
    if (![...this.assignments.values()].some((other) => pairId(other) === pair))
      this.provisioned.delete(pair);
  }
}
