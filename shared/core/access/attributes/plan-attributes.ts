import type { PermissionSet } from '../model.ts';
import { type AccessAttribute, type AttributeConfiguration, attributeUses } from './attributes.ts';
import { behind, claimOf } from './sources.ts';

interface AttributeChange {
  readonly kind: 'enable' | 'disable' | 'add' | 'change' | 'remove';
  readonly key?: string;
  readonly from?: string;
  readonly to?: string;
  /** For people. */
  readonly text: string;
}

/** What it takes to come from one configuration to another. */
export interface AttributePlan {
  readonly before: AttributeConfiguration;
  /** Absent where attributes for access control shall be off. */
  readonly after?: readonly AccessAttribute[];
  readonly changes: readonly AttributeChange[];
  /** Operations of sso-admin, in order; AWS takes the configuration as a whole only. */
  readonly calls: readonly string[];
  readonly warnings: readonly string[];
}

const sorted = (attributes: readonly AccessAttribute[]): AccessAttribute[] =>
  attributes
    .map(({ key, source }) => ({ key: key.trim(), source: source.trim() }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));

/**
 * @param after undefined switches attributes for access control off
 * @param sets with their inline policies, as far as they were read
 */
export function planAttributes(
  before: AttributeConfiguration,
  after: readonly AccessAttribute[] | undefined,
  sets: readonly PermissionSet[],
): AttributePlan {
  const old = new Map(before.attributes.map(({ key, source }) => [key, source]));
  const wanted = after === undefined ? undefined : sorted(after);
  const changes: AttributeChange[] = [];
  const off = before.state === 'OFF';
  if (wanted !== undefined && off)
    changes.push({ kind: 'enable', text: 'switch attributes for access control on' });
  for (const { key, source } of wanted ?? []) {
    const from = old.get(key);
    if (from === undefined) changes.push({ kind: 'add', key, to: source, text: `add ${key} from ${source}` });
    else if (from !== source)
      changes.push({
        kind: 'change',
        key,
        from,
        to: source,
        text: `take ${key} from ${source} instead of ${from}`,
      });
  }
  const kept = new Set(wanted?.map(({ key }) => key));
  for (const [key, from] of old)
    if (!kept.has(key))
      changes.push({ kind: 'remove', key, from, text: `remove ${key}, taken from ${from}` });
  if (wanted === undefined && !off)
    changes.push({ kind: 'disable', text: 'switch attributes for access control off' });
  return {
    before,
    ...(wanted === undefined ? {} : { after: wanted }),
    changes,
    calls: changes.length === 0 ? [] : [callOf(off, wanted)],
    warnings: warningsOf(changes, wanted, sets),
  };
}

function callOf(off: boolean, wanted: readonly AccessAttribute[] | undefined): string {
  const verb = wanted === undefined ? 'Delete' : off ? 'Create' : 'Update';
  return `${verb}InstanceAccessControlAttributeConfiguration`;
}

function warningsOf(
  changes: readonly AttributeChange[],
  wanted: readonly AccessAttribute[] | undefined,
  sets: readonly PermissionSet[],
): string[] {
  const uses = attributeUses(sets);
  const warnings: string[] = [];
  for (const { kind, key = '' } of changes) {
    const used = uses.get(key.toLowerCase());
    if (used === undefined || (kind !== 'remove' && kind !== 'change')) continue;
    warnings.push(
      kind === 'remove'
        ? `${used.sets.join(', ')} ${used.sets.length === 1 ? 'decides' : 'decide'} by aws:PrincipalTag/${key}, which nobody would have any more but by a claim.`
        : `${used.sets.join(', ')} ${used.sets.length === 1 ? 'decides' : 'decide'} by aws:PrincipalTag/${key}, whose values change with the next sign-in.`,
    );
  }
  const configured = new Set(wanted?.map(({ key }) => key.toLowerCase()));
  for (const [lower, { key, sets: by }] of uses)
    if (
      !configured.has(lower) &&
      !changes.some((change) => change.kind === 'remove' && change.key?.toLowerCase() === lower)
    )
      warnings.push(
        `${by.join(', ')} ${by.length === 1 ? 'decides' : 'decide'} by aws:PrincipalTag/${key}, which is not configured: only the claim ${claimOf(key)} sets it.`,
      );
  for (const { key, source } of wanted ?? []) {
    const what = behind(source);
    if (what.kind === 'unknown')
      warnings.push(
        `${key} is taken from ${source}, which AWS does not list as an attribute: it may stay empty.`,
      );
    if (what.kind === 'attribute' && what.entra === undefined)
      warnings.push(`Entra provisions nothing for ${key} unless a mapping to ${what.scim} is added.`);
  }
  if (wanted === undefined && changes.length > 0)
    warnings.push('With it off, claims for access control are not passed on either.');
  return warnings;
}

/** @returns what differs between what a plan was made from and what is there now; empty where it still fits */
export function attributeDifferences(
  { before }: AttributePlan,
  now: AttributeConfiguration,
): readonly string[] {
  const was = before.state === 'OFF' ? undefined : before.attributes;
  const { changes } = planAttributes(now, was, []);
  return changes.map(({ kind, key, from, to }) => {
    if (kind === 'enable') return 'attributes for access control were switched off';
    if (kind === 'disable') return 'attributes for access control were switched on';
    if (kind === 'add') return `${key} was removed`;
    return kind === 'remove'
      ? `${key} was added, from ${from}`
      : `${key} is taken from ${from} now, not from ${to}`;
  });
}
