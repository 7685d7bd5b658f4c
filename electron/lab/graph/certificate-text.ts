import { X509Certificate } from 'node:crypto';
import { badRequest } from './graph-error.ts';

/**
 * Reads a certificate as Graph takes it: base64 of its DER, or of its PEM.
 *
 * @throws GraphError 400
 */
export function readCertificate(text: string, property: string): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(text, 'base64'));
  } catch {
    return badRequest(`Invalid value specified for property '${property}': it is no X.509 certificate.`);
  }
}
