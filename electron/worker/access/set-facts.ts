import type { ChannelOutput } from '../../../shared/contract/whole.ts';
import type { AccessIndex } from '../../../shared/core/access/access-index.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';

/** @returns permission sets by name, with how much each is used */
export function setList(index: AccessIndex): ChannelOutput<'access.sets'> {
  const { snapshot } = index;
  const counted = (pairs: readonly { readonly permissionSetArn: string }[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const { permissionSetArn } of pairs)
      counts.set(permissionSetArn, (counts.get(permissionSetArn) ?? 0) + 1);
    return counts;
  };
  const provisioned = counted(snapshot.provisioned);
  const outdated = snapshot.outdated === undefined ? undefined : counted(snapshot.outdated);
  const sets = snapshot.permissionSets
    .map(({ arn, managedPolicies, customerManagedPolicies, inlinePolicy }) => ({
      arn,
      name: index.setName(arn),
      accounts: provisioned.get(arn) ?? 0,
      assignments: index.bySet.get(arn)?.length ?? 0,
      ...(managedPolicies === undefined || customerManagedPolicies === undefined || inlinePolicy === undefined
        ? {}
        : {
            policies: managedPolicies.length + customerManagedPolicies.length + (inlinePolicy === '' ? 0 : 1),
          }),
      ...(outdated === undefined ? {} : { outdated: outdated.get(arn) ?? 0 }),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const managed = new Set(snapshot.permissionSets.flatMap(({ managedPolicies }) => managedPolicies ?? []));
  return { sets, managedPolicies: [...managed].sort() };
}

/**
 * @returns one permission set and where it is
 * @throws WorkbenchError ERR_ACCESS_UNKNOWN_NAME
 */
export function setFacts(index: AccessIndex, arn: string): ChannelOutput<'access.set'> {
  const set = index.sets.get(arn);
  if (set === undefined)
    throw new WorkbenchError('ERR_ACCESS_UNKNOWN_NAME', 'access', {
      kind: 'permission set',
      name: arn,
      near: [],
    });
  const { snapshot } = index;
  const outdated = new Set(
    (snapshot.outdated ?? [])
      .filter(({ permissionSetArn }) => permissionSetArn === arn)
      .map(({ accountId }) => accountId),
  );
  const accounts = snapshot.provisioned
    .filter(({ permissionSetArn }) => permissionSetArn === arn)
    .map(({ accountId }) => ({
      id: accountId,
      name: index.accountName(accountId),
      outdated: outdated.has(accountId),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    set: { ...set, name: index.setName(arn) },
    accounts,
    inManagementAccount: accounts.some(({ id }) => id === snapshot.managementAccountId),
  };
}
