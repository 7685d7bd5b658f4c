import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { AwsConnectionOptions } from './aws-connection.ts';

/** @returns the account of whoever asks, undefined where AWS does not say */
export async function callerAccount(
  { region, endpoint, credentials, requestHandler }: AwsConnectionOptions,
  signal: AbortSignal,
): Promise<string | undefined> {
  const client = new STSClient({
    maxAttempts: 2,
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(requestHandler === undefined ? {} : { requestHandler }),
  });
  try {
    return (await client.send(new GetCallerIdentityCommand({}), { abortSignal: signal })).Account;
  } catch {
    // It only spares a warning.
    return undefined;
  } finally {
    client.destroy();
  }
}
