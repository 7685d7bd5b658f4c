import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { InspectedMessage } from '../../../shared/core/inspector/report.ts';
import { AT, CLAIMS, ENTRA, type JwtCase, SECONDS, signed, usual } from '../../fixtures/rules/jwt-case.ts';
import { judgeSample } from '../../flows/inspector/judge-sample.ts';
import {
  base64url,
  compact,
  jwks,
  publicJwk,
  RSA_CERTIFICATE,
  RSA_PEM,
  signBytes,
} from '../../generators/jose.ts';

async function judged(one: JwtCase): Promise<InspectedMessage> {
  const [message] = await judgeSample(one);
  if (message === undefined) throw new Error('nothing was judged');
  return message;
}
const broken = (message: InspectedMessage): string[] =>
  message.checks.filter(({ status }) => status === 'fail').map(({ id }) => id);
const status = (message: InspectedMessage, id: string): string | undefined =>
  message.checks.find((check) => check.id === id)?.status;
const strictly = (one: JwtCase): JwtCase => ({ ...one, options: { ...one.options, strict: true } });

describe('what libraries let in', () => {
  it.each(['none', 'None', 'NONE', 'nOnE', ' none '])(
    'alg %j is rejected, with and without a signature',
    async (alg) => {
      const bare = `${base64url(JSON.stringify({ alg, typ: 'JWT' }))}.${base64url(JSON.stringify(CLAIMS))}`;
      for (const input of [`${bare}.`, `${bare}.AAAA`]) {
        const message = await judged({ input, options: { trust: RSA_PEM, at: AT } });
        expect(broken(message)).toEqual(['signature.algorithm']);
        expect(message.claims.every((claim) => !claim.signed)).toBe(true);
      }
    },
  );

  it.each([
    ['PEM', RSA_PEM],
    ['certificate', RSA_CERTIFICATE],
    ['JWK Set', jwks(publicJwk('RS256'))],
  ])('HS256 with an RSA %s is rejected: the key decides the algorithm', async (_, trust) => {
    const message = await judged({
      input: compact({ alg: 'HS256', typ: 'JWT' }, CLAIMS),
      options: { trust, at: AT },
    });
    expect(broken(message)).toEqual(['signature.algorithm']);
  });

  it('an unknown crit is rejected although the signature verifies', async () => {
    const message = await judged(
      signed({ crit: ['https://example.com/ext'], 'https://example.com/ext': 1 }, CLAIMS),
    );
    expect(broken(message)).toEqual(['header.critical']);
    expect(status(message, 'signature.value')).toBe('pass');
  });

  it('b64=false is rejected as a JWT, read as a JWS, and warned about without crit', async () => {
    const options = { trust: jwks(publicJwk('HS256')), at: AT };
    const token = (header: object, payload: string): string => {
      const encoded = base64url(JSON.stringify(header));
      const signature = base64url(signBytes('HS256', `${encoded}.${payload}`));
      return JSON.stringify({ protected: encoded, payload, signature });
    };
    const head = { alg: 'HS256', b64: false, crit: ['b64'] };
    const jws = await judged({ input: token(head, 'free text'), options });
    expect([jws.kind, jws.verdict]).toEqual(['jws', 'valid']);
    const jwt = await judged({ input: token({ ...head, typ: 'JWT' }, JSON.stringify(CLAIMS)), options });
    expect(broken(jwt)).toEqual(['header.unencoded-payload']);
    expect(jwt.claims).toEqual([]);
    const loose = await judged({ input: token({ alg: 'HS256', b64: false }, 'free text'), options });
    expect([loose.kind, status(loose, 'header.unencoded-payload')]).toEqual(['jws', 'warn']);
  });

  it.each([
    ['in the payload', {}, '{"sub":"user","sub":"admin"}'],
    ['deep in the payload', {}, '{"a":[{"b":1,"b":2}]}'],
    ['by an escape', {}, '{"sub":"user","s\\u0075b":"admin"}'],
  ])('a member that stands twice %s is rejected', async (_, header, payload) => {
    const message = await judged(signed(header, payload));
    expect(broken(message)).toEqual(['token.duplicate-member']);
  });

  it('a header member that stands twice is rejected', async () => {
    const header = '{"alg":"RS256","kid":"a","kid":"b"}';
    const message = await judged({ input: compact(header, CLAIMS), options: { trust: RSA_PEM, at: AT } });
    expect(broken(message)).toEqual(['token.duplicate-member']);
  });

  it.each(['1e400', '-1e400', '1E+999'])('exp %s is rejected', async (number) => {
    const message = await judged(signed({}, `{"exp":${number}}`));
    expect(broken(message)).toEqual(['token.number']);
  });

  it.each(['"1795169700"', 'null', '{}', '[1795169700]'])('exp %s is rejected', async (value) => {
    expect(broken(await judged(signed({}, `{"exp":${value}}`)))).toEqual(['claims.type']);
  });

  it.each([
    ['padding', (token: string) => `${token}==`],
    ['a trailing newline', (token: string) => `${token}\n`],
    ['line ends inside', (token: string) => token.replace(/(.{64})/g, '$1\n')],
  ])('%s is warned about, and rejected by --strict', async (_, change) => {
    const one = { ...usual(), input: change(usual().input) };
    const message = await judged(one);
    expect([message.verdict, status(message, 'token.encoding')]).toEqual(['valid', 'warn']);
    expect(broken(await judged(strictly(one)))).toEqual(['token.encoding']);
  });

  it('jku and x5u are never fetched, jwk and x5c never trusted', async () => {
    const message = await judged(signed({ jku: 'https://a.example', x5u: 'https://b.example' }, CLAIMS));
    expect([message.verdict, status(message, 'header.key-url')]).toEqual(['valid', 'warn']);
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const own = await judged({
      input: compact({ alg: 'ES256', typ: 'JWT', jwk: publicJwk('ES256') }, CLAIMS),
      options: { at: AT, trust: jwks(publicKey.export({ format: 'jwk' })) },
    });
    expect(broken(own)).toEqual(['signature.value']);
    expect(own.summary).toContain('which proves nothing');
    const alone = await judged({
      input: compact({ alg: 'ES256', jwk: publicJwk('ES256') }, CLAIMS),
      options: { at: AT },
    });
    expect(alone.verdict).toBe('unverified');
  });

  it.each(['../../etc/passwd', "x' OR '1'='1", '/dev/null', 'key; rm -rf /', 'a UNION SELECT key'])(
    'the key id %j is warned about, and rejected by --strict',
    async (kid) => {
      const message = await judged(signed({ kid }, CLAIMS));
      expect([message.verdict, status(message, 'header.key-id')]).toEqual(['valid', 'warn']);
      expect(broken(await judged(strictly(signed({ kid }, CLAIMS))))).toEqual(['header.key-id']);
    },
  );

  it('a token for Graph with a nonce is "made for Graph", never forged', async () => {
    for (const aud of ['https://graph.microsoft.com/', '00000003-0000-0000-c000-000000000000']) {
      const message = await judged({
        input: `${compact({ alg: 'RS256', nonce: 'n' }, { ...ENTRA, aud }).slice(0, -6)}AAAAAA`,
        options: { trust: RSA_PEM, at: AT },
      });
      expect([message.verdict, status(message, 'signature.graph')]).toEqual(['unverified', 'not-checked']);
      expect(message.signatures).toMatchObject([{ status: 'not-checked' }]);
      expect(message.summary).toContain('only Graph can check');
    }
  });
});

describe('what nobody asked for is named', () => {
  it('in the summary and the list', async () => {
    const message = await judged(usual());
    expect(message.summary).toBe('Signature valid; audience, issuer and user not checked.');
    expect(message.notChecked).toEqual(['audience', 'issuer', 'user']);
  });

  it('and the report has the registered claims as its own members', async () => {
    expect(await judged(usual())).toMatchObject({
      kind: 'jwt',
      subject: { nameId: 'user-1' },
      issuer: 'https://issuer.example',
      audiences: ['https://api.example'],
      notBefore: new Date((SECONDS - 600) * 1_000).toISOString().replace('.000', ''),
      notOnOrAfter: new Date((SECONDS + 3_000) * 1_000).toISOString().replace('.000', ''),
    });
  });
});

describe('members of unexpected types', () => {
  it.each(['{}', '[]', 'null', '1', '"x"', 'true', '[{"a":[]}]'])(
    '%s anywhere in a header is judged, not thrown',
    async (value) => {
      for (const name of [
        'alg',
        'enc',
        'kid',
        'typ',
        'cty',
        'crit',
        'jwk',
        'x5c',
        'x5t',
        'b64',
        'nonce',
        'epk',
        'p2c',
        'zip',
      ]) {
        const header = base64url(`{"alg":"dir","enc":"A256GCM","${name}":${value}}`);
        const options = {
          at: AT,
          trust: RSA_PEM,
          decryptKeys: [{ kind: 'key' as const, text: JSON.stringify(publicJwk('HS256')) }],
        };
        for (const input of [`${header}.e30.AAAA`, `${header}..AAAA.AAAA.AAAA`])
          expect((await judged({ input, options })).verdict).toBe('invalid');
      }
    },
  );
});
