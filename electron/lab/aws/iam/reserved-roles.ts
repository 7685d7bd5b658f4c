import type { IdentityCenterState, PermissionSet, Provisioned, RoleContent } from '../identity-center.ts';

/** A role that Identity Center made in an account, with what it was made from. */
export interface ReservedRole {
  readonly set: PermissionSet;
  readonly provisioned: Provisioned;
  /** As last provisioned: later edits of the set are not in it. */
  readonly content: RoleContent;
}

/** @returns what a role was made from; the set's present state where that revision was not kept */
export function provisionedContent(set: PermissionSet, provisioned: Provisioned): RoleContent {
  return provisioned.revision === set.revision ? set : (set.history?.get(provisioned.revision) ?? set);
}

/** All roles that Identity Center has in an account. */
export function* reservedRoles(center: IdentityCenterState, accountId: string): Generator<ReservedRole> {
  for (const [arn, provisioned] of center.provisioned.get(accountId) ?? []) {
    const set = center.permissionSets.get(arn);
    if (set !== undefined) yield { set, provisioned, content: provisionedContent(set, provisioned) };
  }
}

/** @param name `AWSReservedSSO_<permission set>_<16 hexadecimal digits>` */
export function reservedRole(
  center: IdentityCenterState,
  accountId: string,
  name: string,
): ReservedRole | undefined {
  const ending = `/${name}`;
  for (const role of reservedRoles(center, accountId))
    if (role.provisioned.roleArn.endsWith(ending)) return role;
  return undefined;
}
