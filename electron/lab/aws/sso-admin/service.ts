import { authorize, notAuthorized } from '../iam/authorize.ts';
import { AwsError } from '../protocol/aws-error.ts';
import type { JsonService } from '../protocol/json-service.ts';
import type { Call, Operation } from '../protocol/operation.ts';
import { problemsText } from '../protocol/shape.ts';
import { accessControlAttributeOperations } from './access-control-attributes.ts';
import { accountAssignmentOperations } from './account-assignments.ts';
import { applicationAssignmentOperations } from './application-assignments.ts';
import { applicationSettingOperations } from './application-settings.ts';
import { applicationOperations } from './applications.ts';
import { inlinePolicyOperations } from './inline-policies.ts';
import { instanceOperations } from './instance.ts';
import { accountArn, conflict, invalid } from './lookup.ts';
import { managedPolicyOperations } from './managed-policies.ts';
import { operationStatusOperations } from './operation-status.ts';
import { permissionSetOperations } from './permission-sets.ts';
import { provisioningOperations } from './provisioning.ts';
import { tagOperations } from './tags.ts';
import { trustedTokenIssuerOperations } from './trusted-token-issuers.ts';

/** The administration API of IAM Identity Center. */
export const ssoAdmin: JsonService = {
  name: 'sso-admin',
  target: 'SWBExternalService',
  signingName: 'sso',
  bucket: 'sso-admin',
  eventSource: 'sso.amazonaws.com',
  operations: {
    ...instanceOperations,
    ...permissionSetOperations,
    ...managedPolicyOperations,
    ...inlinePolicyOperations,
    ...tagOperations,
    ...accountAssignmentOperations,
    ...provisioningOperations,
    ...operationStatusOperations,
    ...accessControlAttributeOperations,
    ...applicationOperations,
    ...applicationAssignmentOperations,
    ...applicationSettingOperations,
    ...trustedTokenIssuerOperations,
  },
  throttled: () => new AwsError('ThrottlingException', 'Rate exceeded'),
  failed: () => new AwsError('InternalServerException', 'Internal server error', 500),
  conflict: () =>
    conflict(
      'There was a conflict with a previous write that is still being processed. Please try again later.',
    ),
  invalid: (problems) => invalid(problemsText(problems)),
  admit,
};

/** Any account of the organization may see the instance, what applications can be made of, and its own ones. */
const OPEN = new Set([
  'ListInstances',
  'DescribeInstance',
  'ListApplications',
  'ListApplicationProviders',
  'DescribeApplicationProvider',
]);

function admit(call: Call, resources: readonly string[], operation: Operation): void {
  const action = `sso:${call.operation}`;
  authorize(call, action, resources);
  const { organization, identityCenter } = call.aws;
  const management = organization.managementAccountId;
  const { accountId } = call.caller;
  if (accountId === management || OPEN.has(call.operation)) return;
  if (
    resources.length > 0 &&
    resources.every((arn) => identityCenter.applications.get(arn)?.accountId === accountId)
  )
    return;
  const services = organization.delegatedAdministrators.get(accountId) ?? [];
  const denied = services.includes('sso.amazonaws.com')
    ? operation.writes &&
      resources.find(
        (arn) =>
          arn === accountArn(management) || identityCenter.provisioned.get(management)?.has(arn) === true,
      )
    : (resources[0] ?? '*');
  if (typeof denied === 'string')
    throw new AwsError('AccessDeniedException', notAuthorized(call, action, denied));
}
