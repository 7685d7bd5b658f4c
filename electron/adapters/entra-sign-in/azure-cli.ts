import { execFile } from 'node:child_process';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { EntraToken } from '../../../shared/ports/entra-sign-in.ts';

const TIMEOUT = 60_000;

/**
 * Asks the Azure CLI for a token of the account that is signed in there.
 *
 * @param scope of one resource, ending in `/.default`
 * @throws WorkbenchError ERR_SIGN_IN_NEEDED with what the CLI says, ERR_IDENTITY_UNKNOWN where it is not installed, ERR_CANCELLED
 */
export function azureCliToken(
  identity: string,
  scope: string,
  tenant: string | undefined,
  signal: AbortSignal,
): Promise<EntraToken> {
  const args = ['account', 'get-access-token', '--output', 'json', '--scope', scope];
  if (tenant !== undefined) args.push('--tenant', tenant);
  return new Promise((resolve, reject) => {
    // On Windows `az` is a command file, which only a shell runs; the arguments hold no blanks or quotes.
    const shell = process.platform === 'win32';
    execFile('az', args, { signal, timeout: TIMEOUT, shell, windowsHide: true }, (error, stdout, stderr) => {
      if (signal.aborted) return reject(new WorkbenchError('ERR_CANCELLED', 'azure-cli', {}));
      if (error !== null) return reject(cliError(error, stderr, identity));
      try {
        resolve(readToken(JSON.parse(stdout)));
      } catch {
        reject(cliError(error, 'it printed something else than a token', identity));
      }
    });
  });
}

function readToken(value: unknown): EntraToken {
  const { accessToken, expires_on, expiresOn, tenant } = value as Record<string, unknown>;
  if (typeof accessToken !== 'string') throw new TypeError('no token');
  const seconds = Number(expires_on);
  return {
    accessToken,
    // Older versions tell local time only.
    expiresAt: Number.isFinite(seconds) ? seconds * 1000 : Date.parse(String(expiresOn)),
    scopes: [],
    ...(typeof tenant === 'string' ? { tenantId: tenant } : {}),
    fromCache: true,
  };
}

function cliError(error: unknown, stderr: string, identity: string): WorkbenchError {
  const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  if (missing) {
    return new WorkbenchError(
      'ERR_SIGN_IN_NEEDED',
      'azure-cli',
      { identity },
      { message: 'The Azure CLI is not installed here.', hint: 'Install it, or choose another identity.' },
    );
  }
  const said =
    stderr
      .replace(/^ERROR:\s*/m, '')
      .trim()
      .split('\n')[0]
      ?.slice(0, 300) ?? '';
  return new WorkbenchError(
    'ERR_SIGN_IN_NEEDED',
    'azure-cli',
    { identity },
    { message: `The Azure CLI gives no token: ${said}`, hint: 'Run az login, then try again.' },
  );
}
