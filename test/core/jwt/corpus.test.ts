import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeSample } from '../../flows/inspector/judge-sample.ts';

const CORPUS = new URL('../../../../shared/corpora/jose-cookbook/', import.meta.url).pathname;

interface Example {
  readonly title: string;
  readonly input: { readonly payload: string; readonly key: unknown };
  readonly output: Readonly<Record<string, unknown>>;
}

const read = (path: string): Example => JSON.parse(readFileSync(CORPUS + path, 'utf8')) as Example;
const list = (folder: string): string[] =>
  existsSync(CORPUS + folder) ? readdirSync(CORPUS + folder).filter((name) => name.endsWith('.json')) : [];

/** Every serialization of every example, with its key. */
function examples(): { name: string; text: string; keys: string; payload: string }[] {
  const files = [
    ...list('jws').map((name) => `jws/${name}`),
    ...list('rfc7797').map((name) => `rfc7797/${name}`),
  ];
  if (list('curve25519').length > 0) files.push('curve25519/jws.json');
  return files.flatMap((file) => {
    const { title, input, output } = read(file);
    const keys = JSON.stringify(Array.isArray(input.key) ? { keys: input.key } : input.key);
    return Object.entries(output).map(([form, value]) => ({
      name: `${title}, ${form}`,
      text: typeof value === 'string' ? value : JSON.stringify(value),
      keys,
      payload: input.payload,
    }));
  });
}

const EXAMPLES = examples();
const given = (text: string) => [{ kind: 'any' as const, text }];

describe.skipIf(EXAMPLES.length === 0)(
  'the JWS examples of RFC 7520, RFC 7797 and RFC 8037 (skipped without ../shared/corpora)',
  () => {
    it.each(EXAMPLES)('$name verifies with its key', async ({ text, keys, payload }) => {
      const [message] = await judgeSample({
        input: text,
        options: { trust: given(keys), detachedPayload: payload },
      });
      expect(message?.checks.filter(({ status }) => status === 'fail')).toEqual([]);
      expect(message).toMatchObject({ verdict: 'valid', kind: 'jws' });
      expect(message?.signatures.every(({ status }) => status === 'pass')).toBe(true);
    });

    it.each(EXAMPLES)('$name is unverified without a key', async ({ text }) => {
      const [message] = await judgeSample({ input: text });
      expect(message).toMatchObject({ verdict: 'unverified' });
    });

    it.each(EXAMPLES)('$name is invalid when its signature is changed', async ({ text, keys, payload }) => {
      const changed = text.includes('"signature"')
        ? text.replace(/"signature":"(.)/g, (_, first: string) => `"signature":"${first === 'A' ? 'B' : 'A'}`)
        : text.replace(
            /\.([^.])([^.]*)$/,
            (_, first: string, rest: string) => `.${first === 'A' ? 'B' : 'A'}${rest}`,
          );
      const [message] = await judgeSample({
        input: changed,
        options: { trust: given(keys), detachedPayload: payload },
      });
      expect(message?.verdict).toBe('invalid');
      expect(message?.checks.find(({ status }) => status === 'fail')?.id).toBe('signature.value');
    });

    it('opens the nested example, and verifies what is inside', async () => {
      const file = JSON.parse(readFileSync(`${CORPUS}6.nesting_signatures_and_encryption.json`, 'utf8')) as {
        sign: Example;
        encrypt: Example;
      };
      const messages = await judgeSample({
        input: String(file.encrypt.output.compact),
        options: {
          trust: given(JSON.stringify(file.sign.input.key)),
          decryptKeys: given(JSON.stringify(file.encrypt.input.key)),
          at: 1_300_819_000_000,
        },
      });
      expect(messages.map(({ kind, verdict, parent }) => ({ kind, verdict, parent }))).toEqual([
        { kind: 'jwe', verdict: 'valid', parent: undefined },
        { kind: 'jwt', verdict: 'valid', parent: 0 },
      ]);
    });

    it.each(list('jwe'))('opens %s', async (name) => {
      const file = JSON.parse(readFileSync(`${CORPUS}jwe/${name}`, 'utf8')) as {
        input: { plaintext: string; key?: unknown; pwd?: string };
        output: Record<string, unknown>;
      };
      const key =
        file.input.pwd === undefined
          ? Array.isArray(file.input.key)
            ? { keys: file.input.key }
            : file.input.key
          : { kty: 'oct', k: Buffer.from(file.input.pwd).toString('base64url') };
      for (const output of Object.values(file.output)) {
        const [message] = await judgeSample({
          input: typeof output === 'string' ? output : JSON.stringify(output),
          options: { decryptKeys: given(JSON.stringify(key)) },
        });
        expect(message?.checks.filter(({ status }) => status === 'fail')).toEqual([]);
        const opened = message?.checks.find(({ id }) => id === 'encryption.decrypt');
        expect(opened).toMatchObject({ status: 'pass' });
        expect(opened?.actual?.slice(0, 50)).toBe(file.input.plaintext.slice(0, 50));
      }
    });
  },
);
