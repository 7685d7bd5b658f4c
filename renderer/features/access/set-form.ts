import type { SetFacts } from './queries.ts';

type ShownSet = SetFacts['set'];

/** A permission set as a form holds it: everything is text. */
export interface SetValues {
  readonly name: string;
  readonly description: string;
  readonly sessionDuration: string;
  readonly relayState: string;
  /** `key=value`, one a line. */
  readonly tags: string;
  /** ARNs, one a line. */
  readonly managedPolicies: string;
  /** Path and name, such as `/team/Developers`, one a line. */
  readonly customerManagedPolicies: string;
  readonly inlinePolicy: string;
  readonly boundary: 'none' | 'managed' | 'customer-managed';
  /** ARN, or path and name. */
  readonly boundaryPolicy: string;
}

export const EMPTY_SET: SetValues = {
  name: '',
  description: '',
  sessionDuration: 'PT1H',
  relayState: '',
  tags: '',
  managedPolicies: '',
  customerManagedPolicies: '',
  inlinePolicy: '',
  boundary: 'none',
  boundaryPolicy: '',
};

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** @returns a set as the form shows it; what could not be read is empty */
export function valuesOfSet(set: ShownSet): SetValues {
  const { boundary, tags } = set;
  return {
    name: set.name,
    description: set.description ?? '',
    sessionDuration: set.sessionDuration ?? '',
    relayState: set.relayState ?? '',
    tags: Object.entries(tags ?? {})
      .map(([key, value]) => `${key}=${value}`)
      .join('\n'),
    managedPolicies: (set.managedPolicies ?? []).join('\n'),
    customerManagedPolicies: (set.customerManagedPolicies ?? [])
      .map(({ path, name }) => `${path}${name}`)
      .join('\n'),
    inlinePolicy: prettyPolicy(set.inlinePolicy ?? ''),
    boundary: boundary?.kind ?? 'none',
    boundaryPolicy:
      boundary?.kind === 'managed'
        ? boundary.arn
        : boundary?.kind === 'customer-managed'
          ? `${boundary.path}${boundary.name}`
          : '',
  };
}

/**
 * Writes what was changed as a desired state, so that what nobody touched, or nobody could read, stays as it is.
 *
 * @param before what the form began with; for a new set EMPTY_SET
 * @returns JSON, which is YAML too; undefined where nothing was changed
 */
export function desiredOfSet(values: SetValues, before: SetValues): string | undefined {
  const changed = (member: keyof SetValues): boolean => values[member].trim() !== before[member].trim();
  const isNew = before.name === '';
  const set: Record<string, unknown> = {};
  for (const member of ['description', 'sessionDuration', 'relayState'] as const)
    if ((changed(member) || (isNew && member === 'sessionDuration')) && values[member].trim() !== '')
      set[member] = values[member].trim();
  if (changed('tags'))
    set.tags = Object.fromEntries(
      lines(values.tags).map((line) => {
        const at = line.indexOf('=');
        return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
      }),
    );
  if (changed('managedPolicies')) set.managedPolicies = lines(values.managedPolicies);
  if (changed('customerManagedPolicies'))
    set.customerManagedPolicies = lines(values.customerManagedPolicies).map(pathAndName);
  if (changed('inlinePolicy')) set.inlinePolicy = policyOf(values.inlinePolicy);
  if (changed('boundary') || changed('boundaryPolicy'))
    set.permissionsBoundary =
      values.boundary === 'none'
        ? null
        : values.boundary === 'managed'
          ? { managedPolicy: values.boundaryPolicy.trim() }
          : { customerManagedPolicy: pathAndName(values.boundaryPolicy.trim()) };
  if (!isNew && Object.keys(set).length === 0) return undefined;
  return `${JSON.stringify({ version: 1, permissionSets: { [values.name.trim()]: set } }, null, 2)}\n`;
}

function pathAndName(text: string): { name: string; path: string } {
  const at = text.lastIndexOf('/');
  const path = text.slice(0, at + 1);
  return { name: text.slice(at + 1), path: path === '' ? '/' : path.startsWith('/') ? path : `/${path}` };
}

const withoutSpace = (text: string): string => text.replace(/\s/g, '');

/** As a mapping where that loses nothing (a member that stands twice), else as text. */
function policyOf(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    const value: unknown = JSON.parse(text);
    return withoutSpace(JSON.stringify(value)) === withoutSpace(text) ? value : text;
  } catch {
    return text;
  }
}

/** @returns the policy with line breaks, or as it is where that would lose something */
export function prettyPolicy(text: string): string {
  const policy = policyOf(text);
  return typeof policy === 'object' && policy !== null ? JSON.stringify(policy, null, 2) : text;
}
