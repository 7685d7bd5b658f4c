import type { Profile } from './options.ts';
import type { MessageReport } from './report.ts';

/** A party whose own rules the message should be held against, and how that was seen. */
export interface ProfileSuggestion {
  readonly profile: Exclude<Profile, 'generic'>;
  /** Begins a sentence: "It is addressed to …". */
  readonly because: string;
}

const IDENTITY_CENTER =
  /^https:\/\/[a-z0-9-]+\.(?:sso\.)?signin\.(?:aws|amazonaws)(?:\.amazon)?[a-z.-]*\/platform\/saml\//;
const ENTRA_AUDIENCE = 'urn:federation:MicrosoftOnline';
const ENTRA_ISSUER =
  /^https:\/\/(?:sts\.windows\.net|login\.microsoftonline\.(?:com|us)|login\.partner\.microsoftonline\.cn|[a-z0-9-]+\.ciamlogin\.com)\//;

/**
 * Says whose rules a message should be judged by, from what it says of itself. Nothing is trusted for it: a profile only adds
 * checks.
 *
 * @returns undefined where nothing tells
 */
export function suggestProfile(
  message: Pick<MessageReport, 'issuer' | 'audiences'>,
): ProfileSuggestion | undefined {
  const { issuer = '', audiences = [] } = message;
  if (audiences.some((audience) => IDENTITY_CENTER.test(audience)))
    return { profile: 'aws-identity-center', because: 'It is addressed to AWS IAM Identity Center.' };
  if (audiences.includes(ENTRA_AUDIENCE))
    return { profile: 'entra', because: 'It is addressed to Microsoft Entra ID.' };
  if (ENTRA_ISSUER.test(issuer)) return { profile: 'entra', because: 'It comes from Microsoft Entra ID.' };
  return undefined;
}
