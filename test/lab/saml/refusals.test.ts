import { createSign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import * as samlify from 'samlify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Application } from '../../../electron/lab/entra/directory.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { testKey } from '../../generators/keys.ts';
import { runningLab } from '../running-lab.ts';
import { authnRequest, postBody, type RequestParts, redirectQuery } from './requests.ts';
import {
  assigned,
  awsApplication,
  postedResponse,
  type SamlEntra,
  samlEntra,
  signedIn,
} from './saml-entra.ts';

const A = 'urn:oasis:names:tc:SAML:2.0:assertion';
const P = 'urn:oasis:names:tc:SAML:2.0:protocol';
const CLASSES = 'urn:oasis:names:tc:SAML:2.0:ac:classes';

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
  entra.person = assigned(lab);
});
afterAll(async () => {
  await entra.close();
  await lab.stop();
});

function endpoint(): string {
  return `/${awsApplication(lab).tenant.id}/saml2`;
}

function application(): Application {
  const { tenant, principal } = awsApplication(lab);
  const found = [...tenant.applications.values()].find(({ appId }) => appId === principal.appId);
  if (found === undefined) throw new Error('no application');
  return found;
}

/** @returns the number of the refusal, or `accepted` */
async function outcomeOf(xml: string, more: Record<string, string> = {}): Promise<string> {
  const view = await entra.get(`${endpoint()}?${redirectQuery(xml, more)}`);
  return view.sendsItself ? 'accepted' : (/AADSTS(\d+)/.exec(view.text)?.[1] ?? view.text);
}

function request(parts: Partial<RequestParts> = {}): string {
  return authnRequest({ issuer: awsApplication(lab).identifier, ...parts });
}

function contexts(classes: readonly string[], comparison = ''): Partial<RequestParts> {
  const references = classes.map((one) => `<AuthnContextClassRef xmlns="${A}">${one}</AuthnContextClassRef>`);
  return {
    children: `<samlp:RequestedAuthnContext${comparison}>${references.join('')}</samlp:RequestedAuthnContext>`,
  };
}

describe('the request itself', () => {
  it.each<[string, string, () => string]>([
    ['7500529', 'an ID that begins with a digit', () => request({ id: '1abc' })],
    ['7500529', 'an ID with a space', () => request({ id: '_a b' })],
    ['7500529', 'no ID', () => request().replace(' ID="_request-1"', '')],
    ['75005', 'another version', () => request().replace('Version="2.0"', 'Version="1.1"')],
    ['75005', 'no version', () => request().replace(' Version="2.0"', '')],
    ['75005', 'no instant', () => request().replace(/ IssueInstant="[^"]*"/, '')],
    ['75005', 'an instant that is none', () => request({ issueInstant: 'yesterday' })],
    [
      '76026',
      'an old request',
      () => request({ issueInstant: new Date(Date.now() - 2 * 3_600_000).toISOString() }),
    ],
    [
      '75005',
      'a subject',
      () => request({ children: `<Subject xmlns="${A}"><NameID>bart</NameID></Subject>` }),
    ],
    ['75005', 'ForceAuthn that is no boolean', () => request({ attributes: ' ForceAuthn="yes"' })],
    [
      '75003',
      'another binding for the answer',
      () => request({ attributes: ' ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact"' }),
    ],
    [
      '75016',
      'a NameIDPolicy that is not given',
      () =>
        request({
          children: '<samlp:NameIDPolicy Format="urn:oasis:names:tc:SAML:2.0:nameid-format:kerberos"/>',
        }),
    ],
    [
      '75016',
      'a NameIDPolicy for another application',
      () => request({ children: '<samlp:NameIDPolicy SPNameQualifier="urn:other"/>' }),
    ],
    [
      '75011',
      'a context that is not compared exactly',
      () => request(contexts([`${CLASSES}:Password`], ' Comparison="minimum"')),
    ],
    ['75011', 'a certificate where a password was used', () => request(contexts([`${CLASSES}:X509`]))],
    ['75011', 'an unknown context', () => request(contexts(['urn:nobody:knows']))],
    ['75005', 'a context without a class', () => request(contexts([]))],
    ['75005', 'another message', () => `<samlp:ArtifactResolve xmlns:samlp="${P}" ID="_1"/>`],
    ['75005', 'a DOCTYPE', () => `<!DOCTYPE x>${request()}`],
    ['75005', 'two roots', () => request() + request()],
    ['75005', 'an assertion in it', () => request({ children: `<Assertion xmlns="${A}" ID="_x"/>` })],
    [
      '75005',
      'a service named twice',
      () =>
        request({
          attributes: ` AssertionConsumerServiceURL="${awsApplication(lab).acs}" AssertionConsumerServiceIndex="1"`,
        }),
    ],
  ])('AADSTS%s for %s', async (aadsts, _what, make) => {
    expect(await outcomeOf(make())).toBe(aadsts);
  });

  it.each([
    ['Password', [`${CLASSES}:Password`]],
    ['PasswordProtectedTransport, as node-saml asks', [`${CLASSES}:PasswordProtectedTransport`]],
    ['unspecified', [`${CLASSES}:unspecified`]],
    ['one of several', [`${CLASSES}:X509`, `${CLASSES}:Password`]],
  ])('accepts the context %s', async (_what, classes) => {
    expect(await outcomeOf(request(contexts(classes, ' Comparison="exact"')))).toBe('accepted');
  });

  it('ignores what Entra ignores', async () => {
    const odd =
      ' Destination="https://elsewhere.example/" ProviderName="x" Consent="urn:y" AttributeConsumingServiceIndex="7"';
    expect(
      await outcomeOf(
        request({ attributes: odd, issueInstant: new Date(Date.now() + 600_000).toISOString() }),
      ),
    ).toBe('accepted');
  });

  it('names the class that was asked for and the one that was used', async () => {
    const { tenant, user } = assigned(lab);
    entra.person = signedIn(lab, tenant, user, { methods: ['rsa', 'fed'], mfa: true });
    const view = await entra.get(
      `${endpoint()}?${redirectQuery(request(contexts([`${CLASSES}:PasswordProtectedTransport`])))}`,
    );
    expect(view.text).toContain("'X509, MultiFactor'");
    expect(view.text).toContain("'PasswordProtectedTransport'");
  });
});

describe('how the request comes', () => {
  it.each([
    ['no parameter', 'RelayState=x', '750054'],
    ['an empty parameter', 'SAMLRequest=', '75005'],
    ['what is no base64', 'SAMLRequest=%00%FF', '75005'],
    ['a broken percent code', 'SAMLRequest=%', '75005'],
    ['the parameter twice', 'SAMLRequest=PHgvPg%3D%3D&SAMLRequest=PHgvPg%3D%3D', '75005'],
    ['an answer beside the question', 'SAMLRequest=PHgvPg%3D%3D&SAMLResponse=PHgvPg%3D%3D', '75005'],
    ['a long one', `SAMLRequest=${'A'.repeat(300_000)}`, '75005'],
  ])('refuses %s', async (_what, encoded, aadsts) => {
    const view = await entra.post(endpoint(), encoded);
    expect(view.text).toContain(`AADSTS${aadsts}:`);
    expect(view.status).toBe(400);
  });

  it('refuses a message that is not deflated in a query, and one that inflates without end', async () => {
    expect((await entra.get(`${endpoint()}?${postBody(request())}`)).text).toContain('AADSTS75005');
    const bomb = deflateRawSync(`${request()}${' '.repeat(3_000_000)}`).toString('base64');
    expect((await entra.get(`${endpoint()}?${new URLSearchParams({ SAMLRequest: bomb })}`)).text).toContain(
      'AADSTS75005',
    );
  });

  it('refuses a body that is no form', async () => {
    const view = await entra.post(endpoint(), JSON.stringify({ SAMLRequest: 'x' }), 'application/json');
    expect(view.text).toContain('AADSTS750054');
  });

  it('knows its tenants', async () => {
    for (const name of ['nowhere.example', 'common', '__proto__', '00000000-0000-0000-0000-000000000000'])
      expect((await entra.get(`/${name}/saml2?${redirectQuery(request())}`)).text).toContain('AADSTS90002');
  });
});

describe('the application', () => {
  it.each<[string, string, () => string]>([
    ['700016', 'an issuer nobody knows', () => request({ issuer: 'https://unknown.example' })],
    ['650056', 'no issuer', () => request({ issuer: '' })],
    [
      '650056',
      'an issuer with a slash too many',
      () => request({ issuer: `${awsApplication(lab).identifier}/` }),
    ],
    [
      '650056',
      'an issuer in other letters',
      () => request({ issuer: awsApplication(lab).identifier.toUpperCase() }),
    ],
    [
      '650056',
      'an application that is not set up for SAML',
      () => request({ issuer: 'https://graph.microsoft.com' }),
    ],
    [
      '50011',
      'a reply URL that is not registered',
      () => request({ attributes: ' AssertionConsumerServiceURL="https://attacker.example/acs"' }),
    ],
    [
      '50011',
      'a reply URL in other letters',
      () => request({ attributes: ` AssertionConsumerServiceURL="${awsApplication(lab).acs}/"` }),
    ],
  ])('AADSTS%s for %s', async (aadsts, _what, make) => {
    expect(await outcomeOf(make())).toBe(aadsts);
  });

  it('may call itself spn: and its id', async () => {
    const { principal } = awsApplication(lab);
    expect(await outcomeOf(request({ issuer: `spn:${principal.appId}` }))).toBe('accepted');
  });

  it('has more than one reply URL', async () => {
    const { principal } = awsApplication(lab);
    principal.replyUrls.push('https://second.example/acs');
    const attributes = ' AssertionConsumerServiceURL="https://second.example/acs"';
    const view = await entra.get(`${endpoint()}?${redirectQuery(request({ attributes }))}`);
    const answer = postedResponse(view);
    expect(answer.action).toBe('https://second.example/acs');
    expect(answer.xml).toContain('Recipient="https://second.example/acs"');
  });

  it('AADSTS500113, 50003, 7000112 and 501241 where it is not set up to the end', async () => {
    const { principal } = awsApplication(lab);
    const xml = request();
    principal.nameId = { ...principal.nameId, source: 'user.employeeid' };
    expect(await outcomeOf(xml)).toBe('501241');
    principal.nameId = { ...principal.nameId, source: 'user.nothing' };
    expect(await outcomeOf(xml)).toBe('501241');
    principal.signingKeys = [];
    expect(await outcomeOf(xml)).toBe('50003');
    principal.replyUrls = [];
    expect(await outcomeOf(xml)).toBe('500113');
    principal.accountEnabled = false;
    expect(await outcomeOf(xml)).toBe('7000112');
  });
});

describe('signed requests', () => {
  const key = testKey('sp-rsa');

  function required(weak = false): void {
    const app = application();
    app.keyCredentials = [
      {
        keyId: 'k',
        displayName: 'k',
        certificatePem: key.certificatePem,
        startDateTime: '',
        endDateTime: '',
      },
    ];
    app.requestSignatureVerification = {
      isSignedRequestRequired: true,
      ...(weak ? { allowedWeakAlgorithms: 'rsaSha1' as const } : {}),
    };
  }

  /** A query signed over its own characters. */
  function signedQuery(algorithm: 'sha256' | 'sha1', change = (query: string) => query): string {
    const uri =
      algorithm === 'sha1'
        ? 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'
        : 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
    const query = `${redirectQuery(request())}&RelayState=a%20b&SigAlg=${encodeURIComponent(uri)}`;
    const signature = createSign(`RSA-${algorithm}`).update(query).sign(key.privatePem, 'base64');
    return `${change(query)}&Signature=${encodeURIComponent(signature)}`;
  }

  async function outcomeOfQuery(query: string): Promise<string> {
    const view = await entra.get(`${endpoint()}?${query}`);
    return view.sendsItself ? 'accepted' : (/AADSTS(\d+)/.exec(view.text)?.[1] ?? view.text);
  }

  it('are demanded where the application says so: AADSTS76021', async () => {
    required();
    expect(await outcomeOf(request())).toBe('76021');
    expect(await outcomeOfQuery(signedQuery('sha256'))).toBe('accepted');
    expect(await outcomeOfQuery(signedQuery('sha256', (query) => query.replace('a%20b', 'a+b')))).toBe(
      '76021',
    );
    expect(await outcomeOfQuery(signedQuery('sha1'))).toBe('76021');
    required(true);
    expect(await outcomeOfQuery(signedQuery('sha1'))).toBe('accepted');
    application().keyCredentials = [];
    expect(await outcomeOfQuery(signedQuery('sha256'))).toBe('76021');
  });

  it('are verified in a POST as well', async () => {
    required();
    const { identifier, acs } = awsApplication(lab);
    const sign = (privateKey: string) =>
      samlify
        .ServiceProvider({
          entityID: identifier,
          authnRequestsSigned: true,
          privateKey,
          signingCert: key.certificateBase64,
          assertionConsumerService: [{ Binding: samlify.Constants.namespace.binding.post, Location: acs }],
        })
        .createLoginRequest(
          samlify.IdentityProvider({
            entityID: 'x',
            wantAuthnRequestsSigned: true,
            singleSignOnService: [
              { Binding: samlify.Constants.namespace.binding.post, Location: 'https://x.example' },
            ],
            singleLogoutService: [
              { Binding: samlify.Constants.namespace.binding.post, Location: 'https://x.example' },
            ],
          }),
          'post',
        ).context;
    const ask = async (message: string) =>
      (await entra.post(endpoint(), String(new URLSearchParams({ SAMLRequest: message })))).text;
    expect(await ask(sign(key.privatePem))).toContain('One moment');
    expect(await ask(sign(testKey('idp-rsa').privatePem))).toContain('AADSTS76021');
  });

  it('are not looked at where nobody asked for them', async () => {
    expect(await outcomeOfQuery(signedQuery('sha256', (query) => query.replace('a%20b', 'x')))).toBe(
      'accepted',
    );
  });
});

it('says in the request log who was refused and why', async () => {
  await outcomeOf(request({ issuer: 'https://unknown.example' }));
  expect(lab.ground.log.list().at(-1)).toMatchObject({ operation: 'SamlRequest', error: 'AADSTS700016' });
});

it('lets faults strike in Entra’s own words', async () => {
  lab.ground.faults.set([{ kind: 'error', probability: 1, operation: 'SamlRequest', times: 1 }]);
  const view = await entra.get(`${endpoint()}?${redirectQuery(request())}`);
  expect([view.status, view.text]).toEqual([503, expect.stringContaining('AADSTS90033')]);
});
