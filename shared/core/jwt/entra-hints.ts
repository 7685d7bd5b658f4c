import { stringOf } from '../json/node.ts';
import type { Claims } from './claims.ts';

const GUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const IS_GUID = new RegExp(`^${GUID}$`, 'i');
const V1_ISSUER = new RegExp(
  `^https://sts\\.(?:windows\\.net|chinacloudapi\\.cn|microsoftonline\\.de)/(${GUID})/$`,
  'i',
);
const V2_ISSUER = new RegExp(
  `^https://(?:login\\.microsoftonline\\.com|login\\.microsoftonline\\.us|login\\.partner\\.microsoftonline\\.cn|login\\.chinacloudapi\\.cn|[a-z0-9-]+\\.ciamlogin\\.com)/(${GUID})/v2\\.0$`,
  'i',
);

/** Microsoft Graph in every cloud, as URI and as the application id. */
const GRAPH = [
  '00000003-0000-0000-c000-000000000000',
  'https://graph.microsoft.com',
  'https://graph.microsoft.us',
  'https://dod-graph.microsoft.us',
  'https://microsoftgraph.chinacloudapi.cn',
  'https://canary.graph.microsoft.com',
];

/** Which form of issuer Entra wrote, and for which tenant. */
export interface EntraIssuer {
  readonly version: '1.0' | '2.0';
  /** Lower case. */
  readonly tenant: string;
}

/** An explanation with the next step. */
export interface Hint {
  readonly message: string;
  readonly fix: string;
}

export function isGuid(text: string | undefined): text is string {
  return text !== undefined && IS_GUID.test(text);
}

/** @returns what an issuer of Entra says, undefined for any other issuer. */
export function entraIssuer(issuer: string | undefined): EntraIssuer | undefined {
  if (issuer === undefined) return undefined;
  const first = V1_ISSUER.exec(issuer)?.[1];
  if (first !== undefined) return { version: '1.0', tenant: first.toLowerCase() };
  const second = V2_ISSUER.exec(issuer)?.[1];
  return second === undefined ? undefined : { version: '2.0', tenant: second.toLowerCase() };
}

/** @returns whether an audience is Microsoft Graph. */
export function isGraph(audience: string): boolean {
  return GRAPH.includes(audience.toLowerCase().replace(/\/$/, ''));
}

/** Why an Entra token has another issuer than expected. */
export function issuerHint(expected: string, actual: string): Hint | undefined {
  const have = entraIssuer(actual);
  const want = entraIssuer(expected);
  if (have === undefined) return undefined;
  if (/\/(?:common|organizations|consumers)\//i.test(expected))
    return {
      message: `A token names its own tenant (${have.tenant}), never "common" or "organizations".`,
      fix: 'Replace the tenant in the expected issuer by tid of the token, and accept only tenants you know.',
    };
  if (want === undefined) return undefined;
  if (want.tenant !== have.tenant)
    return {
      message: `It is of tenant ${have.tenant}, not ${want.tenant}.`,
      fix: 'Sign in to the expected tenant (name it in the authority), or add this tenant to those you accept.',
    };
  if (want.version === have.version) return undefined;
  return {
    message: `This is a version ${have.version} token of the right tenant; a version ${want.version} one was expected.`,
    fix: `Set requestedAccessTokenVersion of the API’s manifest to ${want.version === '2.0' ? '2' : 'null or 1'}, or expect ${actual}.`,
  };
}

const withoutSlash = (text: string): string => text.replace(/\/$/, '');

/** Why an Entra token has another audience than expected. */
export function audienceHint(claims: Claims, expected: string): Hint | undefined {
  const actual = claims.audiences[0] ?? '';
  if (isGraph(actual) && !isGraph(expected))
    return {
      message: 'It is a token for Microsoft Graph, sent to another API.',
      fix: 'Ask for a scope of this API (such as api://<client id>/<scope>) in a request of its own: one token is for one API.',
    };
  const isEntra = entraIssuer(claims.issuer) !== undefined;
  if (!isEntra) return undefined;
  const version = stringOf(claims.root, 'ver');
  const client = stringOf(claims.root, 'azp') ?? stringOf(claims.root, 'appid');
  if (version === '1.0' && withoutSlash(actual) === withoutSlash(expected) && /^https?:/i.test(actual))
    return {
      message: 'Version 1.0 tokens name the resource part of the asked scope to the letter.',
      fix: `Ask for the scope ${expected}/.default${expected.endsWith('/') ? ' (with both slashes)' : ''}, or have the API accept ${withoutSlash(actual)} with and without the slash.`,
    };
  const bare = (text: string): string => text.replace(/^api:\/\//i, '').toLowerCase();
  if (bare(actual) === bare(expected))
    return {
      message:
        version === '2.0'
          ? 'Version 2.0 tokens name the API by its client id.'
          : 'Version 1.0 tokens name the API as it was asked for, by its application id URI or client id.',
      fix: `Accept both ${bare(actual)} and api://${bare(actual)}, or set requestedAccessTokenVersion in the API’s manifest.`,
    };
  if (expected === client)
    return {
      message: 'What was expected is the client that asked for the token, not the API it is for.',
      fix: 'Expect the API’s own client id or application id URI.',
    };
  return undefined;
}
