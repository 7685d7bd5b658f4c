import { nodeCrypto } from '../../electron/adapters/crypto/node-crypto.ts';
import type { Crypto, CryptoKey } from '../../shared/core/crypto/crypto.ts';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import type { JoseKey } from '../../shared/core/jwt/jose-key.ts';
import { decryptJwe } from '../../shared/core/jwt/jwe.ts';
import type { JoseHeader } from '../../shared/core/jwt/jwe-outcome.ts';
import { parseCompactJwe } from '../../shared/core/jwt/jwe-parse.ts';
import { judgeAll } from './judge-all.ts';
import { judgeSaml } from './judge-saml.ts';

/** One call, as JSON: bytes stand as `{$bytes: base64url}`, keys as `{$jwk}`, `{$pem}` or `{$secret: base64url}`. */
export interface ParityCase {
  readonly name: string;
  readonly call: keyof Crypto | 'decryptJwe' | 'judgeSaml' | 'inspect';
  readonly args: readonly unknown[];
}

/** @returns the JSON form of an argument. */
export const bytes = (data: Uint8Array) => ({ $bytes: Buffer.from(data).toString('base64url') });

function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object' || value === null) return value;
  const given = value as Record<string, unknown>;
  if (typeof given.$bytes === 'string') return new Uint8Array(Buffer.from(given.$bytes, 'base64url'));
  if (typeof given.$jwk === 'object') return nodeCrypto.importJwk({ ...given.$jwk });
  if (typeof given.$pem === 'string') return nodeCrypto.importPem(given.$pem);
  if (typeof given.$secret === 'string') {
    return nodeCrypto.importSecret(new Uint8Array(Buffer.from(given.$secret, 'base64url')));
  }
  return Object.fromEntries(Object.entries(given).map(([name, each]) => [name, decode(each)]));
}

function encode(value: unknown): unknown {
  if (value instanceof Uint8Array) return bytes(value);
  if (value === undefined) return 'undefined';
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, encode(each)]));
}

function openJwe(text: string, keys: readonly CryptoKey[]): unknown {
  const parse = parseCompactJwe(text, (json) => JSON.parse(json) as JoseHeader);
  if (!parse.ok) return parse;
  return decryptJwe(
    parse.jwe,
    keys.map((key): JoseKey => ({ key })),
    nodeCrypto,
  );
}

/** Makes one call. @returns its result as JSON, or the error with its code and words */
export function runCase({ call, args }: ParityCase): unknown {
  try {
    if (call === 'decryptJwe') {
      const [text, key] = args;
      return encode(openJwe(String(text), [decode(key) as CryptoKey]));
    }
    if (call === 'judgeSaml') {
      const [input, certificates, privateKeys, options] = args.map(decode) as Parameters<typeof judgeSaml>;
      return judgeSaml(input, certificates, privateKeys, options);
    }
    if (call === 'inspect') {
      const [input, options] = args.map(decode) as Parameters<typeof judgeAll>;
      return judgeAll(input, options);
    }
    const operation = nodeCrypto[call] as (...given: unknown[]) => unknown;
    return encode(operation(...args.map(decode)));
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return { error: thrown.toWire() };
    return { foreign: String(thrown) };
  }
}
