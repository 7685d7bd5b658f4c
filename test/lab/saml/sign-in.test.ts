import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAML } from '@node-saml/node-saml';
import * as samlify from 'samlify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { failures, judge, judgeOne } from '../../oracles/our-verdict.ts';
import { xmlsec1Opinions, xmlsec1Version } from '../../oracles/xmlsec1.ts';
import { runningLab } from '../running-lab.ts';
import { authnRequest, postBody, redirectQuery } from './requests.ts';
import {
  assigned,
  awsApplication,
  ENTRA,
  postedResponse,
  type SamlEntra,
  samlEntra,
  signedIn,
} from './saml-entra.ts';

samlify.setSchemaValidator({ validate: async () => 'not validated' });

let lab: Lab;
let entra: SamlEntra;
let untouched: string;
beforeAll(async () => {
  lab = await runningLab();
  untouched = lab.snapshot();
  entra = await samlEntra(lab);
});
beforeEach(() => {
  lab.restore(untouched);
  entra.wishes.length = 0;
  entra.person = assigned(lab);
});
afterAll(async () => {
  await entra.close();
  await lab.stop();
});

function endpoint(): string {
  return `/${awsApplication(lab).tenant.id}/saml2`;
}

function metadata(): Promise<string> {
  const { tenant, principal } = awsApplication(lab);
  return entra
    .get(`/${tenant.id}/federationmetadata/2007-06/federationmetadata.xml?appid=${principal.appId}`)
    .then(({ body }) => body);
}

/** @node-saml/node-saml as the service provider that Identity Center is. */
function nodeSaml(more: object = {}): SAML {
  const { principal, identifier, acs } = awsApplication(lab);
  return new SAML({
    entryPoint: `${ENTRA}${endpoint()}`,
    issuer: identifier,
    audience: identifier,
    callbackUrl: acs,
    idpCert: principal.signingKeys.map(({ certificatePem }) => certificatePem),
    idpIssuer: `https://sts.windows.net/${awsApplication(lab).tenant.id}/`,
    wantAuthnResponseSigned: false,
    wantAssertionsSigned: true,
    identifierFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    ...more,
  });
}

function samlifySp() {
  const { identifier, acs } = awsApplication(lab);
  return samlify.ServiceProvider({
    entityID: identifier,
    wantAssertionsSigned: true,
    nameIDFormat: ['urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'],
    assertionConsumerService: [{ Binding: samlify.Constants.namespace.binding.post, Location: acs }],
  });
}

/** Path and query of an address at Entra. */
function atEntra(url: string): string {
  return url.slice(ENTRA.length);
}

describe('a sign-in that @node-saml/node-saml begins', () => {
  it.each([
    [
      'by redirect',
      (saml: SAML) =>
        saml.getAuthorizeUrlAsync('state one', undefined, {}).then((url) => entra.get(atEntra(url))),
    ],
    [
      'by POST',
      async (saml: SAML) => {
        const form = await saml.getAuthorizeFormAsync('state one');
        const request = /name="SAMLRequest" value="([^"]+)"/.exec(form)?.[1] ?? '';
        return entra.post(
          endpoint(),
          String(new URLSearchParams({ SAMLRequest: request, RelayState: 'state one' })),
        );
      },
    ],
  ])('%s ends with a response it accepts', async (_how, begin) => {
    const saml = nodeSaml({ validateInResponseTo: 'always' });
    const answer = postedResponse(await begin(saml));
    expect(answer).toMatchObject({ relayState: 'state one', action: awsApplication(lab).acs });
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: answer.base64 });
    expect(profile).toMatchObject({
      nameID: entra.person?.user.userPrincipalName,
      nameIDFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      'http://schemas.microsoft.com/identity/claims/objectidentifier': entra.person?.user.id,
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress': entra.person?.user.mail,
    });
  });
});

describe('a sign-in that samlify begins', () => {
  it.each(['redirect', 'post'] as const)('by %s ends with a response it accepts', async (binding) => {
    const sp = samlifySp();
    const idp = samlify.IdentityProvider({ metadata: await metadata() });
    const begun = sp.createLoginRequest(idp, binding);
    const view =
      binding === 'redirect'
        ? await entra.get(atEntra(begun.context))
        : await entra.post(endpoint(), String(new URLSearchParams({ SAMLRequest: begun.context })));
    const { base64 } = postedResponse(view);
    const { extract } = await sp.parseLoginResponse(idp, 'post', { body: { SAMLResponse: base64 } });
    expect(extract).toMatchObject({
      nameID: entra.person?.user.userPrincipalName,
      audience: awsApplication(lab).identifier,
    });
    expect(extract.response).toMatchObject({ inResponseTo: begun.id });
  });
});

async function answered(query = redirectQuery(authnRequest({ issuer: awsApplication(lab).identifier }))) {
  return postedResponse(await entra.get(`${endpoint()}?${query}`));
}

describe('the response', () => {
  it('has Entra’s shape', async () => {
    const { tenant, identifier, acs } = awsApplication(lab);
    const { xml } = await answered();
    const outline = xml
      .replace(/<X509Certificate>[^<]*/g, '<X509Certificate>')
      .replace(/<(SignatureValue|DigestValue)>[^<]*/g, '<$1>')
      .replace(/\d{4}-\d\d-\d\dT[\d:]+\.\d{3}Z/g, 'TIME')
      .replace(/_[0-9a-f]{8}-[0-9a-f-]{27}/g, '_ID');
    expect(outline).toMatch(
      new RegExp(
        `^<samlp:Response ID="_ID" Version="2.0" IssueInstant="TIME" Destination="${acs}" InResponseTo="_request-1" xmlns:samlp="[^"]+"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">https://sts.windows.net/${tenant.id}/</Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status><Assertion ID="_ID" IssueInstant="TIME" Version="2.0" xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><Issuer>[^<]+</Issuer><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>`,
      ),
    );
    expect(outline).toContain(
      '<KeyInfo><X509Data><X509Certificate></X509Certificate></X509Data></KeyInfo></Signature><Subject><NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">',
    );
    expect(outline).toContain(
      `<SubjectConfirmationData InResponseTo="_request-1" NotOnOrAfter="TIME" Recipient="${acs}"/>`,
    );
    expect(outline).toContain(
      `<AudienceRestriction><Audience>${identifier}</Audience></AudienceRestriction></Conditions><AttributeStatement>`,
    );
    expect(outline).toMatch(
      /<AuthnStatement AuthnInstant="TIME" SessionIndex="_ID"><AuthnContext><AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password<\/AuthnContextClassRef><\/AuthnContext><\/AuthnStatement><\/Assertion><\/samlp:Response>$/,
    );
    expect([...xml.matchAll(/<Attribute Name="[^"]*\/([^"/]+)"/g)].map(([, name]) => name)).toEqual([
      'tenantid',
      'objectidentifier',
      'displayname',
      'identityprovider',
      'authnmethodsreferences',
      'givenname',
      'surname',
      'emailaddress',
      'name',
    ]);
    const [notBefore = '', notOnOrAfter = ''] =
      /NotBefore="([^"]+)" NotOnOrAfter="([^"]+)"/.exec(xml)?.slice(1) ?? [];
    expect(Date.parse(notOnOrAfter) - Date.parse(notBefore)).toBe(70 * 60_000);
  });

  it('is valid to the inspector with the metadata and the profile for Identity Center', async () => {
    const { acs, identifier } = awsApplication(lab);
    const { base64 } = await answered();
    const report = await judge(base64, {
      certificates: [await metadata()],
      at: lab.ground.clock.now(),
      expect: {
        audience: identifier,
        recipient: acs,
        inResponseTo: '_request-1',
        user: entra.person?.user.userPrincipalName ?? '',
        issuer: `https://sts.windows.net/${awsApplication(lab).tenant.id}/`,
      },
      profile: 'aws-identity-center',
      strict: true,
    });
    const [message] = report.messages;
    expect(message?.checks.filter(({ status }) => status !== 'pass')).toEqual([]);
    expect(message?.verdict).toBe('valid');
  });

  it('is valid to the inspector with the profile for Entra', async () => {
    const { base64 } = await answered();
    const message = await judgeOne(base64, {
      certificates: [await metadata()],
      at: lab.ground.clock.now(),
      profile: 'entra',
    });
    expect(message.checks.filter(({ id, status }) => id.startsWith('entra.') && status !== 'pass')).toEqual(
      [],
    );
  });

  const options = [
    ['assertion', 'sha256'],
    ['response', 'sha256'],
    ['both', 'sha256'],
    ['assertion', 'sha1'],
    ['both', 'sha1'],
  ] as const;

  it.each(options)(
    'signed as %s with %s is valid to the inspector, node-saml and samlify',
    async (option, hash) => {
      const { principal } = awsApplication(lab);
      principal.samlSigning = { option, hash };
      const { base64, xml } = await answered();
      expect([...xml.matchAll(/<Signature /g)]).toHaveLength(option === 'both' ? 2 : 1);
      const message = await judgeOne(base64, {
        certificates: principal.signingKeys.map(({ certificatePem }) => certificatePem),
        at: lab.ground.clock.now(),
      });
      expect([message.verdict, ...failures(message)]).toEqual(['valid']);
      expect(message.signatures.flatMap(({ covers }) => covers).sort()).toEqual(
        option === 'both'
          ? ['/Response', '/Response/Assertion[1]']
          : option === 'response'
            ? ['/Response']
            : ['/Response/Assertion[1]'],
      );
      const saml = nodeSaml({
        wantAssertionsSigned: option !== 'response',
        wantAuthnResponseSigned: option !== 'assertion',
      });
      const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: base64 });
      expect(profile?.nameID).toBe(entra.person?.user.userPrincipalName);
      const idp = samlify.IdentityProvider({ metadata: await metadata() });
      const { extract } = await samlifySp().parseLoginResponse(idp, 'post', {
        body: { SAMLResponse: base64 },
      });
      expect(extract.nameID).toBe(entra.person?.user.userPrincipalName);
    },
  );

  it.skipIf(xmlsec1Version() === undefined)(
    'verifies with xmlsec1 however it is signed, where it is installed',
    async () => {
      const { principal } = awsApplication(lab);
      const folder = mkdtempSync(join(tmpdir(), 'lab-saml-'));
      try {
        const file = join(folder, 'certificate.pem');
        writeFileSync(file, principal.signingKeys[0]?.certificatePem ?? '');
        const documents: string[] = [];
        for (const [option, hash] of options) {
          principal.samlSigning = { option, hash };
          const { xml } = await answered();
          documents.push(xml);
        }
        const [first = ''] = documents;
        documents.push(first.replace('ac:classes:Password', 'ac:classes:X509'));
        const opinions = xmlsec1Opinions(documents, file).map(({ accepted }) => accepted);
        expect(opinions).toEqual([...options.map(() => true), false]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );

  it('says MFA by multipleauthn and leaves the class at Password', async () => {
    const { tenant, user } = assigned(lab);
    entra.person = signedIn(lab, tenant, user, { methods: ['pwd', 'rsa', 'fed'], mfa: true });
    const { xml } = await answered();
    expect(xml).toContain('/authenticationmethod/password</AttributeValue>');
    expect(xml).toContain('/authenticationmethod/x509</AttributeValue>');
    expect(xml).toContain('>http://schemas.microsoft.com/claims/multipleauthn</AttributeValue>');
    expect(xml).toContain('ac:classes:Password<');
  });

  it('writes names with markup, braces and line breaks in them as they are', async () => {
    const person = assigned(lab);
    const odd = 'Bart <b>&"\'{Audience}$& $1 \r\n\t\u0001 O’Shea 🛹';
    person.user.displayName = odd;
    const { base64 } = await answered();
    const { profile } = await nodeSaml().validatePostResponseAsync({ SAMLResponse: base64 });
    expect(profile?.['http://schemas.microsoft.com/identity/claims/displayname']).toBe(
      odd.replace('\u0001', '\uFFFD'),
    );
  });
});

describe('a sign-in that Entra begins', () => {
  it('answers no request and carries the relay state of the application', async () => {
    const { tenant, principal } = awsApplication(lab);
    principal.samlSingleSignOnSettings = { relayState: 'https://console.aws.amazon.com/ec2' };
    const answer = postedResponse(await entra.get(`/${tenant.id}/saml2/launch?appid=${principal.appId}`));
    expect(answer.xml).not.toContain('InResponseTo');
    expect(answer.relayState).toBe('https://console.aws.amazon.com/ec2');
    const { profile } = await nodeSaml().validatePostResponseAsync({ SAMLResponse: answer.base64 });
    expect(profile?.nameID).toBe(entra.person?.user.userPrincipalName);
  });

  it('takes any name of the tenant', async () => {
    const { tenant, principal } = awsApplication(lab);
    for (const name of tenant.domains.keys())
      postedResponse(await entra.get(`/${name}/saml2/launch?appid=${principal.appId}`));
  });
});

describe('what the endpoint asks of the sign-in pages', () => {
  it('resumes where it was, also after a POST and a snapshot', async () => {
    const { identifier, tenant, principal } = awsApplication(lab);
    entra.person = undefined;
    const view = await entra.post(
      `${endpoint()}?login_hint=bart`,
      postBody(authnRequest({ issuer: identifier }), { RelayState: 'there' }),
    );
    expect(view.body).toBe('sign-in pages');
    const [wish] = entra.wishes;
    expect(wish).toMatchObject({
      tenant: { id: tenant.id },
      servicePrincipal: { id: principal.id },
      loginHint: 'bart',
    });
    lab.restore(lab.snapshot());
    entra.person = assigned(lab);
    const answer = postedResponse(await entra.get(wish?.resume ?? ''));
    expect(answer.relayState).toBe('there');
    expect(answer.xml).toContain('InResponseTo="_request-1"');
    lab.ground.clock.advance(61 * 60_000);
    expect((await entra.get(wish?.resume ?? '')).text).toContain('AADSTS165000');
    expect((await entra.get(`/${tenant.id}/saml2/resume?request=__proto__`)).text).toContain('AADSTS165000');
  });

  it('takes an old sign-in for ForceAuthn neither now nor afterwards', async () => {
    const { identifier } = awsApplication(lab);
    const request = authnRequest({ issuer: identifier, attributes: ' ForceAuthn="true"' });
    const old = assigned(lab);
    lab.ground.clock.advance(60_000);
    entra.person = old;
    expect((await entra.get(`${endpoint()}?${redirectQuery(request)}`)).body).toBe('sign-in pages');
    expect(entra.wishes[0]?.prompt).toBe('login');
    const resume = entra.wishes[0]?.resume ?? '';
    expect((await entra.get(resume)).body).toBe('sign-in pages');
    expect(entra.wishes.at(-1)?.prompt).toBe('login');
    entra.person = assigned(lab);
    postedResponse(await entra.get(resume));
  });

  it('tells the application by NoPassive that somebody would have to do something', async () => {
    const { identifier } = awsApplication(lab);
    entra.person = undefined;
    const request = authnRequest({ issuer: identifier, attributes: ' IsPassive="1"' });
    const { xml, base64 } = postedResponse(await entra.get(`${endpoint()}?${redirectQuery(request)}`));
    expect(entra.wishes[0]?.prompt).toBe('none');
    expect(xml).toContain('status:NoPassive');
    const { loggedOut, profile } = await nodeSaml().validatePostResponseAsync({ SAMLResponse: base64 });
    expect([loggedOut, profile]).toEqual([false, null]);
  });

  it('asks for MFA where the request does', async () => {
    const { identifier } = awsApplication(lab);
    const request = authnRequest({
      issuer: identifier,
      children:
        '<samlp:RequestedAuthnContext><AuthnContextClassRef xmlns="urn:oasis:names:tc:SAML:2.0:assertion">http://schemas.microsoft.com/claims/multipleauthn</AuthnContextClassRef></samlp:RequestedAuthnContext>',
    });
    await entra.get(`${endpoint()}?${redirectQuery(request)}`);
    expect(entra.wishes[0]?.requireMfa).toBe(true);
  });
});
