import { findUserByName, groupsOf, type Tenant, type User } from '../../entra/directory.ts';
import { assign, type Fields, oneOf, readFields, referencedId, required } from '../fields.ts';
import { badRequest, denied, GraphError, resourceNotFound } from '../graph-error.ts';
import { collection, counted, single } from '../odata/query.ts';
import { READ_GROUPS, READ_SELF, READ_USERS, WRITE_USERS } from '../permissions.ts';
import { type GraphAnswer, type GraphCall, type GraphRoute, NO_CONTENT } from '../route.ts';
import { DIRECTORY_OBJECT_TYPE, objectsOf } from './directory-object.ts';
import { forgetPrincipal } from './forget-principal.ts';
import { FURTHER, USER_TYPE } from './user-type.ts';

const WRITABLE = {
  accountEnabled: 'boolean',
  ageGroup: 'string',
  businessPhones: 'strings',
  city: 'string',
  companyName: 'string',
  country: 'string',
  department: 'string',
  displayName: 'string',
  employeeId: 'string',
  employeeOrgData: 'object',
  employeeType: 'string',
  faxNumber: 'string',
  givenName: 'string',
  jobTitle: 'string',
  mail: 'string',
  mailNickname: 'string',
  mobilePhone: 'string',
  officeLocation: 'string',
  onPremisesImmutableId: 'string',
  otherMails: 'strings',
  passwordPolicies: 'string',
  passwordProfile: 'object',
  postalCode: 'string',
  preferredLanguage: 'string',
  state: 'string',
  streetAddress: 'string',
  surname: 'string',
  usageLocation: 'string',
  userPrincipalName: 'string',
  userType: 'string',
} as const;

type UserFields = Fields<typeof WRITABLE>;

/** Attributes that are plain text and may be cleared. */
const TEXTS = [
  'city',
  'companyName',
  'country',
  'department',
  'employeeId',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'onPremisesImmutableId',
  'postalCode',
  'preferredLanguage',
  'state',
  'streetAddress',
  'surname',
  'usageLocation',
] as const;

/** Users, the signed-in one, and whose manager who is. */
export const userRoutes: readonly GraphRoute[] = [
  route('GET', '/users', 'ListUsers', READ_USERS, (call) =>
    collection(call, USER_TYPE, call.tenant.users.values()),
  ),
  route('GET', '/users/$count', 'CountUsers', READ_USERS, (call) =>
    counted(call, USER_TYPE, call.tenant.users.values()),
  ),
  route('POST', '/users', 'CreateUser', WRITE_USERS, createUser),
  route('GET', '/users/:id', 'GetUser', READ_SELF, (call) => single(call, USER_TYPE, readableUser(call))),
  route('PATCH', '/users/:id', 'UpdateUser', WRITE_USERS, updateUser),
  route('DELETE', '/users/:id', 'DeleteUser', WRITE_USERS, deleteUser),
  route('GET', '/users/:id/manager', 'GetManager', READ_USERS, (call) => managerOf(call, userOf(call))),
  route('PUT', '/users/:id/manager/$ref', 'SetManager', WRITE_USERS, async (call) => {
    const manager = userOf(call, referencedId(await call.body()));
    userOf(call).manager = manager.id;
    return NO_CONTENT;
  }),
  route('DELETE', '/users/:id/manager/$ref', 'RemoveManager', WRITE_USERS, (call) => {
    delete userOf(call).manager;
    return NO_CONTENT;
  }),
  route('GET', '/users/:id/memberOf', 'ListMemberOf', READ_GROUPS, (call) => memberOf(call, userOf(call).id)),
  route('GET', '/users/:id/transitiveMemberOf', 'ListTransitiveMemberOf', READ_GROUPS, (call) =>
    collection(call, DIRECTORY_OBJECT_TYPE, objectsOf(call.tenant, groupsOf(call.tenant, userOf(call).id))),
  ),
  route('POST', '/users/:id/revokeSignInSessions', 'RevokeSignInSessions', WRITE_USERS, (call) =>
    revoke(call, userOf(call)),
  ),
  route('POST', '/me/revokeSignInSessions', 'RevokeMySignInSessions', WRITE_USERS, (call) =>
    revoke(call, me(call)),
  ),
  route('GET', '/me', 'GetMe', READ_SELF, (call) => single(call, USER_TYPE, me(call))),
  route('GET', '/me/memberOf', 'ListMyMemberOf', READ_SELF, (call) => memberOf(call, me(call).id)),
  route('GET', '/me/manager', 'GetMyManager', READ_SELF, (call) => managerOf(call, me(call))),
];

function route(
  method: GraphRoute['method'],
  path: string,
  operation: string,
  needs: GraphRoute['needs'],
  run: GraphRoute['run'],
): GraphRoute {
  return { method, path, operation, needs, run };
}

/** @returns the groups a principal is directly in */
export function memberOf(call: GraphCall, id: string): GraphAnswer {
  const groups = [...call.tenant.groups.values()].filter((group) => group.members.has(id));
  return collection(
    call,
    DIRECTORY_OBJECT_TYPE,
    objectsOf(
      call.tenant,
      groups.map((group) => group.id),
    ),
  );
}

/** @throws GraphError 400 for a token of an application */
function me(call: GraphCall): User {
  if (call.caller.kind !== 'user')
    throw new GraphError(400, 'BadRequest', '/me request is only valid with delegated authentication flow.');
  return userOf(call, call.caller.objectId);
}

/** @throws GraphError 404, or 403 for somebody else with a permission for oneself only */
function readableUser(call: GraphCall): User {
  const user = userOf(call);
  const others = READ_USERS.some((need) => call.caller.permissions.has(String(need)));
  if (!others && (call.caller.kind !== 'user' || user.id !== call.caller.objectId)) denied();
  return user;
}

/**
 * @param key object id or user principal name
 * @throws GraphError 404
 */
function userOf(call: GraphCall, key = call.param('id')): User {
  const { tenant } = call;
  return tenant.users.get(key.toLowerCase()) ?? findUserByName(tenant, key) ?? resourceNotFound(key);
}

function revoke({ ground, base }: GraphCall, user: User): GraphAnswer {
  user.signInSessionsValidFromDateTime = new Date(ground.clock.now()).toISOString();
  return { status: 200, body: { '@odata.context': `${base}/$metadata#Edm.Boolean`, value: true } };
}

function managerOf(call: GraphCall, user: User): GraphAnswer {
  const [manager] = objectsOf(call.tenant, [user.manager ?? '']);
  return single(call, DIRECTORY_OBJECT_TYPE, manager ?? resourceNotFound('manager'));
}

async function createUser(call: GraphCall): Promise<GraphAnswer> {
  const { ground, tenant } = call;
  const fields = readFields(await call.body(), WRITABLE);
  const userPrincipalName = freeName(tenant, required(fields.userPrincipalName, 'userPrincipalName'));
  const domain = tenant.domains.get(userPrincipalName.split('@')[1] ?? '');
  const federated = domain?.authenticationType === 'Federated';
  if (federated) required(fields.onPremisesImmutableId, 'onPremisesImmutableId');
  const user: User = {
    id: ground.random.uuid(),
    userPrincipalName,
    displayName: required(fields.displayName, 'displayName'),
    mailNickname: required(fields.mailNickname, 'mailNickname'),
    accountEnabled: required(fields.accountEnabled, 'accountEnabled'),
    userType: 'Member',
    businessPhones: [],
    otherMails: [],
    createdDateTime: new Date(ground.clock.now()).toISOString(),
    secret: {},
  };
  if (!federated) required(fields.passwordProfile, 'passwordProfile');
  change(tenant, user, fields);
  tenant.users.set(user.id, user);
  return single(call, USER_TYPE, user, 201);
}

async function updateUser(call: GraphCall): Promise<GraphAnswer> {
  const user = userOf(call);
  const fields = readFields(await call.body(), WRITABLE, ['id']);
  if (fields.userPrincipalName !== undefined)
    user.userPrincipalName = freeName(
      call.tenant,
      required(fields.userPrincipalName, 'userPrincipalName'),
      user,
    );
  change(call.tenant, user, fields);
  return NO_CONTENT;
}

function change(tenant: Tenant, user: User, fields: UserFields): void {
  const { passwordProfile, userType } = fields;
  const password =
    passwordProfile === undefined || passwordProfile === null ? undefined : passwordOf(passwordProfile);
  const kind =
    userType === undefined
      ? undefined
      : oneOf(required(userType, 'userType'), ['Member', 'Guest'], 'userType');
  if (fields.usageLocation && !/^[A-Z]{2}$/.test(fields.usageLocation))
    badRequest("Invalid value specified for property 'usageLocation' of resource 'User'.");
  if (fields.mailNickname && !/^[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/.test(fields.mailNickname))
    badRequest("Invalid value specified for property 'mailNickname' of resource 'User'.");
  for (const name of ['displayName', 'mailNickname', 'accountEnabled'] as const)
    if (fields[name] === null) badRequest(`A value is required for property '${name}' of resource 'User'.`);
  user.displayName = fields.displayName ?? user.displayName;
  user.mailNickname = fields.mailNickname ?? user.mailNickname;
  user.accountEnabled = fields.accountEnabled ?? user.accountEnabled;
  user.userType = kind ?? user.userType;
  if (fields.businessPhones !== undefined) user.businessPhones = (fields.businessPhones ?? []).slice(0, 1);
  if (fields.otherMails !== undefined) user.otherMails = fields.otherMails ?? [];
  for (const name of TEXTS) assign(user, name, fields[name] === '' ? null : fields[name]);
  for (const name of [...FURTHER, 'employeeOrgData'] as const) {
    if (fields[name] === undefined) continue;
    user.extra = { ...user.extra, [name]: fields[name] };
  }
  if (password !== undefined) {
    const domain = tenant.domains.get(user.userPrincipalName.split('@')[1] ?? '');
    if (domain?.authenticationType === 'Federated' || user.home !== undefined)
      badRequest('The password of a user who signs in elsewhere cannot be set.');
    user.secret.password = password;
  }
}

function passwordOf(profile: Readonly<Record<string, unknown>>): string {
  const { password } = profile;
  if (typeof password !== 'string' || password.length < 8 || password.length > 256)
    badRequest('The specified password does not comply with password complexity requirements.');
  return password;
}

/** @throws GraphError 400 where the name is taken or its domain is not the tenant's */
function freeName(tenant: Tenant, name: string, own?: User): string {
  const [alias = '', domain = '', ...more] = name.split('@');
  if (!/^[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/.test(alias.replaceAll("'", '')) || more.length > 0)
    badRequest('Property userPrincipalName is invalid.');
  if (!tenant.domains.has(domain.toLowerCase()))
    badRequest(
      'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
    );
  const taken = findUserByName(tenant, name);
  if (taken !== undefined && taken !== own)
    badRequest('Another object with the same value for property userPrincipalName already exists.');
  return name;
}

function deleteUser(call: GraphCall): GraphAnswer {
  const user = userOf(call);
  call.tenant.users.delete(user.id);
  for (const other of call.tenant.users.values()) if (other.manager === user.id) delete other.manager;
  forgetPrincipal(call.tenant, user.id);
  return NO_CONTENT;
}
