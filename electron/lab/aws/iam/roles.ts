import type { Call } from '../protocol/operation.ts';
import type { QueryAction } from '../protocol/query-service.ts';
import { allowed } from './allowed.ts';
import { idFrom } from './managed-policies.ts';
import { encodedDocument, isoDate, needed, noSuchEntity, paged } from './parameters.ts';
import { type ReservedRole, reservedRole, reservedRoles } from './reserved-roles.ts';

const INLINE_NAME = 'AwsSSOInlinePolicy';

/** The roles of the caller's account that Identity Center made there. */
export const roleActions: Readonly<Record<string, QueryAction>> = {
  ListRoles: {
    writes: false,
    run(call, parameters) {
      allowed(call, '*');
      const prefix = parameters.get('PathPrefix') ?? '/';
      const roles = [...reservedRoles(call.aws.identityCenter, call.caller.accountId)].map((role) =>
        described(call, role),
      );
      return paged(
        parameters,
        'Roles',
        roles.filter(({ Path }) => Path.startsWith(prefix)),
      );
    },
  },
  GetRole: {
    writes: false,
    run: (call, parameters) => ({ Role: described(call, roleOf(call, parameters)) }),
  },
  ListAttachedRolePolicies: {
    writes: false,
    run(call, parameters) {
      const { content } = roleOf(call, parameters);
      const own = content.customerManagedPolicies.map(
        ({ name, path }) => `arn:aws:iam::${call.caller.accountId}:policy${path}${name}`,
      );
      const attached = [...content.managedPolicies.values(), ...own].map((arn) => ({
        PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
        PolicyArn: arn,
      }));
      return paged(parameters, 'AttachedPolicies', attached);
    },
  },
  ListRolePolicies: {
    writes: false,
    run(call, parameters) {
      const { content } = roleOf(call, parameters);
      return paged(parameters, 'PolicyNames', content.inlinePolicy === undefined ? [] : [INLINE_NAME]);
    },
  },
  GetRolePolicy: {
    writes: false,
    run(call, parameters) {
      const { content } = roleOf(call, parameters);
      const RoleName = needed(parameters, 'RoleName');
      const wanted = needed(parameters, 'PolicyName');
      if (content.inlinePolicy === undefined || wanted !== INLINE_NAME)
        throw noSuchEntity(`The role policy with name ${wanted.slice(0, 128)} cannot be found.`);
      const PolicyDocument = encodedDocument(content.inlinePolicy);
      return { RoleName, PolicyName: INLINE_NAME, PolicyDocument };
    },
  },
  ListAccountAliases: {
    writes: false,
    run(call, parameters) {
      allowed(call, '*');
      return paged(parameters, 'AccountAliases', []);
    },
  },
};

function roleOf(call: Call, parameters: URLSearchParams): ReservedRole {
  const name = needed(parameters, 'RoleName');
  const { accountId } = call.caller;
  const role = reservedRole(call.aws.identityCenter, accountId, name);
  allowed(call, role?.provisioned.roleArn ?? `arn:aws:iam::${accountId}:role/${name}`);
  if (role === undefined) throw noSuchEntity(`The role with name ${name.slice(0, 64)} cannot be found.`);
  return role;
}

function described(call: Call, { provisioned, content, set }: ReservedRole) {
  const { roleArn } = provisioned;
  const path = roleArn.slice(roleArn.indexOf(':role/') + ':role'.length, roleArn.lastIndexOf('/') + 1);
  const account = call.caller.accountId;
  const provider = `arn:aws:iam::${account}:saml-provider/AWSSSO_${set.arn.slice(-16)}_DO_NOT_DELETE`;
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: provider },
        Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
        Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
      },
    ],
  };
  return {
    Path: path,
    RoleName: roleArn.slice(roleArn.lastIndexOf('/') + 1),
    RoleId: `AROA${idFrom(roleArn)}`,
    Arn: roleArn,
    CreateDate: isoDate(provisioned.updatedAt),
    AssumeRolePolicyDocument: encodedDocument(JSON.stringify(trust)),
    Description: set.description,
    MaxSessionDuration: secondsOf(content.sessionDuration),
  };
}

/** @param duration ISO 8601, of hours, minutes and seconds */
function secondsOf(duration: string): number {
  const [, hours, minutes, seconds] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(duration) ?? [];
  const length = Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return Math.min(43_200, Math.max(3_600, length));
}
