import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../../electron/compose/connection.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import type { EntraIdentity, Identity } from '../../../shared/core/connections/identity.ts';
import { testIdentity } from '../../../shared/flows/connections/test-identity.ts';
import type { SignInPrompts } from '../../../shared/ports/entra-sign-in.ts';
import { testKey } from '../../generators/keys.ts';
import { appOf, principalNamed, secretOf, tenantOf } from '../entra/cast.ts';
import { labGet } from '../entra/requests.ts';
import { signIn } from '../entra/sign-in-walk.ts';
import { runningLab } from '../running-lab.ts';
import { type LabConnection, labConnection, NO_PROMPTS } from './lab-connection.ts';

const LISA = { name: 'lisa.simpson@jogcloud.onmicrosoft.com', password: 'Saxophone-8' };
const GRAPH = 'https://graph.microsoft.com/.default';
const signal = new AbortController().signal;
let lab: Lab;
let own: LabConnection;
let connection: Connection;
let application: { readonly tenant: string; readonly clientId: string };
let person: { readonly tenant: string; readonly clientId: string };

beforeAll(async () => {
  lab = await runningLab();
  own = labConnection(lab);
  connection = await own.connect();
  const { id: tenant } = tenantOf(lab);
  application = { tenant, clientId: appOf(lab, 'Lab Console').appId };
  person = { tenant, clientId: appOf(lab, 'Lab Command Line').appId };
}, 20_000);
afterAll(async () => {
  connection.close();
  own.dispose();
  await lab.stop();
});

const claimsFor = async (
  identity: EntraIdentity,
  prompts: SignInPrompts = NO_PROMPTS,
  interactive = true,
) => {
  const wanted = { scopes: [GRAPH], interactive };
  const { login } = { login: lab.ground.addresses.loopback('entra') };
  const token = await connection.signIn.token(identity, { login }, wanted, prompts, signal);
  return { token, claims: decodeJwt(token.accessToken) };
};

/** A browser in which Lisa signs in wherever it is sent. */
function lisasBrowser(): SignInPrompts {
  const browser = new Browser(lab, { also: (url) => url.hostname === 'localhost' && url.port !== '' });
  return { ...NO_PROMPTS, openBrowser: async (url) => void signIn(browser, url, LISA) };
}

describe('applications', () => {
  it('sign in with a secret', async () => {
    const identity = own.workspace.identities.find(({ name }) => name === 'Lab Console') as EntraIdentity;
    const { claims } = await claimsFor(identity);
    expect(claims).toMatchObject({ appid: application.clientId, appidacr: '1', roles: ['User.Read.All'] });
    const { report } = await testIdentity(connection, own.workspace, identity, false, NO_PROMPTS, signal);
    expect(report).toMatchObject({ side: 'entra', appOnly: true, granted: ['User.Read.All'] });
  });

  it('sign in with a certificate, and are told here what does not fit', async () => {
    const key = testKey('idp-rsa');
    const app = appOf(lab, 'Lab Console');
    app.keyCredentials.push({
      keyId: 'k',
      displayName: 'k',
      certificatePem: key.certificatePem,
      startDateTime: '2020-01-01T00:00:00Z',
      endDateTime: '2090-01-01T00:00:00Z',
    });
    const identity: EntraIdentity = {
      id: 'certificate',
      name: 'By certificate',
      kind: 'entra-certificate',
      ...application,
      certificatePem: key.certificatePem,
    };
    await expect(claimsFor(identity)).rejects.toMatchObject({ code: 'ERR_IDENTITY_SECRET' });
    await own.secrets.put('identity/certificate/privateKey', testKey('attacker-rsa').privatePem);
    await expect(claimsFor(identity)).rejects.toThrow(/another certificate/);
    await own.secrets.put('identity/certificate/privateKey', key.privatePem);
    expect((await claimsFor(identity)).claims.appidacr).toBe('2');
  });

  it('sign in with a federated assertion out of a file', async () => {
    const assertionFile = join(own.home, 'assertion');
    const { access_token } = (await labGet(
      lab,
      '/imds/metadata/identity/oauth2/token?api-version=2018-02-01&resource=api://AzureADTokenExchange',
      'managed-identity',
      { metadata: 'true' },
    )) as { access_token: string };
    appOf(lab, 'Lab Console').federatedIdentityCredentials.push({
      id: 'f',
      name: 'f',
      issuer: `https://login.microsoftonline.com/${application.tenant}/v2.0`,
      subject: principalNamed(tenantOf(lab), 'lab-machine').id,
      audiences: ['api://AzureADTokenExchange'],
    });
    const identity: EntraIdentity = {
      id: 'federated',
      name: 'Workload',
      kind: 'entra-federated-assertion',
      ...application,
      assertionFile,
    };
    await expect(claimsFor(identity)).rejects.toMatchObject({ code: 'ERR_INPUT_NOT_FOUND' });
    writeFileSync(assertionFile, `${access_token}\n`);
    expect((await claimsFor(identity)).claims.appid).toBe(application.clientId);
  });
});

describe('people', () => {
  it('sign in in the browser, then silently, and are forgotten', async () => {
    const identity: EntraIdentity = { id: 'me', name: 'Me', kind: 'entra-browser', ...person };
    await expect(claimsFor(identity, NO_PROMPTS, false)).rejects.toMatchObject({
      code: 'ERR_SIGN_IN_NEEDED',
    });
    const { claims } = await claimsFor(identity, lisasBrowser());
    expect(claims.upn ?? claims.unique_name).toBe(LISA.name);
    const again = await claimsFor(identity, NO_PROMPTS, false);
    expect(again.token.fromCache).toBe(true);
    expect(own.secrets.all.get('identity/me/token-cache')).toContain('RefreshToken');
    await connection.signIn.forget('me');
    await expect(claimsFor(identity, NO_PROMPTS, false)).rejects.toMatchObject({
      code: 'ERR_SIGN_IN_NEEDED',
    });
  });

  it('sign in by device code', async () => {
    const identity: EntraIdentity = { id: 'device', name: 'Me', kind: 'entra-device-code', ...person };
    const browser = new Browser(lab);
    const prompts: SignInPrompts = {
      ...NO_PROMPTS,
      showDeviceCode: ({ userCode, verificationUri }) => {
        const url = lab.ground.addresses.onLoopback(verificationUri);
        void (async () => {
          await browser.open(url);
          await browser.submit({ otc: userCode });
          await browser.submit({ loginfmt: LISA.name });
          await browser.submit({ passwd: LISA.password });
          await browser.submit({}, 'No');
          await browser.submit({}, 'Continue');
        })();
      },
    };
    const { claims } = await claimsFor(identity, prompts);
    expect(claims.upn ?? claims.unique_name).toBe(LISA.name);
  }, 30_000);

  it('may give up: cancelled while the browser is open', async () => {
    const controller = new AbortController();
    const identity: EntraIdentity = { id: 'gone', name: 'Me', kind: 'entra-browser', ...person };
    const login = lab.ground.addresses.loopback('entra');
    const prompts = { ...NO_PROMPTS, openBrowser: async () => controller.abort() };
    const waiting = connection.signIn.token(
      identity,
      { login },
      { scopes: [GRAPH], interactive: true },
      prompts,
      controller.signal,
    );
    await expect(waiting).rejects.toMatchObject({ code: 'ERR_CANCELLED' });
  });
});

describe('machines', () => {
  afterEach(() => {
    delete process.env.AZURE_POD_IDENTITY_AUTHORITY_HOST;
  });

  it('sign in by their managed identity', async () => {
    process.env.AZURE_POD_IDENTITY_AUTHORITY_HOST = `${lab.ground.addresses.loopback('managed-identity')}/imds`;
    const { claims } = await claimsFor({ id: 'machine', name: 'Machine', kind: 'entra-managed-identity' });
    expect(claims).toMatchObject({ idtyp: 'app', appidacr: '2' });
  });

  it.skipIf(process.platform === 'win32')('use the account of the Azure CLI', async () => {
    const path = process.env.PATH;
    const identity: EntraIdentity = { id: 'cli', name: 'CLI', kind: 'entra-azure-cli' };
    process.env.PATH = own.home;
    await expect(claimsFor(identity)).rejects.toThrow(/not installed/);
    // The real one needs a cloud: this says what it says.
    writeFileSync(join(own.home, 'az'), '#!/bin/sh\necho "ERROR: Please run \'az login\'" >&2\nexit 1\n');
    chmodSync(join(own.home, 'az'), 0o755);
    process.env.PATH = `${own.home}:/usr/bin:/bin`;
    const failure = await claimsFor(identity).catch((thrown) => thrown);
    process.env.PATH = path;
    expect(failure).toMatchObject({ code: 'ERR_SIGN_IN_NEEDED', hint: 'Run az login, then try again.' });
  });
});

describe('what an admin gets wrong', () => {
  const app = (more: object): Identity => ({
    id: 'wrong',
    name: 'Wrong',
    kind: 'entra-client-secret',
    ...application,
    ...more,
  });
  const refusal = async (identity: Identity, secret: string) => {
    await own.secrets.put('identity/wrong/clientSecret', secret);
    return claimsFor(identity as EntraIdentity).catch((thrown) => thrown);
  };

  it('is told with its number and the next step', async () => {
    const console = appOf(lab, 'Lab Console');
    const id = await refusal(app({}), console.passwordCredentials[0]?.keyId ?? '');
    expect(id).toMatchObject({ code: 'ERR_ENTRA_REFUSED', details: { aadsts: 7000215 } });
    expect(id.hint).toContain('not its id');
    const unknown = await refusal(app({ clientId: '11111111-2222-4333-8444-555555555555' }), 'x');
    expect(unknown.details.aadsts).toBe(700016);
    const tenant = await refusal(app({ tenant: 'nowhere.example' }), secretOf(console));
    expect(tenant.details.aadsts).toBe(90002);
    const [credential] = console.passwordCredentials;
    const before = credential?.endDateTime ?? '';
    if (credential !== undefined) credential.endDateTime = '2020-01-01T00:00:00Z';
    expect((await refusal(app({}), secretOf(console))).details.aadsts).toBe(7000222);
    if (credential !== undefined) credential.endDateTime = before;
  });

  it('is told of a browser that came back with a refusal', async () => {
    const identity: EntraIdentity = {
      id: 'unconsented',
      name: 'Unconsented',
      kind: 'entra-browser',
      tenant: application.tenant,
      clientId: appOf(lab, 'Unconsented Client').appId,
    };
    await expect(claimsFor(identity, lisasBrowser())).rejects.toMatchObject({
      code: 'ERR_ENTRA_REFUSED',
      details: { aadsts: 650057 },
    });
  });

  it('leaves no secret in the request log', () => {
    const log = JSON.stringify(own.log.list());
    for (const [name, secret] of own.secrets.all) {
      if (!name.endsWith('token-cache')) expect(log.includes(secret), name).toBe(false);
    }
    expect(log).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
    expect(own.log.list().length).toBeGreaterThan(10);
  });
});
