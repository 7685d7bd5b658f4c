import { authorize, notAuthorized } from '../iam/authorize.ts';
import { AwsError } from '../protocol/aws-error.ts';
import type { JsonService } from '../protocol/json-service.ts';
import type { Call } from '../protocol/operation.ts';
import { problemsText } from '../protocol/shape.ts';
import { groupOperations } from './groups.ts';
import { invalid } from './lookup.ts';
import { membershipOperations } from './memberships.ts';
import { userOperations } from './users.ts';

/** The API of the Identity Store. */
export const identityStoreApi: JsonService = {
  name: 'identitystore',
  target: 'AWSIdentityStore',
  signingName: 'identitystore',
  bucket: 'identitystore',
  eventSource: 'identitystore.amazonaws.com',
  operations: { ...userOperations, ...groupOperations, ...membershipOperations },
  throttled: () => new AwsError('ThrottlingException', 'Rate exceeded'),
  failed: () => new AwsError('InternalServerException', 'Internal server error', 500),
  conflict: () =>
    new AwsError('ConflictException', 'A concurrent modification is in progress. Please try again.', 400, {
      Reason: 'CONCURRENT_MODIFICATION',
    }),
  tellsRequestId: true,
  invalid: (problems) => invalid(problemsText(problems)),
  admit,
};

/** The store belongs to the management account; a delegated administrator may use it as well. */
function admit(call: Call, resources: readonly string[]): void {
  const action = `identitystore:${call.operation}`;
  authorize(call, action, resources);
  const { organization } = call.aws;
  const { accountId } = call.caller;
  if (accountId === organization.managementAccountId) return;
  if (organization.delegatedAdministrators.get(accountId)?.includes('sso.amazonaws.com') === true) return;
  throw new AwsError('AccessDeniedException', notAuthorized(call, action, resources[0] ?? '*'));
}
