import { toWireError } from '../../shared/core/errors/workbench-error.ts';
import type {
  AssignmentOperation,
  AssignmentTarget,
  IdentityCenter,
  OperationState,
  OperationSummary,
  Page,
} from '../../shared/ports/identity-center.ts';
import type { AwsAnswer, AwsRequest } from '../adapters/aws-identity-center/aws-server.ts';

/** Exceptions of AWS for the codes of the catalogue. */
const TYPES: Readonly<Record<string, string>> = {
  ERR_AWS_THROTTLED: 'ThrottlingException',
  ERR_AWS_CONFLICT: 'ConflictException',
  ERR_AWS_ACCESS_DENIED: 'AccessDeniedException',
  ERR_AWS_NOT_FOUND: 'ResourceNotFoundException',
  ERR_AWS_CREDENTIALS_EXPIRED: 'ExpiredTokenException',
};

/** The members of a request that the operations below look at. */
interface Body {
  readonly InstanceArn: string;
  readonly PermissionSetArn: string;
  readonly ResourceArn: string;
  readonly AccountId: string;
  readonly ParentId: string;
  readonly GroupId: string;
  readonly Name: string;
  readonly InlinePolicy: string;
  readonly AccountAssignmentCreationRequestId: string;
  readonly AccountAssignmentDeletionRequestId: string;
  readonly ProvisionPermissionSetRequestId: string;
  readonly TargetId: string;
  readonly PrincipalType: 'USER' | 'GROUP';
  readonly PrincipalId: string;
  readonly ManagedPolicyArn: string;
  readonly ProvisioningStatus?: string;
  readonly NextToken?: string;
  readonly Filter?: { readonly Status: OperationState };
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
  readonly SessionDuration?: string;
}

const signal = new AbortController().signal;
const token = ({ NextToken }: Body) => (NextToken === undefined ? {} : { nextToken: NextToken });
const set = ({ InstanceArn, PermissionSetArn }: Body) => ({
  instanceArn: InstanceArn,
  permissionSetArn: PermissionSetArn,
});
const status = ({ InstanceArn, Filter, NextToken }: Body) => ({
  instanceArn: InstanceArn,
  ...(Filter === undefined ? {} : { status: Filter.Status }),
  ...(NextToken === undefined ? {} : { nextToken: NextToken }),
});
const assignment = (body: Body) => ({
  ...set(body),
  accountId: body.TargetId,
  principalType: body.PrincipalType,
  principalId: body.PrincipalId,
});
const listed = <T>(name: string, { items, nextToken }: Page<T>, of: (item: T) => unknown) => ({
  [name]: items.map(of),
  ...(nextToken === undefined ? {} : { NextToken: nextToken }),
});
const same = (item: string): string => item;
const summary = ({ requestId, status: state }: OperationSummary) => ({ RequestId: requestId, Status: state });
const operation = (found: AssignmentOperation) => ({
  ...summary(found),
  FailureReason: found.failureReason,
  TargetId: found.accountId,
  PermissionSetArn: found.permissionSetArn,
  PrincipalType: found.principalType,
  PrincipalId: found.principalId,
});
const target = ({ accountId, permissionSetArn, principalType, principalId }: AssignmentTarget) => ({
  AccountId: accountId,
  PermissionSetArn: permissionSetArn,
  PrincipalType: principalType,
  PrincipalId: principalId,
});

type Operations = Readonly<Record<string, (body: Body) => Promise<object>>>;

function operationsOf({ ssoAdmin, organizations, identityStore }: IdentityCenter): Operations {
  return {
    'sso-admin ListInstances': async () =>
      listed('Instances', await ssoAdmin.listInstances({}, signal), ({ arn, identityStoreId }) => ({
        InstanceArn: arn,
        IdentityStoreId: identityStoreId,
      })),
    'sso-admin ListPermissionSets': async (body) =>
      listed(
        'PermissionSets',
        await ssoAdmin.listPermissionSets({ instanceArn: body.InstanceArn, ...token(body) }, signal),
        same,
      ),
    'sso-admin DescribePermissionSet': async (body) => {
      const { name, description, sessionDuration, relayState } = await ssoAdmin.describePermissionSet(
        set(body),
        signal,
      );
      return {
        PermissionSet: {
          Name: name,
          Description: description,
          SessionDuration: sessionDuration,
          RelayState: relayState,
        },
      };
    },
    'sso-admin ListTagsForResource': async (body) =>
      listed(
        'Tags',
        await ssoAdmin.listTagsForResource(
          { instanceArn: body.InstanceArn, resourceArn: body.ResourceArn },
          signal,
        ),
        ([Key, Value]) => ({ Key, Value }),
      ),
    'sso-admin ListManagedPoliciesInPermissionSet': async (body) =>
      listed(
        'AttachedManagedPolicies',
        await ssoAdmin.listManagedPoliciesInPermissionSet(set(body), signal),
        (Arn) => ({ Arn }),
      ),
    'sso-admin ListCustomerManagedPolicyReferencesInPermissionSet': async (body) =>
      listed(
        'CustomerManagedPolicyReferences',
        await ssoAdmin.listCustomerManagedPolicyReferencesInPermissionSet(set(body), signal),
        ({ name, path }) => ({ Name: name, Path: path }),
      ),
    'sso-admin GetInlinePolicyForPermissionSet': async (body) => ({
      InlinePolicy: await ssoAdmin.getInlinePolicyForPermissionSet(set(body), signal),
    }),
    'sso-admin GetPermissionsBoundaryForPermissionSet': async (body) => {
      const boundary = await ssoAdmin.getPermissionsBoundaryForPermissionSet(set(body), signal);
      if (boundary.kind === 'managed') return { PermissionsBoundary: { ManagedPolicyArn: boundary.arn } };
      return boundary.kind === 'none'
        ? {}
        : {
            PermissionsBoundary: {
              CustomerManagedPolicyReference: { Name: boundary.name, Path: boundary.path },
            },
          };
    },
    'sso-admin ListAccountsForProvisionedPermissionSet': async (body) =>
      listed(
        'AccountIds',
        await ssoAdmin.listAccountsForProvisionedPermissionSet(
          {
            ...set(body),
            ...token(body),
            ...(body.ProvisioningStatus === undefined ? {} : { outdated: true }),
          },
          signal,
        ),
        same,
      ),
    'sso-admin ListAccountAssignments': async (body) =>
      listed(
        'AccountAssignments',
        await ssoAdmin.listAccountAssignments(
          { ...set(body), ...token(body), accountId: body.AccountId },
          signal,
        ),
        target,
      ),
    'sso-admin CreatePermissionSet': async (body) => ({
      PermissionSet: {
        PermissionSetArn: await ssoAdmin.createPermissionSet(
          {
            instanceArn: body.InstanceArn,
            name: body.Name,
            ...(body.SessionDuration === undefined ? {} : { sessionDuration: body.SessionDuration }),
            tags: Object.fromEntries((body.Tags ?? []).map(({ Key, Value }) => [Key, Value])),
          },
          signal,
        ),
      },
    }),
    'sso-admin PutInlinePolicyToPermissionSet': async (body) => {
      await ssoAdmin.putInlinePolicyToPermissionSet(
        { ...set(body), inlinePolicy: body.InlinePolicy },
        signal,
      );
      return {};
    },
    'sso-admin AttachManagedPolicyToPermissionSet': async (body) => {
      await ssoAdmin.attachManagedPolicyToPermissionSet(
        { ...set(body), policyArn: body.ManagedPolicyArn },
        signal,
      );
      return {};
    },
    'sso-admin CreateAccountAssignment': async (body) => ({
      AccountAssignmentCreationStatus: operation(
        await ssoAdmin.createAccountAssignment(assignment(body), signal),
      ),
    }),
    'sso-admin DeleteAccountAssignment': async (body) => ({
      AccountAssignmentDeletionStatus: operation(
        await ssoAdmin.deleteAccountAssignment(assignment(body), signal),
      ),
    }),
    'sso-admin ListAccountAssignmentCreationStatus': async (body) =>
      listed(
        'AccountAssignmentsCreationStatus',
        await ssoAdmin.listAccountAssignmentCreationStatus(status(body), signal),
        summary,
      ),
    'sso-admin ListAccountAssignmentDeletionStatus': async (body) =>
      listed(
        'AccountAssignmentsDeletionStatus',
        await ssoAdmin.listAccountAssignmentDeletionStatus(status(body), signal),
        summary,
      ),
    'sso-admin DescribeAccountAssignmentCreationStatus': async (body) => ({
      AccountAssignmentCreationStatus: operation(
        await ssoAdmin.describeAccountAssignmentCreationStatus(
          { instanceArn: body.InstanceArn, requestId: body.AccountAssignmentCreationRequestId },
          signal,
        ),
      ),
    }),
    'sso-admin DescribeAccountAssignmentDeletionStatus': async (body) => ({
      AccountAssignmentDeletionStatus: operation(
        await ssoAdmin.describeAccountAssignmentDeletionStatus(
          { instanceArn: body.InstanceArn, requestId: body.AccountAssignmentDeletionRequestId },
          signal,
        ),
      ),
    }),
    'sso-admin DescribePermissionSetProvisioningStatus': async (body) => {
      const found = await ssoAdmin.describePermissionSetProvisioningStatus(
        { instanceArn: body.InstanceArn, requestId: body.ProvisionPermissionSetRequestId },
        signal,
      );
      return {
        PermissionSetProvisioningStatus: { ...summary(found), PermissionSetArn: found.permissionSetArn },
      };
    },
    'sso-admin ProvisionPermissionSet': async (body) => ({
      PermissionSetProvisioningStatus: summary(await ssoAdmin.provisionPermissionSet(set(body), signal)),
    }),
    'sso-admin ListPermissionSetProvisioningStatus': async (body) =>
      listed(
        'PermissionSetsProvisioningStatus',
        await ssoAdmin.listPermissionSetProvisioningStatus(status(body), signal),
        summary,
      ),
    'organizations DescribeOrganization': async () => ({
      Organization: {
        MasterAccountId: (await organizations.describeOrganization(signal)).managementAccountId,
      },
    }),
    'organizations ListRoots': async () =>
      listed('Roots', await organizations.listRoots({}, signal), ({ id, name }) => ({ Id: id, Name: name })),
    'organizations ListOrganizationalUnitsForParent': async (body) =>
      listed(
        'OrganizationalUnits',
        await organizations.listOrganizationalUnitsForParent(
          { parentId: body.ParentId, ...token(body) },
          signal,
        ),
        ({ id, name }) => ({ Id: id, Name: name }),
      ),
    'organizations ListAccountsForParent': async (body) =>
      listed(
        'Accounts',
        await organizations.listAccountsForParent({ parentId: body.ParentId, ...token(body) }, signal),
        ({ id, name, status: state }) => ({ Id: id, Name: name, Status: state }),
      ),
    'organizations ListDelegatedAdministrators': async () => ({ DelegatedAdministrators: [] }),
    'identitystore ListGroups': async (body) =>
      listed(
        'Groups',
        await identityStore.listGroups({ identityStoreId: '', ...token(body) }, signal),
        ({ id, displayName }) => ({ GroupId: id, DisplayName: displayName }),
      ),
    'identitystore ListUsers': async (body) =>
      listed(
        'Users',
        await identityStore.listUsers({ identityStoreId: '', ...token(body) }, signal),
        ({ id, userName }) => ({ UserId: id, UserName: userName }),
      ),
    'identitystore ListGroupMemberships': async (body) =>
      listed(
        'GroupMemberships',
        await identityStore.listGroupMemberships(
          { identityStoreId: '', groupId: body.GroupId, ...token(body) },
          signal,
        ),
        ({ userId }) => ({ MemberId: { UserId: userId } }),
      ),
  };
}

/** Answers AWS's wire protocol from an organization in memory: the operations that the commands need. */
export function memoryAws(port: IdentityCenter): (request: AwsRequest) => Promise<AwsAnswer> {
  const operations = operationsOf(port);
  return async ({ target: name, body }) => {
    const run = operations[name];
    if (run === undefined)
      return { status: 400, body: { __type: 'UnknownOperationException', message: name } };
    try {
      return { body: await run(body as unknown as Body) };
    } catch (thrown) {
      const { code, message, details } = toWireError(thrown);
      if (code === 'ERR_AWS_NO_ANSWER') return 'reset';
      const type = TYPES[code];
      const reason = 'reason' in details ? details.reason : message;
      return type === undefined
        ? { status: 500, body: { message } }
        : { status: 400, body: { __type: type, message: reason } };
    }
  };
}
