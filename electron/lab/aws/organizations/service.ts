import { authorize } from '../iam/authorize.ts';
import { AwsError } from '../protocol/aws-error.ts';
import type { JsonService } from '../protocol/json-service.ts';
import type { Call, Operation } from '../protocol/operation.ts';
import { delegationOperations } from './delegation.ts';
import { invalidInput } from './lookup.ts';
import { treeOperations } from './tree.ts';

/** AWS Organizations. */
export const organizations: JsonService = {
  name: 'organizations',
  target: 'AWSOrganizationsV20161128',
  signingName: 'organizations',
  eventSource: 'organizations.amazonaws.com',
  operations: { ...treeOperations, ...delegationOperations },
  throttled: () =>
    new AwsError('TooManyRequestsException', 'AWS Organizations is busy. Please try again later.', 400, {
      Type: 'OrganizationsApi',
    }),
  failed: () => new AwsError('ServiceException', 'AWS Organizations failed. Please try again later.', 500),
  conflict: () =>
    new AwsError(
      'ConcurrentModificationException',
      'The target of the operation is currently being modified by a different request. Try again later.',
    ),
  invalid: ([first]) => invalidInput(first?.reason ?? 'INVALID_PATTERN', first?.text),
  admit,
};

/** Accounts that administer no service may only see which organization they belong to; only the management account changes it. */
function admit(call: Call, resources: readonly string[], operation: Operation): void {
  authorize(call, `organizations:${call.operation}`, resources);
  const { managementAccountId, delegatedAdministrators } = call.aws.organization;
  const { accountId } = call.caller;
  if (accountId === managementAccountId || call.operation === 'DescribeOrganization') return;
  if (!operation.writes && (delegatedAdministrators.get(accountId)?.length ?? 0) > 0) return;
  throw new AwsError('AccessDeniedException', "You don't have permissions to access this resource.");
}
