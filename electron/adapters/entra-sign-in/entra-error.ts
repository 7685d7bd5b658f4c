import { AuthError } from '@azure/msal-node';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { explainAadsts } from '../../../shared/core/saml/aadsts.ts';

/** Errors of msal that mean "a person has to sign in". */
const NEEDED: ReadonlySet<string> = new Set([
  'interaction_required',
  'login_required',
  'consent_required',
  'no_tokens_found',
  'no_account_found',
  'refresh_token_expired',
  'invalid_grant',
]);

/**
 * What msal's refusal means: the AADSTS number, its cause, and the next step.
 *
 * @param identity its name, for the message
 * @param refused what Entra answered last when it refused, where msal does not pass it on
 * @param silent true where only the cache was asked, so that a person can still mend it by signing in
 */
export function entraError(
  thrown: unknown,
  identity: string,
  silent: boolean,
  refused: string | undefined,
): unknown {
  if (thrown instanceof WorkbenchError || !(thrown instanceof AuthError)) return thrown;
  const own = explainAadsts(thrown.errorMessage);
  const said = own === undefined && refused !== undefined ? refused : thrown.errorMessage;
  const description = firstSentence(said);
  const explained = explainAadsts(said);
  if (/access_denied|authorization_declined/.test(thrown.errorCode) && isByPerson(explained?.code)) {
    return new WorkbenchError('ERR_SIGN_IN_DENIED', 'entra', { reason: description });
  }
  if (silent && NEEDED.has(thrown.errorCode)) {
    return new WorkbenchError(
      'ERR_SIGN_IN_NEEDED',
      'entra',
      { identity },
      {
        message:
          explained === undefined
            ? `${identity} has to sign in.`
            : `${identity} has to sign in: ${explained.cause ?? 'its sign-in no longer counts'} (${explained.code}).`,
        ...(explained?.fix === undefined ? {} : { hint: explained.fix }),
      },
    );
  }
  const claims = 'claims' in thrown && typeof thrown.claims === 'string' ? thrown.claims : '';
  return refusal(thrown.errorCode, said, {
    ...(thrown.subError ? { subError: thrown.subError } : {}),
    ...(claims === '' ? {} : { claims }),
  });
}

/** What the browser brought back instead of a code (RFC 6749 section 4.1.2.1). */
export function browserRefusal(error: string, description: string): WorkbenchError {
  const reason = firstSentence(description) || error;
  return error === 'access_denied' && isByPerson(explainAadsts(description)?.code)
    ? new WorkbenchError('ERR_SIGN_IN_DENIED', 'browser', { reason })
    : refusal(error, description, {});
}

/** Entra says `access_denied` of what a policy refused as well: then its number is another than that of a person's "Cancel". */
function isByPerson(code: string | undefined): boolean {
  return code === undefined || code === 'AADSTS65004';
}

function refusal(
  error: string,
  description: string,
  more: { readonly subError?: string; readonly claims?: string },
): WorkbenchError {
  const explained = explainAadsts(description);
  return new WorkbenchError(
    'ERR_ENTRA_REFUSED',
    'entra',
    {
      ...(explained === undefined ? {} : { aadsts: Number(explained.code.slice('AADSTS'.length)) }),
      error,
      ...more,
    },
    {
      message:
        explained?.cause === undefined
          ? `Entra ID refused: ${firstSentence(description)}`
          : `Entra ID refused (${explained.code}): ${explained.cause}.`,
      ...(explained?.fix === undefined ? {} : { hint: explained.fix }),
    },
  );
}

/** Entra's descriptions go on with ids and times behind the first line; a secret is never in them, but a long tail is. */
function firstSentence(text: string): string {
  // msal puts number and time before what Entra said.
  const said = /AADSTS\d+: [\s\S]*/.exec(text)?.[0] ?? text;
  const [line = ''] = said.split(/\r?\n| Trace ID:/);
  return line.slice(0, 300);
}
