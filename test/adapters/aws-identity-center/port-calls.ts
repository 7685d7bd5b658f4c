import type { IdentityCenter } from '../../../shared/ports/identity-center.ts';

const signal = new AbortController().signal;
export const set = { instanceArn: 'i', permissionSetArn: 'p' };
const SET = { InstanceArn: 'i', PermissionSetArn: 'p' };
export const target = { accountId: '111122223333', principalType: 'GROUP', principalId: 'g' } as const;
const TARGET = {
  ...SET,
  TargetId: '111122223333',
  TargetType: 'AWS_ACCOUNT',
  PrincipalType: 'GROUP',
  PrincipalId: 'g',
};
const MORE = { NextToken: 'n2' };

type Call = (port: IdentityCenter) => Promise<unknown>;
/** What is called, the operation and input that AWS must see, its answer, and what comes back. */
export type PortCall = readonly [string, Call, object, object, unknown];

export const CALLS: readonly PortCall[] = [
  [
    'organizations DescribeOrganization',
    ({ organizations }) => organizations.describeOrganization(signal),
    {},
    { Organization: { MasterAccountId: '1' } },
    { managementAccountId: '1' },
  ],
  [
    'organizations ListRoots',
    ({ organizations }) => organizations.listRoots({}, signal),
    { MaxResults: 20 },
    { Roots: [{ Id: 'r', Name: 'Root' }] },
    { items: [{ id: 'r', name: 'Root' }] },
  ],
  [
    'organizations ListOrganizationalUnitsForParent',
    ({ organizations }) =>
      organizations.listOrganizationalUnitsForParent({ parentId: 'r', nextToken: 'n' }, signal),
    { ParentId: 'r', MaxResults: 20, NextToken: 'n' },
    { OrganizationalUnits: [{ Id: 'o', Name: 'O' }], ...MORE },
    { items: [{ id: 'o', name: 'O', parentId: 'r' }], nextToken: 'n2' },
  ],
  [
    'organizations ListAccountsForParent',
    ({ organizations }) => organizations.listAccountsForParent({ parentId: 'r' }, signal),
    { ParentId: 'r', MaxResults: 20 },
    { Accounts: [{ Id: '1', Name: 'a', Email: 'e', Status: 'ACTIVE' }] },
    { items: [{ id: '1', name: 'a', email: 'e', status: 'ACTIVE' }] },
  ],
  [
    'organizations ListAccounts',
    ({ organizations }) => organizations.listAccounts({}, signal),
    { MaxResults: 20 },
    { Accounts: [], NextToken: '' },
    { items: [] },
  ],
  [
    'organizations ListTagsForResource',
    ({ organizations }) => organizations.listTagsForResource({ resourceId: '1' }, signal),
    { ResourceId: '1' },
    { Tags: [{ Key: 'k', Value: 'v' }] },
    { items: [['k', 'v']] },
  ],
  [
    'organizations ListDelegatedAdministrators',
    ({ organizations }) => organizations.listDelegatedAdministrators({ servicePrincipal: 's' }, signal),
    { ServicePrincipal: 's', MaxResults: 20 },
    { DelegatedAdministrators: [{ Id: '2' }] },
    { items: ['2'] },
  ],
  [
    'sso-admin ListInstances',
    ({ ssoAdmin }) => ssoAdmin.listInstances({}, signal),
    { MaxResults: 100 },
    { Instances: [{ InstanceArn: 'i', IdentityStoreId: 'd', OwnerAccountId: '1' }] },
    { items: [{ arn: 'i', identityStoreId: 'd', ownerAccountId: '1' }] },
  ],
  [
    'sso-admin ListPermissionSets',
    ({ ssoAdmin }) => ssoAdmin.listPermissionSets({ instanceArn: 'i', nextToken: 'n' }, signal),
    { InstanceArn: 'i', MaxResults: 100, NextToken: 'n' },
    { PermissionSets: ['p'] },
    { items: ['p'] },
  ],
  [
    'sso-admin DescribePermissionSet',
    ({ ssoAdmin }) => ssoAdmin.describePermissionSet(set, signal),
    SET,
    { PermissionSet: { Name: 'N', SessionDuration: 'PT1H', RelayState: '' } },
    { name: 'N', sessionDuration: 'PT1H' },
  ],
  [
    'sso-admin ListTagsForResource',
    ({ ssoAdmin }) => ssoAdmin.listTagsForResource({ instanceArn: 'i', resourceArn: 'p' }, signal),
    { InstanceArn: 'i', ResourceArn: 'p' },
    { Tags: [{ Key: 'k', Value: 'v' }] },
    { items: [['k', 'v']] },
  ],
  [
    'sso-admin ListManagedPoliciesInPermissionSet',
    ({ ssoAdmin }) => ssoAdmin.listManagedPoliciesInPermissionSet(set, signal),
    { ...SET, MaxResults: 100 },
    { AttachedManagedPolicies: [{ Arn: 'a', Name: 'A' }] },
    { items: ['a'] },
  ],
  [
    'sso-admin ListCustomerManagedPolicyReferencesInPermissionSet',
    ({ ssoAdmin }) => ssoAdmin.listCustomerManagedPolicyReferencesInPermissionSet(set, signal),
    { ...SET, MaxResults: 100 },
    { CustomerManagedPolicyReferences: [{ Name: 'c' }] },
    { items: [{ name: 'c', path: '/' }] },
  ],
  [
    'sso-admin GetInlinePolicyForPermissionSet',
    ({ ssoAdmin }) => ssoAdmin.getInlinePolicyForPermissionSet(set, signal),
    SET,
    {},
    '',
  ],
  [
    'sso-admin GetPermissionsBoundaryForPermissionSet',
    ({ ssoAdmin }) => ssoAdmin.getPermissionsBoundaryForPermissionSet(set, signal),
    SET,
    { PermissionsBoundary: { ManagedPolicyArn: 'a' } },
    { kind: 'managed', arn: 'a' },
  ],
  [
    'sso-admin ListAccountsForProvisionedPermissionSet',
    ({ ssoAdmin }) => ssoAdmin.listAccountsForProvisionedPermissionSet({ ...set, outdated: true }, signal),
    { ...SET, MaxResults: 100, ProvisioningStatus: 'LATEST_PERMISSION_SET_NOT_PROVISIONED' },
    { AccountIds: ['1'] },
    { items: ['1'] },
  ],
  [
    'sso-admin ListPermissionSetsProvisionedToAccount',
    ({ ssoAdmin }) =>
      ssoAdmin.listPermissionSetsProvisionedToAccount({ instanceArn: 'i', accountId: '1' }, signal),
    { InstanceArn: 'i', AccountId: '1', MaxResults: 100 },
    { PermissionSets: ['p'] },
    { items: ['p'] },
  ],
  [
    'sso-admin ListAccountAssignments',
    ({ ssoAdmin }) => ssoAdmin.listAccountAssignments({ ...set, accountId: '1' }, signal),
    { ...SET, AccountId: '1', MaxResults: 100 },
    {
      AccountAssignments: [
        { AccountId: '1', PermissionSetArn: 'p', PrincipalType: 'USER', PrincipalId: 'u' },
      ],
    },
    { items: [{ accountId: '1', permissionSetArn: 'p', principalType: 'USER', principalId: 'u' }] },
  ],
  [
    'sso-admin ListAccountAssignmentsForPrincipal',
    ({ ssoAdmin }) =>
      ssoAdmin.listAccountAssignmentsForPrincipal(
        { instanceArn: 'i', principalType: 'GROUP', principalId: 'g' },
        signal,
      ),
    { InstanceArn: 'i', PrincipalType: 'GROUP', PrincipalId: 'g', MaxResults: 100 },
    {},
    { items: [] },
  ],
  [
    'sso-admin CreatePermissionSet',
    ({ ssoAdmin }) =>
      ssoAdmin.createPermissionSet(
        { instanceArn: 'i', name: 'N', sessionDuration: 'PT1H', tags: { k: 'v' } },
        signal,
      ),
    { InstanceArn: 'i', Name: 'N', SessionDuration: 'PT1H', Tags: [{ Key: 'k', Value: 'v' }] },
    { PermissionSet: { PermissionSetArn: 'p' } },
    'p',
  ],
  [
    'sso-admin UpdatePermissionSet',
    ({ ssoAdmin }) => ssoAdmin.updatePermissionSet({ ...set, description: 'd' }, signal),
    { ...SET, Description: 'd' },
    {},
    undefined,
  ],
  [
    'sso-admin DeletePermissionSet',
    ({ ssoAdmin }) => ssoAdmin.deletePermissionSet(set, signal),
    SET,
    {},
    undefined,
  ],
  [
    'sso-admin TagResource',
    ({ ssoAdmin }) => ssoAdmin.tagResource({ instanceArn: 'i', resourceArn: 'p', tags: { k: 'v' } }, signal),
    { InstanceArn: 'i', ResourceArn: 'p', Tags: [{ Key: 'k', Value: 'v' }] },
    {},
    undefined,
  ],
  [
    'sso-admin UntagResource',
    ({ ssoAdmin }) => ssoAdmin.untagResource({ instanceArn: 'i', resourceArn: 'p', keys: ['k'] }, signal),
    { InstanceArn: 'i', ResourceArn: 'p', TagKeys: ['k'] },
    {},
    undefined,
  ],
  [
    'sso-admin AttachManagedPolicyToPermissionSet',
    ({ ssoAdmin }) =>
      ssoAdmin.attachManagedPolicyToPermissionSet({ ...set, policyArn: 'arn:aws:iam::aws:policy/A' }, signal),
    { ...SET, ManagedPolicyArn: 'arn:aws:iam::aws:policy/A' },
    {},
    undefined,
  ],
  [
    'sso-admin DetachManagedPolicyFromPermissionSet',
    ({ ssoAdmin }) => ssoAdmin.detachManagedPolicyFromPermissionSet({ ...set, policyArn: 'a' }, signal),
    { ...SET, ManagedPolicyArn: 'a' },
    {},
    undefined,
  ],
  [
    'sso-admin AttachCustomerManagedPolicyReferenceToPermissionSet',
    ({ ssoAdmin }) =>
      ssoAdmin.attachCustomerManagedPolicyReferenceToPermissionSet({ ...set, name: 'c', path: '/' }, signal),
    { ...SET, CustomerManagedPolicyReference: { Name: 'c', Path: '/' } },
    {},
    undefined,
  ],
  [
    'sso-admin DetachCustomerManagedPolicyReferenceFromPermissionSet',
    ({ ssoAdmin }) =>
      ssoAdmin.detachCustomerManagedPolicyReferenceFromPermissionSet(
        { ...set, name: 'c', path: '/' },
        signal,
      ),
    { ...SET, CustomerManagedPolicyReference: { Name: 'c', Path: '/' } },
    {},
    undefined,
  ],
  [
    'sso-admin PutInlinePolicyToPermissionSet',
    ({ ssoAdmin }) => ssoAdmin.putInlinePolicyToPermissionSet({ ...set, inlinePolicy: '{}' }, signal),
    { ...SET, InlinePolicy: '{}' },
    {},
    undefined,
  ],
  [
    'sso-admin DeleteInlinePolicyFromPermissionSet',
    ({ ssoAdmin }) => ssoAdmin.deleteInlinePolicyFromPermissionSet(set, signal),
    SET,
    {},
    undefined,
  ],
  [
    'sso-admin PutPermissionsBoundaryToPermissionSet',
    ({ ssoAdmin }) =>
      ssoAdmin.putPermissionsBoundaryToPermissionSet(
        { ...set, boundary: { kind: 'customer-managed', name: 'c', path: '/' } },
        signal,
      ),
    { ...SET, PermissionsBoundary: { CustomerManagedPolicyReference: { Name: 'c', Path: '/' } } },
    {},
    undefined,
  ],
  [
    'sso-admin DeletePermissionsBoundaryFromPermissionSet',
    ({ ssoAdmin }) => ssoAdmin.deletePermissionsBoundaryFromPermissionSet(set, signal),
    SET,
    {},
    undefined,
  ],
  [
    'sso-admin CreateAccountAssignment',
    ({ ssoAdmin }) => ssoAdmin.createAccountAssignment({ ...set, ...target }, signal),
    TARGET,
    { AccountAssignmentCreationStatus: { Status: 'IN_PROGRESS', RequestId: 'r' } },
    { requestId: 'r', status: 'IN_PROGRESS' },
  ],
  [
    'sso-admin DeleteAccountAssignment',
    ({ ssoAdmin }) => ssoAdmin.deleteAccountAssignment({ ...set, ...target }, signal),
    TARGET,
    { AccountAssignmentDeletionStatus: { Status: 'FAILED', RequestId: 'r', FailureReason: 'why' } },
    { requestId: 'r', status: 'FAILED', failureReason: 'why' },
  ],
  [
    'sso-admin ListAccountAssignmentCreationStatus',
    ({ ssoAdmin }) =>
      ssoAdmin.listAccountAssignmentCreationStatus({ instanceArn: 'i', status: 'IN_PROGRESS' }, signal),
    { InstanceArn: 'i', Filter: { Status: 'IN_PROGRESS' }, MaxResults: 100 },
    {
      AccountAssignmentsCreationStatus: [{ Status: 'SUCCEEDED', RequestId: 'r', CreatedDate: 1_700_000_000 }],
    },
    { items: [{ requestId: 'r', status: 'SUCCEEDED', createdAt: 1_700_000_000_000 }] },
  ],
  [
    'sso-admin ListAccountAssignmentDeletionStatus',
    ({ ssoAdmin }) => ssoAdmin.listAccountAssignmentDeletionStatus({ instanceArn: 'i' }, signal),
    { InstanceArn: 'i', MaxResults: 100 },
    { AccountAssignmentsDeletionStatus: [] },
    { items: [] },
  ],
  [
    'sso-admin DescribeAccountAssignmentCreationStatus',
    ({ ssoAdmin }) =>
      ssoAdmin.describeAccountAssignmentCreationStatus({ instanceArn: 'i', requestId: 'r' }, signal),
    { InstanceArn: 'i', AccountAssignmentCreationRequestId: 'r' },
    {
      AccountAssignmentCreationStatus: {
        Status: 'SUCCEEDED',
        RequestId: 'r',
        TargetId: '1',
        PermissionSetArn: 'p',
        PrincipalType: 'USER',
        PrincipalId: 'u',
      },
    },
    {
      requestId: 'r',
      status: 'SUCCEEDED',
      accountId: '1',
      permissionSetArn: 'p',
      principalType: 'USER',
      principalId: 'u',
    },
  ],
  [
    'sso-admin DescribeAccountAssignmentDeletionStatus',
    ({ ssoAdmin }) =>
      ssoAdmin.describeAccountAssignmentDeletionStatus({ instanceArn: 'i', requestId: 'r' }, signal),
    { InstanceArn: 'i', AccountAssignmentDeletionRequestId: 'r' },
    {},
    { requestId: '', status: 'IN_PROGRESS' },
  ],
  [
    'sso-admin ProvisionPermissionSet',
    ({ ssoAdmin }) => ssoAdmin.provisionPermissionSet(set, signal),
    { ...SET, TargetType: 'ALL_PROVISIONED_ACCOUNTS' },
    { PermissionSetProvisioningStatus: { Status: 'IN_PROGRESS', RequestId: 'r', PermissionSetArn: 'p' } },
    { requestId: 'r', status: 'IN_PROGRESS', permissionSetArn: 'p' },
  ],
  [
    'sso-admin ListPermissionSetProvisioningStatus',
    ({ ssoAdmin }) => ssoAdmin.listPermissionSetProvisioningStatus({ instanceArn: 'i' }, signal),
    { InstanceArn: 'i', MaxResults: 100 },
    {},
    { items: [] },
  ],
  [
    'sso-admin DescribePermissionSetProvisioningStatus',
    ({ ssoAdmin }) =>
      ssoAdmin.describePermissionSetProvisioningStatus({ instanceArn: 'i', requestId: 'r' }, signal),
    { InstanceArn: 'i', ProvisionPermissionSetRequestId: 'r' },
    { PermissionSetProvisioningStatus: { Status: 'SUCCEEDED', RequestId: 'r' } },
    { requestId: 'r', status: 'SUCCEEDED' },
  ],
  [
    'identitystore ListGroups',
    ({ identityStore }) => identityStore.listGroups({ identityStoreId: 'd' }, signal),
    { IdentityStoreId: 'd', MaxResults: 100 },
    { Groups: [{ GroupId: 'g', DisplayName: 'G', IdentityStoreId: 'd' }] },
    { items: [{ id: 'g', displayName: 'G' }] },
  ],
  [
    'identitystore ListUsers',
    ({ identityStore }) => identityStore.listUsers({ identityStoreId: 'd' }, signal),
    { IdentityStoreId: 'd', MaxResults: 100 },
    {
      Users: [
        { UserId: 'u', UserName: 'n', Emails: [{ Value: 'e' }], IdentityStoreId: 'd' },
        { UserId: 'v', UserName: 'm', UserStatus: 'DISABLED', IdentityStoreId: 'd' },
      ],
    },
    {
      items: [
        { id: 'u', userName: 'n', email: 'e' },
        { id: 'v', userName: 'm', active: false },
      ],
    },
  ],
  [
    'identitystore ListGroupMemberships',
    ({ identityStore }) => identityStore.listGroupMemberships({ identityStoreId: 'd', groupId: 'g' }, signal),
    { IdentityStoreId: 'd', GroupId: 'g', MaxResults: 100 },
    { GroupMemberships: [{ MemberId: { UserId: 'u' }, IdentityStoreId: 'd' }] },
    { items: [{ groupId: 'g', userId: 'u' }] },
  ],
];
