import { createHash, X509Certificate } from 'node:crypto';
import type { SigningKey } from '../entra/directory.ts';
import { selfSignedCertificate } from '../platform/certificates.ts';
import { seededRsaKey } from '../platform/rsa-key.ts';
import { type Growth, iso, YEAR } from './growth.ts';

/**
 * A key with a self-signed certificate, made out of the seed number.
 *
 * @param purpose tells keys apart: `jogcloud.com oidc`
 * @param until epoch milliseconds of the certificate's end; three years from its start where absent
 */
export async function newSigningKey(
  growth: Growth,
  purpose: string,
  name: string,
  until?: number,
): Promise<SigningKey> {
  const random = growth.random.branch(purpose);
  const key = seededRsaKey(random);
  // Certificates count whole seconds.
  const notBefore = Math.floor(growth.now / 1000) * 1000 - 60_000;
  const notAfter = until === undefined ? notBefore + 3 * YEAR : Math.floor(until / 1000) * 1000;
  const certificatePem = await selfSignedCertificate({
    key,
    name,
    serial: `4${random.hex(31)}`,
    notBefore,
    notAfter,
  });
  return {
    keyId: random.uuid(),
    key,
    certificatePem,
    thumbprint: createHash('sha1')
      .update(new X509Certificate(certificatePem).raw)
      .digest('hex')
      .toUpperCase(),
    displayName: name,
    startDateTime: iso(notBefore),
    endDateTime: iso(notAfter),
  };
}
