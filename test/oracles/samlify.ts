import * as samlify from 'samlify';
import { type Opinion, type OracleTrust, refusal } from './opinion.ts';

samlify.setSchemaValidator({ validate: async () => 'not validated' });

const relyingParties = new Map<string, ReturnType<typeof samlify.ServiceProvider>>();

function relyingParty(trust: OracleTrust): ReturnType<typeof samlify.ServiceProvider> {
  const known = relyingParties.get(trust.decryptPem);
  if (known) return known;
  const made = samlify.ServiceProvider({
    entityID: 'https://sp.example.com',
    authnRequestsSigned: false,
    wantAssertionsSigned: true,
    encPrivateKey: trust.decryptPem,
    assertionConsumerService: [
      { Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', Location: 'https://sp.example.com/acs' },
    ],
  });
  relyingParties.set(trust.decryptPem, made);
  return made;
}

function issuerEntity(
  trust: OracleTrust,
  issuer: string,
  encrypted: boolean,
): ReturnType<typeof samlify.IdentityProvider> {
  return samlify.IdentityProvider({
    entityID: issuer,
    signingCert: trust.certificatePem,
    isAssertionEncrypted: encrypted,
    singleSignOnService: [
      {
        Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
        Location: 'https://idp.example.com/sso',
      },
    ],
    singleLogoutService: [
      {
        Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
        Location: 'https://idp.example.com/slo',
      },
    ],
  });
}

/** Would a relying party on samlify accept this response? Without a schema validator, as most run it. */
export async function samlifyOpinion(xml: string, trust: OracleTrust): Promise<Opinion> {
  const issuer = /Issuer[^>]*>([^<]+)</.exec(xml)?.[1] ?? '';
  try {
    const entity = issuerEntity(trust, issuer, xml.includes('EncryptedAssertion'));
    const { extract } = await relyingParty(trust).parseLoginResponse(entity, 'post', {
      body: { SAMLResponse: Buffer.from(xml).toString('base64') },
    });
    const nameId: unknown = extract?.nameID;
    return { accepted: true, reason: '', ...(typeof nameId === 'string' ? { nameId } : {}) };
  } catch (error) {
    return refusal(error);
  }
}
