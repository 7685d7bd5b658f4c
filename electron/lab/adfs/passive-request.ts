import { METHOD_CERTIFICATE, METHOD_MULTIPLE } from './methods.ts';

/** The only relying party of this farm: Entra. */
export const RELYING_PARTY = 'urn:federation:MicrosoftOnline';

/** A sign-in request of WS-Federation 1.2 section 13.2.2, as a relying party's redirect carries it. */
export interface PassiveRequest {
  readonly action: 'sign-in' | 'sign-out';
  readonly context?: string;
  /** Prefills the sign-in page. */
  readonly userName?: string;
  /** `wauth` asks for two factors. */
  readonly multiple: boolean;
  /** `wauth` asks for a certificate alone. */
  readonly certificateOnly: boolean;
  /** `wfresh=0`: an earlier sign-in does not count. */
  readonly fresh: boolean;
  /** The query as it came, without what this farm added itself. */
  readonly query: string;
}

/** A refusal in AD FS's own words. */
export interface PassiveRefusal {
  readonly code: string;
  readonly message: string;
}

const LONGEST = 16_384;
/** What this farm's own redirects add. */
const OWN = ['certificate'];

/** Reads the query of `/adfs/ls/`. */
export function readPassiveRequest(query: string): PassiveRequest | PassiveRefusal {
  if (query.length > LONGEST) return { code: 'MSIS7001', message: 'The request is too long.' };
  const given = new URLSearchParams(query);
  const action = given.get('wa');
  if (action === 'wsignout1.0' || action === 'wsignoutcleanup1.0')
    return { action: 'sign-out', multiple: false, certificateOnly: false, fresh: false, query };
  if (action !== 'wsignin1.0')
    return {
      code: 'MSIS7001',
      message:
        action === null
          ? 'The passive protocol context was not found or not valid: the request names no action (wa).'
          : `The passive protocol context was not found or not valid: the action ${action.slice(0, 100)} is unknown.`,
    };
  const realm = given.get('wtrealm') ?? '';
  if (realm !== RELYING_PARTY)
    return {
      code: 'MSIS7007',
      message: `The requested relying party trust '${realm.slice(0, 200)}' is unspecified or unsupported.`,
    };
  const wanted = (given.get('wauth') ?? '').split(/\s+/);
  const context = given.get('wctx');
  const userName = given.get('username') ?? given.get('login_hint');
  for (const name of OWN) given.delete(name);
  return {
    action: 'sign-in',
    ...(context === null ? {} : { context }),
    ...(userName === null || userName === '' ? {} : { userName: userName.slice(0, 320) }),
    multiple: wanted.includes(METHOD_MULTIPLE),
    certificateOnly: wanted.includes(METHOD_CERTIFICATE),
    fresh: given.get('wfresh') === '0',
    query: given.toString(),
  };
}
