import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import { type Opinion, type OracleTrust, refusal } from './opinion.ts';

const verifiers = new Map<string, SAML>();

function verifierFor(trust: OracleTrust): SAML {
  const known = verifiers.get(trust.certificatePem);
  if (known) return known;
  const made = new SAML({
    idpCert: trust.certificatePem,
    callbackUrl: 'https://sp.example.com/acs',
    issuer: 'https://sp.example.com',
    audience: false,
    decryptionPvk: trust.decryptPem,
    wantAuthnResponseSigned: false,
    wantAssertionsSigned: false,
    validateInResponseTo: ValidateInResponseTo.never,
  });
  verifiers.set(trust.certificatePem, made);
  return made;
}

/** Would a relying party on node-saml, with every optional demand off, accept this response? */
export async function nodeSamlOpinion(xml: string, trust: OracleTrust): Promise<Opinion> {
  try {
    const { profile } = await verifierFor(trust).validatePostResponseAsync({
      SAMLResponse: Buffer.from(xml).toString('base64'),
    });
    if (!profile) return { accepted: false, reason: 'no profile' };
    return { accepted: true, reason: '', nameId: profile.nameID };
  } catch (error) {
    return refusal(error);
  }
}
