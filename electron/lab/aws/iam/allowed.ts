import { AwsError } from '../protocol/aws-error.ts';
import type { Call } from '../protocol/operation.ts';
import { denialOf } from './authorize.ts';

/** @throws AwsError AccessDenied, as IAM itself names it */
export function allowed(call: Call, resource: string): void {
  const denial = denialOf(call, `iam:${call.operation}`, [resource]);
  if (denial !== undefined) throw new AwsError('AccessDenied', denial.message, 403);
}
