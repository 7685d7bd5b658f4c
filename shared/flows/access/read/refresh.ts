import type {
  AccessSnapshot,
  Assignment,
  ProvisionedSet,
  RefreshedPart,
} from '../../../core/access/model.ts';
import { WorkbenchError } from '../../../core/errors/workbench-error.ts';
import type { AwsCalls, CallCounts } from '../aws-calls.ts';
import type { AccessPorts } from '../ports.ts';
import { readAssignments, readProvisioned } from './assignments.ts';
import { readDetails, readNames } from './permission-sets.ts';
import { type ReadProgress, ReadRun } from './read-run.ts';

/** The one account or permission set that is read again. */
export type RefreshPart = { readonly accountId: string } | { readonly permissionSetArn: string };

/**
 * Reads one account or one permission set again and puts it in the place of what a snapshot knew of it.
 *
 * @throws WorkbenchError as readOrganization
 */
export async function refreshPart(
  ports: AccessPorts,
  calls: AwsCalls,
  snapshot: AccessSnapshot,
  part: RefreshPart,
  signal: AbortSignal,
  progress: (progress: ReadProgress) => void = () => undefined,
): Promise<AccessSnapshot> {
  const run = new ReadRun(calls, signal, progress);
  const before = sum(calls.counts);
  try {
    const fresh =
      'accountId' in part
        ? await refreshAccount(ports, run, snapshot, part.accountId)
        : await refreshSet(ports, run, snapshot, part.permissionSetArn);
    const refreshed = { ...part, readAt: ports.clock.now(), calls: sum(calls.counts) - before };
    return {
      ...fresh,
      refreshed: [...(snapshot.refreshed ?? []).filter((one) => !samePart(one, part)), refreshed],
    };
  } catch (thrown) {
    if (signal.aborted) throw new WorkbenchError('ERR_CANCELLED', 'access', {});
    throw thrown;
  }
}

const sum = (counts: CallCounts): number => Object.values(counts).reduce((all, some) => all + some, 0);

const samePart = (one: RefreshedPart, part: RefreshPart): boolean =>
  'accountId' in part ? one.accountId === part.accountId : one.permissionSetArn === part.permissionSetArn;

async function refreshAccount(
  { identityCenter: { ssoAdmin } }: AccessPorts,
  run: ReadRun,
  snapshot: AccessSnapshot,
  accountId: string,
): Promise<AccessSnapshot> {
  const instanceArn = snapshot.instance.arn;
  const arns = await run.all('sso-admin', (page) =>
    ssoAdmin.listPermissionSetsProvisionedToAccount({ ...page, instanceArn, accountId }, run.signal),
  );
  const pairs = arns.map((permissionSetArn) => ({ accountId, permissionSetArn }));
  const assignments = await readAssignments(run, ssoAdmin, instanceArn, pairs);
  const known = new Set(snapshot.permissionSets.map(({ arn }) => arn));
  const unseen = arns.filter((arn) => !known.has(arn));
  const added = await readNames(run, ssoAdmin, instanceArn, unseen);
  const there = new Set(arns);
  return merge(snapshot, run, (pair) => pair.accountId !== accountId, pairs, assignments, {
    permissionSets: [...snapshot.permissionSets, ...added],
    ...(snapshot.outdated === undefined
      ? {}
      : {
          outdated: snapshot.outdated.filter(
            (pair) => pair.accountId !== accountId || there.has(pair.permissionSetArn),
          ),
        }),
  });
}

async function refreshSet(
  { identityCenter: { ssoAdmin } }: AccessPorts,
  run: ReadRun,
  snapshot: AccessSnapshot,
  permissionSetArn: string,
): Promise<AccessSnapshot> {
  const instanceArn = snapshot.instance.arn;
  const named = await readNames(run, ssoAdmin, instanceArn, [permissionSetArn]);
  const detailed = await readDetails(run, ssoAdmin, instanceArn, named);
  const pairs = await readProvisioned(run, ssoAdmin, instanceArn, [permissionSetArn], false);
  const outdated = await readProvisioned(run, ssoAdmin, instanceArn, [permissionSetArn], true);
  const assignments = await readAssignments(run, ssoAdmin, instanceArn, pairs);
  const others = snapshot.permissionSets.filter(({ arn }) => arn !== permissionSetArn);
  const keep = (pair: ProvisionedSet): boolean => pair.permissionSetArn !== permissionSetArn;
  return merge(snapshot, run, keep, pairs, assignments, {
    permissionSets: [...others, ...detailed],
    ...(snapshot.outdated === undefined
      ? {}
      : { outdated: [...snapshot.outdated.filter(keep), ...outdated] }),
  });
}

function merge(
  snapshot: AccessSnapshot,
  run: ReadRun,
  keep: (pair: ProvisionedSet) => boolean,
  pairs: readonly ProvisionedSet[],
  assignments: readonly Assignment[],
  changes: Partial<AccessSnapshot>,
): AccessSnapshot {
  return {
    ...snapshot,
    ...changes,
    provisioned: [...snapshot.provisioned.filter(keep), ...pairs],
    assignments: [...snapshot.assignments.filter(keep), ...assignments],
    unknown: [
      ...snapshot.unknown.filter(
        ({ accountId, permissionSetArn }) =>
          (accountId === undefined && permissionSetArn === undefined) ||
          keep({ accountId: accountId ?? '', permissionSetArn: permissionSetArn ?? '' }),
      ),
      ...run.unknown,
    ],
  };
}
