import { isoOf } from '../saml/instant.ts';
import type { ClaimEntry } from './claim-entry.ts';
import { ENTRA_CLAIMS } from './entra.ts';
import { REGISTERED_CLAIMS } from './registered.ts';
import type { ClaimDescription } from './saml.ts';

/** The dictionary of token claims; docs/reference/claims.md is made from it. */
export const JWT_CLAIMS: readonly ClaimEntry[] = [...REGISTERED_CLAIMS, ...ENTRA_CLAIMS];

interface Known {
  readonly entry: ClaimEntry;
  /** What holds whatever the values are. */
  readonly plain: ClaimDescription;
  /** True where the values or the token's version add to the meaning. */
  readonly varies: boolean;
}

/** Claims whose numbers are times (RFC 7519 section 2, NumericDate). */
const DATE_CLAIMS: ReadonlySet<string> = new Set([
  'exp',
  'nbf',
  'iat',
  'auth_time',
  'updated_at',
  'xms_tcdt',
]);

const VERSION_1 = ['appid', 'appidacr', 'unique_name', 'acr'];
const VERSION_2 = ['azp', 'azpacr'];

const BY_NAME: ReadonlyMap<string, Known> = new Map(
  JWT_CLAIMS.map((entry) => {
    const { name, friendlyName, meaning, authorizeWith, values } = entry;
    const varies =
      values !== undefined || DATE_CLAIMS.has(name) || VERSION_1.includes(name) || VERSION_2.includes(name);
    return [name, { entry, plain: { friendlyName, meaning, authorizeWith }, varies }];
  }),
);

/** The last moment a Date can hold, in seconds. */
const LAST_SECOND = 8.64e12;
/** What a claim is described by besides itself. */
export interface ClaimContext {
  /** `ver` of an Entra token. */
  readonly version?: string | undefined;
}

/**
 * What is known of a token's claim, with the values it has here.
 *
 * @param name the member's name
 * @param values its values as text
 * @param context what else decides its meaning
 */
export function describeClaim(
  name: string,
  values: readonly string[],
  context: ClaimContext = {},
): ClaimDescription {
  const known = BY_NAME.get(name);
  if (known === undefined) return unknownClaim(name);
  if (!known.varies) return known.plain;
  const { entry, plain } = known;
  const meaning = [entry.meaning, ...valueSentences(entry, values), ...versionSentence(name, context)];
  return { ...plain, meaning: meaning.join(' ') };
}

function unknownClaim(name: string): ClaimDescription {
  if (name.startsWith('extn.') || name.startsWith('extension_'))
    return {
      friendlyName: 'Directory extension',
      meaning:
        'A directory extension attribute of the tenant (Microsoft identity platform: Directory extension attributes).',
      authorizeWith: 'unknown',
    };
  if (name.startsWith('xms_'))
    return {
      meaning: 'One of Entra’s own claims: do not depend on it.',
      authorizeWith: 'never',
    };
  return {
    meaning: 'Not in the dictionary: its meaning is between the issuer and the application.',
    authorizeWith: 'unknown',
  };
}

function valueSentences({ name, values: meanings }: ClaimEntry, values: readonly string[]): string[] {
  if (DATE_CLAIMS.has(name)) {
    const seconds = Number(values[0]);
    const isDate =
      values.length === 1 && values[0] !== '' && Number.isFinite(seconds) && Math.abs(seconds) <= LAST_SECOND;
    return isDate ? [`Here: ${isoOf(seconds * 1000)}.`] : [];
  }
  if (meanings === undefined) return [];
  const known = values
    .slice(0, 20)
    .flatMap((value) => (Object.hasOwn(meanings, value) ? [`${value} = ${meanings[value]}`] : []));
  return known.length === 0 ? [] : [`Here: ${known.join('; ')}.`];
}

function versionSentence(name: string, { version }: ClaimContext): string[] {
  if (version === '2.0' && VERSION_1.includes(name)) return ['Unusual here: it belongs to v1 tokens.'];
  if (version === '1.0' && VERSION_2.includes(name)) return ['Unusual here: it belongs to v2 tokens.'];
  return [];
}
