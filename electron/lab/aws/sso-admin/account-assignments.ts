import { IdentityStore } from '../identity-store.ts';
import type { Call } from '../protocol/operation.ts';
import { type Operations, reads, writes } from '../protocol/operation.ts';
import { pageOf } from '../protocol/paging.ts';
import { oneOf, required, structure } from '../protocol/shape.ts';
import { type AccountAssignment, assignmentsOf } from './assignments.ts';
import {
  accountArn,
  checkInstance,
  instanceResource,
  notFound,
  permissionSetOf,
  quotaExceeded,
} from './lookup.ts';
import { accountId, ofInstance, ofPermissionSet, paging, principalId, principalType } from './members.ts';
import { statusOf } from './operation-status.ts';
import { startOperation } from './start-operation.ts';

/** Permission sets of one account (facts: quotas). */
const MOST_SETS = 500;

const assignment = {
  ...ofPermissionSet,
  TargetId: required(accountId),
  TargetType: required(oneOf(['AWS_ACCOUNT'])),
  PrincipalType: required(principalType),
  PrincipalId: required(principalId),
};

const accountFilter = structure({ AccountId: accountId });

interface AssignmentInput {
  readonly InstanceArn: string;
  readonly PermissionSetArn: string;
  readonly TargetId: string;
  readonly PrincipalType: 'USER' | 'GROUP';
  readonly PrincipalId: string;
}

const resources = (_call: Call, input: AssignmentInput): readonly string[] => [
  input.InstanceArn,
  input.PermissionSetArn,
  accountArn(input.TargetId),
];

export const accountAssignmentOperations: Operations = {
  CreateAccountAssignment: writes(assignment, {
    resources,
    run(call, input) {
      const { identityCenter } = call.aws;
      const set = permissionSetOf(call, input);
      const roles = identityCenter.provisioned.get(input.TargetId);
      if (roles !== undefined && roles.size >= MOST_SETS && !roles.has(set.arn))
        throw quotaExceeded(
          `You have exceeded AWS SSO limits. An account can have ${MOST_SETS} permission sets.`,
        );
      return { AccountAssignmentCreationStatus: start(call, 'assignment-creation', input) };
    },
  }),

  DeleteAccountAssignment: writes(assignment, {
    resources,
    run(call, input) {
      permissionSetOf(call, input);
      return { AccountAssignmentDeletionStatus: start(call, 'assignment-deletion', input) };
    },
  }),

  ListAccountAssignments: reads(
    { ...ofPermissionSet, AccountId: required(accountId), ...paging },
    {
      resources: (_call, input) => [input.InstanceArn, input.PermissionSetArn, accountArn(input.AccountId)],
      run(call, input) {
        const set = permissionSetOf(call, input);
        const principals =
          call.aws.identityCenter.assignments.get(input.AccountId)?.get(set.arn)?.values() ?? [];
        const question = ['ListAccountAssignments', input.AccountId, set.arn];
        const page = pageOf(
          [...principals],
          (one) => `${one.principalType}:${one.principalId}`,
          input,
          question,
        );
        return {
          AccountAssignments: page.items.map((one) => ({
            AccountId: input.AccountId,
            PermissionSetArn: set.arn,
            PrincipalType: one.principalType,
            PrincipalId: one.principalId,
          })),
          NextToken: page.next,
        };
      },
    },
  ),

  ListAccountAssignmentsForPrincipal: reads(
    {
      ...ofInstance,
      PrincipalId: required(principalId),
      PrincipalType: required(principalType),
      Filter: accountFilter,
      ...paging,
    },
    {
      resources: instanceResource,
      run(call, input) {
        checkInstance(call, input.InstanceArn);
        const { PrincipalType: type, PrincipalId: id } = input;
        const only = input.Filter?.AccountId;
        const all = [...accessOfPrincipal(call, type, id)].filter(
          (one) => only === undefined || one.accountId === only,
        );
        const question = ['ListAccountAssignmentsForPrincipal', type, id, only];
        const key = (one: AccountAssignment): string =>
          `${one.accountId} ${one.permissionSetArn} ${one.principalId}`;
        const page = pageOf(all, key, input, question);
        return {
          AccountAssignments: page.items.map((one) => ({
            AccountId: one.accountId,
            PermissionSetArn: one.permissionSetArn,
            PrincipalId: one.principalId,
            PrincipalType: one.principalType,
          })),
          NextToken: page.next,
        };
      },
    },
  ),
};

function start(call: Call, kind: 'assignment-creation' | 'assignment-deletion', input: AssignmentInput) {
  return statusOf(
    startOperation(call, {
      kind,
      permissionSetArn: input.PermissionSetArn,
      accountId: input.TargetId,
      principalType: input.PrincipalType,
      principalId: input.PrincipalId,
    }),
  );
}

/** A user has what it is assigned and what its groups are; a group what it is assigned. */
function* accessOfPrincipal(call: Call, type: 'USER' | 'GROUP', id: string): Generator<AccountAssignment> {
  const { identityCenter, identityStore } = call.aws;
  const known = type === 'USER' ? identityStore.users.has(id) : identityStore.groups.has(id);
  const own = [...assignmentsOf(identityCenter, type, id)];
  if (!known && own.length === 0) throw notFound(`${type} not found`);
  yield* own;
  if (type === 'GROUP') return;
  for (const groupId of new IdentityStore(identityStore).groupsOf(id).keys())
    yield* assignmentsOf(identityCenter, 'GROUP', groupId);
}
