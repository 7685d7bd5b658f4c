import { DOMParser } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { type Opinion, type OracleTrust, refusal } from './opinion.ts';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';

/** Verifies the first signature of the document, with the idAttributes xml-crypto has by itself and SAML 1.1's. */
export function xmlCryptoOpinion(xml: string, trust: OracleTrust): Opinion {
  try {
    const parser = new DOMParser({
      errorHandler: {
        warning: () => undefined,
        error: (message: string) => {
          throw new Error(message);
        },
        fatalError: (message: string) => {
          throw new Error(message);
        },
      },
    });
    const signature = parser.parseFromString(xml, 'text/xml').getElementsByTagNameNS(DSIG, 'Signature')[0];
    if (signature === undefined) return { accepted: false, reason: 'no signature' };
    const verifier = new SignedXml({ publicCert: trust.certificatePem, getCertFromKeyInfo: () => null });
    verifier.idAttributes.push('AssertionID');
    verifier.loadSignature(signature);
    return verifier.checkSignature(xml)
      ? { accepted: true, reason: '' }
      : { accepted: false, reason: 'signature differs' };
  } catch (error) {
    return refusal(error);
  }
}
