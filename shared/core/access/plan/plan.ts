import type { CustomerManagedPolicy, PermissionsBoundary } from '../model.ts';
import type { Change } from './change.ts';

/** A permission set as it was when the plan was made; members that were not known are absent. */
export interface BaseSet {
  readonly arn: string;
  readonly description?: string;
  readonly sessionDuration?: string;
  readonly relayState?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly managedPolicies?: readonly string[];
  readonly customerManagedPolicies?: readonly CustomerManagedPolicy[];
  /** Canonical text. */
  readonly inlinePolicy?: string;
  readonly boundary?: PermissionsBoundary;
}

/** The part of the organization that decided what the plan does. */
export interface PlanBase {
  /** By name; null where there was none. */
  readonly permissionSets: Readonly<Record<string, BaseSet | null>>;
  /** `<account id> <set name>`, sorted; `*` where every pair counts (a plan that prunes). */
  readonly pairs: readonly string[] | '*';
  /** Assignments in these pairs as `<account id> USER|GROUP <principal id> <set name>`, sorted. */
  readonly assignments: readonly string[];
}

export interface PlanWarning {
  readonly kind: 'management-account' | 'quota' | 'access-lost' | 'policy' | 'selects-nothing' | 'outdated';
  readonly message: string;
}

/** What is in the organization but not in the desired state, and is left alone. */
interface Unmentioned {
  readonly permissionSets: readonly string[];
  readonly assignments: number;
}

/** Ordered changes that lead from one state of an organization to a desired one, as plain JSON. */
export interface AccessPlan {
  readonly kind: 'access-plan';
  readonly version: 1;
  readonly organization: { readonly instanceArn: string; readonly identityStoreId: string };
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  readonly prune: boolean;
  readonly changes: readonly Change[];
  readonly warnings: readonly PlanWarning[];
  readonly unmentioned: Unmentioned;
  readonly estimate: PlanEstimate;
  readonly base: PlanBase;
  /** SHA-256 of the base, hexadecimal: the state it was made from. */
  readonly fingerprint: string;
}

export interface PlanEstimate {
  /** Calls of sso-admin, reads of status included. */
  readonly calls: number;
  readonly seconds: number;
}
