import { type Call, type Operations, reads, writes } from '../protocol/operation.ts';
import { pageOf } from '../protocol/paging.ts';
import { oneOf, required } from '../protocol/shape.ts';
import { accountArn, checkInstance, invalid, notFound, permissionSetOf, setResources } from './lookup.ts';
import { accountId, ofInstance, ofPermissionSet, paging, provisioningStatus } from './members.ts';
import { statusOf } from './operation-status.ts';
import { startOperation } from './start-operation.ts';

export const provisioningOperations: Operations = {
  ProvisionPermissionSet: writes(
    {
      ...ofPermissionSet,
      TargetId: accountId,
      TargetType: required(oneOf(['AWS_ACCOUNT', 'ALL_PROVISIONED_ACCOUNTS'])),
    },
    {
      resources: (_call, input) => [
        input.InstanceArn,
        input.PermissionSetArn,
        ...(input.TargetId === undefined ? [] : [accountArn(input.TargetId)]),
      ],
      run(call, input) {
        const set = permissionSetOf(call, input);
        const one = input.TargetType === 'AWS_ACCOUNT';
        if (one && input.TargetId === undefined)
          throw invalid('TargetId is required when TargetType is AWS_ACCOUNT.');
        if (one && call.aws.identityCenter.provisioned.get(input.TargetId ?? '')?.has(set.arn) !== true)
          throw notFound(`PermissionSet is not provisioned in account ${input.TargetId}`);
        const operation = startOperation(call, {
          kind: 'provisioning',
          permissionSetArn: set.arn,
          ...(one && input.TargetId !== undefined ? { accountId: input.TargetId } : {}),
        });
        return { PermissionSetProvisioningStatus: statusOf(operation) };
      },
    },
  ),

  ListAccountsForProvisionedPermissionSet: reads(
    { ...ofPermissionSet, ProvisioningStatus: provisioningStatus, ...paging },
    {
      resources: setResources,
      run(call, input) {
        const set = permissionSetOf(call, input);
        const accounts: string[] = [];
        for (const [id, roles] of call.aws.identityCenter.provisioned)
          if (isWanted(roles.get(set.arn)?.revision, set.revision, input.ProvisioningStatus))
            accounts.push(id);
        const question = [call.operation, set.arn, input.ProvisioningStatus];
        const page = pageOf(accounts, (id) => id, input, question);
        return { AccountIds: page.items, NextToken: page.next };
      },
    },
  ),

  ListPermissionSetsProvisionedToAccount: reads(
    {
      ...ofInstance,
      AccountId: required(accountId),
      ProvisioningStatus: provisioningStatus,
      ...paging,
    },
    {
      resources: (_call, input) => [input.InstanceArn, accountArn(input.AccountId)],
      run(call, input) {
        checkInstance(call, input.InstanceArn);
        return setsOf(call, input);
      },
    },
  ),
};

interface OfAccount {
  readonly AccountId: string;
  readonly ProvisioningStatus?: string;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

function setsOf(call: Call, input: OfAccount) {
  const { provisioned, permissionSets } = call.aws.identityCenter;
  const arns: string[] = [];
  for (const [arn, { revision }] of provisioned.get(input.AccountId) ?? [])
    if (isWanted(revision, permissionSets.get(arn)?.revision, input.ProvisioningStatus)) arns.push(arn);
  const question = [call.operation, input.AccountId, input.ProvisioningStatus];
  const page = pageOf(arns, (arn) => arn, input, question);
  return { PermissionSets: page.items, NextToken: page.next };
}

function isWanted(
  provisioned: number | undefined,
  latest: number | undefined,
  wanted: string | undefined,
): boolean {
  if (provisioned === undefined) return false;
  return (
    wanted === undefined || (provisioned === latest) === (wanted === 'LATEST_PERMISSION_SET_PROVISIONED')
  );
}
