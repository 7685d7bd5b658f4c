import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';

/** What msal signs an application's assertion with. */
export interface ClientCertificate {
  readonly thumbprintSha256: string;
  readonly privateKey: string;
  readonly x5c: string;
}

/**
 * Holds a certificate and its key together, so that a mistake is told here and not by a refusal from Entra.
 *
 * @param now epoch milliseconds
 * @throws WorkbenchError ERR_IDENTITY_SECRET where the key is missing, unreadable or another certificate's, or the certificate
 *   has expired
 */
export function clientCertificate(
  identity: string,
  certificatePem: string,
  privateKeyPem: string | undefined,
  now: number,
): ClientCertificate {
  const fail = (reason: string, hint: string): WorkbenchError =>
    new WorkbenchError(
      'ERR_IDENTITY_SECRET',
      'certificate',
      { identity, field: 'privateKey', reason },
      { message: `${identity}: ${reason}.`, hint },
    );
  if (privateKeyPem === undefined) throw fail('its private key is not here', 'Enter the private key again.');
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(certificatePem);
  } catch {
    throw fail('the certificate cannot be read', 'Give it as PEM, beginning with BEGIN CERTIFICATE.');
  }
  let key: ReturnType<typeof createPrivateKey>;
  try {
    key = createPrivateKey(privateKeyPem);
  } catch {
    throw fail(
      'the private key cannot be read',
      'Give an unencrypted PEM key, or a PFX file with its password.',
    );
  }
  if (!certificate.checkPrivateKey(key))
    throw fail(
      'the private key belongs to another certificate',
      'Take key and certificate from the same file.',
    );
  if (Date.parse(certificate.validTo) < now)
    throw fail(
      `the certificate expired on ${new Date(certificate.validTo).toISOString().slice(0, 10)}`,
      'Make a new one, upload it to the application, and enter it here.',
    );
  return {
    thumbprintSha256: createHash('sha256').update(certificate.raw).digest('hex').toUpperCase(),
    privateKey: key.export({ format: 'pem', type: 'pkcs8' }).toString(),
    x5c: certificatePem,
  };
}
