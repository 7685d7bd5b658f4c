import { AwsError } from '../protocol/aws-error.ts';
import type { Call } from '../protocol/operation.ts';
import type { QueryAction } from '../protocol/query-service.ts';
import { allowed } from './allowed.ts';
import { MANAGED_POLICIES } from './managed-policies.ts';
import { encodedDocument, isoDate, needed, noSuchEntity, paged } from './parameters.ts';
import { readPolicy } from './policy-document.ts';
import { reservedRoles } from './reserved-roles.ts';
import type { CustomerPolicy } from './state.ts';

/** Customer managed policies of one account. */
const MOST = 1_500;
const LONGEST = 6_144;

interface Policy {
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly policyId: string;
  readonly document: string;
  readonly description?: string;
  readonly createdAt: number;
  readonly tags?: ReadonlyMap<string, string>;
}

export const policyActions: Readonly<Record<string, QueryAction>> = {
  ListPolicies: {
    writes: false,
    run(call, parameters) {
      allowed(call, '*');
      const scope = parameters.get('Scope') ?? 'All';
      const prefix = parameters.get('PathPrefix') ?? '/';
      const onlyAttached = parameters.get('OnlyAttached') === 'true';
      const all: Policy[] = [];
      if (scope !== 'Local') all.push(...MANAGED_POLICIES.values());
      if (scope !== 'AWS') all.push(...ownPolicies(call));
      const counts = attachments(call);
      const wanted = all.filter(
        ({ path, arn }) => path.startsWith(prefix) && (!onlyAttached || (counts.get(arn) ?? 0) > 0),
      );
      return paged(
        parameters,
        'Policies',
        wanted.map((policy) => described(policy, counts)),
      );
    },
  },

  GetPolicy: {
    writes: false,
    run(call, parameters) {
      const policy = policyOf(call, needed(parameters, 'PolicyArn'));
      const tags = [...(policy.tags ?? [])].map(([Key, Value]) => ({ Key, Value }));
      const { description: Description } = policy;
      return { Policy: { ...described(policy, attachments(call)), Description, Tags: tags } };
    },
  },

  GetPolicyVersion: {
    writes: false,
    run(call, parameters) {
      const policy = policyOf(call, needed(parameters, 'PolicyArn'));
      const wanted = needed(parameters, 'VersionId');
      if (wanted !== VERSION)
        throw noSuchEntity(
          `Policy ${policy.arn} version ${wanted.slice(0, 40)} does not exist or is not attachable.`,
        );
      return { PolicyVersion: { Document: encodedDocument(policy.document), ...version(policy) } };
    },
  },

  ListPolicyVersions: {
    writes: false,
    run(call, parameters) {
      const policy = policyOf(call, needed(parameters, 'PolicyArn'));
      return paged(parameters, 'Versions', [version(policy)]);
    },
  },

  CreatePolicy: {
    writes: true,
    run(call, parameters) {
      const policy = newPolicy(call, parameters);
      const { customerPolicies } = call.aws;
      if (customerPolicies.has(policy.arn))
        throw new AwsError(
          'EntityAlreadyExists',
          `A policy called ${policy.name} already exists. Duplicate names are not allowed.`,
          409,
        );
      if (ownPolicies(call).length >= MOST)
        throw new AwsError('LimitExceeded', `Cannot exceed quota for PoliciesPerAccount: ${MOST}`, 409);
      customerPolicies.set(policy.arn, policy);
      return { Policy: described(policy, new Map()) };
    },
  },

  DeletePolicy: {
    writes: true,
    run(call, parameters) {
      const policy = policyOf(call, needed(parameters, 'PolicyArn'));
      if (MANAGED_POLICIES.has(policy.arn))
        throw new AwsError('AccessDenied', 'AWS-managed policies cannot be deleted.', 403);
      if ((attachments(call).get(policy.arn) ?? 0) > 0)
        throw new AwsError('DeleteConflict', 'Cannot delete a policy attached to entities.', 409);
      call.aws.customerPolicies.delete(policy.arn);
      return undefined;
    },
  },
};

const VERSION = 'v1';

function newPolicy(call: Call, parameters: URLSearchParams): CustomerPolicy {
  const name = needed(parameters, 'PolicyName');
  const path = parameters.get('Path') ?? '/';
  const document = needed(parameters, 'PolicyDocument');
  const { accountId } = call.caller;
  const arn = `arn:aws:iam::${accountId}:policy${path}${name}`;
  allowed(call, arn);
  if (!/^[\w+=,.@-]{1,128}$/.test(name) || !/^((\/[A-Za-z0-9.,+@=_-]+)*)\/$/.test(path) || path.length > 512)
    throw new AwsError('ValidationError', 'The specified value for policyName or path is invalid.');
  if (document.length > 131_072 || document.replace(/\s/g, '').length > LONGEST)
    throw new AwsError('LimitExceeded', `Cannot exceed quota for PolicySize: ${LONGEST}`, 409);
  if (readPolicy(document) === undefined)
    throw new AwsError('MalformedPolicyDocument', 'Syntax errors in policy.');
  const description = parameters.get('Description');
  const tags = new Map<string, string>();
  for (let index = 1; index <= 50; index += 1) {
    const key = parameters.get(`Tags.member.${index}.Key`);
    if (key === null) break;
    tags.set(key, parameters.get(`Tags.member.${index}.Value`) ?? '');
  }
  return {
    arn,
    name,
    path,
    accountId,
    policyId: `ANPA${call.ground.random.text(17, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
    document,
    ...(description === null ? {} : { description: description.slice(0, 1_000) }),
    createdAt: call.now,
    tags,
  };
}

function policyOf(call: Call, arn: string): Policy {
  allowed(call, arn);
  const own = call.aws.customerPolicies.get(arn);
  const policy = MANAGED_POLICIES.get(arn) ?? (own?.accountId === call.caller.accountId ? own : undefined);
  if (policy === undefined) throw noSuchEntity(`Policy ${arn.slice(0, 300)} was not found.`);
  return policy;
}

function ownPolicies(call: Call): readonly CustomerPolicy[] {
  const { accountId } = call.caller;
  return [...call.aws.customerPolicies.values()].filter((policy) => policy.accountId === accountId);
}

/** @returns how many roles of the caller's account have each policy */
function attachments(call: Call): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const { accountId } = call.caller;
  for (const { content } of reservedRoles(call.aws.identityCenter, accountId)) {
    const own = content.customerManagedPolicies.map(
      ({ name, path }) => `arn:aws:iam::${accountId}:policy${path}${name}`,
    );
    for (const arn of [...content.managedPolicies.values(), ...own])
      counts.set(arn, (counts.get(arn) ?? 0) + 1);
  }
  return counts;
}

function described(policy: Policy, counts: ReadonlyMap<string, number>) {
  return {
    PolicyName: policy.name,
    PolicyId: policy.policyId,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: VERSION,
    AttachmentCount: counts.get(policy.arn) ?? 0,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: isoDate(policy.createdAt),
    UpdateDate: isoDate(policy.createdAt),
  };
}

function version(policy: Policy) {
  return { VersionId: VERSION, IsDefaultVersion: true, CreateDate: isoDate(policy.createdAt) };
}
