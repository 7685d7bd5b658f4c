import { type AppRoleAssignment, groupsOf } from '../../entra/directory.ts';
import { objectOf } from '../directory/directory-object.ts';
import { isGuid, readFields, required } from '../fields.ts';
import { badRequest, resourceNotFound } from '../graph-error.ts';
import { collection, single } from '../odata/query.ts';
import { READ_ROLE_ASSIGNMENTS, WRITE_ROLE_ASSIGNMENTS } from '../permissions.ts';
import { type GraphAnswer, type GraphCall, type GraphRoute, NO_CONTENT } from '../route.ts';
import { servicePrincipalOf } from '../visible.ts';
import { ASSIGNMENT_TYPE } from './assignment-type.ts';

const DEFAULT_ACCESS = '00000000-0000-0000-0000-000000000000';
const WRITABLE = { principalId: 'string', resourceId: 'string', appRoleId: 'string' } as const;

/** Who is assigned to an application, asked from both ends. */
export const appRoleAssignmentRoutes: readonly GraphRoute[] = [
  ...ends('/servicePrincipals/:id/appRoleAssignedTo', 'AppRoleAssignedTo', 'resource'),
  ...ends('/servicePrincipals/:id/appRoleAssignments', 'ServicePrincipalAppRoleAssignments', 'principal'),
  ...ends('/users/:id/appRoleAssignments', 'UserAppRoleAssignments', 'principal'),
  ...ends('/groups/:id/appRoleAssignments', 'GroupAppRoleAssignments', 'principal'),
];

/** Which of the two ends the path names. */
type End = 'resource' | 'principal';

function ends(path: string, name: string, end: End): readonly GraphRoute[] {
  const needs = WRITE_ROLE_ASSIGNMENTS;
  return [
    {
      method: 'GET',
      path,
      operation: `List${name}`,
      needs: READ_ROLE_ASSIGNMENTS,
      run: (call) => collection(call, ASSIGNMENT_TYPE, assignmentsOf(call, end)),
    },
    { method: 'POST', path, operation: `Create${name}`, needs, run: (call) => assignRole(call, end) },
    {
      method: 'DELETE',
      path: `${path}/:assignment`,
      operation: `Delete${name}`,
      needs,
      run: (call) => {
        const id = call.param('assignment');
        if (!assignmentsOf(call, end).some((assignment) => assignment.id === id)) resourceNotFound(id);
        call.tenant.appRoleAssignments.delete(id);
        return NO_CONTENT;
      },
    },
  ];
}

/** The end itself. @throws GraphError 404 */
function endOf(call: GraphCall, end: End): string {
  if (end === 'resource' || call.context.req.path.includes('/servicePrincipals/'))
    return servicePrincipalOf(call).id;
  const key = call.param('id');
  const { tenant } = call;
  const object =
    objectOf(tenant, key.toLowerCase()) ??
    [...tenant.users.values()].find((user) => user.userPrincipalName.toLowerCase() === key.toLowerCase());
  return object?.id ?? resourceNotFound(key);
}

function assignmentsOf(call: GraphCall, end: End): readonly AppRoleAssignment[] {
  const id = endOf(call, end);
  const { tenant } = call;
  // A user has what its groups are assigned, too.
  const principals =
    end === 'principal' && tenant.users.has(id) ? new Set([id, ...groupsOf(tenant, id)]) : new Set([id]);
  return [...tenant.appRoleAssignments.values()].filter(({ principalId, resourceId }) =>
    end === 'resource' ? resourceId === id : principals.has(principalId),
  );
}

async function assignRole(call: GraphCall, end: End): Promise<GraphAnswer> {
  const { tenant, ground } = call;
  const own = endOf(call, end);
  const fields = readFields(await call.body(), WRITABLE, ['id']);
  const principalId = required(fields.principalId, 'principalId').toLowerCase();
  const resourceId = required(fields.resourceId, 'resourceId').toLowerCase();
  const appRoleId = required(fields.appRoleId, 'appRoleId').toLowerCase();
  if (![principalId, resourceId, appRoleId].every(isGuid)) badRequest('Invalid GUID in the request.');
  if ((end === 'resource' ? resourceId : principalId) !== own)
    badRequest(`The ${end}Id of the body is not that of the path.`);
  const principal = objectOf(tenant, principalId) ?? resourceNotFound(principalId);
  const resource = tenant.servicePrincipals.get(resourceId) ?? resourceNotFound(resourceId);
  const roles = resource.appRoles.filter(({ isEnabled }) => isEnabled);
  const role = roles.find(({ id }) => id === appRoleId);
  const memberType = principal.kind === 'servicePrincipal' ? 'Application' : 'User';
  const isDefault = appRoleId === DEFAULT_ACCESS && roles.length === 0;
  if (!isDefault && role?.allowedMemberTypes.includes(memberType) !== true)
    badRequest(`Permission being assigned was not found on application '${resource.appId}'.`);
  for (const known of tenant.appRoleAssignments.values())
    if (known.principalId === principalId && known.resourceId === resourceId && known.appRoleId === appRoleId)
      badRequest('Permission being assigned already exists on the object.');
  const assignment: AppRoleAssignment = {
    id: Buffer.from(ground.random.bytes(32)).toString('base64url'),
    principalId,
    principalType:
      principal.kind === 'user' ? 'User' : principal.kind === 'group' ? 'Group' : 'ServicePrincipal',
    resourceId,
    appRoleId,
    createdDateTime: new Date(ground.clock.now()).toISOString(),
  };
  tenant.appRoleAssignments.set(assignment.id, assignment);
  return single(call, ASSIGNMENT_TYPE, assignment, 201);
}
