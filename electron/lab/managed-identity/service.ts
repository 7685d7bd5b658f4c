import { Hono } from 'hono';
import { EntraRefusal } from '../entra/refusals/entra-refusal.ts';
import { wantedByResource } from '../entra/resources/wanted.ts';
import { logSignIn } from '../entra/sign-in/sign-in-log.ts';
import { appOnlyToken } from '../entra/tokens/access-token.ts';
import { type LabContext, type LabEnv, noteError } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';
import { guarded } from '../platform/guard.ts';
import { beginArcChallenge, endArcChallenge, expireArcKeys } from './arc-challenge.ts';
import { chosenIdentity, identityHeader, type ManagedIdentity } from './identities.ts';

/** Seconds: Azure keeps tokens of managed identities for a day. */
const LIFETIME = 86_400;

type Refuse = (
  context: LabContext,
  status: 400 | 401 | 404 | 429 | 500,
  error: string,
  text: string,
) => Response;

/** Managed identity endpoints: IMDS, App Service, Azure Arc. */
export function managedIdentityService(ground: LabGround): Hono<LabEnv> {
  // msal-node writes a slash at the end of IMDS's address.
  const app = new Hono<LabEnv>({ strict: false });
  expireArcKeys(ground);
  app.get('/imds/metadata/identity/oauth2/token', (context) => imds(ground, context));
  app.get('/app-service/msi/token', (context) => appService(ground, context));
  app.get('/arc/metadata/identity/oauth2/token', (context) => arc(ground, context));
  app.get('/imds/metadata/instance', (context) => instance(ground, context));
  return app;
}

/** The Instance Metadata Service of virtual machines. */
function imds(ground: LabGround, context: LabContext): Promise<Response> {
  return guard(ground, context, 'imds', oauthError, async () => {
    const refused = metadataHeader(context);
    return refused ?? token(ground, context, oauthError);
  });
}

/** App Service and Functions: whoever knows IDENTITY_HEADER is the application. */
function appService(ground: LabGround, context: LabContext): Promise<Response> {
  return guard(ground, context, 'app-service', statusError, async () => {
    if (context.req.header('x-identity-header') !== identityHeader(ground))
      return statusError(
        context,
        401,
        'unauthorized',
        'The X-IDENTITY-HEADER does not match IDENTITY_HEADER.',
      );
    return token(ground, context, statusError);
  });
}

/** The agent of Azure Arc: a challenge first, whose answer lies in a file of this machine. */
function arc(ground: LabGround, context: LabContext): Promise<Response> {
  return guard(ground, context, 'azure-arc', oauthError, async () => {
    const refused = metadataHeader(context);
    if (refused !== undefined) return refused;
    const shown = /^Basic (\S{1,4096})$/.exec(context.req.header('authorization') ?? '')?.[1];
    if (shown !== undefined && (await endArcChallenge(ground, shown)))
      return token(ground, context, oauthError);
    const path = await beginArcChallenge(ground);
    if (path === undefined)
      return oauthError(
        context,
        500,
        'server_error',
        'This machine has no folder of the Azure Arc agent that the Lab may write to.',
      );
    context.header('WWW-Authenticate', `Basic realm=${path}`);
    return oauthError(context, 401, 'unauthorized_client', 'Missing Basic Authorization header');
  });
}

/** A token of the identity that is meant, in the body that all three endpoints share. */
async function token(ground: LabGround, context: LabContext, refuse: Refuse): Promise<Response> {
  const query = (name: string): string | undefined => context.req.query(name);
  if (query('api-version') === undefined)
    return refuse(context, 400, 'invalid_request', "Required query variable 'api-version' is missing");
  const resource = query('resource');
  if (resource === undefined || resource === '')
    return refuse(context, 400, 'invalid_request', "Required query variable 'resource' is missing");
  const identity = chosenIdentity(ground, query);
  if (identity === undefined) return refuse(context, 400, 'invalid_request', 'Identity not found');
  try {
    return await issued(ground, context, identity, resource);
  } catch (thrown) {
    if (!(thrown instanceof EntraRefusal)) throw thrown;
    noteError(context, `AADSTS${thrown.aadsts}`);
    return refuse(context, 400, thrown.error, thrown.description);
  }
}

async function issued(
  ground: LabGround,
  context: LabContext,
  { tenant, principal, resourceId }: ManagedIdentity,
  asked: string,
): Promise<Response> {
  const { resource } = wantedByResource(tenant, asked);
  if (resource === undefined) throw new RangeError('a resource was asked for');
  const {
    token: accessToken,
    expires,
    notBefore,
  } = await appOnlyToken(
    ground,
    tenant,
    { appId: principal.appId, principal, name: principal.displayName },
    '2',
    resource,
    { lifetime: LIFETIME, claims: { xms_mirid: resourceId } },
  );
  logSignIn(ground, context, {
    tenant,
    appId: principal.appId,
    client: principal,
    resource: resource.principal,
    interactive: false,
    kind: 'managedIdentity',
  });
  context.header('Cache-Control', 'no-store');
  return context.json({
    access_token: accessToken,
    client_id: principal.appId,
    object_id: principal.id,
    msi_res_id: resourceId,
    expires_in: String(LIFETIME),
    expires_on: String(expires),
    ext_expires_in: String(LIFETIME),
    not_before: String(notBefore),
    resource: asked,
    token_type: 'Bearer',
  });
}

/** What libraries probe to learn whether, and in which region, they run on a machine of Azure. */
function instance(ground: LabGround, context: LabContext): Response {
  const refused = metadataHeader(context);
  if (refused !== undefined) return refused;
  const own = chosenIdentity(ground, () => undefined);
  return context.json({
    compute: {
      location: 'westeurope',
      name: own?.principal.displayName ?? 'lab',
      resourceId: own?.resourceId,
    },
  });
}

/** The header that requests made on somebody's behalf lack; forwarded ones are refused (server-side request forgery). */
function metadataHeader(context: LabContext): Response | undefined {
  if (context.req.header('metadata')?.toLowerCase() !== 'true')
    return oauthError(context, 400, 'bad_request_102', 'Required metadata header not specified');
  if (context.req.header('x-forwarded-for') !== undefined)
    return oauthError(context, 400, 'bad_request', 'Requests with an X-Forwarded-For header are refused');
  return undefined;
}

function guard(
  ground: LabGround,
  context: LabContext,
  operation: string,
  refuse: Refuse,
  run: () => Promise<Response>,
): Promise<Response> {
  const what = {
    service: 'managed-identity',
    operation,
    detail: { resource: context.req.query('resource'), clientId: context.req.query('client_id') },
  };
  return guarded(
    ground,
    context,
    what,
    {
      throttled: () => refuse(context, 429, 'too_many_requests', 'Too many requests'),
      failed: () => refuse(context, 500, 'server_error', 'Failed to retrieve a token'),
    },
    run,
  );
}

const oauthError: Refuse = (context, status, error, text) =>
  context.json({ error, error_description: text }, status);

const statusError: Refuse = (context, status, _error, text) =>
  context.json({ statusCode: status, message: text }, status);
