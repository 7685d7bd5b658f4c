import { type Group, groupsOf, type Tenant } from '../../entra/directory.ts';
import { assign, idOfReference, readFields, referencedId, required } from '../fields.ts';
import { badRequest, resourceNotFound } from '../graph-error.ts';
import { collection, counted, single } from '../odata/query.ts';
import { READ_GROUPS, WRITE_GROUPS } from '../permissions.ts';
import { type GraphAnswer, type GraphCall, type GraphRoute, NO_CONTENT, routesNeeding } from '../route.ts';
import { DIRECTORY_OBJECT_TYPE, objectOf, objectsOf } from './directory-object.ts';
import { forgetPrincipal } from './forget-principal.ts';
import { GROUP_TYPE } from './group-type.ts';
import { memberOf } from './users.ts';

const WRITABLE = {
  description: 'string',
  displayName: 'string',
  groupTypes: 'strings',
  mailEnabled: 'boolean',
  mailNickname: 'string',
  securityEnabled: 'boolean',
  visibility: 'string',
  isAssignableToRole: 'boolean',
} as const;

/** How many members one PATCH or POST may bring. */
const MOST_BOUND = 20;
const BINDINGS = ['members@odata.bind', 'owners@odata.bind'] as const;

const { read, write } = routesNeeding(READ_GROUPS, WRITE_GROUPS);

/** Groups with their members and owners. */
export const groupRoutes: readonly GraphRoute[] = [
  read('/groups', 'ListGroups', (call) => collection(call, GROUP_TYPE, call.tenant.groups.values())),
  read('/groups/$count', 'CountGroups', (call) => counted(call, GROUP_TYPE, call.tenant.groups.values())),
  write('POST', '/groups', 'CreateGroup', createGroup),
  read('/groups/:id', 'GetGroup', (call) => single(call, GROUP_TYPE, groupOf(call))),
  write('PATCH', '/groups/:id', 'UpdateGroup', updateGroup),
  write('DELETE', '/groups/:id', 'DeleteGroup', (call) => {
    const { id } = groupOf(call);
    call.tenant.groups.delete(id);
    forgetPrincipal(call.tenant, id);
    return NO_CONTENT;
  }),
  read('/groups/:id/members', 'ListMembers', (call) => listed(call, groupOf(call).members)),
  read('/groups/:id/members/$count', 'CountMembers', (call) =>
    counted(call, DIRECTORY_OBJECT_TYPE, objectsOf(call.tenant, groupOf(call).members)),
  ),
  write('POST', '/groups/:id/members/$ref', 'AddMember', async (call) => {
    addTo(call.tenant, groupOf(call), 'members', [referencedId(await call.body())]);
    return NO_CONTENT;
  }),
  write('DELETE', '/groups/:id/members/:member/$ref', 'RemoveMember', (call) => removed(call, 'members')),
  read('/groups/:id/transitiveMembers', 'ListTransitiveMembers', (call) =>
    listed(call, transitiveMembers(call.tenant, groupOf(call))),
  ),
  read('/groups/:id/owners', 'ListOwners', (call) => listed(call, groupOf(call).owners)),
  write('POST', '/groups/:id/owners/$ref', 'AddOwner', async (call) => {
    addTo(call.tenant, groupOf(call), 'owners', [referencedId(await call.body())]);
    return NO_CONTENT;
  }),
  write('DELETE', '/groups/:id/owners/:member/$ref', 'RemoveOwner', (call) => removed(call, 'owners')),
  read('/groups/:id/memberOf', 'ListGroupMemberOf', (call) => memberOf(call, groupOf(call).id)),
  read('/groups/:id/transitiveMemberOf', 'ListGroupTransitiveMemberOf', (call) =>
    listed(call, groupsOf(call.tenant, groupOf(call).id)),
  ),
];

/** @throws GraphError 404 */
function groupOf(call: GraphCall): Group {
  const id = call.param('id').toLowerCase();
  return call.tenant.groups.get(id) ?? resourceNotFound(id);
}

function listed(call: GraphCall, ids: Iterable<string>): GraphAnswer {
  return collection(call, DIRECTORY_OBJECT_TYPE, objectsOf(call.tenant, ids));
}

function transitiveMembers(tenant: Tenant, group: Group): Set<string> {
  const found = new Set<string>();
  const open = [...group.members];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(tenant.groups.get(id)?.members ?? []));
  }
  return found;
}

async function createGroup(call: GraphCall): Promise<GraphAnswer> {
  const { ground, tenant } = call;
  const body = await call.body();
  const fields = readFields(body, WRITABLE);
  if ((fields.groupTypes ?? []).length > 0)
    badRequest("The Lab has security groups: 'groupTypes' must be empty.");
  const mailEnabled = required(fields.mailEnabled, 'mailEnabled');
  const securityEnabled = required(fields.securityEnabled, 'securityEnabled');
  if (mailEnabled || !securityEnabled)
    badRequest(
      'The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset.',
    );
  const group: Group = {
    id: ground.random.uuid(),
    displayName: required(fields.displayName, 'displayName').slice(0, 256),
    mailNickname: required(fields.mailNickname, 'mailNickname'),
    mailEnabled,
    securityEnabled,
    createdDateTime: new Date(ground.clock.now()).toISOString(),
    members: new Set(),
    owners: new Set(),
  };
  assign(group, 'description', fields.description);
  bindAll(tenant, group, body);
  tenant.groups.set(group.id, group);
  return single(call, GROUP_TYPE, group, 201);
}

async function updateGroup(call: GraphCall): Promise<GraphAnswer> {
  const group = groupOf(call);
  const body = await call.body();
  const fields = readFields(body, WRITABLE, ['id']);
  if (fields.displayName === null || fields.displayName === '')
    badRequest("Invalid value specified for property 'displayName' of resource 'Group'.");
  bindAll(call.tenant, group, body);
  group.displayName = fields.displayName ?? group.displayName;
  group.mailNickname = fields.mailNickname ?? group.mailNickname;
  group.securityEnabled = fields.securityEnabled ?? group.securityEnabled;
  assign(group, 'description', fields.description);
  return NO_CONTENT;
}

function bindAll(tenant: Tenant, group: Group, body: Readonly<Record<string, unknown>>): void {
  for (const binding of BINDINGS) {
    const references = body[binding];
    if (references === undefined) continue;
    if (!Array.isArray(references) || references.length > MOST_BOUND)
      badRequest(`'${binding}' takes at most ${MOST_BOUND} references in one request.`);
    addTo(tenant, group, binding.startsWith('members') ? 'members' : 'owners', references.map(idOfReference));
  }
}

/** @throws GraphError 404 for an object there is not, 400 for one that is in already */
function addTo(tenant: Tenant, group: Group, relation: 'members' | 'owners', ids: readonly string[]): void {
  for (const id of ids) {
    const object = objectOf(tenant, id) ?? resourceNotFound(id);
    if (group[relation].has(id))
      badRequest(
        `One or more added object references already exist for the following modified properties: '${relation}'.`,
      );
    if (object.kind === 'group' && (relation === 'owners' || id === group.id))
      badRequest(`The reference '${id}' cannot be added to '${relation}'.`);
  }
  for (const id of ids) group[relation].add(id);
}

/** @throws GraphError 404 where it is not in */
function removed(call: GraphCall, relation: 'members' | 'owners'): GraphAnswer {
  const id = call.param('member').toLowerCase();
  if (!groupOf(call)[relation].delete(id)) resourceNotFound(id);
  return NO_CONTENT;
}
