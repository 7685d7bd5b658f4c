import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Connection } from '../../../electron/compose/connection.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import type { EntraIdentity } from '../../../shared/core/connections/identity.ts';
import { FIRST_PARTY_CLIENTS } from '../../../shared/core/connections/registration.ts';
import { registerApplication } from '../../../shared/flows/connections/register.ts';
import { entraEndpoints, testIdentity } from '../../../shared/flows/connections/test-identity.ts';
import type { SignInPrompts } from '../../../shared/ports/entra-sign-in.ts';
import { tenantOf } from '../entra/cast.ts';
import { signIn } from '../entra/sign-in-walk.ts';
import { runningLab } from '../running-lab.ts';
import { type LabConnection, labConnection, NO_PROMPTS } from './lab-connection.ts';

const LISA = { name: 'lisa.simpson@jogcloud.onmicrosoft.com', password: 'Saxophone-8' };
const MAGGIE = { name: 'maggie@jogcloud.onmicrosoft.com', password: 'Pacifier-1' };
const signal = new AbortController().signal;
let lab: Lab;
let own: LabConnection;
let connection: Connection;

beforeAll(async () => {
  lab = await runningLab();
  own = labConnection(lab);
  connection = await own.connect();
}, 20_000);
afterAll(async () => {
  connection.close();
  own.dispose();
  await lab.stop();
});

/** A person who signs in wherever the browser is sent, and accepts what is asked for. */
function by(person: typeof LISA): SignInPrompts & { readonly seen: string[] } {
  const browser = new Browser(lab, { also: (url) => url.hostname === 'localhost' && url.port !== '' });
  const seen: string[] = [];
  return {
    ...NO_PROMPTS,
    seen,
    openBrowser: async (url) => {
      void (async () => {
        let view = await signIn(browser, url, person);
        seen.push(view.title, view.text);
        if (view.title.startsWith('Permissions')) view = await browser.submit({}, 'Accept');
      })();
    },
  };
}

/** Somebody without any role, in the same tenant. */
function addMaggie(): void {
  const tenant = tenantOf(lab);
  const lisa = [...tenant.users.values()].find(({ displayName }) => displayName === 'Lisa Simpson');
  if (lisa === undefined) throw new Error('Lisa is gone');
  const id = '4f7a3c52-5d0e-4a0c-9d57-7f8f0f4b1c11';
  const { directoryRoles: _, ...person } = lisa;
  tenant.users.set(id, {
    ...person,
    id,
    userPrincipalName: MAGGIE.name,
    displayName: 'Maggie Simpson',
    secret: { password: MAGGIE.password },
  });
}

const [client] = FIRST_PARTY_CLIENTS;
const firstParty = (): Extract<EntraIdentity, { readonly kind: 'entra-browser' | 'entra-device-code' }> => ({
  id: 'first-party',
  name: 'you',
  kind: 'entra-browser',
  tenant: own.workspace.entra?.tenant ?? '',
  clientId: client.clientId,
});

async function register(prompts: SignInPrompts, until = signal) {
  const { login, graph } = entraEndpoints(own.workspace);
  const wanted = { scopes: [`${graph.audience}/Application.ReadWrite.All`], interactive: true };
  return registerApplication(
    {
      network: connection.network,
      clock: { sleep: async () => undefined },
      token: async () =>
        (await connection.signIn.token(firstParty(), { login }, wanted, prompts, until)).accessToken,
    },
    { graph: graph.base, login, tenant: own.workspace.entra?.tenant ?? '', cloud: 'public' },
    ['directory', 'trust'],
    until,
  );
}

it('goes from a tenant without registration to a token that may change trust', async () => {
  const tenant = tenantOf(lab);
  const before = tenant.applications.size;
  const lisa = by(LISA);
  const made = await register(lisa);
  expect(lisa.seen.join(' ')).toContain('Microsoft Graph Command Line Tools');
  expect(tenant.applications.size).toBe(before + 1);
  expect(made.consentLink).toContain(`client_id=${made.clientId}`);
  const principal = [...tenant.servicePrincipals.values()].find(({ appId }) => appId === made.clientId);
  expect(principal?.displayName).toBe('Federation Workbench');
  const identity: EntraIdentity = { ...firstParty(), id: 'new', name: 'New', clientId: made.clientId };
  const { report } = await testIdentity(connection, own.workspace, identity, true, by(LISA), signal);
  if (report.side !== 'entra') throw new Error('another side');
  expect(report).toMatchObject({ appOnly: false, account: LISA.name });
  const access = Object.fromEntries(report.needs.map((need) => [need.capability, need.access]));
  expect(access).toMatchObject({ directory: 'read', trust: 'write', scenarios: 'none' });
  const silent = await testIdentity(connection, own.workspace, identity, false, NO_PROMPTS, signal);
  expect(silent.report).toMatchObject({ fromCache: true });
});

it('lets nobody register who is no administrator', async () => {
  addMaggie();
  await connection.signIn.forget('first-party');
  const maggie = by(MAGGIE);
  const controller = new AbortController();
  const waiting = register(maggie, controller.signal).catch((thrown) => thrown);
  // Entra shows her a page and answers nobody, so that she closes it.
  await expect.poll(() => maggie.seen.join(' ')).toContain('AADSTS90094');
  controller.abort();
  expect(await waiting).toMatchObject({ code: 'ERR_CANCELLED' });
});
