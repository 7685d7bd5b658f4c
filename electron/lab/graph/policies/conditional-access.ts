import type { ConditionalAccessPolicy } from '../../entra/directory.ts';
import { isObject, oneOf, readFields, required } from '../fields.ts';
import { GraphError, resourceNotFound } from '../graph-error.ts';
import { collection, single } from '../odata/query.ts';
import type { ResourceType } from '../odata/resource-type.ts';
import { READ_CONDITIONAL_ACCESS, WRITE_CONDITIONAL_ACCESS } from '../permissions.ts';
import { type GraphCall, type GraphRoute, NO_CONTENT, routesNeeding } from '../route.ts';

type Conditions = ConditionalAccessPolicy['conditions'];
type Controls = ConditionalAccessPolicy['grantControls'];

const POLICY_TYPE: ResourceType<ConditionalAccessPolicy> = {
  name: 'conditionalAccessPolicy',
  set: 'identity/conditionalAccess/policies',
  show: (policy) => ({
    id: policy.id,
    displayName: policy.displayName,
    createdDateTime: policy.createdDateTime,
    modifiedDateTime: null,
    state: policy.state,
    sessionControls: null,
    conditions: {
      clientAppTypes: ['all'],
      platforms: null,
      locations: null,
      devices: null,
      users: { ...policy.conditions.users, includeRoles: [], excludeRoles: [] },
      applications: { ...policy.conditions.applications, includeUserActions: [] },
    },
    grantControls: { ...policy.grantControls, customAuthenticationFactors: [], termsOfUse: [] },
  }),
};

const WRITABLE = {
  conditions: 'object',
  displayName: 'string',
  grantControls: 'object',
  sessionControls: 'object',
  state: 'string',
} as const;
const READ_ONLY = ['id', 'createdDateTime', 'modifiedDateTime'];

const PATH = '/identity/conditionalAccess/policies';

const { read, write } = routesNeeding(READ_CONDITIONAL_ACCESS, WRITE_CONDITIONAL_ACCESS);

/** Conditional Access: sign-ins obey these policies. What the Lab does not obey, it does not take. */
export const conditionalAccessRoutes: readonly GraphRoute[] = [
  read(PATH, 'ListConditionalAccessPolicies', (call) =>
    collection(call, POLICY_TYPE, call.tenant.conditionalAccessPolicies.values()),
  ),
  read(`${PATH}/:policy`, 'GetConditionalAccessPolicy', (call) => single(call, POLICY_TYPE, policyOf(call))),
  write('POST', PATH, 'CreateConditionalAccessPolicy', async (call) => {
    const fields = readFields(await call.body(), WRITABLE, READ_ONLY);
    if (fields.sessionControls) refuse('The Lab does not obey sessionControls.');
    const policy: ConditionalAccessPolicy = {
      id: call.ground.random.uuid(),
      displayName: required(fields.displayName, 'displayName'),
      state: stateOf(required(fields.state, 'state')),
      conditions: conditionsOf(call, required(fields.conditions, 'conditions')),
      grantControls: controlsOf(required(fields.grantControls, 'grantControls')),
      createdDateTime: new Date(call.ground.clock.now()).toISOString(),
    };
    call.tenant.conditionalAccessPolicies.set(policy.id, policy);
    return single(call, POLICY_TYPE, policy, 201);
  }),
  write('PATCH', `${PATH}/:policy`, 'UpdateConditionalAccessPolicy', async (call) => {
    const policy = policyOf(call);
    const fields = readFields(await call.body(), WRITABLE, READ_ONLY);
    if (fields.sessionControls) refuse('The Lab does not obey sessionControls.');
    const conditions = fields.conditions
      ? conditionsOf(call, fields.conditions, policy.conditions)
      : undefined;
    const controls = fields.grantControls ? controlsOf(fields.grantControls) : undefined;
    const state = fields.state ? stateOf(fields.state) : undefined;
    policy.conditions = conditions ?? policy.conditions;
    policy.grantControls = controls ?? policy.grantControls;
    policy.state = state ?? policy.state;
    policy.displayName = fields.displayName ?? policy.displayName;
    return NO_CONTENT;
  }),
  write('DELETE', `${PATH}/:policy`, 'DeleteConditionalAccessPolicy', (call) => {
    call.tenant.conditionalAccessPolicies.delete(policyOf(call).id);
    return NO_CONTENT;
  }),
];

function policyOf(call: GraphCall): ConditionalAccessPolicy {
  const id = call.param('policy').toLowerCase();
  return call.tenant.conditionalAccessPolicies.get(id) ?? resourceNotFound(id);
}

function refuse(message: string): never {
  throw new GraphError(400, 'BadRequest', message);
}

function stateOf(state: string): ConditionalAccessPolicy['state'] {
  return oneOf(state, ['enabled', 'disabled', 'enabledForReportingButNotEnforced'], 'state');
}

const USERS = ['includeUsers', 'excludeUsers', 'includeGroups', 'excludeGroups'] as const;
const APPLICATIONS = ['includeApplications', 'excludeApplications'] as const;

function conditionsOf(
  call: GraphCall,
  given: Readonly<Record<string, unknown>>,
  before?: Conditions,
): Conditions {
  const { users, applications, clientAppTypes, ...others } = given;
  refuseSet(others, 'conditions');
  if (Array.isArray(clientAppTypes) && clientAppTypes.some((type) => type !== 'all'))
    refuse("The Lab obeys clientAppTypes ['all'] only.");
  const conditions: Conditions = {
    users: {
      includeUsers: [],
      excludeUsers: [],
      includeGroups: [],
      excludeGroups: [],
      ...before?.users,
      ...lists(users, USERS, 'users'),
    },
    applications: {
      includeApplications: [],
      excludeApplications: [],
      ...before?.applications,
      ...lists(applications, APPLICATIONS, 'applications'),
    },
  };
  check(call, conditions);
  return conditions;
}

function check(call: GraphCall, { users, applications }: Conditions): void {
  const { tenant } = call;
  if (users.includeUsers.length + users.includeGroups.length === 0)
    refuse('1007: Policy must include users or groups.');
  if (applications.includeApplications.length === 0) refuse('1008: Policy must include applications.');
  for (const id of [...users.includeUsers, ...users.excludeUsers])
    if (!['All', 'None', 'GuestsOrExternalUsers'].includes(id) && !tenant.users.has(id))
      refuse(`1017: Invalid user value: ${id.slice(0, 64)}.`);
  for (const id of [...users.includeGroups, ...users.excludeGroups])
    if (!tenant.groups.has(id)) refuse(`1018: Invalid group value: ${id.slice(0, 64)}.`);
  for (const id of [...applications.includeApplications, ...applications.excludeApplications]) {
    const known = [...tenant.servicePrincipals.values()].some(({ appId }) => appId === id);
    if (!['All', 'None', 'Office365'].includes(id) && !known)
      refuse(`1020: Invalid application value: ${id.slice(0, 64)}.`);
  }
}

function lists<const N extends readonly string[]>(
  given: unknown,
  names: N,
  where: string,
): Partial<Record<N[number], string[]>> {
  if (given === undefined || given === null) return {};
  if (!isObject(given)) refuse(`Invalid value of '${where}'.`);
  const found: Partial<Record<N[number], string[]>> = {};
  const others: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const known = names.find((one): one is N[number] => one === name);
    if (known === undefined) others[name] = value;
    else if (Array.isArray(value) && value.length <= 1_000 && value.every((one) => typeof one === 'string'))
      found[known] = value as string[];
    else refuse(`Invalid value of '${where}/${known}'.`);
  }
  refuseSet(others, where);
  return found;
}

/** Conditions that are there but empty say nothing; any other would have to be obeyed. */
function refuseSet(others: Readonly<Record<string, unknown>>, where: string): void {
  for (const [name, value] of Object.entries(others)) {
    const isEmpty =
      value === null || (Array.isArray(value) && value.length === 0) || name.includes('@odata.');
    if (!isEmpty) refuse(`The Lab does not obey '${where}/${name.slice(0, 50)}'.`);
  }
}

function controlsOf(given: Readonly<Record<string, unknown>>): Controls {
  const { operator, builtInControls, ...others } = given;
  refuseSet(others, 'grantControls');
  if (!Array.isArray(builtInControls) || builtInControls.length === 0)
    refuse('1031: Policy must have grant controls.');
  const controls = builtInControls.map((control: unknown) =>
    oneOf(String(control), ['mfa', 'block', 'compliantDevice'], 'builtInControls'),
  );
  if (controls.includes('block') && controls.length > 1)
    refuse("1027: The grant control 'block' cannot be combined with others.");
  return { operator: oneOf(String(operator ?? 'OR'), ['AND', 'OR'], 'operator'), builtInControls: controls };
}
