import { WorkbenchError } from '../../../../shared/core/errors/workbench-error.ts';
import type { XmlCandidate } from '../../../../shared/core/inspector/candidate.ts';
import { DEFAULT_INSPECT_OPTIONS } from '../../../../shared/core/inspector/options.ts';
import type { Check, InspectedMessage } from '../../../../shared/core/inspector/report.ts';
import { judgeDocument } from '../../../../shared/core/saml/judge-document.ts';
import { candidatesOfQuery } from '../../../../shared/core/saml/transport/query.ts';
import type { TrustedKey } from '../../../../shared/core/xml/dsig/facts.ts';
import { NS } from '../../../../shared/core/xml/namespaces.ts';
import { parseXml } from '../../../../shared/core/xml/parse.ts';
import type { XmlElement } from '../../../../shared/core/xml/tree.ts';
import type { LabGround } from '../../platform/ground.ts';
import type { SamlRefusal } from './refusal.ts';

/** A message of a service provider as it came. */
export interface IncomingMessage {
  readonly root: XmlElement;
  readonly relayState?: string;
  readonly candidate: XmlCandidate;
}

/** `redirect` for a query, `post` for a form body, both still encoded. */
export type IncomingBinding = 'redirect' | 'post';

/** Some service providers deflate what they post as well. */
const DEFLATED_FORM = 'a deflated message in a form';
const MESSAGES = ['AuthnRequest', 'LogoutRequest', 'LogoutResponse'];
/** Requests have hundreds of characters; relay states may be long. */
const LONGEST = 256 * 1024;

/**
 * Decodes the one SAML message of a query (SAML 2.0 Bindings section 3.4) or form body (section 3.5) and parses it strictly.
 *
 * @param encoded as it came, so that a redirect's signature can be verified over its own characters
 */
export function readMessage(
  ground: LabGround,
  encoded: string,
  binding: IncomingBinding,
): IncomingMessage | SamlRefusal {
  const given = new URLSearchParams(encoded);
  if (!given.has('SAMLRequest') && !given.has('SAMLResponse'))
    return {
      aadsts: 750054,
      message:
        'SAMLRequest or SAMLResponse must be present as query string parameters in HTTP request for SAML Redirect binding.',
    };
  if (encoded.length > LONGEST) return invalid('it is too long');
  const candidate = candidateIn(ground, encoded, binding);
  if (typeof candidate === 'string') return invalid(candidate);
  const parsed = parseXml(candidate.bytes);
  if (!parsed.ok) return invalid(parsed.refusal.message);
  const { root } = parsed.document;
  if (root.uri !== NS.samlp || !MESSAGES.includes(root.local)) return invalid(`it is a ${root.local}`);
  return {
    root,
    candidate,
    ...(candidate.relayState === undefined ? {} : { relayState: candidate.relayState }),
  };
}

function candidateIn(
  { crypto }: LabGround,
  encoded: string,
  binding: IncomingBinding,
): XmlCandidate | string {
  try {
    const [candidate, second] = candidatesOfQuery(
      encoded,
      binding === 'redirect' ? 'redirect' : 'form',
      crypto,
    );
    if (candidate === undefined || second !== undefined) return 'it is not the base64 of one XML document';
    const oddity = candidate.leniencies.find((one) => one !== DEFLATED_FORM);
    return oddity === undefined ? candidate : `it has ${oddity}`;
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return thrown.message;
    throw thrown;
  }
}

/** A message that is none: Entra's AADSTS75005. */
export function invalid(reason: string): SamlRefusal {
  return { aadsts: 75005, message: `The request is not a valid Saml2 protocol message: ${reason}.` };
}

/** Judges a message with the product's verifier, against the certificates its sender is known by. */
export function judgeMessage(
  ground: LabGround,
  { candidate }: IncomingMessage,
  certificates: readonly string[],
): InspectedMessage {
  const { crypto, clock } = ground;
  const trusted = certificates.flatMap((pem): TrustedKey[] => {
    try {
      const certificate = crypto.parseCertificate(pem);
      return [{ key: certificate.publicKey, certificate }];
    } catch {
      return [];
    }
  });
  return judgeDocument(candidate, {
    crypto,
    now: clock.now(),
    trusted,
    trustGiven: certificates.length > 0,
    decryptKeys: [],
    entityIds: [],
    options: { ...DEFAULT_INSPECT_OPTIONS, profile: 'entra', clockSkew: 300 },
  });
}

/** @returns the first failed check whose id fits */
export function failedCheck(message: InspectedMessage, pattern: RegExp): Check | undefined {
  return message.checks.find(({ id, status }) => status === 'fail' && pattern.test(id));
}
