import { exec } from 'node:child_process';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { AwsKeys } from '../../../shared/ports/aws-credentials.ts';

const TIMEOUT = 60_000;

/**
 * Runs the command a profile names and reads the keys it prints
 * (docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html).
 *
 * @param command as the user wrote it into their own configuration; it goes to the shell, as every SDK has it
 * @throws WorkbenchError ERR_AWS_PROFILE, ERR_CANCELLED
 */
export function processCredentials(profile: string, command: string, signal: AbortSignal): Promise<AwsKeys> {
  const fail = (reason: string): WorkbenchError =>
    new WorkbenchError(
      'ERR_AWS_PROFILE',
      'credential_process',
      { profile, reason },
      {
        message: `The credential_process of profile ${profile} failed: ${reason}.`,
        hint: 'Run it in a terminal to see what it says.',
      },
    );
  return new Promise((resolve, reject) => {
    exec(command, { signal, timeout: TIMEOUT, windowsHide: true }, (error, stdout, stderr) => {
      if (signal.aborted) return reject(new WorkbenchError('ERR_CANCELLED', 'credential_process', {}));
      if (error !== null) {
        const said = stderr.trim().split('\n')[0]?.slice(0, 200) ?? '';
        return reject(fail(said === '' ? `it ended with ${error.code ?? error.signal}` : said));
      }
      try {
        resolve(readKeys(JSON.parse(stdout)));
      } catch (thrown) {
        // What it printed is not quoted: it may hold a key.
        reject(fail(thrown instanceof RangeError ? thrown.message : 'it printed no JSON'));
      }
    });
  });
}

/** @throws RangeError with the reason */
function readKeys(value: unknown): AwsKeys {
  const { Version, AccessKeyId, SecretAccessKey, SessionToken, Expiration } = value as Record<
    string,
    unknown
  >;
  if (Version !== 1) throw new RangeError('its Version is not 1');
  if (typeof AccessKeyId !== 'string' || typeof SecretAccessKey !== 'string')
    throw new RangeError('AccessKeyId or SecretAccessKey is missing');
  const expiresAt = typeof Expiration === 'string' ? Date.parse(Expiration) : Number.NaN;
  if (expiresAt < Date.now()) throw new RangeError('the keys it gave have expired');
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(typeof SessionToken === 'string' ? { sessionToken: SessionToken } : {}),
    ...(Number.isNaN(expiresAt) ? {} : { expiresAt }),
  };
}
