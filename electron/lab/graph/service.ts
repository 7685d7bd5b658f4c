import { Hono } from 'hono';
import { arrivalOf, type LabContext, type LabEnv } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';
import { guarded } from '../platform/guard.ts';
import { batchAnswer } from './batch.ts';
import { callerOf } from './bearer.ts';
import { clientRequestIdOf, errorResponse, GraphError } from './graph-error.ts';
import { ProvisioningEngine } from './provisioning/engine.ts';
import { type GraphAnswer, type GraphRoute, jsonBody, requirePermission } from './route.ts';
import { graphRoutes } from './routes.ts';
import { userInfo } from './user-info.ts';

/** Microsoft Graph v1.0: what trust, guests and provisioning need of it (facts/microsoft.md sections 1 to 3). */
export function graphService(ground: LabGround): Hono<LabEnv> {
  const app = new Hono<LabEnv>({ getPath: pathOf });
  const routes = graphRoutes(new ProvisioningEngine(ground));
  for (const route of routes)
    app.on(route.method, `/v1.0${route.path}`, (context) => served(ground, context, route));
  app.on(['GET', 'POST'], '/oidc/userinfo', (context) =>
    answered(ground, context, 'UserInfo', async () => ({
      status: 200,
      body: userInfo(await callerOf(ground, context.req.header('authorization'))),
    })),
  );
  app.post('/v1.0/$batch', (context) =>
    answered(ground, context, 'Batch', async () => {
      await callerOf(ground, context.req.header('authorization'));
      const body = await batchAnswer(await jsonBody(context), (request) =>
        Promise.resolve(app.fetch(requestInside(context, request.method, request.url, request), context.env)),
      );
      return { status: 200, body };
    }),
  );
  const known = routes.map(
    ({ path }) => new RegExp(`^/v1\\.0${path.replaceAll('$', '\\$').replace(/:\w+/g, '[^/]+')}$`),
  );
  app.notFound((context) => {
    const path = pathOf(context.req.raw);
    const [, version = '', segment = ''] = path.split('/');
    if (version !== 'v1.0')
      return errorResponse(
        ground,
        context,
        new GraphError(400, 'BadRequest', `Invalid version: ${version.slice(0, 50)}`),
      );
    if (known.some((one) => one.test(path)))
      return errorResponse(
        ground,
        context,
        new GraphError(
          405,
          'Request_BadRequest',
          'Specified HTTP method is not allowed for the request target.',
        ),
      );
    const named = routes.some((route) => route.path.split('/')[1] === segment);
    const missing = named ? (path.split('/').at(-1) ?? '') : segment;
    return errorResponse(
      ground,
      context,
      new GraphError(400, 'BadRequest', `Resource not found for the segment '${missing.slice(0, 100)}'.`),
    );
  });
  return app;
}

/** Keys in parentheses, `servicePrincipals(appId='...')`, become a segment as all keys are. */
function pathOf(request: Request): string {
  const { pathname } = new URL(request.url);
  const readable = pathname.replaceAll('%27', "'").replaceAll('%28', '(').replaceAll('%29', ')');
  return readable.replace(/\((?:(\w+)=)?'([^'/]*)'\)/g, (_whole, key: string | undefined, value: string) =>
    key === undefined ? `/${value}` : `/${key}=${value}`,
  );
}

function served(ground: LabGround, context: LabContext, route: GraphRoute): Promise<Response> {
  return answered(ground, context, route.operation, async () => {
    const caller = await callerOf(ground, context.req.header('authorization'));
    requirePermission(caller, route.needs);
    if (route.method !== 'GET' && ground.faults.strike(['conflict'], 'graph', route.operation) !== undefined)
      throw new GraphError(
        409,
        'Directory_ConcurrencyViolation',
        'The object was changed by another request.',
      );
    return route.run({
      ground,
      context,
      caller,
      tenant: caller.tenant,
      base: `${arrivalOf(context).base}/v1.0`,
      query: new URL(context.req.url).searchParams,
      param: (name) => context.req.param(name) ?? '',
      body: () => jsonBody(context),
    });
  });
}

function answered(
  ground: LabGround,
  context: LabContext,
  operation: string,
  run: () => Promise<GraphAnswer>,
): Promise<Response> {
  const refused = (error: GraphError): Response => errorResponse(ground, context, error);
  return guarded(
    ground,
    context,
    { service: 'graph', operation, detail: { id: context.req.param('id') } },
    {
      throttled: () =>
        refused(new GraphError(429, 'TooManyRequests', 'Too many requests.', { 'retry-after': '5' })),
      failed: () =>
        refused(new GraphError(503, 'ServiceUnavailable', 'The service is temporarily unavailable.')),
    },
    async () => {
      try {
        return asResponse(ground, context, await run());
      } catch (thrown) {
        if (thrown instanceof GraphError) return refused(thrown);
        throw thrown;
      }
    },
  );
}

function asResponse(ground: LabGround, context: LabContext, answer: GraphAnswer): Response {
  const { status, body, text } = answer;
  const requestId = ground.random.uuid();
  const type = text === undefined ? 'application/json;odata.metadata=minimal' : 'text/plain';
  return new Response(text ?? (body === undefined ? null : JSON.stringify(body)), {
    status,
    headers: {
      ...(text === undefined && body === undefined ? {} : { 'content-type': `${type};charset=utf-8` }),
      'odata-version': '4.0',
      'request-id': requestId,
      'client-request-id': clientRequestIdOf(context) ?? requestId,
    },
  });
}

/** A request of a batch, with the token of the batch. */
function requestInside(
  context: LabContext,
  method: string,
  url: string,
  parts: { readonly headers: Readonly<Record<string, string>>; readonly body?: string },
): Request {
  const headers = new Headers(parts.headers);
  headers.set('authorization', context.req.header('authorization') ?? '');
  return new Request(new URL(`/v1.0/${url.replace(/^\/+/, '')}`, context.req.url), {
    method,
    headers,
    ...(parts.body === undefined ? {} : { body: parts.body }),
  });
}
