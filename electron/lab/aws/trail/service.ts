import { authorize } from '../iam/authorize.ts';
import { AwsError } from '../protocol/aws-error.ts';
import type { JsonService } from '../protocol/json-service.ts';
import { reads } from '../protocol/operation.ts';
import { anything, integer, list, required, structure, text } from '../protocol/shape.ts';
import { lookupEvents } from './lookup-events.ts';

/** CloudTrail's event history (API version 2013-11-01). */
export const cloudTrail: JsonService = {
  name: 'cloudtrail',
  target: 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101',
  signingName: 'cloudtrail',
  eventSource: 'cloudtrail.amazonaws.com',
  operations: {
    LookupEvents: reads(
      {
        LookupAttributes: list(
          structure({ AttributeKey: required(text()), AttributeValue: required(text({ max: 2_000 })) }),
          0,
          100,
        ),
        StartTime: anything,
        EndTime: anything,
        EventCategory: text(),
        MaxResults: integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
        NextToken: text(),
      },
      { run: ({ ground, caller }, input) => ({ ...lookupEvents(ground, caller.accountId, input) }) },
    ),
  },
  throttled: () => new AwsError('ThrottlingException', 'Rate exceeded'),
  failed: () => new AwsError('InternalFailure', '', 500),
  conflict: () => new AwsError('ConflictException', 'The request conflicts with another one.'),
  invalid: ([first]) => new AwsError('InvalidParameterCombinationException', first?.text ?? ''),
  admit(call, resources) {
    authorize(call, `cloudtrail:${call.operation}`, resources);
  },
};
