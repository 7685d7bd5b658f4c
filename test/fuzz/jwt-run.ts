import { CompactEncrypt } from 'jose';
import { nodeCrypto } from '../../electron/adapters/crypto/node-crypto.ts';
import { ERROR_CATALOGUE } from '../../shared/core/errors/catalogue.ts';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import { DEFAULT_INSPECT_OPTIONS, type InspectOptions } from '../../shared/core/inspector/options.ts';
import type { InspectedMessage } from '../../shared/core/inspector/report.ts';
import { inspect } from '../../shared/flows/inspector/inspect.ts';
import { AT, CLAIMS, ENTRA } from '../fixtures/rules/jwt-case.ts';
import { base64url, compact, jwks, publicJwk, SECRET, signingKey } from '../generators/jose.ts';
import { SeededRandom } from '../generators/seeded-random.ts';
import { mutateToken } from './jwt-mutations.ts';
import { type FuzzSummary, LONGEST } from './saml-run.ts';

const DECRYPTION = JSON.stringify({ kty: 'oct', k: base64url(SECRET.subarray(0, 32)) });
/** Only the asymmetric keys: the mutations sign with the secret, so what it signs must never be taken for theirs. */
const OPTIONS: InspectOptions = {
  ...DEFAULT_INSPECT_OPTIONS,
  trust: jwks(publicJwk('RS256', { kid: 'rsa' }), publicJwk('ES256', { kid: 'ec' })),
  decryptKeys: [{ kind: 'key', text: DECRYPTION }],
  at: AT,
  profile: 'entra',
  expect: { audience: 'https://api.example' },
};
const PORTS = { crypto: nodeCrypto, clock: { now: () => AT, sleep: () => Promise.resolve() } };

async function bases(): Promise<string[]> {
  const jwe = new CompactEncrypt(new TextEncoder().encode(compact({ alg: 'RS256' }, CLAIMS)));
  const sealed = await jwe
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', cty: 'JWT' })
    .encrypt(SECRET.subarray(0, 32));
  return [
    compact({ alg: 'RS256', typ: 'JWT', kid: 'rsa' }, CLAIMS, signingKey('RS256')),
    compact({ alg: 'ES256', typ: 'JWT', kid: 'ec' }, CLAIMS, signingKey('ES256')),
    compact({ alg: 'HS256', typ: 'JWT' }, CLAIMS),
    compact({ alg: 'RS256', kid: 'rsa', nonce: 'x' }, { ...ENTRA, aud: 'https://graph.microsoft.com' }),
    compact({ alg: 'none' }, ENTRA),
    compact({ alg: 'RS256', cty: 'JWT' }, compact({ alg: 'ES256' }, CLAIMS)),
    sealed,
  ];
}

/** Whatever an asymmetric key signed says it: mutants signed anew are honest ones. A secret signs nothing here. */
function wrong(messages: readonly InspectedMessage[]): string | undefined {
  const bad = messages.find(
    ({ verdict, signatures }) =>
      verdict === 'valid' && signatures.every(({ algorithm }) => algorithm.startsWith('HS')),
  );
  return bad === undefined ? undefined : 'valid by a secret that nobody trusts';
}

/**
 * Judges mutants of tokens: nothing but errors of the catalogue may be thrown, none may take longer than LONGEST, and none
 * may be valid by a key that was not given.
 *
 * @param every called after each thousand, for progress and memory
 */
export async function fuzzJwt(
  seed: number,
  count: number,
  every?: (done: number) => void,
): Promise<FuzzSummary> {
  const random = new SeededRandom(seed);
  const tokens = await bases();
  const findings: FuzzSummary['findings'][number][] = [];
  const sum = { valid: 0, invalid: 0, refused: 0, slowest: 0 };
  for (let number = 0; number < count; number += 1) {
    const input = mutateToken(random.pick(tokens), random.pick(tokens), random);
    const report = (what: string): void => {
      findings.push({ seed, number, what, input });
    };
    const started = performance.now();
    try {
      const { messages } = await inspect(PORTS, input, OPTIONS, new AbortController().signal);
      if (messages[0]?.verdict === 'valid') sum.valid += 1;
      else sum.invalid += 1;
      const fault = wrong(messages);
      if (fault !== undefined) report(fault);
    } catch (error) {
      sum.refused += 1;
      if (
        !(error instanceof WorkbenchError) ||
        !(error.code in ERROR_CATALOGUE) ||
        error.code === 'ERR_INTERNAL'
      )
        report(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    const took = performance.now() - started;
    sum.slowest = Math.max(sum.slowest, took);
    if (took > LONGEST) report(`took ${Math.round(took)} ms`);
    if ((number + 1) % 1_000 === 0) every?.(number + 1);
  }
  return { judged: count, ...sum, findings };
}
