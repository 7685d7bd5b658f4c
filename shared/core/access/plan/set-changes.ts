import type { DesiredPermissionSet } from '../desired/desired-state.ts';
import type { CustomerManagedPolicy, PermissionSet, PermissionSetSettings } from '../model.ts';
import { canonicalPolicy } from '../policy/canonical-policy.ts';
import { QUOTAS } from '../quotas.ts';
import type { Change } from './change.ts';

/** A change before it has its id. */
export type Draft = Change extends infer C ? (C extends Change ? Omit<C, 'id' | 'calls'> : never) : never;

/** What every permission set has at first. */
const DEFAULT_DURATION = 'PT1H';

/**
 * @param current the set as it is, undefined where it does not exist
 * @param provisioned whether accounts have its role, which then needs provisioning
 * @returns the changes of the set itself in the order in which they must be made
 */
export function setChanges(
  desired: DesiredPermissionSet,
  current: PermissionSet | undefined,
  provisioned: boolean,
): Draft[] {
  const permissionSet = desired.name;
  const drafts: Draft[] = [];
  const settings = wantedSettings(desired, current);
  if (current === undefined)
    drafts.push({ kind: 'create-permission-set', permissionSet, ...settings, tags: desired.tags ?? {} });
  else {
    if (differs(settings, current))
      drafts.push({ kind: 'update-permission-set', permissionSet, ...settings });
    drafts.push(...tagChanges(desired, current));
  }
  drafts.push(...policyChanges(desired, current), ...documentChanges(desired, current));
  const reachesRoles = drafts.some(
    ({ kind }) => kind !== 'tag-permission-set' && kind !== 'untag-permission-set',
  );
  if (current !== undefined && provisioned && reachesRoles)
    drafts.push({ kind: 'provision-permission-set', permissionSet });
  return drafts;
}

/** @returns what the desired state speaks of but nobody could read */
export function unknownMembers(desired: DesiredPermissionSet, current: PermissionSet): string[] {
  const members = [
    ['tags', desired.tags, current.tags],
    ['managed policies', desired.managedPolicies, current.managedPolicies],
    ['customer-managed policies', desired.customerManagedPolicies, current.customerManagedPolicies],
    ['inline policy', desired.inlinePolicy, current.inlinePolicy],
    ['permissions boundary', desired.boundary, current.boundary],
  ] as const;
  return members
    .filter(([, wanted, known]) => wanted !== undefined && known === undefined)
    .map(([what]) => `${what} of ${desired.name}`);
}

function wantedSettings(
  desired: PermissionSetSettings,
  current: PermissionSet | undefined,
): PermissionSetSettings {
  const description = desired.description ?? current?.description;
  const relayState = desired.relayState ?? current?.relayState;
  return {
    ...(description === undefined ? {} : { description }),
    sessionDuration: desired.sessionDuration ?? current?.sessionDuration ?? DEFAULT_DURATION,
    ...(relayState === undefined ? {} : { relayState }),
  };
}

function differs(settings: PermissionSetSettings, current: PermissionSet): boolean {
  return (
    settings.description !== current.description ||
    settings.relayState !== current.relayState ||
    settings.sessionDuration !== (current.sessionDuration ?? DEFAULT_DURATION)
  );
}

function tagChanges(desired: DesiredPermissionSet, current: PermissionSet): Draft[] {
  const { tags } = desired;
  if (tags === undefined || current.tags === undefined) return [];
  const before = new Map(Object.entries(current.tags));
  const added = Object.entries(tags).filter(([key, value]) => before.get(key) !== value);
  // Tags of AWS itself cannot be removed.
  const keys = [...before.keys()].filter((key) => !Object.hasOwn(tags, key) && !key.startsWith('aws:'));
  const permissionSet = desired.name;
  return [
    ...(keys.length === 0 ? [] : [{ kind: 'untag-permission-set' as const, permissionSet, keys }]),
    ...(added.length === 0
      ? []
      : [{ kind: 'tag-permission-set' as const, permissionSet, tags: Object.fromEntries(added) }]),
  ];
}

function policyChanges(desired: DesiredPermissionSet, current: PermissionSet | undefined): Draft[] {
  const permissionSet = desired.name;
  const before = current?.managedPolicies ?? [];
  const customerBefore = current?.customerManagedPolicies ?? [];
  const wanted = desired.managedPolicies ?? before;
  const customerWanted = desired.customerManagedPolicies ?? customerBefore;
  const named = (list: readonly CustomerManagedPolicy[]) =>
    new Set(list.map(({ path, name }) => path + name));
  const [customerHas, customerWants] = [named(customerBefore), named(customerWanted)];
  const attach: Draft[] = [
    ...wanted
      .filter((policyArn) => !before.includes(policyArn))
      .map((policyArn): Draft => ({ kind: 'attach-managed-policy', permissionSet, policyArn })),
    ...customerWanted
      .filter(({ path, name }) => !customerHas.has(path + name))
      .map((policy): Draft => ({ kind: 'attach-customer-managed-policy', permissionSet, policy })),
  ];
  const detach: Draft[] = [
    ...before
      .filter((policyArn) => !wanted.includes(policyArn))
      .map((policyArn): Draft => ({ kind: 'detach-managed-policy', permissionSet, policyArn })),
    ...customerBefore
      .filter(({ path, name }) => !customerWants.has(path + name))
      .map((policy): Draft => ({ kind: 'detach-customer-managed-policy', permissionSet, policy })),
  ];
  // New ones first, so that nothing is missing in between; unless there is no room for both.
  const full = before.length + customerBefore.length + attach.length > QUOTAS.policiesPerSet;
  return full ? [...detach, ...attach] : [...attach, ...detach];
}

function documentChanges(desired: DesiredPermissionSet, current: PermissionSet | undefined): Draft[] {
  const permissionSet = desired.name;
  const drafts: Draft[] = [];
  const { inlinePolicy, boundary } = desired;
  const policyBefore = current === undefined ? '' : current.inlinePolicy;
  if (inlinePolicy !== undefined && policyBefore !== undefined) {
    if (inlinePolicy === '' && policyBefore !== '')
      drafts.push({ kind: 'delete-inline-policy', permissionSet });
    else if (canonicalPolicy(inlinePolicy) !== canonicalPolicy(policyBefore))
      drafts.push({ kind: 'put-inline-policy', permissionSet, inlinePolicy });
  }
  const boundaryBefore = current === undefined ? { kind: 'none' as const } : current.boundary;
  if (boundary !== undefined && boundaryBefore !== undefined) {
    if (boundary.kind === 'none' && boundaryBefore.kind !== 'none')
      drafts.push({ kind: 'delete-permissions-boundary', permissionSet });
    else if (boundary.kind !== 'none' && boundaryText(boundary) !== boundaryText(boundaryBefore))
      drafts.push({ kind: 'put-permissions-boundary', permissionSet, boundary });
  }
  return drafts;
}

/** @returns a text that is the same for the same boundary only */
export function boundaryText(boundary: NonNullable<PermissionSet['boundary']>): string {
  switch (boundary.kind) {
    case 'none':
      return '';
    case 'managed':
      return boundary.arn;
    case 'customer-managed':
      return `${boundary.path}${boundary.name}`;
  }
}
