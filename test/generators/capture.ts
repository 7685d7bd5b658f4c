import { sign } from 'node:crypto';
import { testKey } from './keys.ts';
import { generateMessage } from './saml-message.ts';
import { SeededRandom } from './seeded-random.ts';

export interface CaptureShape {
  readonly seed: number;
  /** Bytes the file shall have, or a little more. */
  readonly bytes: number;
  readonly saml: number;
  readonly jwts: number;
}

interface Body {
  readonly mimeType: string;
  readonly text: string;
  readonly encoding?: 'base64';
}

const WORDS =
  'window function return const "div" class=\\"row\\" state <span> props null === \n\t && {} [] é'.split(' ');

const between = (random: SeededRandom, low: number, high: number): number => low + random.below(high - low);

function prose(random: SeededRandom, length: number): string {
  const words: string[] = [];
  for (let size = 0; size < length; size += 6) words.push(random.pick(WORDS));
  return words.join(' ');
}

function image(random: SeededRandom, length: number): string {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; at += 4) bytes.writeUInt32LE(random.below(0xffff_ffff), at);
  return bytes.toString('base64');
}

/** What a browser loads besides messages: pages, scripts, style, data and pictures. */
function drawBodies(random: SeededRandom): Body[] {
  return Array.from({ length: 24 }, (_, index): Body => {
    if (index % 3 === 0)
      return {
        mimeType: 'image/png',
        encoding: 'base64',
        text: image(random, 4 * between(random, 5_000, 60_000)),
      };
    if (index % 3 === 1)
      return { mimeType: 'application/javascript', text: prose(random, between(random, 20_000, 250_000)) };
    if (index % 6 === 2)
      return {
        mimeType: 'text/html; charset=utf-8',
        text: `<!doctype html>${prose(random, between(random, 5_000, 90_000))}`,
      };
    return {
      mimeType: 'application/json',
      text: JSON.stringify({
        items: Array.from({ length: 400 }, (_, id) => ({ id, title: prose(random, 60) })),
      }),
    };
  });
}

const segment = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function drawJwt(number: number): string {
  const claims = {
    iss: 'https://idp.example/v2.0',
    aud: 'api://orders',
    sub: `user-${number}`,
    jti: `t${number}`,
  };
  const signed = `${segment({ typ: 'JWT', alg: 'RS256', kid: 'idp' })}.${segment({ ...claims, iat: 1_795_420_800, exp: 1_795_424_400 })}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), testKey('idp-rsa').privateKey).toString('base64url')}`;
}

function entry(number: number, request: object, response: object): string {
  return JSON.stringify({
    startedDateTime: new Date(Date.UTC(2026, 10, 23, 8) + number * 137).toISOString(),
    time: 41.7,
    request: {
      httpVersion: 'h2',
      cookies: [{ name: 'session', value: 'opaque' }],
      headersSize: -1,
      bodySize: 0,
      ...request,
    },
    response: { httpVersion: 'h2', cookies: [], redirectURL: '', headersSize: -1, bodySize: -1, ...response },
    cache: {},
    timings: { blocked: 1.2, dns: -1, ssl: -1, connect: -1, send: 0.1, wait: 30.2, receive: 10.2 },
  });
}

const answer = (content: Body): object => ({
  status: 200,
  headers: [{ name: 'content-type', value: content.mimeType }],
  content: { size: content.text.length, ...content },
});

function samlEntry(number: number, seed: number): string {
  const { xml } = generateMessage(seed, { kind: 'response', encrypt: 'never' });
  const value = Buffer.from(xml).toString('base64');
  const params = [
    { name: 'SAMLResponse', value },
    { name: 'RelayState', value: `state-${number}` },
  ];
  const text = params.map((field) => `${field.name}=${encodeURIComponent(field.value)}`).join('&');
  return entry(
    number,
    {
      method: 'POST',
      url: 'https://signin.example/acs',
      headers: [{ name: 'content-type', value: 'application/x-www-form-urlencoded' }],
      postData: { mimeType: 'application/x-www-form-urlencoded', text, params },
    },
    {
      status: 302,
      headers: [{ name: 'location', value: '/' }],
      content: { size: 0, mimeType: 'text/plain' },
    },
  );
}

function jwtEntry(number: number, token: string, body: Body): string {
  const request = { method: 'GET', url: `https://api.example/orders/${number}`, headers: [] as object[] };
  if (number % 3 === 0) {
    const text = JSON.stringify({ token_type: 'Bearer', expires_in: 3599, access_token: token });
    return entry(number, request, answer({ mimeType: 'application/json', text }));
  }
  const headers = [{ name: 'authorization', value: `Bearer ${token}` }];
  return entry(number, { ...request, headers }, answer(body));
}

/**
 * Writes a HAR 1.2 capture piece by piece: so many different messages, spread evenly over what else a browser loads.
 *
 * @returns text to be written one after the other
 */
export function* harPieces(shape: CaptureShape): Generator<string> {
  const random = new SeededRandom(shape.seed);
  const bodies = drawBodies(random);
  const messages = shape.saml + shape.jwts;
  let written = 0;
  let made = 0;
  let number = 0;
  yield '{"log":{"version":"1.2","creator":{"name":"generator","version":"1"},"pages":[],"entries":[';
  while (made < messages || written < shape.bytes) {
    const due = made < messages && written >= (shape.bytes * made) / messages;
    const body = random.pick(bodies);
    let text: string;
    if (!due) {
      const url = `https://www.example/assets/${number}`;
      text = entry(number, { method: 'GET', url, headers: [{ name: 'accept', value: '*/*' }] }, answer(body));
    } else {
      const isSaml =
        Math.floor((made * shape.saml) / messages) !== Math.floor(((made + 1) * shape.saml) / messages);
      text = isSaml ? samlEntry(number, shape.seed * 100_003 + made) : jwtEntry(number, drawJwt(made), body);
      made += 1;
    }
    yield number === 0 ? text : `,${text}`;
    written += text.length;
    number += 1;
  }
  yield ']}}';
}
