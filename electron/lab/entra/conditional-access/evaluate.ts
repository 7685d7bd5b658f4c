import { type ConditionalAccessPolicy, groupsOf, type Tenant, type User } from '../directory.ts';

/** A policy as the sign-in log tells of it (Graph: appliedConditionalAccessPolicy). */
interface AppliedPolicy {
  readonly id: string;
  readonly displayName: string;
  readonly enforcedGrantControls: readonly string[];
  readonly enforcedSessionControls: readonly string[];
  readonly result:
    | 'success'
    | 'failure'
    | 'notApplied'
    | 'notEnabled'
    | 'reportOnlySuccess'
    | 'reportOnlyFailure'
    | 'reportOnlyInterrupted'
    | 'reportOnlyNotApplied';
}

/** What a tenant's policies say of one sign-in. */
export interface Evaluation {
  readonly blocked: boolean;
  /** A compliant device is asked for and nothing else would do; no device of the Lab is. */
  readonly needsDevice: boolean;
  /** A second factor is asked for and was not there yet. */
  readonly needsMfa: boolean;
  /** Ids of enforced policies that ask for a second factor, satisfied or not. */
  readonly mfaPolicies: readonly string[];
  readonly applied: readonly AppliedPolicy[];
  readonly status: 'success' | 'failure' | 'notApplied';
}

/**
 * Evaluates every policy of the resource tenant. All that apply must be satisfied; those in report-only mode are told of
 * and decide nothing.
 *
 * @param appIds what is signed in to: the application, and the APIs a token is for
 * @param mfa a second factor counts as shown
 */
export function evaluateAccess(
  tenant: Tenant,
  user: User,
  appIds: readonly string[],
  mfa: boolean,
): Evaluation {
  const memberships = groupsOf(tenant, user.id);
  const applied: AppliedPolicy[] = [];
  let [blocked, needsDevice, needsMfa] = [false, false, false];
  const mfaPolicies: string[] = [];
  for (const policy of tenant.conditionalAccessPolicies.values()) {
    const isReport = policy.state === 'enabledForReportingButNotEnforced';
    if (policy.state === 'disabled') {
      applied.push(told(policy, 'notEnabled'));
      continue;
    }
    if (!applies(policy, user, memberships, appIds)) {
      applied.push(told(policy, isReport ? 'reportOnlyNotApplied' : 'notApplied'));
      continue;
    }
    const outcome = outcomeOf(policy, mfa);
    if (isReport) {
      applied.push(told(policy, REPORTED[outcome]));
      continue;
    }
    if (policy.grantControls.builtInControls.includes('mfa')) mfaPolicies.push(policy.id);
    blocked ||= outcome === 'blocked';
    needsDevice ||= outcome === 'device';
    needsMfa ||= outcome === 'mfa';
    applied.push(told(policy, outcome === 'satisfied' ? 'success' : 'failure'));
  }
  const failed = blocked || needsDevice || needsMfa;
  const any = applied.some(({ result }) => result === 'success' || result === 'failure');
  return {
    blocked,
    needsDevice,
    needsMfa: needsMfa && !blocked && !needsDevice,
    mfaPolicies,
    applied,
    status: failed ? 'failure' : any ? 'success' : 'notApplied',
  };
}

type Outcome = 'satisfied' | 'mfa' | 'device' | 'blocked';

const REPORTED = {
  satisfied: 'reportOnlySuccess',
  mfa: 'reportOnlyInterrupted',
  device: 'reportOnlyFailure',
  blocked: 'reportOnlyFailure',
} as const;

function outcomeOf({ grantControls }: ConditionalAccessPolicy, mfa: boolean): Outcome {
  const { operator, builtInControls } = grantControls;
  if (builtInControls.includes('block')) return 'blocked';
  const wantsMfa = builtInControls.includes('mfa');
  const wantsDevice = builtInControls.includes('compliantDevice');
  if (wantsDevice && (operator === 'AND' || !wantsMfa)) return 'device';
  return wantsMfa && !mfa ? 'mfa' : 'satisfied';
}

function applies(
  { conditions }: ConditionalAccessPolicy,
  user: User,
  memberships: ReadonlySet<string>,
  appIds: readonly string[],
): boolean {
  const { users, applications } = conditions;
  const named = (list: readonly string[]): boolean =>
    list.includes(user.id) || (user.userType === 'Guest' && list.includes('GuestsOrExternalUsers'));
  const inOne = (list: readonly string[]): boolean => list.some((id) => memberships.has(id));
  if (named(users.excludeUsers) || inOne(users.excludeGroups)) return false;
  if (!users.includeUsers.includes('All') && !named(users.includeUsers) && !inOne(users.includeGroups))
    return false;
  const { includeApplications, excludeApplications } = applications;
  const wanted = appIds.filter((id) => !excludeApplications.includes(id));
  if (appIds.length > 0 && wanted.length === 0) return false;
  return includeApplications.includes('All') || wanted.some((id) => includeApplications.includes(id));
}

function told(policy: ConditionalAccessPolicy, result: AppliedPolicy['result']): AppliedPolicy {
  const names = { mfa: 'Mfa', block: 'Block', compliantDevice: 'RequireCompliantDevice' } as const;
  return {
    id: policy.id,
    displayName: policy.displayName,
    enforcedGrantControls: policy.grantControls.builtInControls.map((control) => names[control]),
    enforcedSessionControls: [],
    result,
  };
}
