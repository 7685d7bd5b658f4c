import { Hono } from 'hono';
import { handOverRoutes } from '../my-apps/hand-over.ts';
import type { LabContext, LabEnv } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';
import { adminConsent } from './authorize/admin-consent.ts';
import { authorize } from './authorize/authorize.ts';
import { logout } from './authorize/logout.ts';
import { deviceCodeEndpoint } from './device/device-code-endpoint.ts';
import { devicePage } from './device/device-page.ts';
import { instanceDiscovery, openIdConfiguration, publishedKeys } from './discovery/metadata.ts';
import { credentialType, userRealm } from './discovery/user-realm.ts';
import { endpoint } from './endpoint.ts';
import { tokenEndpoint } from './grants/token-endpoint.ts';
import { samlRoutes } from './saml/saml-routes.ts';
import { askForSignIn } from './sign-in/ask.ts';
import { federatedAnswer } from './sign-in/federated-answer.ts';
import { redeemInvitation } from './sign-in/redeem.ts';
import { endSessions } from './sign-in/sessions.ts';
import { showStep, takeStep } from './sign-in/steps.ts';

type Answer = (ground: LabGround, context: LabContext, version: 1 | 2) => Response | Promise<Response>;

/** Entra ID: discovery, authorization, tokens, SAML and WS-Federation endpoints, sign-in pages. */
export function entraService(ground: LabGround): Hono<LabEnv> {
  const app = new Hono<LabEnv>();
  const to = (audience: 'client' | 'person', operation: string, answer: Answer, version: 1 | 2 = 2) =>
    endpoint(ground, operation, audience, async (context) => answer(ground, context, version), version);

  app.options('*', preflight);
  app.get('/:tenant/discovery/instance', to('client', 'discovery', instanceDiscovery));
  for (const version of [1, 2] as const) {
    const at = version === 2 ? '/:tenant/v2.0' : '/:tenant';
    const oauth = version === 2 ? '/:tenant/oauth2/v2.0' : '/:tenant/oauth2';
    const keys = version === 2 ? '/:tenant/discovery/v2.0/keys' : '/:tenant/discovery/keys';
    const metadata = to('client', 'openid-configuration', openIdConfiguration, version);
    app.get(`${at}/.well-known/openid-configuration`, metadata);
    app.get(keys, to('client', 'keys', publishedKeys, version));
    app.post(`${oauth}/token`, to('client', 'token', tokenEndpoint, version));
    app.on(['GET', 'POST'], `${oauth}/devicecode`, to('client', 'devicecode', deviceCodeEndpoint, version));
    app.on(['GET', 'POST'], `${oauth}/authorize`, to('person', 'authorize', authorize, version));
    app.get(`${oauth}/logout`, to('person', 'logout', logout));
    app.on(['GET', 'POST'], `${at}/adminconsent`, to('person', 'adminconsent', adminConsent));
  }
  app.get('/:tenant/userrealm/:user?', to('client', 'userrealm', userRealm));
  app.get('/getuserrealm.srf', to('client', 'userrealm', userRealm));
  app.post('/:tenant/GetCredentialType', to('client', 'credential-type', credentialType));
  app.on(['GET', 'POST'], '/:tenant/oauth2/deviceauth', to('person', 'deviceauth', devicePage));
  app.get('/:tenant/sign-in', to('person', 'sign-in', showStep));
  app.post('/:tenant/sign-in', to('person', 'sign-in', takeStep));
  app.get('/redeem', to('person', 'redeem', redeemInvitation));
  app.post('/login.srf', to('person', 'login.srf', federatedAnswer));
  const endSession = (context: LabContext): void => void endSessions(ground, context);
  app.route('/', samlRoutes(ground, { askForSignIn: askForSignIn(ground), endSession }));
  app.route('/', handOverRoutes(ground));
  return app;
}

/** What browsers ask before a script of another origin may post to the token endpoint. */
function preflight(context: LabContext): Response {
  context.header('Access-Control-Allow-Origin', '*');
  context.header('Access-Control-Allow-Methods', 'POST, GET, OPTIONS');
  context.header('Access-Control-Allow-Headers', context.req.header('access-control-request-headers') ?? '*');
  context.header('Access-Control-Max-Age', '86400');
  return context.body(null, 204);
}
