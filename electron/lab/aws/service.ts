import { Hono } from 'hono';
import { type LabContext, type LabEnv, note } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';
import { iam } from './iam/service.ts';
import { identityStoreApi } from './identity-store-api/service.ts';
import { organizations } from './organizations/service.ts';
import { portalApp } from './portal-api/app.ts';
import { AwsError } from './protocol/aws-error.ts';
import { answerJson, type JsonService, jsonError, type RequestIds } from './protocol/json-service.ts';
import { answerQuery, type QueryService, xmlError } from './protocol/query-service.ts';
import { readBody } from './protocol/request-body.ts';
import { ssoAdmin } from './sso-admin/service.ts';
import { settleWhenDue } from './sso-admin/settle.ts';
import { ssoOidcApp } from './sso-oidc/app.ts';
import { sts } from './sts/service.ts';
import { cloudTrail } from './trail/service.ts';

const JSON_SERVICES: readonly JsonService[] = [ssoAdmin, identityStoreApi, organizations, cloudTrail];
const QUERY_SERVICES: readonly QueryService[] = [sts, iam];

/** What clients ask for that have one address for all of AWS, and no sub-path for each service. */
const OIDC_PATHS = ['/client/register', '/device_authorization', '/token', '/authorize'];
const PORTAL_PATHS = ['/assignment/accounts', '/assignment/roles', '/federation/credentials', '/logout'];

/**
 * The AWS APIs behind one endpoint: JSON services by their target header, Query services by their action and the
 * signature's scope, REST services by path; a sub-path such as `/sso-admin` narrows it to one service.
 */
export function awsService(ground: LabGround): Hono<LabEnv> {
  settleWhenDue(ground);
  const ids = ground.random.branch('aws request ids');
  const newId: RequestIds = () => ids.uuid();
  const app = new Hono<LabEnv>();
  const oidc = ssoOidcApp(ground);
  const portal = portalApp(ground);
  app.route('/sso-oidc', oidc);
  app.route('/sso', portal);
  for (const path of OIDC_PATHS) app.all(path, (context) => oidc.fetch(context.req.raw, context.env));
  for (const path of PORTAL_PATHS) app.all(path, (context) => portal.fetch(context.req.raw, context.env));
  app.all('*', (context) => dispatch(ground, context, newId));
  return app;
}

async function dispatch(ground: LabGround, context: LabContext, newId: RequestIds): Promise<Response> {
  const path = context.req.path.replace(/\/+$/, '').slice(1);
  const target = context.req.header('x-amz-target');
  if (target !== undefined) {
    // CloudTrail's target has dots of its own.
    const dot = target.lastIndexOf('.');
    const service = JSON_SERVICES.find((one) => one.target === target.slice(0, Math.max(0, dot)));
    if (service !== undefined && (path === '' || path === service.name) && context.req.method === 'POST')
      return answerJson(ground, context, service, target.slice(dot + 1), newId);
    return unknown(context, newId, target);
  }
  const named = QUERY_SERVICES.find(({ name }) => name === path);
  if (path !== '' && named === undefined) return unknown(context, newId, path);
  try {
    const body = await readBody(context);
    const parameters = parametersOf(context, body);
    if (!parameters.has('Action')) return unknown(context, newId, path);
    return await answerQuery(ground, context, named ?? queryServiceOf(context), { body, parameters }, newId);
  } catch (thrown) {
    if (thrown instanceof AwsError) return xmlError(context, named ?? sts, thrown, newId());
    throw thrown;
  }
}

/** Query clients say in the scope of their signature which service they mean; without one, the host may tell. */
function queryServiceOf(context: LabContext): QueryService {
  const scope = /Credential=[^/]*\/[^/]*\/[^/]*\/([^/]*)\//.exec(
    context.req.header('authorization') ?? '',
  )?.[1];
  const host = context.req.header('host') ?? '';
  const byScope = QUERY_SERVICES.find(({ signingName }) => signingName === scope);
  return byScope ?? QUERY_SERVICES.find(({ name }) => host.startsWith(`${name}.`)) ?? sts;
}

function parametersOf(context: LabContext, body: Uint8Array): URLSearchParams {
  const query = new URL(context.req.url).searchParams;
  if (query.has('Action')) return query;
  const isForm = (context.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded');
  return isForm ? new URLSearchParams(new TextDecoder().decode(body)) : new URLSearchParams();
}

function unknown(context: LabContext, newId: RequestIds, what: string): Response {
  note(context, what.slice(0, 100));
  return jsonError(context, new AwsError('UnknownOperationException', '', 404), newId());
}
