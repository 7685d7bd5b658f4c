import type { CenterApplication } from '../applications.ts';
import type { PermissionSet } from '../identity-center.ts';
import { AwsError } from '../protocol/aws-error.ts';
import type { Call } from '../protocol/operation.ts';

/** @throws AwsError ResourceNotFoundException for any instance but the Lab's */
export function checkInstance(call: Call, instanceArn: string): void {
  if (instanceArn !== call.aws.identityCenter.instanceArn || call.region !== call.aws.region)
    throw notFound(`Instance ${instanceArn.split('/').at(-1)} not found in ${call.region}`);
}

/** @throws AwsError ResourceNotFoundException */
export function permissionSetOf(
  call: Call,
  input: { readonly InstanceArn: string; readonly PermissionSetArn: string },
): PermissionSet {
  checkInstance(call, input.InstanceArn);
  const set = call.aws.identityCenter.permissionSets.get(input.PermissionSetArn);
  if (set === undefined)
    throw notFound(`Could not find PermissionSet with id ${input.PermissionSetArn.split('/').at(-1)}`);
  return set;
}

/** @throws AwsError ResourceNotFoundException */
export function applicationOf(call: Call, arn: string): CenterApplication {
  const application = call.aws.identityCenter.applications.get(arn);
  if (application === undefined || call.region !== call.aws.region)
    throw notFound(`Could not find Application with id ${arn.split('/').at(-1)}`);
  return application;
}

export function applicationResource(
  _call: Call,
  input: { readonly ApplicationArn: string },
): readonly string[] {
  return [input.ApplicationArn];
}

/** ARNs that IAM judges an operation on a permission set by. */
export function setResources(
  _call: Call,
  input: { readonly InstanceArn: string; readonly PermissionSetArn: string },
): readonly string[] {
  return [input.InstanceArn, input.PermissionSetArn];
}

export function instanceResource(_call: Call, input: { readonly InstanceArn: string }): readonly string[] {
  return [input.InstanceArn];
}

/** The name of an account as a resource of Identity Center. */
export function accountArn(accountId: string): string {
  return `arn:aws:sso:::account/${accountId}`;
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}

export function conflict(message: string): AwsError {
  return new AwsError('ConflictException', message);
}

export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

export function quotaExceeded(message: string): AwsError {
  return new AwsError('ServiceQuotaExceededException', message);
}

/** What AWS says when too much is still settling. */
export function tooManyRunning(): AwsError {
  return new AwsError(
    'ThrottlingException',
    'There are too many requests processing. Please try again later.',
  );
}

/** Seconds, as JSON 1.1 writes moments. */
export function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}
