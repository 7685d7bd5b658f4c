import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import { fromUtf8, toUtf8 } from '../../../shared/core/encoding/utf8.ts';
import type { JoseKey } from '../../../shared/core/jwt/jose-key.ts';
import { decryptJwe } from '../../../shared/core/jwt/jwe.ts';
import type { JoseHeader } from '../../../shared/core/jwt/jwe-outcome.ts';
import { type JweParse, parseCompactJwe, parseJsonJwe } from '../../../shared/core/jwt/jwe-parse.ts';

const corpus = new URL('../../../../shared/corpora/jose-cookbook/', import.meta.url).pathname;
const isAbsent = !existsSync(corpus);
const readObject = (json: string) => JSON.parse(json) as JoseHeader;

interface Example {
  title: string;
  input: { plaintext?: string; payload?: string; key?: unknown; pwd?: string; alg?: unknown };
  output: { compact?: string; json?: JoseHeader; json_flat?: JoseHeader };
}

function examples(): Example[] {
  if (isAbsent) return [];
  const folder = join(corpus, 'jwe');
  const files = readdirSync(folder).map((name) => join(folder, name));
  files.push(join(corpus, 'curve25519/ecdh-es.json'));
  return files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Example);
}

function keysOf({ input }: Example): JoseKey[] {
  if (input.pwd !== undefined) return [{ key: nodeCrypto.importSecret(toUtf8(input.pwd)) }];
  return [input.key].flat().map((jwk) => joseKey(jwk as Record<string, unknown>));
}

function joseKey(jwk: Record<string, unknown>): JoseKey {
  const { kid, use, alg } = jwk as { kid?: string; use?: string; alg?: string };
  return {
    key: nodeCrypto.importJwk(jwk),
    ...(kid === undefined ? {} : { kid }),
    ...(use === undefined ? {} : { use }),
    ...(alg === undefined ? {} : { alg }),
  };
}

function opened(parse: JweParse, keys: readonly JoseKey[]): string | undefined {
  if (!parse.ok) throw new Error(JSON.stringify(parse.problem));
  const outcome = decryptJwe(parse.jwe, keys, nodeCrypto);
  if (!outcome.ok) throw new Error(outcome.reason);
  return fromUtf8(outcome.plaintext);
}

describe.skipIf(isAbsent)('JWE examples of RFC 7520 (skipped where the shared corpora are absent)', () => {
  it.each(examples())('$title', (example) => {
    const { compact, json, json_flat: flat } = example.output;
    const keys = keysOf(example);
    let forms = 0;
    if (compact !== undefined) {
      expect(opened(parseCompactJwe(compact, readObject), keys)).toBe(example.input.plaintext);
      forms++;
    }
    for (const form of [json, flat]) {
      if (form === undefined) continue;
      expect(opened(parseJsonJwe(form, readObject), keys)).toBe(example.input.plaintext);
      forms++;
    }
    expect(forms).toBeGreaterThan(0);
    if (json === undefined) return;
    for (const key of keys)
      expect(opened(parseJsonJwe(json, readObject), [key])).toBe(example.input.plaintext);
  });

  it('the outer layer of the nested example holds the inner token', () => {
    const file = join(corpus, '6.nesting_signatures_and_encryption.json');
    const nested = JSON.parse(readFileSync(file, 'utf8')) as { sign: Example; encrypt: Example };
    const { compact } = nested.encrypt.output;
    const inner = opened(parseCompactJwe(compact ?? '', readObject), keysOf(nested.encrypt));
    expect(inner).toBe(nested.sign.output.compact);
  });
});
