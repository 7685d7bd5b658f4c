import { detailCallCount, naiveCallCount, setFirstCallCount } from '../../../core/access/call-counts.ts';
import type { AccessSnapshot, Assignment, Group, Instance } from '../../../core/access/model.ts';
import { WorkbenchError } from '../../../core/errors/workbench-error.ts';
import { type AwsCalls, type CallCounts, sentSince } from '../aws-calls.ts';
import type { AccessPorts } from '../ports.ts';
import { readAssignments, readGroupAssignments, readProvisioned } from './assignments.ts';
import { findInstance } from './instance.ts';
import { type OrganizationPart, readOrganizationPart } from './organization.ts';
import { readDetails, readNames } from './permission-sets.ts';
import { readGroups, readMemberships, readUsers } from './principals.ts';
import { type ReadProgress, ReadRun } from './read-run.ts';

/** How much of an organization is read. */
export interface ReadOptions {
  /** One of several instances. */
  readonly instanceArn?: string;
  /** What the groups are assigned is read first and shown: one call more a group. */
  readonly firstView?: boolean;
  /** Policies, boundaries and tags of permission sets: five calls more a set. */
  readonly details?: boolean;
  readonly memberships?: boolean;
  /** Which accounts have an older state of their sets: one call more a set. */
  readonly provisioning?: boolean;
  /** One call more an account, of Organizations. */
  readonly accountTags?: boolean;
}

export interface ReadEvents {
  readonly progress?: (progress: ReadProgress) => void;
  /** Called with what can be shown already: `first-view` knows the groups' assignments, `names` the names of sets too. */
  readonly view?: (snapshot: AccessSnapshot, stage: 'first-view' | 'names') => void;
}

export interface OrganizationRead {
  readonly snapshot: AccessSnapshot;
  readonly calls: CallCounts;
  /** What a read of every account with every set would have taken. */
  readonly naiveCalls: number;
  /** What the assignments should have taken of sso-admin, without details. */
  readonly setFirstCalls: number;
  /** What the details of sets should have taken on top. */
  readonly detailCalls: number;
  readonly seconds: number;
  /** Seconds until the first view, where one was asked for. */
  readonly firstViewSeconds?: number;
}

/**
 * Reads who has access to what in the fewest calls the API allows: for each permission set the accounts that have it, then the
 * assignments of these pairs alone. Organization and principals are read in parallel, each in its own rate. What is denied is
 * listed as unknown.
 *
 * @param calls shared by everything that calls AWS for this organization
 * @throws WorkbenchError ERR_ACCESS_NO_INSTANCE, ERR_CANCELLED, and ERR_AWS_* or ERR_NETWORK_UNREACHABLE where nothing can be read
 */
export async function readOrganization(
  ports: AccessPorts,
  calls: AwsCalls,
  options: ReadOptions,
  signal: AbortSignal,
  events: ReadEvents = {},
): Promise<OrganizationRead> {
  try {
    return await read(ports, calls, options, signal, events);
  } catch (thrown) {
    if (signal.aborted) throw new WorkbenchError('ERR_CANCELLED', 'access', {});
    throw thrown;
  }
}

async function read(
  ports: AccessPorts,
  calls: AwsCalls,
  options: ReadOptions,
  signal: AbortSignal,
  events: ReadEvents,
): Promise<OrganizationRead> {
  const { clock, identityCenter } = ports;
  const { ssoAdmin, identityStore, organizations } = identityCenter;
  const startedAt = clock.now();
  const before = calls.counts;
  const run = new ReadRun(calls, signal, events.progress ?? (() => undefined));
  const instance = await findInstance(calls, ssoAdmin, signal, options.instanceArn);
  const { arn: instanceArn, identityStoreId } = instance;
  const elapsed = (): number => (clock.now() - startedAt) / 1000;

  const groupsRead = readGroups(run, identityStore, identityStoreId);
  const principalsRead = groupsRead.then(async (groups) => ({
    users: await readUsers(run, identityStore, identityStoreId),
    ...(options.memberships === true
      ? { memberships: await readMemberships(run, identityStore, identityStoreId, groups) }
      : {}),
  }));
  const organizationRead = readOrganizationPart(run, organizations, options.accountTags === true);
  // Failing branches are awaited below; until then nobody else may see them as unhandled.
  for (const branch of [groupsRead, principalsRead, organizationRead]) branch.catch(() => undefined);

  const arns = await run.all('sso-admin', (page) =>
    ssoAdmin.listPermissionSets({ ...page, instanceArn }, signal),
  );
  const groups = await groupsRead;
  let firstViewSeconds: number | undefined;
  let early: readonly Assignment[] = [];
  if (options.firstView === true) {
    early = await readGroupAssignments(run, ssoAdmin, instanceArn, groups);
    firstViewSeconds = elapsed();
    const part = { instance, arns, groups, assignments: early, now: clock.now() };
    events.view?.(viewOf(part, run), 'first-view');
  }
  let sets = await readNames(run, ssoAdmin, instanceArn, arns);
  if (options.firstView === true)
    events.view?.(
      {
        ...viewOf({ instance, arns, groups, assignments: early, now: clock.now() }, run),
        permissionSets: sets,
      },
      'names',
    );
  const provisioned = await readProvisioned(run, ssoAdmin, instanceArn, arns, false);
  const assignments = await readAssignments(run, ssoAdmin, instanceArn, provisioned);
  const furtherPages = run.furtherPages;
  if (options.details === true) sets = await readDetails(run, ssoAdmin, instanceArn, sets);
  const outdated =
    options.provisioning === true ? await readProvisioned(run, ssoAdmin, instanceArn, arns, true) : undefined;
  const principals = await principalsRead;
  const organization: OrganizationPart = await organizationRead;
  const after = calls.counts;
  const accounts = Math.max(
    organization.accounts.length,
    new Set(provisioned.map(({ accountId }) => accountId)).size,
  );
  return {
    snapshot: {
      instance,
      ...organization,
      permissionSets: sets,
      provisioned,
      ...(outdated === undefined ? {} : { outdated }),
      assignments,
      groups,
      ...principals,
      // What a group is assigned was read again, pair by pair.
      unknown: run.unknown.filter(({ part, groupId }) => part !== 'assignments' || groupId === undefined),
      readAt: clock.now(),
    },
    calls: sentSince(before, after),
    naiveCalls: naiveCallCount({ accounts, permissionSets: arns.length }),
    setFirstCalls: setFirstCallCount({
      accounts,
      permissionSets: arns.length,
      provisionedPairs: provisioned.length,
      groups: options.firstView === true ? groups.length : 0,
      furtherPages,
    }),
    detailCalls: options.details === true ? detailCallCount(arns.length) : arns.length,
    seconds: elapsed(),
    ...(firstViewSeconds === undefined ? {} : { firstViewSeconds }),
  };
}

/** What can be shown before everything was read; all the rest is marked unknown. */
function viewOf(
  part: {
    readonly instance: Instance;
    readonly arns: readonly string[];
    readonly groups: readonly Group[];
    readonly assignments: readonly Assignment[];
    readonly now: number;
  },
  run: ReadRun,
): AccessSnapshot {
  const pairs = new Map(
    part.assignments.map(({ accountId, permissionSetArn }) => [
      `${accountId} ${permissionSetArn}`,
      { accountId, permissionSetArn },
    ]),
  );
  const code = 'NOT_READ_YET';
  const message = 'It is still being read.';
  return {
    instance: part.instance,
    units: [],
    accounts: [],
    permissionSets: part.arns.map((arn) => ({ arn })),
    provisioned: [...pairs.values()],
    assignments: part.assignments,
    groups: part.groups,
    users: [],
    unknown: [
      ...run.unknown,
      ...(['accounts', 'users', 'memberships', 'provisioned-accounts', 'assignments'] as const).map(
        (unread) => ({
          part: unread,
          code,
          message,
        }),
      ),
    ],
    readAt: part.now,
  };
}
