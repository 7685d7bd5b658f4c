import type { ClaimsMappingPolicy } from '../../entra/directory.ts';
import { type Fields, isObject, readFields, referencedId, required } from '../fields.ts';
import { badRequest, resourceNotFound } from '../graph-error.ts';
import { collection, single } from '../odata/query.ts';
import type { ResourceType } from '../odata/resource-type.ts';
import { ASSIGN_CLAIMS_POLICIES, READ_CLAIMS_POLICIES, WRITE_CLAIMS_POLICIES } from '../permissions.ts';
import { type GraphCall, type GraphRoute, NO_CONTENT } from '../route.ts';
import { servicePrincipalOf } from '../visible.ts';

const POLICY_TYPE: ResourceType<ClaimsMappingPolicy> = {
  name: 'claimsMappingPolicy',
  set: 'policies/claimsMappingPolicies',
  show: (policy) => ({
    id: policy.id,
    definition: policy.definition,
    displayName: policy.displayName,
    isOrganizationDefault: policy.isOrganizationDefault,
  }),
};

const WRITABLE = {
  definition: 'strings',
  description: 'string',
  displayName: 'string',
  isOrganizationDefault: 'boolean',
} as const;

const ALL = '/policies/claimsMappingPolicies';
const OF_APP = '/servicePrincipals/:id/claimsMappingPolicies';

/** Claims mapping policies and which service principal has one. */
export const claimsMappingRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: ALL,
    operation: 'ListClaimsMappingPolicies',
    needs: READ_CLAIMS_POLICIES,
    run: (call) => collection(call, POLICY_TYPE, call.tenant.claimsMappingPolicies.values()),
  },
  {
    method: 'POST',
    path: ALL,
    operation: 'CreateClaimsMappingPolicy',
    needs: WRITE_CLAIMS_POLICIES,
    run: async (call) => {
      const fields = readFields(await call.body(), WRITABLE, ['id']);
      const policy: ClaimsMappingPolicy = {
        id: call.ground.random.uuid(),
        displayName: required(fields.displayName, 'displayName'),
        definition: definitionOf(required(fields.definition, 'definition')),
        isOrganizationDefault: false,
      };
      change(policy, fields);
      call.tenant.claimsMappingPolicies.set(policy.id, policy);
      return single(call, POLICY_TYPE, policy, 201);
    },
  },
  {
    method: 'GET',
    path: `${ALL}/:policy`,
    operation: 'GetClaimsMappingPolicy',
    needs: READ_CLAIMS_POLICIES,
    run: (call) => single(call, POLICY_TYPE, policyOf(call)),
  },
  {
    method: 'PATCH',
    path: `${ALL}/:policy`,
    operation: 'UpdateClaimsMappingPolicy',
    needs: WRITE_CLAIMS_POLICIES,
    run: async (call) => {
      change(policyOf(call), readFields(await call.body(), WRITABLE, ['id']));
      return NO_CONTENT;
    },
  },
  {
    method: 'DELETE',
    path: `${ALL}/:policy`,
    operation: 'DeleteClaimsMappingPolicy',
    needs: WRITE_CLAIMS_POLICIES,
    run: (call) => {
      const { id } = policyOf(call);
      call.tenant.claimsMappingPolicies.delete(id);
      for (const principal of call.tenant.servicePrincipals.values())
        principal.claimsMappingPolicyIds = principal.claimsMappingPolicyIds.filter((one) => one !== id);
      return NO_CONTENT;
    },
  },
  {
    method: 'GET',
    path: OF_APP,
    operation: 'ListAssignedClaimsMappingPolicies',
    needs: [...READ_CLAIMS_POLICIES, 'Application.ReadWrite.All'],
    run: (call) => {
      const ids = servicePrincipalOf(call).claimsMappingPolicyIds;
      const policies = ids.flatMap((id) => call.tenant.claimsMappingPolicies.get(id) ?? []);
      return collection(call, POLICY_TYPE, policies);
    },
  },
  {
    method: 'POST',
    path: `${OF_APP}/$ref`,
    operation: 'AssignClaimsMappingPolicy',
    needs: ASSIGN_CLAIMS_POLICIES,
    run: async (call) => {
      const principal = servicePrincipalOf(call);
      const policy = policyOf(call, referencedId(await call.body()));
      if (principal.claimsMappingPolicyIds.includes(policy.id))
        badRequest(
          "One or more added object references already exist for the following modified properties: 'policies'.",
        );
      if (principal.claimsMappingPolicyIds.length > 0)
        badRequest('A service principal can have one claims mapping policy only.');
      principal.claimsMappingPolicyIds.push(policy.id);
      return NO_CONTENT;
    },
  },
  {
    method: 'DELETE',
    path: `${OF_APP}/:policy/$ref`,
    operation: 'RemoveClaimsMappingPolicy',
    needs: ASSIGN_CLAIMS_POLICIES,
    run: (call) => {
      const principal = servicePrincipalOf(call);
      const id = call.param('policy');
      if (!principal.claimsMappingPolicyIds.includes(id)) resourceNotFound(id);
      principal.claimsMappingPolicyIds = principal.claimsMappingPolicyIds.filter((one) => one !== id);
      return NO_CONTENT;
    },
  },
];

function policyOf(call: GraphCall, id = call.param('policy')): ClaimsMappingPolicy {
  return call.tenant.claimsMappingPolicies.get(id.toLowerCase()) ?? resourceNotFound(id);
}

function change(policy: ClaimsMappingPolicy, fields: Fields<typeof WRITABLE>): void {
  if (fields.definition !== undefined)
    policy.definition = definitionOf(required(fields.definition, 'definition'));
  policy.displayName = fields.displayName ?? policy.displayName;
  if (fields.isOrganizationDefault === true)
    badRequest('A claims mapping policy cannot be the default of the organization.');
}

/** A definition is JSON inside a string; its keys are case-sensitive (facts/microsoft.md section 1). */
function definitionOf(definition: readonly string[]): string[] {
  const [text] = definition;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text ?? '');
  } catch {
    parsed = undefined;
  }
  const policy = isObject(parsed) ? parsed.ClaimsMappingPolicy : undefined;
  const schema = isObject(policy) ? policy.ClaimsSchema : undefined;
  const fits =
    definition.length === 1 &&
    isObject(policy) &&
    policy.Version === 1 &&
    (policy.IncludeBasicClaimSet === 'true' || policy.IncludeBasicClaimSet === 'false') &&
    (schema === undefined || (Array.isArray(schema) && schema.every(isObject)));
  if (!fits) badRequest('Property definition has an invalid value.');
  return [...definition];
}
