import { Hono } from 'hono';
import { type LabContext, type LabEnv, note, noteError } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';
import { guarded } from '../platform/guard.ts';
import { verifiedToken } from './bearer.ts';
import { described, SERVICE_PROVIDER_CONFIG } from './discovery.ts';
import { createGroup, deleteGroup, getGroup, listGroups, patchGroup } from './groups.ts';
import { parseBody, type ScimAnswer, type ScimWork, workOn } from './scim-call.ts';
import { errorResponse, notFound, ScimError } from './scim-error.ts';
import { recordCall, type ScimCall } from './trail.ts';
import { createUser, deleteUser, getUser, listUsers, patchUser, putUser } from './users.ts';

interface Operation {
  readonly name: string;
  readonly run: (work: ScimWork) => ScimAnswer;
}

/** By method and path; `:id` stands for one segment. There is no PUT of groups, no Bulk, Me or search. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  'POST Users': { name: 'CreateUser', run: createUser },
  'GET Users': { name: 'ListUsers', run: listUsers },
  'GET Users/:id': { name: 'GetUser', run: getUser },
  'PUT Users/:id': { name: 'PutUser', run: putUser },
  'PATCH Users/:id': { name: 'PatchUser', run: patchUser },
  'DELETE Users/:id': { name: 'DeleteUser', run: deleteUser },
  'POST Groups': { name: 'CreateGroup', run: createGroup },
  'GET Groups': { name: 'ListGroups', run: listGroups },
  'GET Groups/:id': { name: 'GetGroup', run: getGroup },
  'PATCH Groups/:id': { name: 'PatchGroup', run: patchGroup },
  'DELETE Groups/:id': { name: 'DeleteGroup', run: deleteGroup },
  'GET ServiceProviderConfig': {
    name: 'ServiceProviderConfig',
    run: () => ({ status: 200, body: SERVICE_PROVIDER_CONFIG }),
  },
  'GET Schemas': describing('ListSchemas', 'Schemas'),
  'GET Schemas/:id': describing('GetSchema', 'Schemas'),
  'GET ResourceTypes': describing('ListResourceTypes', 'ResourceTypes'),
  'GET ResourceTypes/:id': describing('GetResourceType', 'ResourceTypes'),
};

function describing(name: string, what: 'Schemas' | 'ResourceTypes'): Operation {
  return {
    name,
    run: ({ call }) => ({ status: 200, body: described(what, call.resourceId) }),
  };
}

const UNKNOWN: Operation = { name: 'Unknown', run: () => notFound('There is no such operation.') };

/** The automatic provisioning endpoint of IAM Identity Center (facts/aws.md section 4; RFC 7643, RFC 7644). */
export function scimService(ground: LabGround): Hono<LabEnv> {
  const app = new Hono<LabEnv>();
  const refuse = (context: LabContext, kind: ScimError['kind']): Response => {
    noteError(context, kind);
    return errorResponse(ground, kind);
  };
  app.all('/:tenant/scim/v2/*', (context) => {
    const url = new URL(context.req.url);
    const [, tenantId = '', , , resource = '', id, ...more] = url.pathname.split('/');
    const key = `${context.req.method} ${resource}${id === undefined || id === '' ? '' : '/:id'}`;
    const operation = more.length > 0 || !Object.hasOwn(OPERATIONS, key) ? UNKNOWN : OPERATIONS[key];
    const { name, run } = operation ?? UNKNOWN;
    const call: ScimCall = {
      operation: name,
      tenantId: decoded(tenantId),
      query: url.searchParams,
      ...(id === undefined || id === '' ? {} : { resourceId: decoded(id) }),
    };
    return guarded(
      ground,
      context,
      { service: 'scim', operation: name, bucket: 'scim', detail: { id: call.resourceId } },
      {
        throttled: () => refuse(context, 'ThrottlingException'),
        failed: () => refuse(context, 'InternalServerException'),
      },
      async () => {
        try {
          return await answer(ground, context, call, run);
        } catch (thrown) {
          if (!(thrown instanceof ScimError)) throw thrown;
          recordCall(ground, context, call, { code: thrown.kind, message: thrown.message });
          return refuse(context, thrown.kind);
        }
      },
    );
  });
  app.notFound((context) => refuse(context, 'ResourceNotFoundException'));
  return app;
}

async function answer(
  ground: LabGround,
  context: LabContext,
  call: ScimCall,
  run: Operation['run'],
): Promise<Response> {
  const { method } = context.req;
  const text = method === 'POST' || method === 'PUT' || method === 'PATCH' ? await context.req.text() : '';
  call.tokenId = verifiedToken(ground, call.tenantId, context.req.header('authorization'));
  if (ground.faults.strike(['expired-token'], 'scim', call.operation) !== undefined)
    throw new ScimError('UnauthorizedException', 'The token has expired.');
  if (method === 'PATCH' && (context.req.header('user-agent') ?? '').trim() === '')
    throw new ScimError('AccessDeniedException', 'A PATCH request without User-Agent is blocked.');
  if (method !== 'GET' && ground.faults.strike(['conflict'], 'scim', call.operation) !== undefined)
    throw new ScimError('ConflictException', 'The resource is being changed by another request.');
  if (method === 'POST' || method === 'PUT' || method === 'PATCH') call.body = parseBody(text);
  const { status, body } = run(workOn(ground, call));
  if (method !== 'GET') recordCall(ground, context, call);
  note(context, call.operation, { id: call.madeId });
  return new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
  });
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
