import { AccessIndex } from '../../../core/access/access-index.ts';
import type { AccessApplication } from '../../../core/access/applications/applications.ts';
import type { Instance, UnknownPart } from '../../../core/access/model.ts';
import type { AwsCalls } from '../aws-calls.ts';
import type { AccessPorts } from '../ports.ts';
import { readGroups, readMemberships, readUsers } from '../read/principals.ts';
import { type ReadProgress, ReadRun } from '../read/read-run.ts';

/**
 * Reads who there is in the Identity Store, and the members of the groups that applications are assigned to: enough to name
 * everybody behind them. Nothing is asked about accounts.
 *
 * @param applications resolves when they were read; users and groups are read meanwhile
 * @returns an index without accounts, sets and assignments
 * @throws WorkbenchError of what ends everything
 */
export async function readDirectory(
  { identityCenter: { identityStore }, clock }: Pick<AccessPorts, 'identityCenter' | 'clock'>,
  calls: AwsCalls,
  instance: Instance,
  applications: Promise<readonly AccessApplication[]>,
  signal: AbortSignal,
  progress: (progress: ReadProgress) => void = () => undefined,
): Promise<{ readonly index: AccessIndex; readonly unknown: readonly UnknownPart[] }> {
  const run = new ReadRun(calls, signal, progress);
  const { identityStoreId } = instance;
  const [groups, users, read] = await Promise.all([
    readGroups(run, identityStore, identityStoreId),
    readUsers(run, identityStore, identityStoreId),
    applications,
  ]);
  const assigned = new Set(
    read.flatMap(({ assignments = [] }) =>
      assignments.flatMap(({ principalType, principalId }) => (principalType === 'GROUP' ? principalId : [])),
    ),
  );
  const behind = groups.filter(({ id }) => assigned.has(id));
  const memberships = await readMemberships(run, identityStore, identityStoreId, behind);
  const index = new AccessIndex({
    instance,
    units: [],
    accounts: [],
    permissionSets: [],
    provisioned: [],
    assignments: [],
    groups,
    users,
    memberships,
    unknown: run.unknown,
    readAt: clock.now(),
  });
  return { index, unknown: run.unknown };
}
