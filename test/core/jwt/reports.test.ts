import { describe, expect, it } from 'vitest';
import { inspectDocumentSchema } from '../../../shared/contract/inspector.ts';
import { plainReport } from '../../../shared/core/inspector/report.ts';
import { JWT_FIXTURES } from '../../fixtures/rules/jwt.ts';
import { AT, CLAIMS, signed, usual } from '../../fixtures/rules/jwt-case.ts';
import { judgeSample } from '../../flows/inspector/judge-sample.ts';
import { base64url, compact, flattened, RSA_PEM } from '../../generators/jose.ts';

const options = { trust: RSA_PEM, at: AT };

describe('reports', () => {
  it.each(Object.entries(JWT_FIXTURES))('of %s have the shape that is published', async (_, fixture) => {
    for (const one of [await fixture.fail(), await fixture.pass()]) {
      const messages = (await judgeSample(one)).map(plainReport);
      expect(inspectDocumentSchema.safeParse({ messages }).error).toBeUndefined();
    }
  });

  it('leave out a time the form has no room for, and show that a number is a string', async () => {
    for (const exp of [1_795_431_600_000, '1795431600']) {
      const input = compact({ alg: 'RS256', typ: 'JWT' }, { ...CLAIMS, exp });
      const messages = (await judgeSample({ input, options })).map(plainReport);
      expect(inspectDocumentSchema.safeParse({ messages }).error).toBeUndefined();
      expect(messages[0]?.notOnOrAfter).toBeUndefined();
      const type = messages[0]?.checks.find(({ id }) => id === 'claims.type');
      expect([type?.status, type?.actual]).toEqual(
        typeof exp === 'string' ? ['fail', '"1795431600"'] : ['warn', undefined],
      );
    }
  });

  it('say of every message where it stands and what holds it', async () => {
    const inner = compact({ alg: 'RS256', typ: 'JWT' }, CLAIMS);
    const middle = compact({ alg: 'RS256', cty: 'JWT' }, inner);
    const outer = compact({ alg: 'RS256', cty: 'JWT' }, middle);
    const messages = await judgeSample({ input: `${inner}\n${outer}`, options });
    expect(messages.map(({ kind, parent, source }) => [kind, parent, source.form, source.index])).toEqual([
      ['jwt', undefined, 'raw', 0],
      ['jws', undefined, 'raw', 1],
      ['jws', 1, 'nested', 2],
      ['jwt', 2, 'nested', 3],
    ]);
  });

  it('name the depth at which they stop', async () => {
    let token = compact({ alg: 'RS256' }, CLAIMS);
    for (let level = 0; level < 12; level++) token = compact({ alg: 'RS256', cty: 'JWT' }, token);
    const messages = await judgeSample({ input: token, options });
    expect(messages).toHaveLength(9);
    expect(messages.at(-1)?.verdict).toBe('invalid');
  });
});

describe('views', () => {
  it('show header and payload indented, the signed parts marked', async () => {
    const [message] = await judgeSample(usual());
    expect(message?.views.map(({ title }) => title)).toEqual(['Header', 'Payload']);
    for (const { text, signed: ranges } of message?.views ?? []) {
      expect(text).toBe(JSON.stringify(JSON.parse(text), null, 2));
      expect(ranges).toEqual([{ start: 0, end: text.length }]);
    }
  });

  it.each([
    ['an expired token', signed({}, { ...CLAIMS, exp: 1 }), 'time.expiry', '"exp": 1'],
    ['a member that stands twice', signed({}, '{"a":{"b":1,"b":2}}'), 'token.duplicate-member', '"b": 2'],
    ['an infinite number', signed({}, '{"exp":1e400}'), 'token.number', '1e400'],
    ['a key id that is a path', signed({ kid: '/etc/x' }, CLAIMS), 'header.key-id', '"kid": "/etc/x"'],
    ['half an object', signed({ typ: 'JWT' }, '{"a":x}'), 'token.json', 'x'],
  ])('point at what is wrong in %s', async (_, one, id, text) => {
    const [message] = await judgeSample(one);
    const places = message?.views.flatMap((view) =>
      view.places
        .filter(({ checkId }) => checkId === id)
        .map(({ start, end }) => view.text.slice(start, end)),
    );
    expect(places).toEqual([text]);
  });

  it('of a token that nobody signed mark nothing', async () => {
    const [message] = await judgeSample({ input: compact({ alg: 'none' }, CLAIMS), options });
    expect(message?.views.flatMap(({ signed: ranges }) => ranges)).toEqual([]);
  });
});

describe('JSON serializations', () => {
  const good = flattened({ alg: 'RS256' }, CLAIMS);
  it.each<[string, unknown, string[]]>([
    ['flattened', good, []],
    [
      'general',
      { payload: good.payload, signatures: [{ protected: good.protected, signature: good.signature }] },
      [],
    ],
    [
      'both at once',
      { ...good, signatures: [{ protected: good.protected, signature: good.signature }] },
      ['token.structure'],
    ],
    ['no signatures', { payload: good.payload, signatures: [] }, ['token.structure']],
    ['a payload that is an object', { ...good, payload: CLAIMS }, ['token.structure', 'signature.value']],
    ['a signature that is a number', { ...good, signature: 1 }, ['token.structure', 'signature.value']],
  ])('%s', async (_, value, failed) => {
    const [message] = await judgeSample({ input: JSON.stringify(value), options });
    const found = message?.checks.filter(({ status }) => status === 'fail').map(({ id }) => id) ?? [];
    for (const id of failed.slice(0, 1)) expect(found).toContain(id);
    expect(message?.verdict).toBe(failed.length === 0 ? 'valid' : 'invalid');
  });

  it('with a member that stands twice are invalid', async () => {
    const text = JSON.stringify(good).replace('{', `{"payload":"e30",`);
    const [message] = await judgeSample({ input: text, options });
    expect(message?.checks.find(({ status }) => status === 'fail')?.id).toBe('token.duplicate-member');
  });
});

describe('size', () => {
  it('a 10 MB token is judged in a moment', async () => {
    const input = compact(
      { alg: 'RS256', typ: 'JWT' },
      {
        ...CLAIMS,
        groups: Array.from({ length: 170_000 }, (_, n) => `group-${n}-00000000-0000-4000-8000-00000000`),
      },
    );
    expect(input.length).toBeGreaterThan(10_000_000);
    const started = performance.now();
    const [message] = await judgeSample({ input, options });
    expect(message?.verdict).toBe('valid');
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe('what wants to keep its reader busy', () => {
  const MILLION = 1_000_000;
  const head = base64url('{"alg":"RS256"}');
  it.each([
    ['one name again and again', `${head}.${base64url(`{${'"a":1,'.repeat(MILLION)}"b":1}`)}.AAAA`],
    ['a million values', `${head}.${base64url(`{"a":[${'1,'.repeat(MILLION)}1]}`)}.AAAA`],
    ['escapes', `${head}.${base64url(`{"a":"${'\\u0041'.repeat(MILLION)}"}`)}.AAAA`],
    ['a long number', `${head}.${base64url(`{"exp":${'9'.repeat(5 * MILLION)}}`)}.AAAA`],
    ['padding', `${head}.e30.AAAA${'='.repeat(8 * MILLION)}`],
    ['a long key id', `${base64url(`{"alg":"RS256","kid":"${'x/'.repeat(2 * MILLION)}"}`)}.e30.AAAA`],
    [
      'a long list of extensions',
      `${base64url(`{"alg":"RS256","crit":[${'"exp",'.repeat(MILLION / 2)}"b64"]}`)}.e30.AAAA`,
    ],
    ['a long signature', `${head}.e30.${'A'.repeat(8 * MILLION)}`],
  ])('%s: is invalid, in linear time and with values of bounded length', async (_, input) => {
    const started = performance.now();
    const [message] = await judgeSample({ input, options });
    expect(performance.now() - started).toBeLessThan(4_000);
    expect(message?.verdict).toBe('invalid');
    for (const { message: text, expected = '', actual = '' } of message?.checks ?? [])
      expect(Math.max(text.length, expected.length, actual.length)).toBeLessThan(1_100);
  });
});
