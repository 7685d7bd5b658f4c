import { toBase64 } from '../encoding/base64.ts';
import type { Candidate, XmlCandidate } from '../inspector/candidate.ts';
import type { MessageKind, MessageOrigin, MessageReport } from '../inspector/report.ts';
import { parseXml } from '../xml/parse.ts';
import { attribute, descendants } from '../xml/query.ts';
import type { RepeatableRequest } from './as-curl.ts';

/** A request to repeat, and whether somebody must still say where to. */
export interface MessageRequest {
  readonly request: RepeatableRequest;
  readonly addressMissing: boolean;
}

const UNKNOWN_ADDRESS = 'https://put-the-address-here.example/';

/** Form fields of the HTTP POST binding (SAML bindings section 3.5.4) and of WS-Federation (section 13.2.2). */
const FIELDS: Readonly<Partial<Record<MessageKind, string>>> = {
  'saml-response': 'SAMLResponse',
  'saml-logout-response': 'SAMLResponse',
  'saml-authn-request': 'SAMLRequest',
  'saml-logout-request': 'SAMLRequest',
  'ws-fed-response': 'wresult',
};

/**
 * The request that carries a message: a form post for SAML and WS-Federation, a bearer call (RFC 6750 section 2.1) for a
 * token. The address is the capture's, else the one the message names, else a token's audience.
 *
 * @returns undefined for what travels in no request, such as metadata
 */
export function requestOf(
  candidate: Candidate,
  report: MessageReport,
  origin: MessageOrigin | undefined,
): MessageRequest | undefined {
  if (candidate.family === 'jose') {
    const address = origin?.url ?? report.audiences?.find((audience) => /^https:\/\//.test(audience));
    const headers = [['Authorization', `Bearer ${candidate.text.trim()}`]] as const;
    // A token in JSON serialization is no header.
    return /^\s*\{/.test(candidate.text) ? undefined : addressed({ method: 'GET', headers }, address);
  }
  const field = FIELDS[report.kind];
  if (field === undefined) return undefined;
  const body = formBody(field, candidate);
  const headers = [['Content-Type', 'application/x-www-form-urlencoded']] as const;
  return addressed({ method: 'POST', headers, body }, origin?.url ?? addressIn(candidate));
}

function addressed(request: Omit<RepeatableRequest, 'url'>, address: string | undefined): MessageRequest {
  return { request: { ...request, url: address ?? UNKNOWN_ADDRESS }, addressMissing: address === undefined };
}

function formBody(field: string, { bytes, relayState }: XmlCandidate): string {
  if (field === 'wresult')
    return `wa=wsignin1.0&wresult=${encodeURIComponent(new TextDecoder().decode(bytes))}`;
  const state = relayState === undefined ? '' : `&RelayState=${encodeURIComponent(relayState)}`;
  return `${field}=${encodeURIComponent(toBase64(bytes))}${state}`;
}

function addressIn({ bytes }: XmlCandidate): string | undefined {
  const result = parseXml(bytes);
  if (!result.ok) return undefined;
  const { root } = result.document;
  const named = attribute(root, 'Destination');
  if (named !== undefined && /^https?:\/\//.test(named)) return named;
  for (const element of descendants(root)) {
    const recipient = attribute(element, 'Recipient');
    if (recipient !== undefined && /^https?:\/\//.test(recipient)) return recipient;
  }
  return undefined;
}
