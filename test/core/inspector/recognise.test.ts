import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { MAX_INPUT, recognise } from '../../../shared/core/inspector/recognise.ts';
import { CLAIMS } from '../../fixtures/rules/jwt-case.ts';
import { compact, flattened, publicJwk } from '../../generators/jose.ts';
import { testKey } from '../../generators/keys.ts';

const TOKEN = compact({ alg: 'RS256', typ: 'JWT' }, CLAIMS);
const OTHER = compact({ alg: 'ES256', typ: 'JWT' }, { ...CLAIMS, sub: 'other' });
const JWE = 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA';

const found = (input: string | Uint8Array) =>
  recognise(input, nodeCrypto).map((one) => [one.form, one.family === 'jose' ? one.text : 'xml']);
const refusal = (input: string | Uint8Array): [string, string] => {
  try {
    recognise(input, nodeCrypto);
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return [thrown.code, JSON.stringify(thrown.details)];
    throw thrown;
  }
  return ['recognised', ''];
};
const utf16 = (text: string, big = false): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le');
  return big ? bytes.swap16() : bytes;
};

describe('one token', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['alone', TOKEN, 'raw'],
    ['with white space around', `\r\n  ${TOKEN}\n`, 'raw'],
    ['in quotes', `"${TOKEN}"`, 'raw'],
    ['after a byte order mark', `\uFEFF${TOKEN}`, 'raw'],
    ['as UTF-8 bytes', Buffer.from(TOKEN), 'raw'],
    ['as UTF-16LE with a mark', utf16(`\uFEFF${TOKEN}`), 'raw'],
    ['as UTF-16BE with a mark', utf16(`\uFEFF${TOKEN}`, true), 'raw'],
    ['as UTF-16LE without a mark', utf16(TOKEN), 'raw'],
    ['wrapped at 64', TOKEN.replace(/(.{64})/g, '$1\n'), 'raw'],
    ['wrapped at 64 by Windows and indented', TOKEN.replace(/(.{64})/g, '$1\r\n    '), 'raw'],
    ['in a header', `Authorization: Bearer ${TOKEN}`, 'header'],
    ['behind Bearer', `Bearer ${TOKEN}`, 'header'],
    ['in a whole request', `GET /me HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${TOKEN}\r\n\r\n`, 'header'],
    ['in a curl command', `curl -s https://a.example -H 'Authorization: Bearer ${TOKEN}' -d '{}'`, 'curl'],
    [
      'in a curl command over lines',
      `curl https://a.example \\\n  -H "Authorization: Bearer ${TOKEN}"`,
      'curl',
    ],
    ['in a form body', `grant_type=x&assertion=${TOKEN}&scope=openid`, 'form'],
    ['in a client assertion', `client_assertion_type=urn%3Ax&client_assertion=${TOKEN}`, 'form'],
    ['in a URL', `https://app.example/cb#id_token=${TOKEN}&state=1`, 'form'],
    [
      'in a percent-encoded URL',
      `https://app.example/cb?x=%7B%22t%22%3A%22${TOKEN.replaceAll('.', '%2E')}%22%7D`,
      'raw',
    ],
    ['in a token response', JSON.stringify({ token_type: 'Bearer', access_token: TOKEN }), 'json'],
    ['in JSON inside JSON', JSON.stringify({ body: JSON.stringify({ id_token: TOKEN }) }), 'json'],
    ['in JSON that was cut off', `{"access_token":"${TOKEN}","refresh`, 'json'],
    ['in an HTML form', `<html><form><input name="id_token" value="${TOKEN}"></form></html>`, 'form'],
    ['in a log line', `2026-11-20 INFO token=${TOKEN}, user=kim`, 'form'],
  ])('%s', (_, input, form) => {
    expect(found(input)).toEqual([[form, TOKEN]]);
  });

  it('in its JSON serializations, which are kept to the letter', () => {
    const text = JSON.stringify(flattened({ alg: 'RS256' }, CLAIMS), null, 2);
    expect(found(`\n${text}\n`)).toEqual([['raw', text]]);
  });

  it('in its JSON serialization inside another document', () => {
    const token = flattened({ alg: 'RS256' }, CLAIMS);
    expect(found(JSON.stringify({ request: token }, null, 2))).toEqual([['json', JSON.stringify(token)]]);
  });

  it('in XML of another kind', () => {
    expect(found(`<token>${TOKEN}</token>`)).toEqual([['form', TOKEN]]);
    expect(found(Buffer.from(`<token>${TOKEN}</token>`))).toEqual([['form', TOKEN]]);
  });

  it('encrypted', () => {
    expect(found(JWE)).toEqual([['raw', JWE]]);
  });
});

describe('several tokens', () => {
  it.each([
    ['on lines of their own', `${TOKEN}\n${OTHER}\n`],
    ['in one line', `${TOKEN} ${OTHER}`],
    ['in a response', JSON.stringify({ access_token: TOKEN, id_token: OTHER })],
    ['in text', `first: ${TOKEN}; second: ${OTHER}.`],
  ])('%s', (_, input) => {
    expect(found(input).map(([, text]) => text)).toEqual([TOKEN, OTHER]);
  });

  it('that are the same are one', () => {
    expect(found(`${TOKEN}\nAuthorization: Bearer ${TOKEN}`)).toHaveLength(1);
  });
});

describe('what is no token', () => {
  const certificate = testKey('idp-rsa').certificatePem;
  it.each<[string, string | Uint8Array, string, string]>([
    ['nothing', '', 'ERR_INPUT_EMPTY', ''],
    ['no bytes', new Uint8Array(), 'ERR_INPUT_EMPTY', ''],
    ['white space', ' \r\n\t', 'ERR_INPUT_EMPTY', ''],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'ERR_INPUT_BINARY', 'PNG'],
    ['binary data', Buffer.from([1, 2, 0, 255, 254, 7, 0, 9, 0, 0, 3]), 'ERR_INPUT_BINARY', ''],
    [
      'Latin-1 text',
      Buffer.from('token für Müller und Söhne, nicht mehr', 'latin1'),
      'ERR_INPUT_ENCODING',
      '',
    ],
    ['a certificate', certificate, 'ERR_INPUT_IS_KEY', 'certificate'],
    ['a certificate in base64', testKey('idp-rsa').certificateBase64, 'ERR_INPUT_IS_KEY', 'base64'],
    [
      'a certificate in DER',
      Buffer.from(testKey('idp-rsa').certificateBase64, 'base64'),
      'ERR_INPUT_IS_KEY',
      'DER',
    ],
    ['a private key', testKey('idp-rsa').privatePem, 'ERR_INPUT_IS_KEY', 'key'],
    ['a JWK', JSON.stringify(publicJwk('RS256')), 'ERR_INPUT_IS_KEY', 'JWK'],
    ['a JWK Set', JSON.stringify({ keys: [publicJwk('RS256')] }), 'ERR_INPUT_IS_KEY', 'JWK Set'],
    ['half a token', TOKEN.slice(0, 60), 'ERR_INPUT_TRUNCATED', 'token'],
    ['a token without its signature', TOKEN.split('.').slice(0, 2).join('.'), 'ERR_INPUT_TRUNCATED', 'token'],
    ['half a header', 'Bearer eyJhbGciOiJSUzI1NiIsInR5cCI6Ikp', 'ERR_INPUT_TRUNCATED', 'token'],
    ['a sentence', 'please look at www.example.com for me', 'ERR_INPUT_UNRECOGNISED', 'please'],
    [
      'an error page',
      '<!DOCTYPE html><html><body>502 Bad Gateway</body></html>',
      'ERR_INPUT_UNRECOGNISED',
      'web page',
    ],
    ['JSON', '{"error":"invalid_grant"}', 'ERR_INPUT_UNRECOGNISED', 'JSON'],
    ['nested arrays', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 'ERR_INPUT_UNRECOGNISED', 'JSON'],
  ])('%s', (_, input, code, says) => {
    const [refused, details] = refusal(input);
    expect(refused).toBe(code);
    expect(details).toContain(says);
  });

  it('50 MB are refused at once', () => {
    const started = performance.now();
    expect(refusal('a'.repeat(50 * 1024 * 1024))[0]).toBe('ERR_INPUT_TOO_LARGE');
    expect(refusal(new Uint8Array(MAX_INPUT + 1))[0]).toBe('ERR_INPUT_TOO_LARGE');
    expect(performance.now() - started).toBeLessThan(500);
  });

  it.each([
    ['one long word', 'e'.repeat(4_000_000)],
    ['a word that begins again and again', 'eyJ'.repeat(1_300_000)],
    ['dots', 'eyJhbGci.'.repeat(400_000)],
    ['equal signs', 'eyJhbGci===='.repeat(300_000)],
    ['spaces', ' eyJ'.repeat(1_000_000)],
    ['open braces', '{'.repeat(4_000_000)],
    ['quotes', '"'.repeat(4_000_000)],
    ['blanks between words', `x${' '.repeat(4_000_000)}x`],
    ['the beginnings of a key', 'MII\n'.repeat(1_000_000)],
    ['a key without an end', `-----BEGIN ${'A '.repeat(2_000_000)}`],
    ['parameters', `${'a=b&'.repeat(1_000_000)}SAMLResponse=x`],
    ['fields of a form', `<html>${'<input name=SAMLResponse value=aaaa>'.repeat(100_000)}`],
    ['strings that look like base64', JSON.stringify(Array(100_000).fill('x'.repeat(30)))],
    ['open brackets', '['.repeat(4_000_000)],
    ['percent signs', '%2B'.repeat(1_300_000)],
  ])('%s of 4 MB take less than a second', (_, input) => {
    // The processor's time: others may be at work on the same machine.
    const started = process.cpuUsage();
    refusal(input);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(1_000);
  });
});
