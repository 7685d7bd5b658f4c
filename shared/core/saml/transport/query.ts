import { toUtf8 } from '../../encoding/utf8.ts';
import type { XmlCandidate } from '../../inspector/candidate.ts';
import { type Inflater, looksLikeXml, messageBytes } from './message-bytes.ts';

const MESSAGES = ['SAMLResponse', 'SAMLRequest'] as const;
const SIGNED_NAMES: readonly string[] = ['RelayState', 'SigAlg', 'Signature', ...MESSAGES];

/** No server takes a request with more. */
const MAX_PARAMETERS = 10_000;

/** A parameter as it stands in a query or form body, still encoded. */
interface RawParameter {
  readonly name: string;
  readonly raw: string;
}

function decodePart(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** Base64 holds plus signs that careless senders leave unencoded: there they stay plus signs. */
function decodeBase64Part(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw);
  } catch {
    return undefined;
  }
}

function split(query: string): RawParameter[] {
  return query.split('&', MAX_PARAMETERS).map((pair) => {
    const at = pair.indexOf('=');
    const name = at === -1 ? pair : pair.slice(0, at);
    // A name may be percent-encoded too: readers that decode it see a parameter that others miss.
    return { name: decodePart(name) ?? name, raw: at === -1 ? '' : pair.slice(at + 1) };
  });
}

function redirectSignature(
  parameters: readonly RawParameter[],
  message: string,
): XmlCandidate['redirectSignature'] {
  const rawOf = (name: string): string | undefined => parameters.find((one) => one.name === name)?.raw;
  const algorithm = rawOf('SigAlg');
  const signature = rawOf('Signature');
  if (algorithm === undefined || signature === undefined) return undefined;
  const relayState = rawOf('RelayState');
  // The octets are the encoded values as the sender wrote them, in this order (SAML 2.0 Bindings section 3.4.4.1).
  const signedOctets = [
    `${message}=${rawOf(message) ?? ''}`,
    ...(relayState === undefined ? [] : [`RelayState=${relayState}`]),
    `SigAlg=${algorithm}`,
  ].join('&');
  return {
    algorithm: decodePart(algorithm) ?? algorithm,
    signature: decodeBase64Part(signature) ?? signature,
    signedOctets,
  };
}

function repeatedNames(parameters: readonly RawParameter[]): string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { name } of parameters) (seen.has(name) ? repeated : seen).add(name);
  const found = [...repeated].filter((name) => SIGNED_NAMES.includes(name));
  // Both at once leave it to the reader which of them the signature is for.
  return MESSAGES.every((name) => seen.has(name)) ? [...found, ...MESSAGES] : found;
}

/**
 * Finds the SAML or WS-Federation messages in a query string or form body, still percent-encoded.
 *
 * @param query what follows the question mark, or the body
 * @param carrier `redirect` for a URL's query, `form` for a body; `unknown` lets the message itself tell
 * @throws WorkbenchError ERR_INPUT_TOO_LARGE for a message that inflates above 1 MiB
 */
export function candidatesOfQuery(
  query: string,
  carrier: 'redirect' | 'form' | 'unknown',
  inflater: Inflater,
): XmlCandidate[] {
  const parameters = split(query);
  const relay = parameters.find(({ name }) => name === 'RelayState' || name === 'wctx');
  const relayState = relay && decodePart(relay.raw);
  const carried = relayState === undefined ? {} : { relayState };
  const repeated = repeatedNames(parameters);
  const twice = repeated.map((name) => `${name} stands beside another message or more than once`);
  const found: XmlCandidate[] = [];
  for (const name of MESSAGES) {
    const raw = parameters.find((one) => one.name === name)?.raw;
    const value = raw === undefined ? undefined : decodeBase64Part(raw);
    const message = value === undefined ? undefined : messageBytes(value, inflater);
    if (message === undefined) continue;
    // A repeated parameter means that signer and reader may have taken different ones: then nothing is signed.
    const signature = repeated.length === 0 ? redirectSignature(parameters, name) : undefined;
    const expected = carrier === 'unknown' ? message.deflated : carrier === 'redirect';
    const odd =
      message.deflated === expected
        ? []
        : [expected ? 'a message in a query that is not deflated' : 'a deflated message in a form'];
    found.push({
      family: 'xml',
      form: message.deflated ? 'redirect' : carrier === 'redirect' ? 'post' : 'form',
      leniencies: [...message.leniencies, ...odd, ...twice],
      bytes: message.bytes,
      ...carried,
      ...(signature === undefined || !message.deflated ? {} : { redirectSignature: signature }),
    });
  }
  const wresult = parameters.find(({ name }) => name === 'wresult');
  const answer = wresult && decodePart(wresult.raw);
  if (answer !== undefined && looksLikeXml(toUtf8(answer.slice(0, 1024))))
    found.push({ family: 'xml', form: 'form', leniencies: [], bytes: toUtf8(answer), ...carried });
  return found;
}

/**
 * The same for parameters already decoded, as a form page or a capture gives them.
 *
 * @param parameters names with decoded values
 */
export function candidatesOfParameters(
  parameters: readonly (readonly [name: string, value: string])[],
  inflater: Inflater,
): XmlCandidate[] {
  const relayState = parameters.find(([name]) => name === 'RelayState' || name === 'wctx')?.[1];
  const carried = relayState === undefined ? {} : { relayState };
  const found: XmlCandidate[] = [];
  for (const [name, value] of parameters) {
    if (name === 'wresult' && looksLikeXml(toUtf8(value.slice(0, 1024))))
      found.push({ family: 'xml', form: 'form', leniencies: [], bytes: toUtf8(value), ...carried });
    if (!MESSAGES.some((message) => message === name)) continue;
    const message = messageBytes(value, inflater);
    if (message === undefined) continue;
    found.push({
      family: 'xml',
      form: 'form',
      leniencies: message.deflated
        ? [...message.leniencies, 'a deflated message in a form']
        : message.leniencies,
      bytes: message.bytes,
      ...carried,
    });
  }
  return found;
}
