import samlify from 'samlify';
import { certificateBase64 } from '../../platform/certificates.ts';
import { privateKeyOf } from '../../platform/rsa-key.ts';
import type { SigningKey } from '../directory.ts';

const { Constants, SamlLib } = samlify;

/**
 * Signs one element of a SAML message with an enveloped signature in the default namespace, directly behind its Issuer
 * (SAML 2.0 Core section 5.4).
 *
 * @param path XPath of the element
 * @param place where the signature goes, seen from the element: behind its Issuer, or as its first child (metadata)
 */
export function signSamlMessage(
  document: string,
  path: string,
  hash: 'sha256' | 'sha1',
  key: SigningKey,
  place: 'behind-issuer' | 'first' = 'behind-issuer',
): string {
  const { RSA_SHA1, RSA_SHA256 } = Constants.algorithms.signature;
  return SamlLib.constructSAMLSignature({
    rawSamlMessage: document,
    referenceTagXPath: path,
    privateKey: privateKeyOf(key.key).export({ format: 'pem', type: 'pkcs8' }).toString(),
    signatureAlgorithm: hash === 'sha1' ? RSA_SHA1 : RSA_SHA256,
    signingCert: certificateBase64(key.certificatePem),
    isBase64Output: false,
    signatureConfig: {
      prefix: '',
      location:
        place === 'first'
          ? { reference: path, action: 'prepend' }
          : { reference: `${path}/*[local-name(.)='Issuer']`, action: 'after' },
    },
  });
}
