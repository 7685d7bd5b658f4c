import type { MessageReport } from '../inspector/report.ts';

const MULTIPLE_AUTHN = 'http://schemas.microsoft.com/claims/multipleauthn';
const AUTHN_METHODS = 'http://schemas.microsoft.com/claims/authnmethodsreferences';
const IDENTITY_PROVIDER = 'http://schemas.microsoft.com/identity/claims/identityprovider';

type Side = 'first' | 'second';

/** A property of one message that people compare messages for, and how a difference in it reads. */
interface Trait {
  /** `undefined` where the message does not say. */
  readonly of: (message: MessageReport) => string | undefined;
  readonly say: (inFirst: string, inSecond: string) => string;
}

const values = (message: MessageReport, name: string): readonly string[] =>
  message.claims.filter((claim) => claim.name === name).flatMap((claim) => claim.values);

const first = (message: MessageReport, name: string): string | undefined => values(message, name)[0];

function mfa(message: MessageReport): string | undefined {
  const methods = [...values(message, 'amr'), ...values(message, AUTHN_METHODS)];
  if (methods.includes('mfa') || methods.includes(MULTIPLE_AUTHN)) return 'says that MFA was done';
  // A v2 token need not carry amr at all, so its absence proves nothing.
  return methods.length === 0 ? undefined : 'names the methods but no MFA';
}

function membership(message: MessageReport): string | undefined {
  const provider = first(message, 'idp') ?? first(message, IDENTITY_PROVIDER);
  const guest =
    first(message, 'acct') === '1' ||
    (provider !== undefined &&
      message.issuer !== undefined &&
      tenantOf(provider) !== tenantOf(message.issuer)) ||
    first(message, 'altsecid')?.startsWith('5::') === true;
  if (guest) return provider === undefined ? 'a guest' : `a guest whose home is ${provider}`;
  return first(message, 'tid') === undefined && provider === undefined ? undefined : 'a member';
}

const GUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i;

function tenantOf(issuer: string): string {
  return GUID.exec(issuer)?.[0].toLowerCase() ?? issuer;
}

function principal(message: MessageReport): string | undefined {
  const type = first(message, 'idtyp');
  if (type !== undefined) return type === 'app' ? 'an application' : 'a user';
  if (first(message, 'scp') !== undefined) return 'a user';
  return undefined;
}

const TRAITS: readonly Trait[] = [
  { of: membership, say: (a, b) => `The first is for ${a}, the second for ${b}.` },
  { of: mfa, say: (a, b) => `The first ${a}; the second ${b}.` },
  { of: principal, say: (a, b) => `The first was issued to ${a}, the second to ${b}.` },
  {
    of: (m) => first(m, 'ver'),
    say: (a, b) =>
      `The first is a version ${a} token, the second version ${b}: their issuer, audience and claim names differ by design.`,
  },
  { of: (m) => m.audiences?.join(', '), say: (a, b) => `They are for different audiences: ${a} and ${b}.` },
  {
    of: (m) => m.issuer && tenantOf(m.issuer),
    say: (a, b) => `They come from different issuers or tenants: ${a} and ${b}.`,
  },
  { of: (m) => m.subject?.nameId, say: (a, b) => `They speak of different subjects: ${a} and ${b}.` },
  { of: (m) => m.verdict, say: (a, b) => `The first is ${a}, the second ${b}.` },
];

/** Claims whose values people add and take away: what came and what went is worth a sentence. */
const GRANTS: Readonly<Record<string, string>> = {
  roles: 'role',
  scp: 'scope',
  groups: 'group',
  wids: 'directory role',
  'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups': 'group',
  'http://schemas.microsoft.com/ws/2008/06/identity/claims/role': 'role',
};

/**
 * Says in sentences what the difference between two messages means to somebody who debugs a sign-in.
 *
 * @returns one sentence per trait in which both messages speak and differ, and one per grant that came or went
 */
export function insightsOf(a: MessageReport, b: MessageReport): string[] {
  const found: string[] = [];
  for (const trait of TRAITS) {
    const [inFirst, inSecond] = [trait.of(a), trait.of(b)];
    if (inFirst !== undefined && inSecond !== undefined && inFirst !== inSecond)
      found.push(trait.say(inFirst, inSecond));
  }
  const oneSided: [Side, MessageReport, MessageReport][] = [
    ['first', a, b],
    ['second', b, a],
  ];
  for (const [side, here, there] of oneSided) {
    if (mfa(here) === 'says that MFA was done' && mfa(there) === undefined)
      found.push(`Only the ${side} says that MFA was done; the other does not say how the user signed in.`);
    for (const [claim, noun] of Object.entries(GRANTS)) {
      const missing = grants(here, claim).filter((value) => !grants(there, claim).includes(value));
      if (missing.length > 0)
        found.push(`Only the ${side} has the ${noun}${missing.length > 1 ? 's' : ''} ${missing.join(', ')}.`);
    }
  }
  return found;
}

function grants(message: MessageReport, claim: string): readonly string[] {
  const found = values(message, claim);
  return claim === 'scp' ? found.flatMap((value) => value.split(' ')) : found;
}
