import type { Crypto } from '../crypto/crypto.ts';
import { readKeyRing } from '../inspector/key-ring.ts';
import type { InspectOptions } from '../inspector/options.ts';

/**
 * How messages were judged, in words.
 *
 * @param shown the options as they may be shown, redacted where the evidence is
 * @param original the options that were used; of its keys only count or thumbprints are told, never a secret
 */
export function judgedWith(
  shown: InspectOptions,
  original: InspectOptions,
  crypto: Crypto,
  redacted: boolean,
): string[] {
  const { audience, recipient, issuer, user, inResponseTo } = shown.expect;
  const questions: readonly (readonly [string, string | undefined])[] = [
    ['Audience', audience],
    ['Recipient', recipient],
    ['Issuer', issuer],
    ['User', user],
    ['Answer to the request', inResponseTo],
  ];
  return [
    `Profile: ${shown.profile}`,
    ...questions.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`])),
    ...(shown.clockSkew === 0 ? [] : [`Clock skew: ${shown.clockSkew} s`]),
    ...(shown.strict ? ['Strict: warnings that matter to a relying party are failures'] : []),
    ...keyLines(original, crypto, redacted),
    ...(original.decryptKeys.length === 0 ? [] : [`Keys to decrypt with: ${original.decryptKeys.length}`]),
  ];
}

function keyLines(options: InspectOptions, crypto: Crypto, redacted: boolean): string[] {
  const { trust } = readKeyRing(options.trust, [], crypto);
  if (redacted || trust.length === 0) return [`Trusted keys: ${trust.length}`];
  return trust.map(({ certificate, name, kid }) => {
    if (certificate !== undefined) return `Trusted certificate, SHA-256 ${certificate.sha256}`;
    return `Trusted key ${kid ?? name ?? 'without a name'}`;
  });
}
