import { WorkbenchError } from '../errors/workbench-error.ts';
import type { AccessIndex } from './access-index.ts';
import type { PrincipalType } from './model.ts';

/** Names that are offered where one is unknown. */
const NEAR = 3;

/** A user or group by type and id. */
export interface Principal {
  readonly type: PrincipalType;
  readonly id: string;
}

/**
 * @param name a userName, a group's display name, or the id of either
 * @throws WorkbenchError ERR_ACCESS_UNKNOWN_NAME, ERR_ACCESS_AMBIGUOUS
 */
export function findPrincipal(index: AccessIndex, name: string): Principal {
  if (index.users.has(name)) return { type: 'USER', id: name };
  if (index.groups.has(name)) return { type: 'GROUP', id: name };
  const found: Principal[] = [
    ...(index.usersByName.get(name) ?? []).map(({ id }) => ({ type: 'USER' as const, id })),
    ...(index.groupsByName.get(name) ?? []).map(({ id }) => ({ type: 'GROUP' as const, id })),
  ];
  return theOne('user or group', name, found, ({ type, id }) => `${type.toLowerCase()} ${id}`, [
    ...index.usersByName.keys(),
    ...index.groupsByName.keys(),
  ]);
}

/**
 * @param name an account's id or name
 * @returns its id
 * @throws WorkbenchError ERR_ACCESS_UNKNOWN_NAME, ERR_ACCESS_AMBIGUOUS
 */
export function findAccount(index: AccessIndex, name: string): string {
  if (index.accounts.has(name) || index.byAccount.has(name)) return name;
  const found = index.accountsByName.get(name) ?? [];
  return theOne('account', name, found, ({ id }) => id, [...index.accountsByName.keys()]).id;
}

/**
 * @param name an application's name or ARN
 * @returns its ARN
 * @throws WorkbenchError ERR_ACCESS_UNKNOWN_NAME, ERR_ACCESS_AMBIGUOUS
 */
export function findApplication(
  applications: readonly { readonly arn: string; readonly name: string }[],
  name: string,
): string {
  const found = applications.filter((one) => one.arn === name || one.name === name);
  const names = applications.map((one) => one.name);
  return theOne('application', name, found, ({ arn }) => arn, names).arn;
}

/**
 * @param name a permission set's name or ARN
 * @returns its ARN
 * @throws WorkbenchError ERR_ACCESS_UNKNOWN_NAME
 */
export function findPermissionSet(index: AccessIndex, name: string): string {
  if (index.sets.has(name)) return name;
  const found = index.setsByName.get(name);
  return theOne('permission set', name, found === undefined ? [] : [found], ({ arn }) => arn, [
    ...index.setsByName.keys(),
  ]).arn;
}

function theOne<T>(
  kind: string,
  name: string,
  found: readonly T[],
  idOf: (item: T) => string,
  all: readonly string[],
): T {
  const [first, ...others] = found;
  if (first === undefined) {
    const near = nearestNames(name, all);
    const hint = near.length === 0 ? undefined : `Did you mean ${near.join(', ')}?`;
    throw new WorkbenchError(
      'ERR_ACCESS_UNKNOWN_NAME',
      'access',
      { kind, name, near },
      { message: `There is no ${kind} ${name}.`, ...(hint === undefined ? {} : { hint }) },
    );
  }
  if (others.length > 0) {
    const candidates = found.map(idOf);
    throw new WorkbenchError(
      'ERR_ACCESS_AMBIGUOUS',
      'access',
      { kind, name, candidates },
      { message: `${found.length} ${kind}s have the name ${name}: ${candidates.join(', ')}.` },
    );
  }
  return first;
}

/** @returns up to three names that differ in case only, begin alike, or differ in few letters */
export function nearestNames(name: string, all: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  const limit = Math.max(2, Math.floor(wanted.length / 4));
  return all
    .map((candidate) => {
      const other = candidate.toLowerCase();
      if (wanted.length > 2 && other.startsWith(wanted)) return { candidate, far: 1 };
      return {
        candidate,
        far: Math.abs(other.length - wanted.length) > limit ? 99 : distance(wanted, other),
      };
    })
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, NEAR)
    .map(({ candidate }) => candidate);
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, position) => position);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
