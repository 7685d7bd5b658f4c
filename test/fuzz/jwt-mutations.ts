import { base64url, compact, flattened } from '../generators/jose.ts';
import type { SeededRandom } from '../generators/seeded-random.ts';

/** What JSON readers and token readers stumble over. */
const PIECES = [
  '"alg":"none"',
  '"alg":"HS256"',
  '"alg":null',
  '"crit":["exp"]',
  '"crit":[]',
  '"b64":false',
  '"kid":"../../x"',
  '"jwk":{"kty":"oct","k":"AAAA"}',
  '"x5c":["AAAA"]',
  '"exp":1e400',
  '"exp":-1e400',
  '"exp":"x"',
  '"exp":99999999999999999999',
  '"aud":[1,{},[]]',
  '"__proto__":{"a":1}',
  '"constructor":1',
  '"a":1,"a":2',
  '"\\ud800":1',
  '\uFEFF',
  '\u0000',
  `"d":${'['.repeat(300)}${']'.repeat(300)}`,
  '"_claim_names":{"groups":"src1"}',
  '"iss":"https://sts.windows.net/x/"',
  '"tid":{}',
  '"acct":[]',
];
const CHARACTERS = ['.', '=', '+', '/', ' ', '\n', '%3D', 'A', '_', '"', '{', '\u00e9', '\uD800', '\0'];

function mutateJson(text: string, random: SeededRandom): string {
  switch (random.below(5)) {
    case 0:
      return text.replace(/^\{/, () => `{${random.pick(PIECES)},`);
    case 1:
      return text.replace(/\}$/, () => `,${random.pick(PIECES)}}`);
    case 2: {
      const at = random.below(text.length + 1);
      return text.slice(0, at) + random.pick(PIECES) + text.slice(at);
    }
    case 3: {
      const at = random.below(text.length);
      return text.slice(0, at) + text.slice(at + 1 + random.below(12));
    }
    default:
      return text.replace(/:("[^"]*"|\d+)/g, (value) =>
        random.chance(0.3) ? `:${random.pick(['null', '[]', '{}', '-1', '1e309', '""', 'true'])}` : value,
      );
  }
}

function mutateText(text: string, other: string, random: SeededRandom): string {
  const at = random.below(text.length + 1);
  const to = Math.min(text.length, at + 1 + random.below(random.chance(0.5) ? 4 : 200));
  switch (random.below(7)) {
    case 0:
      return text.slice(0, at) + text.slice(to);
    case 1:
      return text.slice(0, to) + text.slice(at);
    case 2:
      return text.slice(0, at) + random.pick(CHARACTERS) + text.slice(at);
    case 3:
      return text.slice(0, at);
    case 4:
      return text.slice(0, at) + other.slice(random.below(other.length)) + text.slice(to);
    case 5:
      return text.slice(0, at) + String.fromCharCode(random.below(0x250)) + text.slice(at + 1);
    default:
      return `${text.slice(0, at)}${random.pick(CHARACTERS).repeat(1 + random.below(50))}${text.slice(to)}`;
  }
}

/** Writes a part of a token anew with its JSON damaged; signs it again half of the time, so that deeper checks are reached. */
function mutateParts(token: string, random: SeededRandom): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const read = (part: string): string => Buffer.from(part, 'base64url').toString();
  const inHeader = random.chance(0.5);
  const newHeader = inHeader ? mutateJson(read(header), random) : read(header);
  const newPayload = inHeader ? read(payload) : mutateJson(read(payload), random);
  if (random.chance(0.5)) return compact(newHeader, newPayload);
  return `${base64url(newHeader)}.${base64url(newPayload)}.${signature}`;
}

function carry(token: string, random: SeededRandom): string {
  switch (random.below(6)) {
    case 0:
      return `Authorization: Bearer ${token}`;
    case 1:
      return `curl -H 'Authorization: Bearer ${token}' https://a.example`;
    case 2:
      return `id_token=${token.replace(/[^\w.-]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}&state=x`;
    case 3:
      return JSON.stringify({ access_token: token });
    case 4:
      return token.replace(/(.{50})/g, '$1\n');
    default:
      return token;
  }
}

/**
 * Damages a token in one to three places: in its JSON, its text or the form that carries it.
 *
 * @param token in compact serialization
 * @param other another token to take pieces from
 */
export function mutateToken(token: string, other: string, random: SeededRandom): string | Uint8Array {
  let text = random.chance(0.5) ? mutateParts(token, random) : token;
  if (random.chance(0.1)) text = JSON.stringify(flattened({ alg: 'HS256' }, text, { note: 1 }));
  if (random.chance(0.05)) text = compact({ alg: 'HS256', cty: 'JWT' }, text);
  for (let count = random.below(3); count > 0; count--) text = mutateText(text, other, random);
  if (random.chance(0.3)) text = carry(text, random);
  if (!random.chance(0.1)) return text;
  const bytes = Uint8Array.from(Buffer.from(text));
  if (bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
}
