import { AwsError, RefusedCaller } from '../protocol/aws-error.ts';
import type { Call } from '../protocol/operation.ts';
import type { AwsState } from '../state.ts';
import { type AccessRequest, type Decision, decide } from './evaluate.ts';
import { MANAGED_POLICIES } from './managed-policies.ts';
import { readPolicy, type Statement } from './policy-document.ts';
import { reservedRole } from './reserved-roles.ts';

/** Why IAM says no; undefined where it says yes. */
export interface Denial {
  readonly resource: string;
  readonly message: string;
}

/**
 * Asks the policies of whoever calls. An IAM user of the Lab is an administrator; a role of Identity Center may do what its
 * permission set allowed when it was last provisioned in that account.
 *
 * @param action `sso:ListPermissionSets`
 * @throws RefusedCaller where the role is gone that the credentials were for
 */
export function denialOf(call: Call, action: string, resources: readonly string[]): Denial | undefined {
  const policies = policiesOf(call);
  if (policies === 'administrator') return undefined;
  for (const resource of resources) {
    const request: AccessRequest = { action, resource, context: contextOf(call) };
    const decision = decide(policies.identity, request);
    const bounded = policies.boundary === undefined ? 'allowed' : decide(policies.boundary, request);
    if (decision === 'allowed' && bounded === 'allowed') continue;
    return { resource, message: deniedText(call, action, resource, decision, bounded) };
  }
  return undefined;
}

/** @throws AwsError AccessDeniedException */
export function authorize(call: Call, action: string, resources: readonly string[]): void {
  const denial = denialOf(call, action, resources);
  if (denial !== undefined) throw new AwsError('AccessDeniedException', denial.message);
}

/** AWS's sentence without the reason, as it is where not IAM but the service refuses. */
export function notAuthorized(call: Call, action: string, resource: string): string {
  return `User: ${call.caller.arn} is not authorized to perform: ${action} on resource: ${resource}`;
}

function deniedText(
  call: Call,
  action: string,
  resource: string,
  decision: Decision,
  bounded: Decision,
): string {
  const start = notAuthorized(call, action, resource);
  if (decision === 'explicitly-denied') return `${start} with an explicit deny in an identity-based policy`;
  if (decision === 'not-allowed')
    return `${start} because no identity-based policy allows the ${action} action`;
  return bounded === 'explicitly-denied'
    ? `${start} with an explicit deny in a permissions boundary`
    : `${start} because no permissions boundary allows the ${action} action`;
}

interface Policies {
  readonly identity: readonly Statement[];
  readonly boundary?: readonly Statement[];
}

function policiesOf(call: Call): Policies | 'administrator' {
  const { caller, aws } = call;
  const role = /:assumed-role\/([^/]+)\//.exec(caller.arn)?.[1];
  if (role === undefined) return 'administrator';
  const found = reservedRole(aws.identityCenter, caller.accountId, role);
  if (found === undefined)
    throw new RefusedCaller('unknown-access-key', 'The security token included in the request is invalid.');
  const { content } = found;
  const identity = [
    ...[...content.managedPolicies.values()].flatMap((arn) => managed(arn)),
    ...content.customerManagedPolicies.flatMap((policy) => customer(aws, caller.accountId, policy)),
    ...(content.inlinePolicy === undefined ? [] : (readPolicy(content.inlinePolicy) ?? [])),
  ];
  const { permissionsBoundary } = content;
  if (permissionsBoundary === undefined) return { identity };
  const boundary =
    'managedPolicyArn' in permissionsBoundary
      ? managed(permissionsBoundary.managedPolicyArn)
      : customer(aws, caller.accountId, permissionsBoundary.customerManaged);
  return { identity, boundary };
}

function managed(arn: string): readonly Statement[] {
  const policy = MANAGED_POLICIES.get(arn);
  return policy === undefined ? [] : (readPolicy(policy.document) ?? []);
}

function customer(
  aws: AwsState,
  accountId: string,
  policy: { readonly name: string; readonly path: string },
): readonly Statement[] {
  const found = aws.customerPolicies.get(`arn:aws:iam::${accountId}:policy${policy.path}${policy.name}`);
  return found === undefined ? [] : (readPolicy(found.document) ?? []);
}

function contextOf(call: Call): Readonly<Record<string, string>> {
  const { caller, region, aws } = call;
  return {
    'aws:principalarn': caller.arn,
    'aws:principalaccount': caller.accountId,
    'aws:principalorgid': aws.organization.id,
    'aws:requestedregion': region,
    'aws:userid': caller.userId,
    ...Object.fromEntries(
      Object.entries(caller.sessionTags ?? {}).map(([tag, value]) => [
        `aws:principaltag/${tag.toLowerCase()}`,
        value,
      ]),
    ),
  };
}
