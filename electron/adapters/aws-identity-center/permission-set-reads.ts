import {
  type PermissionsBoundary as AwsBoundary,
  DescribePermissionSetCommand,
  GetInlinePolicyForPermissionSetCommand,
  GetPermissionsBoundaryForPermissionSetCommand,
  ListCustomerManagedPolicyReferencesInPermissionSetCommand,
  ListInstancesCommand,
  ListManagedPoliciesInPermissionSetCommand,
  ListPermissionSetsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-sso-admin';
import type { PermissionsBoundary } from '../../../shared/core/access/model.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { SsoAdmin } from '../../../shared/ports/identity-center.ts';
import type { AwsConnection } from './aws-connection.ts';
import { given, next, PAGE, pageOf } from './page.ts';
import { type SsoCall, setOf } from './sso-call.ts';

type Reads = Pick<
  SsoAdmin,
  | 'listInstances'
  | 'listPermissionSets'
  | 'describePermissionSet'
  | 'listTagsForResource'
  | 'listManagedPoliciesInPermissionSet'
  | 'listCustomerManagedPolicyReferencesInPermissionSet'
  | 'getInlinePolicyForPermissionSet'
  | 'getPermissionsBoundaryForPermissionSet'
>;

export function permissionSetReads(connection: AwsConnection, call: SsoCall): Reads {
  const sso = () => connection.clients.ssoAdmin;
  return {
    listInstances: (input, signal) =>
      call('ListInstances', signal, async (options) => {
        const { Instances = [], NextToken } = await sso().send(
          new ListInstancesCommand({ ...PAGE, ...next(input) }),
          options,
        );
        const instances = Instances.map(({ InstanceArn = '', IdentityStoreId = '', OwnerAccountId }) => ({
          arn: InstanceArn,
          identityStoreId: IdentityStoreId,
          ...given({ ownerAccountId: OwnerAccountId }),
        }));
        return pageOf(instances, NextToken);
      }),
    listPermissionSets: (input, signal) =>
      call('ListPermissionSets', signal, async (options) => {
        const { PermissionSets = [], NextToken } = await sso().send(
          new ListPermissionSetsCommand({ InstanceArn: input.instanceArn, ...PAGE, ...next(input) }),
          options,
        );
        return pageOf(PermissionSets, NextToken);
      }),
    describePermissionSet: (input, signal) =>
      call('DescribePermissionSet', signal, async (options) => {
        const { PermissionSet } = await sso().send(new DescribePermissionSetCommand(setOf(input)), options);
        const { Name = '', Description, SessionDuration, RelayState } = PermissionSet ?? {};
        return {
          name: Name,
          ...given({
            description: Description === '' ? undefined : Description,
            sessionDuration: SessionDuration,
            relayState: RelayState === '' ? undefined : RelayState,
          }),
        };
      }),
    listTagsForResource: (input, signal) =>
      call('ListTagsForResource', signal, async (options) => {
        const { Tags = [], NextToken } = await sso().send(
          new ListTagsForResourceCommand({
            InstanceArn: input.instanceArn,
            ResourceArn: input.resourceArn,
            ...next(input),
          }),
          options,
        );
        return pageOf(
          Tags.map(({ Key = '', Value = '' }) => [Key, Value] as const),
          NextToken,
        );
      }),
    listManagedPoliciesInPermissionSet: (input, signal) =>
      call('ListManagedPoliciesInPermissionSet', signal, async (options) => {
        const { AttachedManagedPolicies = [], NextToken } = await sso().send(
          new ListManagedPoliciesInPermissionSetCommand({ ...setOf(input), ...PAGE, ...next(input) }),
          options,
        );
        return pageOf(
          AttachedManagedPolicies.map(({ Arn = '' }) => Arn),
          NextToken,
        );
      }),
    listCustomerManagedPolicyReferencesInPermissionSet: (input, signal) =>
      call('ListCustomerManagedPolicyReferencesInPermissionSet', signal, async (options) => {
        const { CustomerManagedPolicyReferences = [], NextToken } = await sso().send(
          new ListCustomerManagedPolicyReferencesInPermissionSetCommand({
            ...setOf(input),
            ...PAGE,
            ...next(input),
          }),
          options,
        );
        const policies = CustomerManagedPolicyReferences.map(({ Name = '', Path = '/' }) => ({
          name: Name,
          path: Path,
        }));
        return pageOf(policies, NextToken);
      }),
    getInlinePolicyForPermissionSet: (input, signal) =>
      call('GetInlinePolicyForPermissionSet', signal, async (options) => {
        const { InlinePolicy } = await sso().send(
          new GetInlinePolicyForPermissionSetCommand(setOf(input)),
          options,
        );
        return InlinePolicy ?? '';
      }),
    getPermissionsBoundaryForPermissionSet: async (input, signal) => {
      try {
        return await call('GetPermissionsBoundaryForPermissionSet', signal, async (options) => {
          const { PermissionsBoundary: boundary } = await sso().send(
            new GetPermissionsBoundaryForPermissionSetCommand(setOf(input)),
            options,
          );
          return boundaryOf(boundary);
        });
      } catch (thrown) {
        if (thrown instanceof WorkbenchError && thrown.code === 'ERR_AWS_NOT_FOUND') return { kind: 'none' };
        throw thrown;
      }
    },
  };
}

function boundaryOf(boundary: AwsBoundary | undefined): PermissionsBoundary {
  const { ManagedPolicyArn, CustomerManagedPolicyReference: reference } = boundary ?? {};
  if (reference !== undefined)
    return { kind: 'customer-managed', name: reference.Name ?? '', path: reference.Path ?? '/' };
  return ManagedPolicyArn === undefined || ManagedPolicyArn === ''
    ? { kind: 'none' }
    : { kind: 'managed', arn: ManagedPolicyArn };
}
