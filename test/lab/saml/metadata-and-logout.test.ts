import { SAML } from '@node-saml/node-saml';
import * as samlify from 'samlify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { certificateBase64 } from '../../../electron/lab/platform/certificates.ts';
import { LabRandom } from '../../../electron/lab/platform/lab-random.ts';
import { newSigningKey } from '../../../electron/lab/seed/signing-key.ts';
import { failures, judgeOne } from '../../oracles/our-verdict.ts';
import { runningLab } from '../running-lab.ts';
import { authnRequest, redirectQuery } from './requests.ts';
import { assigned, awsApplication, ENTRA, postedResponse, type SamlEntra, samlEntra } from './saml-entra.ts';

const PATH = 'federationmetadata/2007-06/federationmetadata.xml';

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

function logoutUrl(url: string): void {
  const { tenant, principal } = awsApplication(lab);
  for (const application of tenant.applications.values())
    if (application.appId === principal.appId) application.web.logoutUrl = url;
}

function nodeSaml(): SAML {
  const { tenant, principal, identifier, acs } = awsApplication(lab);
  return new SAML({
    entryPoint: `${ENTRA}/${tenant.id}/saml2`,
    issuer: identifier,
    callbackUrl: acs,
    idpCert: principal.signingKeys.map(({ certificatePem }) => certificatePem),
    wantAuthnResponseSigned: false,
  });
}

describe('federation metadata', () => {
  it('names the tenant, its endpoints and the certificates of one application, and is signed', async () => {
    const { tenant, principal } = awsApplication(lab);
    const { body, headers } = await entra.get(`/${tenant.id}/${PATH}?appid=${principal.appId}`);
    expect(headers['content-type']).toContain('xml');
    const message = await judgeOne(body, {
      certificates: principal.signingKeys.map(({ certificatePem }) => certificatePem),
      at: lab.ground.clock.now(),
    });
    expect(failures(message)).toEqual([]);
    expect(message).toMatchObject({ kind: 'saml-metadata', verdict: 'valid' });
    const idp = samlify.IdentityProvider({ metadata: body });
    expect(idp.entityMeta.getEntityID()).toBe(`https://sts.windows.net/${tenant.id}/`);
    for (const binding of ['redirect', 'post'])
      expect(idp.entityMeta.getSingleSignOnService(binding)).toBe(`${ENTRA}/${tenant.id}/saml2`);
    expect(idp.entityMeta.getSingleLogoutService('redirect')).toBe(`${ENTRA}/${tenant.id}/saml2`);
  });

  it('has the certificate that signs first, the others behind it', async () => {
    const { tenant, principal, identifier } = awsApplication(lab);
    const next = await newSigningKey({ random: new LabRandom(5), now: Date.now() }, 'next', 'CN=next');
    principal.signingKeys.push(next);
    principal.preferredTokenSigningKeyThumbprint = next.thumbprint.toLowerCase();
    const { body } = await entra.get(`/${[...tenant.domains.keys()][0]}/${PATH}?appid=${principal.appId}`);
    const certificates = [...body.matchAll(/<ds:X509Certificate>([^<]+)/g)].map(([, one]) => one);
    const [old, preferred] = principal.signingKeys.map(({ certificatePem }) =>
      certificateBase64(certificatePem),
    );
    expect(certificates).toEqual([preferred, old]);
    const view = await entra.get(
      `/${tenant.id}/saml2?${redirectQuery(authnRequest({ issuer: identifier }))}`,
    );
    expect(postedResponse(view).xml).toContain(preferred);
  });

  it('is the tenant’s own without an application, and an error for an unknown one', async () => {
    const { tenant } = awsApplication(lab);
    const { body } = await entra.get(`/${tenant.id}/FederationMetadata/2007-06/FederationMetadata.xml`);
    expect(body).toContain(certificateBase64(tenant.signingKeys[0]?.certificatePem ?? ''));
    expect((await entra.get(`/${tenant.id}/${PATH}?appid=<b>`)).text).toContain('AADSTS700016');
    expect((await entra.get(`/nobody.example/${PATH}`)).text).toContain('AADSTS90002');
  });

  it('can be had before there is a certificate', async () => {
    const { tenant, principal } = awsApplication(lab);
    principal.signingKeys = [];
    const { body } = await entra.get(`/${tenant.id}/${PATH}?appid=${principal.appId}`);
    expect(body).toContain('IDPSSODescriptor');
    expect(body).not.toContain('X509Certificate');
  });
});

describe('single logout', () => {
  it('ends the session and answers at the logout address with what node-saml accepts', async () => {
    const { tenant } = awsApplication(lab);
    logoutUrl('https://sp.example/logout?x=1');
    const saml = nodeSaml();
    const url = await saml.getLogoutUrlAsync(
      {
        issuer: `https://sts.windows.net/${tenant.id}/`,
        nameID: entra.person?.user.userPrincipalName ?? '',
        nameIDFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      },
      'state',
      {},
    );
    const view = await entra.get(url.slice(ENTRA.length));
    expect(entra.person).toBeUndefined();
    const target = new URL(String(view.headers.location));
    expect(`${target.origin}${target.pathname}`).toBe('https://sp.example/logout');
    expect(target.searchParams.get('RelayState')).toBe('state');
    const container = Object.fromEntries(target.searchParams);
    const { loggedOut } = await saml.validateRedirectAsync(container, target.search.slice(1));
    expect(loggedOut).toBe(true);
    const message = await judgeOne(target.href, { at: lab.ground.clock.now() });
    expect([message.kind, ...failures(message)]).toEqual(['saml-logout-response']);
  });

  it('shows a page where no address is registered, and for the answer to its own request', async () => {
    const { tenant, identifier } = awsApplication(lab);
    const logout = authnRequest({
      issuer: identifier,
      children: '<NameID xmlns="urn:oasis:names:tc:SAML:2.0:assertion">x</NameID>',
    }).replaceAll('AuthnRequest', 'LogoutRequest');
    expect((await entra.get(`/${tenant.id}/saml2?${redirectQuery(logout)}`)).title).toContain('Signed out');
    const response = logout.replaceAll('LogoutRequest', 'LogoutResponse');
    expect((await entra.get(`/${tenant.id}/saml2?${redirectQuery(response)}`)).title).toContain('Signed out');
  });

  it.each([
    ['7500529', (xml: string) => xml.replace('ID="_', 'ID="1')],
    ['700016', (xml: string) => xml.replace(/(<Issuer[^>]*>)[^<]*/, '$1urn:unknown')],
    ['75005', (xml: string) => xml.replace('Version="2.0"', '')],
  ])('AADSTS%s for a request that is wrong', async (aadsts, change) => {
    const { tenant, identifier } = awsApplication(lab);
    const logout = authnRequest({ issuer: identifier }).replaceAll('AuthnRequest', 'LogoutRequest');
    const view = await entra.get(`/${tenant.id}/saml2?${redirectQuery(change(logout))}`);
    expect(view.text).toContain(`AADSTS${aadsts}`);
    expect(entra.person).toBeDefined();
  });
});
