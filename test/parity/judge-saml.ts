import { nodeCrypto } from '../../electron/adapters/crypto/node-crypto.ts';
import { readKeyRing } from '../../shared/core/inspector/key-ring.ts';
import {
  DEFAULT_INSPECT_OPTIONS,
  type GivenKey,
  type InspectOptions,
} from '../../shared/core/inspector/options.ts';
import { recogniseXml } from '../../shared/core/inspector/recognise-xml.ts';
import type { InspectedMessage } from '../../shared/core/inspector/report.ts';
import { judgeXml } from '../../shared/core/saml/judge-xml.ts';

/** Recognises and judges SAML messages as the flow does, at `options.at`. */
export function judgeSaml(
  input: string | Uint8Array,
  certificates: readonly string[],
  privateKeys: readonly string[],
  options: Partial<InspectOptions>,
): InspectedMessage[] {
  const given = (kind: GivenKey['kind'], texts: readonly string[]): GivenKey[] =>
    texts.map((text) => ({ kind, text }));
  const keys = readKeyRing(given('certificate', certificates), given('key', privateKeys), nodeCrypto);
  return recogniseXml(input, nodeCrypto).flatMap((candidate) =>
    judgeXml(candidate, {
      crypto: nodeCrypto,
      options: { ...DEFAULT_INSPECT_OPTIONS, ...options },
      now: options.at ?? 0,
      keys,
      depth: 0,
      judgeNested: () => [],
    }),
  );
}
