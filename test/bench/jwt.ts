import { createLocalJWKSet, importJWK, jwtVerify } from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import { nodeCrypto } from '../../electron/adapters/crypto/node-crypto.ts';
import { DEFAULT_INSPECT_OPTIONS, type InspectOptions } from '../../shared/core/inspector/options.ts';
import { recognise } from '../../shared/core/inspector/recognise.ts';
import { Judge } from '../../shared/flows/inspector/judge-candidates.ts';
import { ENTRA } from '../fixtures/rules/jwt-case.ts';
import { compact, publicJwk } from '../generators/jose.ts';
import { testKey } from '../generators/keys.ts';
import { type Contender, interleave, ratioTable } from './rounds.ts';

const TOKENS = 1_000;
const KID = '5E8a25-bGTAMvHDGlOredX_14K8';

/** Distinct access tokens as Entra v2 writes them, valid now: the libraries judge by the clock of the machine. */
function tokens(algorithm: string): string[] {
  const now = Math.floor(Date.now() / 1_000);
  const header = { typ: 'JWT', alg: algorithm, kid: KID };
  return Array.from({ length: TOKENS }, (_, number) =>
    compact(header, { ...ENTRA, iat: now, nbf: now, exp: now + 3_600, uti: `token-${number}` }),
  );
}

/** The product's whole way: recognised, every check made, every claim explained, views written. */
function ours(name: string, texts: readonly string[], options: InspectOptions): Contender {
  const clock = { now: () => Date.now(), sleep: () => Promise.resolve() };
  const judge = new Judge({ crypto: nodeCrypto, clock }, options);
  return {
    name,
    run() {
      for (const text of texts) {
        const [candidate] = recognise(text, nodeCrypto);
        const verdict = candidate && judge.judge(candidate, 0)[0]?.verdict;
        if (verdict !== 'valid') throw new Error(`judged ${verdict}`);
      }
    },
  };
}

async function benchAlgorithm(algorithm: 'RS256' | 'ES256'): Promise<void> {
  const texts = tokens(algorithm);
  const jwk = publicJwk(algorithm, { kid: KID, use: 'sig', alg: algorithm });
  const options: InspectOptions = {
    ...DEFAULT_INSPECT_OPTIONS,
    trust: [{ kind: 'jwks', text: JSON.stringify({ keys: [jwk] }) }],
    expect: { audience: ENTRA.aud, issuer: ENTRA.iss },
  };
  const key = testKey(algorithm === 'RS256' ? 'idp-rsa' : 'idp-p256').publicKey;
  const expected = { audience: ENTRA.aud, issuer: ENTRA.iss, algorithms: [algorithm] };
  const keySet = createLocalJWKSet({ keys: [jwk] });
  const imported = await importJWK(jwk, algorithm);
  const contenders: Contender[] = [
    ours('verdict of this tool', texts, options),
    ours('the same with the profile entra', texts, { ...options, profile: 'entra' }),
    {
      name: 'jose jwtVerify, JWK Set',
      async run() {
        for (const text of texts) await jwtVerify(text, keySet, expected);
      },
    },
    {
      name: 'jose jwtVerify, one imported key',
      async run() {
        for (const text of texts) await jwtVerify(text, imported, expected);
      },
    },
    {
      name: 'jsonwebtoken verify, one key',
      run() {
        for (const text of texts) jsonwebtoken.verify(text, key, expected);
      },
    },
  ];
  console.log(`\n${algorithm}, ${TOKENS} distinct Entra v2 tokens, 5 interleaved rounds`);
  console.log(ratioTable('verdicts/s', await interleave(contenders, TOKENS)));
}

/** JWT verdicts per second beside the two libraries that people verify tokens with. */
export async function bench(): Promise<void> {
  await benchAlgorithm('RS256');
  await benchAlgorithm('ES256');
}
