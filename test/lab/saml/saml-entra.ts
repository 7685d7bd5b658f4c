import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { ServicePrincipal, Tenant, User } from '../../../electron/lab/entra/directory.ts';
import { samlRoutes } from '../../../electron/lab/entra/saml/saml-routes.ts';
import type { SignedIn, SignInWish } from '../../../electron/lab/entra/sign-in/signed-in.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { setArrival } from '../../../electron/lab/platform/arrival.ts';
import { type View, viewOf } from '../../../electron/lab/visitor/view.ts';

export const ENTRA = 'https://login.microsoftonline.com';

/** Entra's SAML endpoints of a Lab, with a test deciding who is signed in. */
export interface SamlEntra {
  /** Who is signed in; undefined shows a page instead. */
  person: SignedIn | undefined;
  /** What the endpoints asked of the sign-in pages, newest last. */
  readonly wishes: SignInWish[];
  get(path: string): Promise<View>;
  post(path: string, body: string, type?: string): Promise<View>;
  close(): Promise<void>;
}

/** Serves the endpoints alone, as if under Entra's real name. */
export async function samlEntra(lab: Lab): Promise<SamlEntra> {
  const wishes: SignInWish[] = [];
  const routes = samlRoutes(lab.ground, {
    askForSignIn: async (context, wish) => {
      wishes.push(wish);
      const { person } = entra;
      const stale = wish.prompt === 'login';
      return person === undefined || stale ? { answer: context.text('sign-in pages') } : { signedIn: person };
    },
    endSession: () => {
      entra.person = undefined;
    },
  });
  const listener = getRequestListener(routes.fetch as never, { overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => {
    const entry = lab.ground.log.begin({
      at: lab.ground.clock.now(),
      service: 'entra',
      method: incoming.method ?? '',
      host: '',
      path: '',
    });
    setArrival(incoming, { service: 'entra', byRealName: true, base: ENTRA, entry });
    void listener(incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = async (path: string, init: RequestInit = {}): Promise<View> => {
    const answer = await fetch(`${base}${path}`, { ...init, redirect: 'manual' });
    return viewOf(`${ENTRA}${path}`, answer.status, Object.fromEntries(answer.headers), await answer.text());
  };
  const entra: SamlEntra = {
    person: undefined,
    wishes,
    get: (path) => ask(path),
    post: (path, body, type = 'application/x-www-form-urlencoded') =>
      ask(path, { method: 'POST', body, headers: { 'content-type': type } }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return entra;
}

/** The first tenant and its application for Identity Center. */
export function awsApplication(lab: Lab): {
  tenant: Tenant;
  principal: ServicePrincipal;
  identifier: string;
  acs: string;
} {
  const [tenant] = lab.state.directory.tenants.values();
  const principal = [...(tenant?.servicePrincipals.values() ?? [])].find(
    ({ preferredSingleSignOnMode }) => preferredSingleSignOnMode === 'saml',
  );
  const identifier = principal?.servicePrincipalNames.find((name) => name.startsWith('https://'));
  const acs = principal?.replyUrls[0] ?? '';
  if (tenant === undefined || principal === undefined || identifier === undefined)
    throw new Error('the seed has no application for SAML');
  return { tenant, principal, identifier, acs };
}

/** Somebody who is assigned to the application, signed in with a password. */
export function assigned(lab: Lab, what: { readonly guest?: boolean } = {}): SignedIn {
  const { tenant, principal } = awsApplication(lab);
  const groups = [...tenant.appRoleAssignments.values()].filter(
    ({ resourceId }) => resourceId === principal.id,
  );
  const users = groups.flatMap(({ principalId }) => [...(tenant.groups.get(principalId)?.members ?? [])]);
  const user = users
    .map((id) => tenant.users.get(id))
    .find((one) => (one?.userType === 'Guest') === (what.guest === true));
  if (user === undefined) throw new Error('nobody is assigned');
  return signedIn(lab, tenant, user);
}

export function signedIn(lab: Lab, tenant: Tenant, user: User, more: Partial<SignedIn> = {}): SignedIn {
  const homeTenant = lab.state.directory.tenants.get(user.home?.tenantId ?? '') ?? tenant;
  const homeUser = homeTenant.users.get(user.home?.userId ?? '') ?? user;
  return {
    tenant,
    user,
    home: { tenant: homeTenant, user: homeUser },
    methods: ['pwd'],
    mfa: false,
    authenticatedAt: lab.ground.clock.now(),
    sessionId: 'session',
    ...more,
  };
}

/** The message in a page that posts itself. */
export function postedResponse(view: View): {
  xml: string;
  base64: string;
  relayState: string | undefined;
  action: string;
} {
  const [form] = view.forms;
  const fields = Object.fromEntries(form?.fields ?? []);
  if (form === undefined || fields.SAMLResponse === undefined)
    throw new Error(`no response on "${view.title}": ${view.text}`);
  return {
    xml: Buffer.from(fields.SAMLResponse, 'base64').toString(),
    base64: fields.SAMLResponse,
    relayState: fields.RelayState,
    action: form.action,
  };
}
