// @ts-check

export const NOT_A_TOKEN =
  '<!doctype html><title>Sign in to your account</title><p>Sorry, but we’re having trouble.</p>';
export const CERTIFICATE = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEVs/o5+uQbTjL3chynL4wXgUg2R9
q9UU8I5mEovUf86QZ7kOBIjJwqnzD1omageEHWwHdBO6B+dFabmdT9POxg==
-----END PUBLIC KEY-----`;

export const SAML_RESPONSE = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
  xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_1" Version="2.0" IssueInstant="2026-11-20T09:00:00Z">
  <saml:Issuer>https://idp.example</saml:Issuer>
  <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
  <saml:Assertion ID="_2" Version="2.0" IssueInstant="2026-11-20T09:00:00Z">
    <saml:Issuer>https://idp.example</saml:Issuer>
    <saml:Subject>
      <saml:NameID>kim.larsen@jogcloud.com</saml:NameID>
      <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
        <saml:SubjectConfirmationData Recipient="https://sp.example/acs" NotOnOrAfter="2099-01-01T00:00:00Z"/>
      </saml:SubjectConfirmation>
    </saml:Subject>
  </saml:Assertion>
</samlp:Response>`;

/** Ends in a number, so that each is another token. */
export const NEVER_SEEN = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJraW0ifQ.';

/** @param {object} value */
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Forty unsigned tokens of two services. */
export const MANY = Array.from({ length: 40 }, (_, number) => {
  const aud = number % 3 === 0 ? 'api://orders' : 'api://stock';
  const claims = {
    iss: 'https://issuer.example',
    sub: `${aud.slice(6)}-user-${number}@jogcloud.com`,
    aud,
    exp: 4_070_908_800,
  };
  return `${part({ alg: number % 7 === 0 ? 'none' : 'RS256' })}.${part(claims)}.${number % 7 === 0 ? '' : 'AAAA'}`;
}).join('\n');
