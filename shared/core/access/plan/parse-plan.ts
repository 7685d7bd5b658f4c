import type { Crypto } from '../../crypto/crypto.ts';
import { WorkbenchError } from '../../errors/workbench-error.ts';
import { type PermissionsBoundary, PRINCIPAL_TYPES } from '../model.ts';
import { fingerprintOf } from './base.ts';
import { CHANGE_KINDS, type Change, type ChangeKind, callsOf } from './change.ts';
import type { AccessPlan, BaseSet, PlanBase } from './plan.ts';

type Fields = Readonly<Record<string, unknown>>;

class Unreadable extends Error {}

/**
 * Reads a plan that was saved as JSON. Nothing in it is trusted: every member is checked, and the fingerprint must fit the state it
 * claims to be made from.
 *
 * @throws WorkbenchError ERR_ACCESS_PLAN_UNREADABLE
 */
export function parsePlan(text: string, crypto: Pick<Crypto, 'hash'>): AccessPlan {
  try {
    const value: unknown = JSON.parse(text);
    return planOf(fields(value, 'the plan'), crypto);
  } catch (thrown) {
    const reason = thrown instanceof Unreadable ? thrown.message : 'it is not JSON';
    throw new WorkbenchError(
      'ERR_ACCESS_PLAN_UNREADABLE',
      'plan',
      { reason },
      { message: `This is not a plan that can be read: ${reason}.` },
    );
  }
}

/** @throws an error that parsePlan turns into one of the catalogue */
function planOf(plan: Fields, crypto: Pick<Crypto, 'hash'>): AccessPlan {
  if (plan.kind !== 'access-plan') throw new Unreadable('it does not say that it is an access plan');
  if (plan.version !== 1) throw new Unreadable(`its version is ${String(plan.version)}, known is 1`);
  const organization = fields(plan.organization, 'organization');
  const base = baseOf(fields(plan.base, 'base'));
  const fingerprint = text(plan.fingerprint, 'fingerprint');
  if (fingerprint !== fingerprintOf(base, crypto))
    throw new Unreadable('its fingerprint does not fit its base');
  const changes = list(plan.changes, 'changes').map((item, position) =>
    changeOf(item, `change ${position + 1}`),
  );
  if (new Set(changes.map(({ id }) => id)).size < changes.length)
    throw new Unreadable('two changes have the same id');
  const unmentioned = fields(plan.unmentioned, 'unmentioned');
  const estimate = fields(plan.estimate, 'estimate');
  return {
    kind: 'access-plan',
    version: 1,
    organization: {
      instanceArn: text(organization.instanceArn, 'instanceArn'),
      identityStoreId: text(organization.identityStoreId, 'identityStoreId'),
    },
    madeAt: text(plan.madeAt, 'madeAt'),
    prune: plan.prune === true,
    changes,
    warnings: list(plan.warnings, 'warnings').map((item) => {
      const warning = fields(item, 'a warning');
      return {
        kind: text(warning.kind, 'a warning') as AccessPlan['warnings'][number]['kind'],
        message: text(warning.message, 'a warning'),
      };
    }),
    unmentioned: {
      permissionSets: texts(unmentioned.permissionSets, 'unmentioned'),
      assignments: number(unmentioned.assignments, 'unmentioned'),
    },
    estimate: { calls: number(estimate.calls, 'estimate'), seconds: number(estimate.seconds, 'estimate') },
    base,
    fingerprint,
  };
}

function baseOf(base: Fields): PlanBase {
  const sets = Object.entries(fields(base.permissionSets, 'base.permissionSets'));
  return {
    permissionSets: Object.fromEntries(
      sets.map(([name, set]) => [name, set === null ? null : baseSetOf(fields(set, name), name)]),
    ),
    pairs: base.pairs === '*' ? '*' : texts(base.pairs, 'base.pairs'),
    assignments: texts(base.assignments, 'base.assignments'),
  };
}

function baseSetOf(set: Fields, name: string): BaseSet {
  text(set.arn, name);
  if (set.tags !== undefined) tags(set.tags, name);
  if (set.managedPolicies !== undefined) texts(set.managedPolicies, name);
  if (set.customerManagedPolicies !== undefined)
    for (const item of list(set.customerManagedPolicies, name)) policy(item, name);
  if (set.boundary !== undefined) boundary(set.boundary, name);
  for (const key of ['description', 'sessionDuration', 'relayState', 'inlinePolicy'])
    if (set[key] !== undefined) text(set[key], name);
  return set as unknown as BaseSet;
}

function changeOf(item: unknown, what: string): Change {
  const change = fields(item, what);
  const kind = CHANGE_KINDS.find((known) => known === change.kind);
  if (kind === undefined) throw new Unreadable(`${what} is of no known kind`);
  const common = {
    id: text(change.id, what),
    permissionSet: text(change.permissionSet, what),
    calls: callsOf(kind),
    ...(change.managementOnly === true ? { managementOnly: true as const } : {}),
  };
  return { ...common, kind, ...membersOf(kind, change, what) } as Change;
}

/** The members that a change of this kind has besides the common ones; any other is dropped. */
function membersOf(kind: ChangeKind, change: Fields, what: string): Fields {
  switch (kind) {
    case 'create-permission-set':
      return { ...settings(change, what), tags: tags(change.tags, what) };
    case 'update-permission-set':
      return settings(change, what);
    case 'tag-permission-set':
      return { tags: tags(change.tags, what) };
    case 'untag-permission-set':
      return { keys: texts(change.keys, what) };
    case 'attach-managed-policy':
    case 'detach-managed-policy':
      return { policyArn: text(change.policyArn, what) };
    case 'attach-customer-managed-policy':
    case 'detach-customer-managed-policy':
      return { policy: policy(change.policy, what) };
    case 'put-inline-policy':
      return { inlinePolicy: text(change.inlinePolicy, what) };
    case 'put-permissions-boundary':
      return { boundary: boundary(change.boundary, what) };
    case 'create-assignment':
    case 'delete-assignment': {
      const accountId = text(change.accountId, what);
      if (!/^\d{12}$/.test(accountId)) throw new Unreadable(`${what} names no account`);
      const principalType = PRINCIPAL_TYPES.find((type) => type === change.principalType);
      if (principalType === undefined) throw new Unreadable(`${what} names no principal`);
      return {
        accountId,
        principalType,
        principalId: text(change.principalId, what),
        ...(change.accountName === undefined ? {} : { accountName: text(change.accountName, what) }),
        ...(change.principal === undefined ? {} : { principal: text(change.principal, what) }),
      };
    }
    case 'delete-inline-policy':
    case 'delete-permissions-boundary':
    case 'provision-permission-set':
    case 'delete-permission-set':
      return {};
  }
}

function settings(change: Fields, what: string): Fields {
  const found: Record<string, string> = {};
  for (const key of ['description', 'sessionDuration', 'relayState'])
    if (change[key] !== undefined) found[key] = text(change[key], what);
  return found;
}

function boundary(value: unknown, what: string): PermissionsBoundary {
  const found = fields(value, what);
  if (found.kind === 'none') return { kind: 'none' };
  if (found.kind === 'managed') return { kind: 'managed', arn: text(found.arn, what) };
  if (found.kind === 'customer-managed') return { kind: 'customer-managed', ...policy(found, what) };
  throw new Unreadable(`${what} has a boundary of no known kind`);
}

function policy(value: unknown, what: string): { name: string; path: string } {
  const found = fields(value, what);
  return { name: text(found.name, what), path: text(found.path, what) };
}

function tags(value: unknown, what: string): Record<string, string> {
  return Object.fromEntries(Object.entries(fields(value, what)).map(([key, tag]) => [key, text(tag, what)]));
}

function fields(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Unreadable(`${what} is no object`);
  return value as Fields;
}

function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Unreadable(`${what} is no list`);
  return value;
}

function texts(value: unknown, what: string): string[] {
  return list(value, what).map((item) => text(item, what));
}

function text(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new Unreadable(`${what} lacks a text`);
  return value;
}

function number(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Unreadable(`${what} lacks a number`);
  return value;
}
