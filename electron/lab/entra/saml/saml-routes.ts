import { Hono } from 'hono';
import type { LabContext, LabEnv } from '../../platform/arrival.ts';
import { formText } from '../../platform/form-fields.ts';
import type { LabGround } from '../../platform/ground.ts';
import { findTenant, type Tenant } from '../directory.ts';
import { endpoint } from '../endpoint.ts';
import { tenantNotFound } from '../refusals/request-refusals.ts';
import type { AskForSignIn } from '../sign-in/signed-in.ts';
import { checkWsFedRequest } from '../ws-fed/application-request.ts';
import { applicationToLaunch, consumerServiceOf } from './application.ts';
import { federationMetadata } from './federation-metadata.ts';
import { type EndSession, logOut } from './logout.ts';
import { readMessage } from './message.ts';
import { refusalPage, signedOutPage } from './pages.ts';
import { isRefusal, type SamlRefusal, shown } from './refusal.ts';
import { checkAuthnRequest } from './request-check.ts';
import { keepSignIn, keptSignIn, type SamlSignIn } from './saml-sign-in.ts';
import { SamlSignInFlow } from './sign-in-flow.ts';

/** What the SAML endpoints need of the sign-in pages. */
export interface SamlParts {
  readonly askForSignIn: AskForSignIn;
  readonly endSession: EndSession;
}

const METADATA = '/federationmetadata/2007-06/federationmetadata.xml';

/**
 * Entra as the identity provider of applications: `/{tenant}/saml2` with both bindings, `/{tenant}/wsfed`, sign-in begun
 * here, logout, metadata.
 */
export function samlRoutes(ground: LabGround, parts: SamlParts): Hono<LabEnv> {
  const app = new Hono<LabEnv>({ strict: false });

  /** Runs an operation of a tenant that exists. */
  const inTenant = (
    operation: string,
    run: (context: LabContext, tenant: Tenant) => Promise<Response> | Response,
  ) =>
    endpoint(ground, operation, 'person', async (context) => {
      const name = context.req.param('tenant') ?? '';
      const tenant = findTenant(ground.state.directory, name);
      if (tenant === undefined) throw tenantNotFound(name);
      return run(context, tenant);
    });

  const begin = (context: LabContext, signIn: SamlSignIn): Promise<Response> => {
    const hint = context.req.query('login_hint') ?? context.req.query('username');
    const kept = hint === undefined ? signIn : { ...signIn, loginHint: hint.slice(0, 320) };
    const handle = keepSignIn(ground, kept);
    return new SamlSignInFlow(ground, context, parts.askForSignIn).run(kept, handle, false);
  };

  const receive = (
    context: LabContext,
    tenant: Tenant,
    encoded: string,
    binding: 'redirect' | 'post',
  ): Promise<Response> => {
    const message = readMessage(ground, encoded, binding);
    if (isRefusal(message)) return refusalPage(ground, context, message);
    if (message.root.local !== 'AuthnRequest')
      return logOut(ground, context, tenant, message, parts.endSession);
    const checked = checkAuthnRequest(ground, tenant, message);
    return isRefusal(checked) ? refusalPage(ground, context, checked) : begin(context, checked);
  };

  app.get(
    '/:tenant/saml2',
    inTenant('SamlRequest', (context, tenant) => receive(context, tenant, rawQuery(context), 'redirect')),
  );
  app.post(
    '/:tenant/saml2',
    inTenant('SamlRequest', async (context, tenant) =>
      receive(context, tenant, await formText(context), 'post'),
    ),
  );
  app.get(
    '/:tenant/wsfed',
    inTenant('WsFedRequest', async (context, tenant) => {
      const given = new URLSearchParams(rawQuery(context));
      if (/^wsignout(cleanup)?1\.0$/.test(given.get('wa') ?? '')) {
        await parts.endSession(context);
        return signedOutPage(context);
      }
      const checked = checkWsFedRequest(ground, tenant, given);
      return isRefusal(checked) ? refusalPage(ground, context, checked) : begin(context, checked);
    }),
  );
  app.get(
    '/:tenant/saml2/resume',
    inTenant('SamlSignIn', (context, tenant) => {
      const handle = context.req.query('request') ?? '';
      const signIn = keptSignIn(ground, handle);
      return signIn === undefined || signIn.tenantId !== tenant.id
        ? refusalPage(ground, context, {
            aadsts: 165000,
            message: 'The sign-in has taken too long or is unknown. Start again at the application.',
          })
        : new SamlSignInFlow(ground, context, parts.askForSignIn).run(signIn, handle, true);
    }),
  );
  app.get(
    '/:tenant/saml2/launch',
    inTenant('SamlLaunch', (context, tenant) => {
      const signIn = launched(ground, tenant, context.req.query('appid') ?? '');
      return isRefusal(signIn) ? refusalPage(ground, context, signIn) : begin(context, signIn);
    }),
  );
  for (const path of [METADATA, '/FederationMetadata/2007-06/FederationMetadata.xml'])
    app.get(
      `/:tenant${path}`,
      inTenant('FederationMetadata', (context, tenant) => metadataOf(ground, context, tenant)),
    );
  return app;
}

function launched(ground: LabGround, tenant: Tenant, appId: string): SamlSignIn | SamlRefusal {
  const application = applicationToLaunch(ground.state.directory, tenant, appId);
  if (isRefusal(application)) return application;
  const consumerService = consumerServiceOf(application, undefined);
  if (typeof consumerService !== 'string') return consumerService;
  const { principal, identifier } = application;
  const relayState = principal.samlSingleSignOnSettings?.relayState ?? '';
  return {
    protocol: 'saml',
    tenantId: tenant.id,
    principalId: principal.id,
    identifier,
    consumerService,
    forceAuthn: false,
    isPassive: false,
    ...(relayState === '' ? {} : { relayState }),
    receivedAt: ground.clock.now(),
  };
}

function metadataOf(ground: LabGround, context: LabContext, tenant: Tenant): Promise<Response> | Response {
  const appId = context.req.query('appid');
  const principal =
    appId === undefined
      ? undefined
      : [...tenant.servicePrincipals.values()].find((one) => one.appId === appId.toLowerCase());
  if (appId !== undefined && principal === undefined)
    return refusalPage(ground, context, {
      aadsts: 700016,
      message: `Application with identifier '${shown(appId)}' was not found in the directory '${tenant.displayName}'.`,
    });
  const guid = ground.random.branch(`metadata ${principal?.id ?? tenant.id}`).uuid();
  context.header('Content-Type', 'application/xml; charset=utf-8');
  return context.body(federationMetadata(tenant, principal, ground.addresses.real('entra'), guid));
}

/** The query as it came: the signature of the redirect binding covers its very characters. */
function rawQuery(context: LabContext): string {
  const url = context.env.incoming.url ?? '';
  const at = url.indexOf('?');
  return at === -1 ? '' : url.slice(at + 1);
}
