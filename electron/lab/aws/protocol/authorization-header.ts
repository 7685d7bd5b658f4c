import { RefusedCaller } from './aws-error.ts';

/** What an `Authorization: AWS4-HMAC-SHA256 ...` header says. */
export interface SignatureHeader {
  readonly accessKeyId: string;
  /** `20260131` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** Lower case, in the order of the header. */
  readonly signedHeaders: readonly string[];
  /** 64 hexadecimal digits. */
  readonly signature: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * Takes a Signature Version 4 header apart (AWS General Reference, "Signing AWS API requests").
 *
 * @throws RefusedCaller where it is absent, of another algorithm, or lacks a part
 */
export function readSignatureHeader(header: string | undefined): SignatureHeader {
  if (header === undefined || header.trim() === '')
    throw new RefusedCaller('missing-authentication', 'Request is missing Authentication Token');
  const given = header.slice(0, 4_000);
  if (!given.startsWith(`${ALGORITHM} `) && given !== ALGORITHM) {
    const [scheme] = given.split(' ');
    throw new RefusedCaller(
      'incomplete-signature',
      `Unsupported AWS 'algorithm': '${(scheme ?? '').slice(0, 40)}'. `,
    );
  }
  const parts = new Map<string, string>();
  for (const part of given.slice(ALGORITHM.length).split(',')) {
    const at = part.indexOf('=');
    if (at > 0) parts.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  const missing = ['Credential', 'Signature', 'SignedHeaders'].filter((name) => !parts.get(name));
  if (missing.length > 0) {
    const told = missing.map((name) => `Authorization header requires '${name}' parameter. `).join('');
    throw new RefusedCaller('incomplete-signature', told);
  }
  const credential = (parts.get('Credential') ?? '').split('/');
  const [accessKeyId = '', date = '', region = '', service = '', terminator] = credential;
  if (credential.length !== 5 || terminator !== 'aws4_request')
    throw new RefusedCaller(
      'incomplete-signature',
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential.join('/').slice(0, 200)}'`,
    );
  return {
    accessKeyId,
    date,
    region,
    service,
    signedHeaders: (parts.get('SignedHeaders') ?? '').toLowerCase().split(';'),
    signature: parts.get('Signature') ?? '',
  };
}
