import { type Attack, makeAttacks, withoutOuterSignature } from './attack.ts';
import { DOCUMENT_ATTACKS } from './document.ts';
import { ENCRYPTED_ATTACKS } from './encrypted.ts';
import { ENVELOPE_ATTACKS } from './envelope.ts';
import { ODD_SIGNATURES } from './odd-signatures.ts';
import { SIGNATURE_ATTACKS } from './signature-parts.ts';
import { WRAPPING_ATTACKS } from './wrapping.ts';

const RECIPES = [
  ...WRAPPING_ATTACKS,
  ...ENVELOPE_ATTACKS,
  ...SIGNATURE_ATTACKS,
  ...ODD_SIGNATURES,
  ...DOCUMENT_ATTACKS,
  ...ENCRYPTED_ATTACKS,
];

/**
 * Every attack on a signed message; where it is signed twice, also those on the inner signature once the outer is gone.
 *
 * @param xml a message with at least one enveloped signature
 */
export function allAttacks(xml: string): Attack[] {
  const inner = withoutOuterSignature(xml);
  return [
    ...makeAttacks(xml, RECIPES),
    ...(inner === undefined
      ? []
      : makeAttacks(inner, RECIPES).map((attack) => ({
          ...attack,
          name: `${attack.name} (outer signature removed)`,
        }))),
  ];
}
