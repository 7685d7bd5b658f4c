import type { IdentityCenterState, Operation } from '../identity-center.ts';
import type { Call } from '../protocol/operation.ts';
import { addOperation, principalCount, runningOperations } from './assignments.ts';
import { conflict, tooManyRunning } from './lookup.ts';

/** What is not settled at most (facts: quotas). */
const MOST_ASSIGNMENTS = 15;
const MOST_PROVISIONINGS = 3;

/** For the fault `slow` where it names no factor. */
const SLOW_FACTOR = 10;

/** What a fault of kind `failed` without a reason says. */
const REFUSED_BY_IAM =
  'Received a 403 status error: Access denied by IAM. Please check your policy, or wait for role propagation to complete.';

export const SETTLE = 'sso-admin.settle';

/** Goes into the pending event. */
export interface Settling {
  readonly requestId: string;
  /** A fault lets it fail with this reason. */
  readonly failure?: string;
}

type Wanted = Pick<Operation, 'kind' | 'permissionSetArn' | 'accountId' | 'principalType' | 'principalId'>;

/**
 * Begins an asynchronous operation: it settles after the Lab's time to settle, and where it changes a role, not before
 * what else changes roles in that account.
 *
 * @throws AwsError ThrottlingException where too much is running, ConflictException where its opposite is
 */
export function startOperation(call: Call, wanted: Wanted): Operation {
  const { ground, now } = call;
  const center = call.aws.identityCenter;
  const running = [...runningOperations(center)];
  const provisions = wanted.kind === 'provisioning';
  const alike = running.filter(({ kind }) => (kind === 'provisioning') === provisions);
  if (alike.length >= (provisions ? MOST_PROVISIONINGS : MOST_ASSIGNMENTS)) throw tooManyRunning();
  if (running.some((other) => isOpposite(other, wanted)))
    throw conflict('There is a conflicting operation in process for this account assignment.');
  const slow = ground.faults.strike(['slow'], 'sso-admin', call.operation);
  const failed = ground.faults.strike(['failed'], 'sso-admin', call.operation);
  const time = ground.settle * (slow === undefined ? 1 : (slow.amount ?? SLOW_FACTOR));
  const changesRole = provisions || willChangeRole(center, wanted);
  const free = changesRole ? roleFreeAt(center, running, wanted) : now;
  const operation: Operation = {
    ...wanted,
    requestId: ground.random.uuid(),
    status: 'IN_PROGRESS',
    createdAt: now,
    settlesAt: Math.max(now, free) + time,
    ...(changesRole ? { changesRole } : {}),
  };
  addOperation(center, operation);
  const settling: Settling = {
    requestId: operation.requestId,
    ...(failed === undefined ? {} : { failure: failed.reason ?? REFUSED_BY_IAM }),
  };
  ground.pending.add(operation.settlesAt ?? now, SETTLE, settling);
  return operation;
}

function isOpposite(other: Operation, wanted: Wanted): boolean {
  return (
    other.kind !== wanted.kind &&
    other.kind !== 'provisioning' &&
    wanted.kind !== 'provisioning' &&
    other.accountId === wanted.accountId &&
    other.permissionSetArn === wanted.permissionSetArn &&
    other.principalId === wanted.principalId &&
    other.principalType === wanted.principalType
  );
}

/** The first assignment makes the role, the last one to go removes it; one of an edited set brings it up to date. */
function willChangeRole(center: IdentityCenterState, wanted: Wanted): boolean {
  const { accountId = '', permissionSetArn: arn } = wanted;
  if (wanted.kind === 'assignment-deletion') return principalCount(center, accountId, arn) <= 1;
  const role = center.provisioned.get(accountId)?.get(arn);
  return role?.revision !== center.permissionSets.get(arn)?.revision;
}

/** When whatever changes roles in the same accounts is done. */
function roleFreeAt(center: IdentityCenterState, running: readonly Operation[], wanted: Wanted): number {
  const touches = (one: Wanted, accountId: string | undefined): boolean =>
    accountId === undefined ||
    (one.accountId === undefined
      ? center.provisioned.get(accountId)?.has(one.permissionSetArn) === true
      : one.accountId === accountId);
  let free = 0;
  for (const other of running) {
    if (other.changesRole !== true) continue;
    const meets =
      wanted.accountId === undefined ? touches(wanted, other.accountId) : touches(other, wanted.accountId);
    if (meets) free = Math.max(free, other.settlesAt ?? 0);
  }
  return free;
}
