import type { AwsConnection } from './aws-connection.ts';

/** Makes one call of sso-admin. */
export type SsoCall = <T>(
  operation: string,
  signal: AbortSignal,
  run: (options: { abortSignal: AbortSignal }) => Promise<T>,
) => Promise<T>;

export function ssoCall(connection: AwsConnection): SsoCall {
  return (operation, abortSignal, run) =>
    connection.call('sso-admin', operation, abortSignal, () => run({ abortSignal }));
}

/** The permission set a call is about, in AWS's spelling. */
export function setOf({
  instanceArn,
  permissionSetArn,
}: {
  readonly instanceArn: string;
  readonly permissionSetArn: string;
}): { InstanceArn: string; PermissionSetArn: string } {
  return { InstanceArn: instanceArn, PermissionSetArn: permissionSetArn };
}
