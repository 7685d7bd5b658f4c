import { type JsonNode, memberOf, textOf } from '../../json/node.ts';
import { type JsonPart, shortened } from '../json-part.ts';
import type { Judgement, Place } from '../judgement.ts';

/** The headers of one signature, or of a JWE. */
export interface Headers {
  readonly protectedPart: JsonPart | undefined;
  /** The unprotected header of the JSON serialization. */
  readonly unprotected: JsonPart | undefined;
}

/** Extensions that `crit` may name because they are understood. */
const UNDERSTOOD = ['b64'];
/** Header parameters the specifications define themselves, which `crit` must not name (RFC 7515 section 4.1.11). */
const REGISTERED =
  'alg enc zip jku jwk kid x5u x5c x5t x5t#S256 typ cty crit epk apu apv iv tag p2s p2c'.split(' ');
/** Entra, AWS and others use base64, URLs and ARNs as key ids: a slash alone is no sign of an attack. */
const HARMLESS_KEY_ID = /^(?:[A-Za-z0-9+/_=-]+|(?:arn|urn|did|https):[\w:/.#@~-]+)$/;
const UNUSUAL_IN_KEY_ID = /[/\\%?&*\s]|[^\x20-\x7e]/;
const PATH_OR_QUERY =
  /\.\.|^[/\\]|^[A-Za-z]:\\|%2e|%2f|%00|\0|['"`;|<>$]|\s--|--\s|\/\*|\b(?:union|select|drop|insert|sleep)\b[\s(]/i;

/** @returns a header parameter, of the protected header first. */
export function parameter(headers: Headers, name: string): JsonNode | undefined {
  return memberOf(headers.protectedPart?.root, name) ?? memberOf(headers.unprotected?.root, name);
}

/** @returns a header parameter that is a string. */
export function textParameter(headers: Headers, name: string): string | undefined {
  const node = parameter(headers, name);
  return node?.kind === 'string' ? node.value : undefined;
}

function placeOf(headers: Headers, name: string): Place | undefined {
  for (const part of [headers.protectedPart, headers.unprotected]) {
    if (part?.root?.kind !== 'object') continue;
    const member = part.root.byName.get(name);
    if (member !== undefined) return { view: part.view, start: member.start, end: member.value.end };
  }
  return undefined;
}

/** No name in both headers (RFC 7515 section 7.2.1). */
export function checkDisjoint(judgement: Judgement, headers: Headers): void {
  const inner = headers.protectedPart?.root;
  const outer = headers.unprotected?.root;
  if (inner?.kind !== 'object' || outer?.kind !== 'object') return;
  const both = outer.members.find(({ name }) => inner.byName.has(name));
  if (both === undefined) judgement.pass('header.disjoint', 'No name stands in both headers.');
  else
    judgement.fail(
      'header.disjoint',
      `"${shortened(both.name)}" stands in the protected and in the unprotected header.`,
      { actual: shortened(both.name) },
      placeOf(headers, both.name),
    );
}

/** What decides how the signature is read has to be covered by it. */
export function checkProtected(judgement: Judgement, headers: Headers): void {
  const loose = ['crit', 'b64', 'alg'].find(
    (name) =>
      memberOf(headers.unprotected?.root, name) !== undefined &&
      memberOf(headers.protectedPart?.root, name) === undefined,
  );
  if (loose === undefined) {
    if (headers.unprotected !== undefined)
      judgement.pass('header.protected', 'The protected header says how to read the token.');
    return;
  }
  const message = `"${loose}" stands in the unprotected header, where anybody can change it.`;
  const at = placeOf(headers, loose);
  if (loose === 'alg') judgement.warn('header.protected', message, { actual: loose }, at);
  else judgement.fail('header.protected', message, { actual: loose }, at);
}

/** `crit` names only extensions that are understood and there (RFC 7515 section 4.1.11). */
export function checkCritical(judgement: Judgement, headers: Headers): void {
  const critical = parameter(headers, 'crit');
  if (critical === undefined) return;
  const actual = shortened(textOf(critical));
  const fault = criticalFault(headers, critical);
  if (fault === undefined)
    judgement.pass('header.critical', 'Every extension that "crit" names is understood.', { actual });
  else
    judgement.fail(
      'header.critical',
      fault,
      { expected: `only: ${UNDERSTOOD.join(', ')}`, actual },
      placeOf(headers, 'crit'),
    );
}

function criticalFault(headers: Headers, critical: JsonNode): string | undefined {
  const names = critical.kind === 'array' ? critical.items.map(textOf) : [];
  const isList = critical.kind === 'array' && critical.items.every(({ kind }) => kind === 'string');
  if (!isList || names.length === 0) return '"crit" is not a list of names.';
  const unknown = names.find((name) => !UNDERSTOOD.includes(name));
  if (unknown !== undefined)
    return REGISTERED.includes(unknown)
      ? `"crit" names "${unknown}", which is no extension.`
      : `The token demands the extension "${shortened(unknown)}", which is not known here.`;
  const absent = names.find((name) => memberOf(headers.protectedPart?.root, name) === undefined);
  if (absent !== undefined) return `"crit" names "${absent}", which is not there.`;
  return new Set(names).size === names.length ? undefined : '"crit" names the same extension twice.';
}

/** jku, x5u, jwk and x5c come from whoever wrote the token: none of them is ever used. */
export function checkKeySources(judgement: Judgement, headers: Headers): void {
  const addresses = ['jku', 'x5u'].filter((name) => parameter(headers, name) !== undefined);
  if (addresses.length === 0) judgement.pass('header.key-url', 'The header names no address of a key.');
  for (const name of addresses) {
    const value = parameter(headers, name);
    if (value !== undefined)
      judgement.warn(
        'header.key-url',
        `The header says where to fetch the key ("${name}"); it was not fetched.`,
        { actual: shortened(textOf(value)) },
        placeOf(headers, name),
      );
  }
  const keys = ['jwk', 'x5c'].filter((name) => parameter(headers, name) !== undefined);
  if (keys.length === 0) judgement.pass('header.embedded-key', 'The header brings no key along.');
  for (const name of keys)
    judgement.warn(
      'header.embedded-key',
      `The header brings a key along ("${name}"); it was not trusted.`,
      {},
      placeOf(headers, name),
    );
}

/** A kid is a name for a look-up, and must not look like more. */
export function checkKeyId(judgement: Judgement, headers: Headers): void {
  const node = parameter(headers, 'kid');
  if (node === undefined) return;
  const at = placeOf(headers, 'kid');
  const actual = shortened(textOf(node));
  if (node.kind !== 'string') judgement.fail('header.key-id', '"kid" is not a string.', { actual }, at);
  else if (
    PATH_OR_QUERY.test(node.value) ||
    (!HARMLESS_KEY_ID.test(node.value) && UNUSUAL_IN_KEY_ID.test(node.value))
  )
    judgement.warn(
      'header.key-id',
      'The key id holds characters of a path or a query; it was used as a name only.',
      { actual },
      at,
    );
  else judgement.pass('header.key-id', 'The key id is a plain name.', { actual });
}

/** @returns what `typ` or `cty` says, without the prefix that may be left out (RFC 7515 section 4.1.9). */
export function mediaType(headers: Headers, name: 'typ' | 'cty'): string | undefined {
  return textParameter(headers, name)
    ?.toLowerCase()
    .replace(/^application\//, '');
}

const TYPES: Readonly<Record<string, string>> = {
  jwt: 'a JWT',
  'at+jwt': 'an OAuth 2.0 access token (RFC 9068)',
  'id+jwt': 'an ID token',
  'secevent+jwt': 'a security event (RFC 8417)',
  'logout+jwt': 'a logout token (OpenID Connect Back-Channel Logout)',
  'dpop+jwt': 'a DPoP proof (RFC 9449)',
  'oauth-authz-req+jwt': 'a signed authorization request (RFC 9101)',
  'client-authentication+jwt': 'a client assertion',
  pop: 'a proof of possession of Microsoft',
};
const NO_CREDENTIALS = ['secevent+jwt', 'logout+jwt', 'dpop+jwt', 'oauth-authz-req+jwt'];

/** Explicit types keep one kind of token from standing in for another (RFC 8725 section 3.11). */
export function checkType(judgement: Judgement, headers: Headers): void {
  const type = mediaType(headers, 'typ');
  if (type === undefined) return;
  const actual = textParameter(headers, 'typ') ?? type;
  const known = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (known === undefined)
    judgement.warn(
      'header.type',
      'The type in the header is none of those registered for tokens.',
      { expected: 'JWT, at+jwt or another registered type', actual: shortened(actual) },
      placeOf(headers, 'typ'),
    );
  else if (NO_CREDENTIALS.includes(type))
    judgement.warn(
      'header.type',
      `This is ${known}; it must never be accepted as an access or ID token.`,
      { actual },
      placeOf(headers, 'typ'),
    );
  else judgement.pass('header.type', `The header says that this is ${known}.`, { actual });
}
