import { JWT_CLAIMS } from '../claims/describe-claim.ts';
import { fromUtf8, toUtf8 } from '../encoding/utf8.ts';
import type { Candidate } from '../inspector/candidate.ts';
import { DEFAULT_INSPECT_OPTIONS, type InspectOptions } from '../inspector/options.ts';
import { decodeBytes } from './decode-bytes.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { redactJose } from './redact-jose.ts';
import { redactXml } from './redact-xml.ts';

const PUBLIC_CLAIMS: ReadonlySet<string> = new Set(JWT_CLAIMS.map(({ name }) => name));

/** @returns true where a claim's name is in the dictionary, so that it tells nothing of anybody */
export function isPublicClaim(name: string): boolean {
  return PUBLIC_CLAIMS.has(name);
}

/**
 * Redacts a found message in its own form.
 *
 * @param names one map for the whole evidence
 * @param judgedAt epoch milliseconds as of which the original is judged
 * @returns a candidate marked as redacted, with which the judge asks no signature; what a redirect's signature covered is left out
 */
export function redactCandidate(candidate: Candidate, names: Pseudonyms, judgedAt: number): Candidate {
  const { form, leniencies } = candidate;
  const redacted = { judgedAt: names.moment(judgedAt) };
  if (candidate.family === 'jose') {
    const text = redactJose(candidate.text, names, { isPublicClaim });
    return { family: 'jose', form, leniencies, redacted, text };
  }
  return {
    family: 'xml',
    form,
    leniencies,
    redacted,
    bytes: redactBytes(candidate.bytes, names),
    ...(candidate.relayState === undefined ? {} : { relayState: names.value(candidate.relayState) }),
  };
}

/** Redacts the questions asked of a message; keys and detached content are left out. */
export function redactOptions(options: InspectOptions, names: Pseudonyms, judgedAt: number): InspectOptions {
  const { audience, recipient, issuer, user, inResponseTo } = options.expect;
  return {
    ...DEFAULT_INSPECT_OPTIONS,
    profile: options.profile,
    clockSkew: options.clockSkew,
    strict: options.strict,
    at: names.moment(judgedAt),
    expect: {
      ...(audience === undefined ? {} : { audience: names.value(audience) }),
      ...(recipient === undefined ? {} : { recipient: names.value(recipient) }),
      ...(issuer === undefined ? {} : { issuer: names.value(issuer) }),
      ...(user === undefined ? {} : { user: names.value(user) }),
      ...(inResponseTo === undefined ? {} : { inResponseTo: names.id(inResponseTo) }),
    },
  };
}

function redactBytes(bytes: Uint8Array, names: Pseudonyms): Uint8Array {
  const text = fromUtf8(bytes);
  if (text !== undefined) return toUtf8(redactXml(text, names));
  const decoded = decodeBytes(bytes);
  return decoded.encode(redactXml(decoded.text, names));
}
