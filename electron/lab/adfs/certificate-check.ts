import { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import * as x509 from '@peculiar/x509';
import type { AdfsState, ForestAccount } from './state.ts';

/** Why a certificate does not count. */
export type CertificateFault =
  | 'none'
  | 'authority'
  | 'expired'
  | 'not-yet-valid'
  | 'purpose'
  | 'unknown-user'
  | 'another-user';

export type CertificateOutcome =
  | { readonly account: ForestAccount; readonly subject: string }
  | { readonly fault: CertificateFault; readonly subject?: string; readonly names?: readonly string[] };

const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2';
const ANY_PURPOSE = '2.5.29.37.0';

/**
 * Judges the certificate that a client proved to have in the TLS handshake (RFC 8446 section 4.4.3; RFC 5280 section 6):
 * issued by the forest's authority, in time by the Lab's clock, made for clients, and its owner's.
 *
 * TLS itself has only seen that the client has the key. Its own opinion of the chain goes by the machine's clock and by the
 * authority of when the Lab began to listen, so it is not asked.
 *
 * @param expected the user principal name that has to own it; undefined where it names its owner
 * @param now epoch milliseconds of the Lab's time
 */
export function checkCertificate(
  state: AdfsState,
  incoming: IncomingMessage,
  expected: string | undefined,
  now: number,
): CertificateOutcome {
  const raw = peerCertificate(incoming);
  if (raw === undefined) return { fault: 'none' };
  const certificate = new X509Certificate(raw);
  const authority = new X509Certificate(state.certificateAuthority.certificatePem);
  const names = namesIn(raw);
  const subject = certificate.subject.replaceAll('\n', ', ').slice(0, 300);
  const seen = { subject, names };
  if (!certificate.checkIssued(authority) || !certificate.verify(authority.publicKey))
    return { fault: 'authority', ...seen };
  if (Date.parse(certificate.validTo) < now) return { fault: 'expired', ...seen };
  if (Date.parse(certificate.validFrom) > now) return { fault: 'not-yet-valid', ...seen };
  const purposes = certificate.keyUsage as readonly string[] | undefined;
  if (purposes !== undefined && !purposes.some((one) => one === CLIENT_AUTHENTICATION || one === ANY_PURPOSE))
    return { fault: 'purpose', ...seen };
  const owner = names
    .map((name) => state.accounts.get(name.toLowerCase()))
    .find((found) => found !== undefined);
  if (owner === undefined) return { fault: 'unknown-user', ...seen };
  if (expected !== undefined && owner.userPrincipalName.toLowerCase() !== expected.toLowerCase())
    return { fault: 'another-user', ...seen };
  return { account: owner, subject };
}

/** What the handshake itself says, for the request log. */
export function handshakeOpinion(incoming: IncomingMessage): string {
  const { socket } = incoming;
  if (!(socket instanceof TLSSocket)) return 'no TLS';
  if (peerCertificate(incoming) === undefined) return 'no certificate';
  if (socket.authorized) return 'authorized';
  // Inside the CONNECT proxy nobody asks the handshake for its opinion.
  return socket.authorizationError === null || socket.authorizationError === undefined
    ? 'certificate shown'
    : String(socket.authorizationError);
}

function peerCertificate({ socket }: IncomingMessage): Buffer | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  const raw = socket.getPeerCertificate()?.raw as Buffer | undefined;
  return raw === undefined || raw.length === 0 ? undefined : raw;
}

/** Mail addresses and user principal names among the alternative names. */
function namesIn(raw: Buffer): string[] {
  try {
    const extension = new x509.X509Certificate(new Uint8Array(raw)).getExtension(
      x509.SubjectAlternativeNameExtension,
    );
    return (extension?.names.items ?? [])
      .filter(({ type }) => type === 'email' || type === 'upn')
      .map(({ value }) => value);
  } catch {
    // An extension that cannot be read names nobody.
    return [];
  }
}
