import type { PermissionSet } from '../../../core/access/model.ts';
import type { AwsCalls } from '../aws-calls.ts';
import type { AccessPorts } from '../ports.ts';
import { readNames } from '../read/permission-sets.ts';
import { ReadRun } from '../read/read-run.ts';
import { workPool } from '../work-pool.ts';

const WIDTH = 8;

/**
 * Reads names and inline policies of all permission sets, which is all that it takes to know where attributes are used: two calls a
 * set. A policy that is denied stays unknown.
 */
export async function readInlinePolicies(
  { identityCenter: { ssoAdmin } }: Pick<AccessPorts, 'identityCenter'>,
  calls: AwsCalls,
  instanceArn: string,
  signal: AbortSignal,
): Promise<{ readonly sets: readonly PermissionSet[]; readonly unknown: number }> {
  const run = new ReadRun(calls, signal, () => undefined);
  const arns = await run.all('sso-admin', (page) =>
    ssoAdmin.listPermissionSets({ ...page, instanceArn }, signal),
  );
  const sets: PermissionSet[] = [];
  await workPool(await readNames(run, ssoAdmin, instanceArn, arns), WIDTH, async (set) => {
    const inlinePolicy = await run.orUnknown(
      { part: 'permission-set-details', permissionSetArn: set.arn },
      () =>
        run.call('sso-admin', () =>
          ssoAdmin.getInlinePolicyForPermissionSet({ instanceArn, permissionSetArn: set.arn }, signal),
        ),
    );
    sets.push({ ...set, ...(inlinePolicy === undefined ? {} : { inlinePolicy }) });
  });
  return { sets, unknown: run.unknown.length };
}
