import type { Certificate, Crypto } from '../crypto/crypto.ts';
import { toBase64 } from '../encoding/base64.ts';
import { WorkbenchError } from '../errors/workbench-error.ts';
import { splitPem } from './pem-blocks.ts';

/** A certificate opened for people to read. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal, upper case. */
  readonly serialNumber: string;
  /** ISO 8601 UTC. */
  readonly notBefore: string;
  /** ISO 8601 UTC. */
  readonly notAfter: string;
  /** Such as `RSA, 2048 bits` or `EC, P-256`. */
  readonly key: string;
  readonly sha1: string;
  readonly sha256: string;
  readonly alternativeNames: readonly string[];
  readonly pem: string;
}

/** Where a certificate stands, and what is in it or why it cannot be read. */
export interface FoundCertificate {
  /** Position of the text that holds it. */
  readonly text: number;
  /** What metadata says it is for: `signing`, `encryption`. */
  readonly use?: string;
  /** How often the very same stands in that text. */
  readonly times: number;
  readonly certificate?: CertificateFacts;
  readonly problem?: string;
}

/** Certificates of one answer; an aggregate of a whole federation has thousands. */
const MAX_CERTIFICATES = 200;
const ELEMENT = /<(?:[\w.-]+:)?X509Certificate(?:\s[^<>]*)?>([^<]*)</g;
const CHAIN = /"x5c"\s*:\s*\[([^\]]*)\]/g;
const JSON_STRING = /"([^"\\]*(?:\\.[^"\\]*)*)"/g;
const DESCRIPTOR = /<(?:[\w.-]+:)?KeyDescriptor(\s[^<>]*)?>/g;
const USE = /\buse\s*=\s*["'](\w+)["']/;
const BARE = /^[A-Za-z0-9+/=\s]+$/;

interface Source {
  readonly source: string;
  readonly use?: string;
}

/**
 * Opens the certificates in texts: in KeyInfo and metadata, in `x5c`, in PEM, and base64 that is one by itself. Nothing is
 * judged, and none becomes trusted.
 *
 * @returns each certificate once per text, and how many more there are
 */
export function findCertificates(
  texts: readonly string[],
  crypto: Pick<Crypto, 'parseCertificate'>,
): { readonly certificates: readonly FoundCertificate[]; readonly more: number } {
  const found = new Map<string, FoundCertificate>();
  for (const [text, content] of texts.entries())
    for (const { source, use } of sourcesIn(content)) {
      const id = `${text} ${use ?? ''} ${source.replace(/\s+/g, '')}`;
      const before = found.get(id);
      const times = (before?.times ?? 0) + 1;
      const opened = before ?? (found.size < MAX_CERTIFICATES ? open(source, crypto) : {});
      found.set(id, { ...opened, text, ...(use === undefined ? {} : { use }), times });
    }
  const all = [...found.values()];
  return { certificates: all.slice(0, MAX_CERTIFICATES), more: Math.max(0, all.length - MAX_CERTIFICATES) };
}

function sourcesIn(text: string): Source[] {
  const elements = [...text.matchAll(ELEMENT)].map(({ 1: source = '', index }) => ({
    source,
    ...useAt(text, index),
  }));
  const chains = [...text.matchAll(CHAIN)].flatMap(({ 1: list = '' }) =>
    [...list.matchAll(JSON_STRING)].map(([, source = '']) => ({ source: source.replaceAll('\\/', '/') })),
  );
  const blocks = splitPem(text)
    .filter(({ label }) => label.endsWith('CERTIFICATE'))
    .map((block) => ({ source: block.text.replaceAll('\\n', '\n') }));
  if (elements.length + chains.length + blocks.length > 0) return [...elements, ...chains, ...blocks];
  const bare = text.trim();
  return bare.startsWith('MI') && bare.length < 100_000 && BARE.test(bare) ? [{ source: bare }] : [];
}

/** What the KeyDescriptor around a place says it is for. */
function useAt(text: string, index: number): { readonly use?: string } {
  // A descriptor begins shortly before its certificate, names and key sizes between them included.
  const before = text.slice(Math.max(0, index - 2000), index);
  const last = [...before.matchAll(DESCRIPTOR)].at(-1);
  if (last === undefined || /KeyDescriptor>/.test(before.slice(last.index + last[0].length))) return {};
  const use = USE.exec(last[1] ?? '')?.[1];
  return { use: use ?? 'signing and encryption' };
}

function open(
  source: string,
  crypto: Pick<Crypto, 'parseCertificate'>,
): Pick<FoundCertificate, 'certificate' | 'problem'> {
  try {
    return { certificate: factsOf(crypto.parseCertificate(source)) };
  } catch (thrown) {
    return {
      problem: thrown instanceof WorkbenchError ? thrown.message : 'The certificate could not be read.',
    };
  }
}

function factsOf(certificate: Certificate): CertificateFacts {
  const { subject, issuer, serialNumber, sha1, sha256, alternativeNames, publicKey, der } = certificate;
  const size = publicKey.curve ?? `${publicKey.bits} bits`;
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  return {
    subject,
    issuer,
    serialNumber,
    notBefore: new Date(certificate.notBefore).toISOString(),
    notAfter: new Date(certificate.notAfter).toISOString(),
    key: `${publicKey.type.toUpperCase()}, ${size}`,
    sha1,
    sha256,
    alternativeNames,
    pem: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
  };
}
