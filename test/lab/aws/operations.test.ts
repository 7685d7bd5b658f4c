import * as identityStoreSdk from '@aws-sdk/client-identitystore';
import { ListAccountsCommand, SSOClient } from '@aws-sdk/client-sso';
import { RegisterClientCommand, SSOOIDCClient } from '@aws-sdk/client-sso-oidc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';
import { jsonCall, queryCall } from './signed-request.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await runningLab();
});
afterAll(() => lab.stop());

/** What the Lab has to answer, by target prefix. */
const JSON_OPERATIONS = {
  SWBExternalService: {
    service: 'sso',
    names: [
      'ListInstances',
      'DescribeInstance',
      'UpdateInstance',
      'ListRegions',
      'ListApplications',
      'DescribeApplication',
      'ListApplicationProviders',
      'DescribeApplicationProvider',
      'ListApplicationAssignments',
      'ListApplicationAssignmentsForPrincipal',
      'DescribeApplicationAssignment',
      'GetApplicationAssignmentConfiguration',
      'ListApplicationGrants',
      'GetApplicationGrant',
      'ListApplicationAccessScopes',
      'GetApplicationAccessScope',
      'ListTrustedTokenIssuers',
      'DescribeTrustedTokenIssuer',
      'CreatePermissionSet',
      'DescribePermissionSet',
      'UpdatePermissionSet',
      'DeletePermissionSet',
      'ListPermissionSets',
      'TagResource',
      'UntagResource',
      'ListTagsForResource',
      'PutInlinePolicyToPermissionSet',
      'GetInlinePolicyForPermissionSet',
      'DeleteInlinePolicyFromPermissionSet',
      'PutPermissionsBoundaryToPermissionSet',
      'GetPermissionsBoundaryForPermissionSet',
      'DeletePermissionsBoundaryFromPermissionSet',
      'AttachManagedPolicyToPermissionSet',
      'DetachManagedPolicyFromPermissionSet',
      'ListManagedPoliciesInPermissionSet',
      'AttachCustomerManagedPolicyReferenceToPermissionSet',
      'DetachCustomerManagedPolicyReferenceFromPermissionSet',
      'ListCustomerManagedPolicyReferencesInPermissionSet',
      'CreateAccountAssignment',
      'DeleteAccountAssignment',
      'DescribeAccountAssignmentCreationStatus',
      'DescribeAccountAssignmentDeletionStatus',
      'ListAccountAssignmentCreationStatus',
      'ListAccountAssignmentDeletionStatus',
      'ListAccountAssignments',
      'ListAccountAssignmentsForPrincipal',
      'ListAccountsForProvisionedPermissionSet',
      'ListPermissionSetsProvisionedToAccount',
      'ProvisionPermissionSet',
      'DescribePermissionSetProvisioningStatus',
      'ListPermissionSetProvisioningStatus',
      'CreateInstanceAccessControlAttributeConfiguration',
      'DescribeInstanceAccessControlAttributeConfiguration',
      'UpdateInstanceAccessControlAttributeConfiguration',
      'DeleteInstanceAccessControlAttributeConfiguration',
    ],
  },
  AWSIdentityStore: {
    service: 'identitystore',
    // Whatever the SDK has a command for.
    names: Object.keys(identityStoreSdk).flatMap((name) => /^([A-Z]\w+)Command$/.exec(name)?.[1] ?? []),
  },
  AWSOrganizationsV20161128: {
    service: 'organizations',
    names: [
      'DescribeOrganization',
      'ListRoots',
      'ListAccounts',
      'DescribeAccount',
      'ListOrganizationalUnitsForParent',
      'ListAccountsForParent',
      'ListParents',
      'ListChildren',
      'ListDelegatedAdministrators',
      'ListTagsForResource',
    ],
  },
} as const;

const QUERY_OPERATIONS = {
  sts: ['GetCallerIdentity'],
  iam: ['ListPolicies', 'GetPolicy', 'GetPolicyVersion', 'ListAttachedRolePolicies'],
} as const;

describe.each(Object.entries(JSON_OPERATIONS))('%s', (target, { service, names }) => {
  it.each(names)('answers %s', async (name) => {
    const empty = await jsonCall(lab, `${target}.${name}`, {}, { service });
    expect(empty.code).not.toBe('UnknownOperationException');
    expect([200, 400]).toContain(empty.status);
    if (empty.status === 400)
      expect(empty.code).toBe(service === 'organizations' ? 'InvalidInputException' : 'ValidationException');
    expect(empty.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('knows no other', async () => {
    const answer = await jsonCall(lab, `${target}.DropEverything`, {}, { service });
    expect([answer.status, answer.code]).toEqual([400, 'UnknownOperationException']);
    const inherited = await jsonCall(lab, `${target}.constructor`, {}, { service });
    expect(inherited.code).toBe('UnknownOperationException');
  });
});

describe.each(Object.entries(QUERY_OPERATIONS))('%s', (service, names) => {
  it.each(names)('answers %s', async (name) => {
    const answer = await queryCall(lab, service as 'iam' | 'sts', { Action: name });
    expect(answer.code).not.toBe('InvalidAction');
    expect(answer.headers.get('content-type')).toBe('text/xml');
  });

  it('knows no other', async () => {
    const answer = await queryCall(lab, service as 'iam' | 'sts', { Action: 'toString', Version: '1' });
    expect([answer.status, answer.code]).toEqual([400, 'InvalidAction']);
  });
});

it.each(['', '/sso-oidc', '/sso'])(
  'has sign-in and portal for the command line at its root and below %j',
  async (path) => {
    const endpoint = `${lab.ground.addresses.loopback('aws')}${path}`;
    if (path !== '/sso') {
      const oidc = new SSOOIDCClient({ endpoint, region: lab.state.aws.region });
      const client = new RegisterClientCommand({ clientName: 'lab', clientType: 'public' });
      expect(await oidc.send(client)).toMatchObject({ clientId: expect.any(String) });
    }
    if (path !== '/sso-oidc') {
      const portal = new SSOClient({ endpoint, region: lab.state.aws.region });
      const accounts = new ListAccountsCommand({ accessToken: 'made up' });
      await expect(portal.send(accounts)).rejects.toMatchObject({ name: 'UnauthorizedException' });
    }
  },
);

it('has all nineteen operations of the Identity Store in the table', () => {
  expect(JSON_OPERATIONS.AWSIdentityStore.names).toHaveLength(19);
});
