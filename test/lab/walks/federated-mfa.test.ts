import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  addSecondaryTokenSigning,
  promoteSecondaryTokenSigning,
} from '../../../electron/lab/adfs/token-signing.ts';
import type { DomainFederation } from '../../../electron/lab/entra/directory.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { certificateBase64 } from '../../../electron/lab/platform/certificates.ts';
import { runningLab } from '../running-lab.ts';
import { forestPerson, METHODS, MULTIPLE, type Person, Walker } from './walk.ts';

// A walk is many requests, and the machine may have other things to do.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let lab: Lab;
let untouched: string;
let homer: Person;
beforeAll(async () => {
  lab = await runningLab();
  untouched = lab.snapshot();
  homer = forestPerson(lab, true);
});
beforeEach(() => lab.restore(untouched));
afterAll(() => lab.stop());

function federation(): DomainFederation {
  for (const tenant of lab.state.directory.tenants.values())
    for (const domain of tenant.domains.values())
      if (domain.federation !== undefined) return domain.federation;
  throw new Error('nothing is federated');
}

/** Starts at the access portal, in front of which Conditional Access wants MFA for this person. */
async function walk(options: { realNames?: boolean; certificate?: boolean } = {}): Promise<Walker> {
  const { realNames = false, certificate = true } = options;
  const walker = new Walker(lab, {
    realNames,
    ...(certificate && homer.certificate !== undefined ? { certificate: homer.certificate } : {}),
  });
  await walker.open(`${walker.base('access-portal')}/start`);
  await walker.signIn(homer);
  return walker;
}

describe('accept: MFA of AD FS counts', () => {
  it.each([true, false])(
    'with a certificate in the handshake and multipleauthn in the token (real names: %s)',
    async (realNames) => {
      const walker = await walk({ realNames });
      expect(walker.view.title).toContain('AWS access portal');
      expect(walker.tokens[0]).toContain(MULTIPLE);
      expect((await walker.claims())[METHODS]).toContain(MULTIPLE);
      if (realNames) expect(walker.hosts).toContain(`certauth.${lab.state.adfs.host}`);
    },
  );

  it('and is what counts where nothing was ever set', async () => {
    delete federation().federatedIdpMfaBehavior;
    expect((await walk()).view.title).toContain('AWS access portal');
  });

  it('ends at AD FS without a certificate', async () => {
    const walker = await walk({ certificate: false });
    expect(walker.view.text).toContain('No certificate was presented');
    expect(walker.tokens).toEqual([]);
  });

  it('does not count where the rule does not pass it on: Entra asks by itself', async () => {
    lab.state.adfs.passAuthenticationMethods = false;
    const walker = await walk();
    expect(walker.tokens[0]).not.toContain(MULTIPLE);
    expect(walker.view.title).toContain('Enter code');
    expect((await walker.enterCode()).title).toContain('AWS access portal');
    expect((await walker.claims())[METHODS]).toContain(MULTIPLE);
  });

  it('does not count where the certificate was the first factor', async () => {
    const walker = new Walker(lab, homer.certificate === undefined ? {} : { certificate: homer.certificate });
    await walker.open(`${walker.base('access-portal')}/start`);
    await walker.submit({ loginfmt: homer.userName });
    await walker.follow('Sign in using an X.509 certificate');
    expect(walker.tokens[0]).toContain('X509-PKI');
    expect(walker.view.title).toContain('Enter code');
    await walker.enterCode();
    expect((await walker.claims())[METHODS]).toEqual([
      'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/x509',
      MULTIPLE,
    ]);
  });
});

describe('enforce: AD FS has to do it', () => {
  beforeEach(() => {
    federation().federatedIdpMfaBehavior = 'enforceMfaByFederatedIdp';
  });

  it('sends back to AD FS with wauth where it was not done, and takes it then', async () => {
    lab.state.adfs.certificateRequiredFor = [];
    const walker = await walk();
    expect(walker.tokens).toHaveLength(2);
    expect(walker.tokens[0]).not.toContain(MULTIPLE);
    expect(walker.tokens[1]).toContain(MULTIPLE);
    expect(walker.browser.hops.some((hop) => hop.includes(`wauth=${encodeURIComponent(MULTIPLE)}`))).toBe(
      true,
    );
    expect(walker.view.title).toContain('AWS access portal');
  });

  it('refuses where AD FS still does not say so', async () => {
    lab.state.adfs.passAuthenticationMethods = false;
    const walker = await walk();
    expect(walker.tokens).toHaveLength(2);
    expect(walker.view.text).toMatch(/AADSTS(50158|50079|50072)/);
    expect(walker.responses).toEqual([]);
  });
});

describe('reject: MFA of AD FS counts for nothing', () => {
  it('so that Entra asks although it was done', async () => {
    federation().federatedIdpMfaBehavior = 'rejectMfaByFederatedIdp';
    const walker = await walk();
    expect(walker.tokens[0]).toContain(MULTIPLE);
    expect(walker.view.title).toContain('Enter code');
    expect(walker.responses).toEqual([]);
    expect((await walker.enterCode()).title).toContain('AWS access portal');
  });
});

describe('a rolled token-signing certificate', () => {
  it('is refused with AADSTS50006 until the domain has it', async () => {
    await addSecondaryTokenSigning(lab.ground);
    promoteSecondaryTokenSigning(lab.ground);
    const walker = await walk();
    expect(walker.view.text).toContain('AADSTS50006');
    const [primary] = lab.state.adfs.tokenSigning;
    federation().nextSigningCertificate = certificateBase64(primary?.certificatePem ?? '');
    expect((await walk()).view.title).toContain('AWS access portal');
  });
});
