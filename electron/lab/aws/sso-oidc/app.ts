import { Hono } from 'hono';
import { html } from 'hono/html';
import { type LabContext, type LabEnv, noteError } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { guarded } from '../../platform/guard.ts';
import { page } from '../../platform/page.ts';
import { FAILURES, PORTAL } from '../sign-in/plain-pages.ts';
import { readAuthorization } from './authorization-request.ts';
import { createToken } from './create-token.ts';
import { startDeviceAuthorization } from './device-authorization.ts';
import { JsonRequest } from './read-json.ts';
import { OidcRefusal, refusalAnswer } from './refusal.ts';
import { registerClient } from './register-client.ts';

type Run = (request: JsonRequest) => Readonly<Record<string, unknown>>;

/**
 * IAM Identity Center's OIDC service, with which command line and SDKs sign in (facts of AWS, sections 2 and 6). Its paths
 * stand at the root of `oidc.<region>.amazonaws.com`.
 */
export function ssoOidcApp(ground: LabGround): Hono<LabEnv> {
  const app = new Hono<LabEnv>();
  const answer = (context: LabContext, operation: string, run: Run): Promise<Response> =>
    guarded(
      ground,
      context,
      {
        service: 'sso-oidc',
        operation,
        ...(operation === 'RegisterClient' ? { bucket: 'sso-oidc' as const } : {}),
      },
      {
        throttled: () => refusalAnswer(context, new OidcRefusal('too_many_requests', 'Rate exceeded')),
        failed: () => refusalAnswer(context, new OidcRefusal('server_error', 'Internal server error')),
      },
      async () => {
        try {
          return context.json(run(await JsonRequest.read(context)), 200, { 'cache-control': 'no-store' });
        } catch (thrown) {
          if (thrown instanceof OidcRefusal) return refusalAnswer(context, thrown);
          throw thrown;
        }
      },
    );

  app.post('/client/register', (context) =>
    answer(context, 'RegisterClient', (request) => registerClient(ground, request)),
  );
  app.post('/device_authorization', (context) =>
    answer(context, 'StartDeviceAuthorization', (request) =>
      startDeviceAuthorization(ground, request, ground.addresses.base('access-portal', context)),
    ),
  );
  app.post('/token', (context) =>
    context.req.query('aws_iam') === undefined
      ? answer(context, 'CreateToken', (request) => createToken(ground, request))
      : answer(context, 'CreateTokenWithIAM', () => {
          throw new OidcRefusal(
            'unsupported_grant_type',
            'The Lab has no customer managed application that could exchange tokens',
          );
        }),
  );
  app.get('/authorize', (context) =>
    guarded(ground, context, { service: 'sso-oidc', operation: 'Authorize' }, FAILURES, () =>
      authorize(ground, context),
    ),
  );
  for (const path of ['/client/register', '/device_authorization', '/token', '/authorize'])
    app.all(path, (context) =>
      refusalAnswer(context, new OidcRefusal('invalid_request', 'The method is not allowed here')),
    );
  return app;
}

/** The person is asked on the portal, where they are signed in; it reads the request once more. */
function authorize(ground: LabGround, context: LabContext): Response | Promise<Response> {
  const query = new URL(context.req.url).searchParams;
  const read = readAuthorization(ground, query);
  if ('redirect' in read) return context.redirect(read.redirect, 302);
  if ('shown' in read) {
    noteError(context, 'InvalidRequestException');
    return page(context, {
      title: 'This request cannot be answered',
      service: PORTAL,
      status: 400,
      body: html`<p>${read.shown}</p>`,
    });
  }
  const { client, redirectUri, state, codeChallenge, scopes } = read.request;
  const asked = new URLSearchParams({
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: redirectUri,
    code_challenge_method: 'S256',
    code_challenge: codeChallenge,
    scopes: scopes.join(' '),
    ...(state === '' ? {} : { state }),
  });
  return context.redirect(`${ground.addresses.base('access-portal', context)}/start/authorize?${asked}`, 302);
}
