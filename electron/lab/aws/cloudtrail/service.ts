import { authorize } from '../iam/authorize.ts';
import { AwsError } from '../protocol/aws-error.ts';
import type { JsonService } from '../protocol/json-service.ts';
import { problemsText } from '../protocol/shape.ts';
import { lookupEvents } from '../trail/lookup-events.ts';

/** The event history of the management account. */
export const cloudTrail: JsonService = {
  name: 'cloudtrail',
  target: 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101',
  signingName: 'cloudtrail',
  eventSource: 'cloudtrail.amazonaws.com',
  operations: {
    LookupEvents: {
      writes: false,
      open: (input) => ({
        problems: [],
        resources: () => ['*'],
        run({ ground, caller, aws }) {
          // Each account has a history of its own; the Lab keeps the management account's.
          if (caller.accountId !== aws.organization.managementAccountId) return { Events: [] };
          const answer = lookupEvents(ground, input);
          if ('refused' in answer) throw new AwsError(answer.refused, answer.message);
          return { ...answer };
        },
      }),
    },
  },
  throttled: () => new AwsError('ThrottlingException', 'Rate exceeded'),
  failed: () => new AwsError('InternalFailure', 'The request processing has failed.', 500),
  conflict: () => new AwsError('ConflictException', 'Please try again later.'),
  invalid: (problems) => new AwsError('ValidationException', problemsText(problems)),
  admit: (call, resources) => authorize(call, `cloudtrail:${call.operation}`, resources),
};
