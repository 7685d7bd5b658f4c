import type { Assignment, Group, ProvisionedSet } from '../../../core/access/model.ts';
import type { SsoAdmin } from '../../../ports/identity-center.ts';
import { workPool } from '../work-pool.ts';
import type { ReadRun } from './read-run.ts';

/** Calls under way at once: enough to keep the rate up where an answer takes a second. */
export const WIDTH = 24;
const SERVICE = 'sso-admin';

/** Each answer brings the same ids as texts of its own; of a large organization that would be most of the memory. */
function onceEach(): (text: string) => string {
  const texts = new Map<string, string>();
  return (text) => {
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  };
}

/** What each group is assigned: one call a group, for a first view. */
export async function readGroupAssignments(
  run: ReadRun,
  sso: SsoAdmin,
  instanceArn: string,
  groups: readonly Group[],
): Promise<Assignment[]> {
  const found: Assignment[] = [];
  const one = onceEach();
  let done = 0;
  await workPool(groups, WIDTH, async ({ id }) => {
    const assignments = await run.orUnknown({ part: 'assignments', groupId: id }, () =>
      run.all(SERVICE, (page) =>
        sso.listAccountAssignmentsForPrincipal(
          { ...page, instanceArn, principalType: 'GROUP', principalId: id },
          run.signal,
        ),
      ),
    );
    for (const { accountId, permissionSetArn } of assignments ?? [])
      found.push({
        accountId: one(accountId),
        permissionSetArn: one(permissionSetArn),
        principalType: 'GROUP',
        principalId: id,
      });
    run.report('first-view', ++done, groups.length);
  });
  return found;
}

/** In which accounts each set is provisioned: one call a set. */
export async function readProvisioned(
  run: ReadRun,
  sso: SsoAdmin,
  instanceArn: string,
  arns: readonly string[],
  outdated: boolean,
): Promise<ProvisionedSet[]> {
  const found: ProvisionedSet[] = [];
  let done = 0;
  const part = outdated ? 'provisioning-status' : 'provisioned-accounts';
  await workPool(arns, WIDTH, async (permissionSetArn) => {
    const accounts = await run.orUnknown({ part, permissionSetArn }, () =>
      run.all(SERVICE, (page) =>
        sso.listAccountsForProvisionedPermissionSet(
          { ...page, instanceArn, permissionSetArn, ...(outdated ? { outdated } : {}) },
          run.signal,
        ),
      ),
    );
    for (const accountId of new Set(accounts)) found.push({ accountId, permissionSetArn });
    run.report(outdated ? 'provisioning' : 'provisioned-accounts', ++done, arns.length);
  });
  return found;
}

/** Who is assigned: one call for each pair of account and set that exists. */
export async function readAssignments(
  run: ReadRun,
  sso: SsoAdmin,
  instanceArn: string,
  pairs: readonly ProvisionedSet[],
): Promise<Assignment[]> {
  const found: Assignment[] = [];
  const one = onceEach();
  let done = 0;
  await workPool(pairs, WIDTH, async ({ accountId, permissionSetArn }) => {
    const assignments = await run.orUnknown({ part: 'assignments', accountId, permissionSetArn }, () =>
      run.all(SERVICE, (page) =>
        sso.listAccountAssignments({ ...page, instanceArn, accountId, permissionSetArn }, run.signal),
      ),
    );
    for (const { principalType, principalId } of assignments ?? [])
      found.push({
        accountId,
        permissionSetArn,
        principalType: principalType === 'USER' ? 'USER' : 'GROUP',
        principalId: one(principalId),
      });
    run.report('assignments', ++done, pairs.length);
  });
  return found;
}
