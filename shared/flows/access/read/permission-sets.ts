import type { PermissionSet, UnknownPart } from '../../../core/access/model.ts';
import type { SsoAdmin } from '../../../ports/identity-center.ts';
import { workPool } from '../work-pool.ts';
import { WIDTH } from './assignments.ts';
import type { ReadRun } from './read-run.ts';

const SERVICE = 'sso-admin';

/** One call a set: name, description, session duration, relay state. */
export async function readNames(
  run: ReadRun,
  sso: SsoAdmin,
  instanceArn: string,
  arns: readonly string[],
): Promise<PermissionSet[]> {
  const sets = new Map<string, PermissionSet>();
  await workPool(arns, WIDTH, async (arn) => {
    const settings = await run.orUnknown({ part: 'permission-set', permissionSetArn: arn }, () =>
      run.call(SERVICE, () => sso.describePermissionSet({ instanceArn, permissionSetArn: arn }, run.signal)),
    );
    sets.set(arn, { arn, ...settings });
    run.report('names', sets.size, arns.length);
  });
  return arns.flatMap((arn) => sets.get(arn) ?? []);
}

/** Five more calls a set: tags, managed and customer-managed policies, inline policy, boundary. */
export async function readDetails(
  run: ReadRun,
  sso: SsoAdmin,
  instanceArn: string,
  sets: readonly PermissionSet[],
): Promise<PermissionSet[]> {
  const detailed = new Map<string, PermissionSet>();
  await workPool(sets, Math.ceil(WIDTH / 4), async (set) => {
    detailed.set(set.arn, { ...set, ...(await detailsOf(run, sso, instanceArn, set.arn)) });
    run.report('details', detailed.size, sets.length);
  });
  return sets.flatMap(({ arn }) => detailed.get(arn) ?? []);
}

async function detailsOf(
  run: ReadRun,
  sso: SsoAdmin,
  instanceArn: string,
  arn: string,
): Promise<Partial<PermissionSet>> {
  const { signal } = run;
  const of = { instanceArn, permissionSetArn: arn };
  const part: Omit<UnknownPart, 'code' | 'message'> = {
    part: 'permission-set-details',
    permissionSetArn: arn,
  };
  const [tags, managedPolicies, customerManagedPolicies, inlinePolicy, boundary] = await Promise.all([
    run.orUnknown(part, () =>
      run.all(SERVICE, (page) => sso.listTagsForResource({ ...page, instanceArn, resourceArn: arn }, signal)),
    ),
    run.orUnknown(part, () =>
      run.all(SERVICE, (page) => sso.listManagedPoliciesInPermissionSet({ ...page, ...of }, signal)),
    ),
    run.orUnknown(part, () =>
      run.all(SERVICE, (page) =>
        sso.listCustomerManagedPolicyReferencesInPermissionSet({ ...page, ...of }, signal),
      ),
    ),
    run.orUnknown(part, () => run.call(SERVICE, () => sso.getInlinePolicyForPermissionSet(of, signal))),
    run.orUnknown(part, () =>
      run.call(SERVICE, () => sso.getPermissionsBoundaryForPermissionSet(of, signal)),
    ),
  ]);
  return {
    ...(tags === undefined ? {} : { tags: Object.fromEntries(tags) }),
    ...(managedPolicies === undefined ? {} : { managedPolicies }),
    ...(customerManagedPolicies === undefined ? {} : { customerManagedPolicies }),
    ...(inlinePolicy === undefined ? {} : { inlinePolicy }),
    ...(boundary === undefined ? {} : { boundary }),
  };
}
