import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { METHOD_PASSWORD } from '../../../electron/lab/adfs/methods.ts';
import { securityTokenResponse } from '../../../electron/lab/adfs/token.ts';
import {
  addSecondaryTokenSigning,
  promoteSecondaryTokenSigning,
} from '../../../electron/lab/adfs/token-signing.ts';
import type { Domain, DomainFederation, Tenant } from '../../../electron/lab/entra/directory.ts';
import { acceptFederatedSignIn } from '../../../electron/lab/entra/ws-fed/federation.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { certificateBase64 } from '../../../electron/lab/platform/certificates.ts';
import { privateKeyOf } from '../../../electron/lab/platform/rsa-key.ts';
import { signXml } from '../../../electron/lab/platform/xml-sign.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import { failures, judgeOne } from '../../oracles/our-verdict.ts';
import { xmlsec1Opinions, xmlsec1Version } from '../../oracles/xmlsec1.ts';
import { runningLab } from '../running-lab.ts';
import { people } from './adfs-visit.ts';

const ID = '_3d3a4b6e-0000-4000-8000-000000000001';

let lab: Lab;
let untouched: string;
beforeAll(async () => {
  lab = await runningLab();
  untouched = lab.snapshot();
});
beforeEach(() => lab.restore(untouched));
afterAll(() => lab.stop());

function federated(): { tenant: Tenant; domain: Domain; federation: DomainFederation } {
  const [tenant] = lab.state.directory.tenants.values();
  const domain = [...(tenant?.domains.values() ?? [])].find(({ federation }) => federation !== undefined);
  if (tenant === undefined || domain?.federation === undefined) throw new Error('nothing is federated');
  return { tenant, domain, federation: domain.federation };
}

function token(
  userPrincipalName = people(lab).without.userPrincipalName,
  at = lab.ground.clock.now(),
): string {
  const account = lab.state.adfs.accounts.get(userPrincipalName);
  if (account === undefined) throw new Error(`no account ${userPrincipalName}`);
  return securityTokenResponse(lab.state.adfs, {
    account,
    methods: [METHOD_PASSWORD],
    authenticatedAt: at,
    now: at,
    id: ID,
  });
}

/** The token with something else in it, signed anew by the farm. */
function resigned(change: (unsigned: string) => string): string {
  const [signing] = lab.state.adfs.tokenSigning;
  if (signing === undefined) throw new Error('no key');
  const unsigned = token().replace(/<ds:Signature .*<\/ds:Signature>/, '');
  return signXml(change(unsigned), ID, 'last', {
    key: privateKeyOf(signing.key),
    certificate: certificateBase64(signing.certificatePem),
  });
}

function answerTo(wresult: string) {
  const { tenant, domain } = federated();
  return acceptFederatedSignIn(lab.ground, tenant, domain, wresult);
}

describe('the token of AD FS', () => {
  it('is valid to the inspector with its profile for Entra', async () => {
    const [signing] = lab.state.adfs.tokenSigning;
    const message = await judgeOne(token(), {
      certificates: [signing?.certificatePem ?? ''],
      at: lab.ground.clock.now(),
      expect: {
        audience: 'urn:federation:MicrosoftOnline',
        issuer: `http://${lab.state.adfs.host}/adfs/services/trust`,
      },
      profile: 'entra',
      strict: true,
    });
    expect(failures(message)).toEqual([]);
    expect(message).toMatchObject({ kind: 'ws-fed-response', verdict: 'valid' });
  });

  it.skipIf(xmlsec1Version() === undefined)('verifies with xmlsec1, where it is installed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lab-adfs-'));
    try {
      const file = join(folder, 'certificate.pem');
      writeFileSync(file, lab.state.adfs.tokenSigning[0]?.certificatePem ?? '');
      const forged = token().replace('am:password', 'am:X509-PKI');
      expect(xmlsec1Opinions([token(), forged], file).map(({ accepted }) => accepted)).toEqual([true, false]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('signs the user in at Entra', () => {
    const answer = answerTo(token());
    if (!('user' in answer)) throw new Error(answer.message);
    expect(answer.user.userPrincipalName).toBe(people(lab).without.userPrincipalName);
  });
});

describe('Entra refuses', () => {
  it.each<[number, string, () => string]>([
    [20012, 'nothing', () => ''],
    [20012, 'no XML', () => 'hello'],
    [20012, 'another document', () => '<x/>'],
    [20012, 'a DOCTYPE', () => `<!DOCTYPE x [<!ENTITY y "z">]>${token()}`],
    [20012, 'a bare assertion', () => /<saml:Assertion.*<\/saml:Assertion>/.exec(token())?.[0] ?? ''],
    [20012, 'a very long message', () => `<x>${'y'.repeat(600_000)}</x>`],
    [
      50008,
      'two assertions',
      () => {
        const one = token();
        const [assertion = ''] = /<saml:Assertion.*<\/saml:Assertion>/.exec(one) ?? [];
        return one.replace(assertion, assertion + assertion.replaceAll(ID, `${ID}2`));
      },
    ],
    [
      50008,
      'another audience',
      () => resigned((xml) => xml.replaceAll('>urn:federation:MicrosoftOnline<', '>urn:other<')),
    ],
    [50008, 'no UPN', () => resigned((xml) => xml.replace('AttributeName="UPN"', 'AttributeName="Name"'))],
    [
      50008,
      'no immutable id',
      () => resigned((xml) => xml.replace('AttributeName="ImmutableID"', 'AttributeName="Id"')),
    ],
    [
      50107,
      'another issuer',
      () => resigned((xml) => xml.replace('/adfs/services/trust"', '/adfs/services/other"')),
    ],
    [50006, 'a changed value', () => token().replace('am:password', 'am:X509-PKI')],
    [50006, 'no signature', () => token().replace(/<ds:Signature .*<\/ds:Signature>/, '')],
    [500133, 'a token of yesterday', () => token(undefined, lab.ground.clock.now() - 86_400_000)],
    [500133, 'a token of tomorrow', () => token(undefined, lab.ground.clock.now() + 86_400_000)],
    [
      51004,
      'somebody it does not know',
      () => resigned((xml) => xml.replaceAll(/>[\w+/]{22}==</g, '>AAAAAAAAAAAAAAAAAAAAAA==<')),
    ],
    [
      51004,
      'an immutable id under another name',
      () =>
        resigned((xml) =>
          xml.replaceAll(
            people(lab).without.userPrincipalName,
            people(lab).withCertificate.userPrincipalName,
          ),
        ),
    ],
  ])('%i %s', (aadsts, _what, make) => {
    expect(answerTo(make())).toMatchObject({ aadsts });
  });

  it('50107 a domain that is not federated, and everybody where its certificate is none', () => {
    const { tenant, domain, federation } = federated();
    federation.signingCertificate = 'bm90IGEgY2VydGlmaWNhdGU=';
    expect(answerTo(token())).toMatchObject({ aadsts: 50006 });
    delete domain.federation;
    expect(acceptFederatedSignIn(lab.ground, tenant, domain, token())).toMatchObject({ aadsts: 50107 });
  });

  it('51004 an identity provider that speaks for people of another domain', () => {
    const { tenant } = federated();
    const managed = [...tenant.users.values()].find(
      ({ onPremisesImmutableId, userType }) => onPremisesImmutableId === undefined && userType === 'Member',
    );
    const account = lab.state.adfs.accounts.get(people(lab).without.userPrincipalName);
    if (managed === undefined || account === undefined) throw new Error('no such people');
    managed.onPremisesImmutableId = 'EREREREREREREREREREREQ==';
    const wresult = securityTokenResponse(lab.state.adfs, {
      account: {
        ...account,
        userPrincipalName: managed.userPrincipalName,
        immutableId: managed.onPremisesImmutableId,
      },
      methods: [METHOD_PASSWORD],
      authenticatedAt: lab.ground.clock.now(),
      now: lab.ground.clock.now(),
      id: ID,
    });
    expect(answerTo(wresult)).toMatchObject({ aadsts: 51004 });
  });
});

describe('rollover of the token-signing certificate', () => {
  async function metadata(): Promise<string> {
    const url = `${lab.ground.addresses.loopback('adfs')}/FederationMetadata/2007-06/FederationMetadata.xml`;
    return (await new Browser(lab).open(url)).body;
  }

  it('publishes the next one first, then signs with it, and Entra refuses it until it knows it', async () => {
    const { adfs } = lab.state;
    const { federation } = federated();
    await addSecondaryTokenSigning(lab.ground);
    const next = certificateBase64(adfs.tokenSigning[1]?.certificatePem ?? '');
    expect(await metadata()).toContain(next);
    expect(answerTo(token())).toHaveProperty('user');
    expect(promoteSecondaryTokenSigning(lab.ground)).toBe(true);
    expect(answerTo(token())).toMatchObject({ aadsts: 50006 });
    federation.nextSigningCertificate = next;
    expect(answerTo(token())).toHaveProperty('user');
  });

  it('needs a second certificate', () => {
    expect(promoteSecondaryTokenSigning(lab.ground)).toBe(false);
  });

  it('has metadata that the inspector finds valid and signed', async () => {
    const message = await judgeOne(await metadata(), {
      certificates: [lab.state.adfs.tokenSigning[0]?.certificatePem ?? ''],
      at: lab.ground.clock.now(),
    });
    expect(failures(message)).toEqual([]);
    expect(message).toMatchObject({ kind: 'saml-metadata', verdict: 'valid' });
  });
});
