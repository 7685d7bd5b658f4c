import { WorkbenchError } from '../../errors/workbench-error.ts';
import {
  type AccountSelector,
  DESIRED_VERSION,
  type DesiredAssignments,
  type DesiredState,
  type NamedItem,
} from './desired-state.ts';
import { type Located, type LocatedEntry, type Problem, readYaml } from './located-yaml.ts';
import { parsePermissionSet } from './parse-permission-set.ts';
import { Shape, shown } from './shape.ts';

const ASSIGNMENT_KEYS = ['permissionSet', 'permissionSets', 'groups', 'users', 'accounts', 'absent'];
/** Problems after which no more are listed. */
const MAX_PROBLEMS = 50;

/**
 * Reads a desired-state file (docs/schema/access-desired-state.json), YAML or JSON.
 *
 * @throws WorkbenchError ERR_ACCESS_DESIRED with line and column of everything that is wrong
 */
export function parseDesired(text: string): DesiredState {
  const { root, problems } = readYaml(text, 'assignments');
  if (root === undefined) throw desiredError(problems);
  const shape = new Shape();
  const members = shape.members(root, 'A desired state', ['version', 'permissionSets', 'assignments']);
  const version = members.get('version');
  if (version === undefined)
    shape.problem(root.place, `It does not say its version: add version: ${DESIRED_VERSION}.`);
  else if (version.value.kind !== 'scalar' || version.value.value !== DESIRED_VERSION)
    shape.problem(version.value.place, `Only version ${DESIRED_VERSION} is known.`);
  const sets = members.get('permissionSets')?.value;
  const entries =
    sets === undefined || isNothing(sets) ? [] : (shape.map(sets, 'permissionSets')?.entries ?? []);
  const lists = members.get('assignments')?.value;
  const state: DesiredState = {
    permissionSets: entries.map((entry) => parsePermissionSet(entry, shape)),
    assignments: lists === undefined ? [] : shape.list(lists).map((item) => parseAssignments(item, shape)),
  };
  if (shape.problems.length > 0) throw desiredError(shape.problems);
  return state;
}

/** @returns the error that lists problems in the order of the file */
export function desiredError(problems: readonly Problem[]): WorkbenchError<'ERR_ACCESS_DESIRED'> {
  const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  const [first] = sorted;
  const more = sorted.length > 1 ? ` (and ${sorted.length - 1} more)` : '';
  return new WorkbenchError(
    'ERR_ACCESS_DESIRED',
    'desired state',
    { problems: sorted.slice(0, MAX_PROBLEMS) },
    {
      message: `Line ${first?.line ?? 1}, column ${first?.column ?? 1}: ${first?.message ?? 'it cannot be used.'}${more}`,
    },
  );
}

function parseAssignments(item: Located, shape: Shape): DesiredAssignments {
  const members = shape.members(item, 'An entry of assignments', ASSIGNMENT_KEYS);
  const list = (key: string): readonly Located[] => {
    const member: LocatedEntry | undefined = members.get(key);
    return member === undefined ? [] : shape.list(member.value);
  };
  const absent = members.get('absent');
  const found: DesiredAssignments = {
    place: item.place,
    absent: absent === undefined ? false : shape.flag(absent.value, 'absent'),
    permissionSets: unique(
      [...list('permissionSet'), ...list('permissionSets')].flatMap((one) =>
        namedItem(one, 'A permission set', shape),
      ),
      shape,
    ),
    groups: unique(
      list('groups').flatMap((one) => namedItem(one, 'A group', shape)),
      shape,
    ),
    users: unique(
      list('users').flatMap((one) => namedItem(one, 'A user', shape)),
      shape,
    ),
    accounts: unique(
      list('accounts').flatMap((one) => accountSelector(one, shape)),
      shape,
    ),
  };
  if (item.kind !== 'map') return found;
  const named = (...keys: readonly string[]): boolean => keys.some((key) => list(key).length > 0);
  if (!named('permissionSet', 'permissionSets'))
    shape.problem(item.place, 'An entry of assignments names a permissionSet.');
  if (!named('groups', 'users')) shape.problem(item.place, 'An entry of assignments names groups or users.');
  if (!named('accounts')) shape.problem(item.place, 'An entry of assignments names accounts.');
  return found;
}

/** A name, or `{id: …}`. */
function namedItem(item: Located, what: string, shape: Shape): NamedItem[] {
  if (item.kind === 'map') {
    const id = shape.members(item, what, ['id']).get('id');
    const value =
      id === undefined
        ? shape.problem(item.place, `${what} is a name, or a mapping with its id.`)
        : shape.filled(id.value, 'The id');
    return value === undefined ? [] : [{ by: 'id', value, place: item.place }];
  }
  const value = shape.filled(item, what);
  return value === undefined ? [] : [{ by: 'name', value, place: item.place }];
}

/** An id, a name, `*`, or a mapping with one of id, name, ou, tag (`Key: value`, `Key=value`, or `Key` for any value). */
function accountSelector(item: Located, shape: Shape): AccountSelector[] {
  const { place } = item;
  if (item.kind !== 'map') {
    const value = shape.filled(item, 'An account');
    if (value === undefined) return [];
    if (value === '*') return [{ by: 'all', value, place }];
    return [{ by: /^\d{12}$/.test(value) ? 'id' : 'name', value, place }];
  }
  const [entry, ...others] = shape.members(item, 'An account', ['id', 'name', 'ou', 'tag']).values();
  if (entry === undefined || others.length > 0) {
    shape.problem(place, 'An account is selected by one of id, name, ou, tag.');
    return [];
  }
  const by = entry.key as 'id' | 'name' | 'ou' | 'tag';
  if (by === 'tag' && entry.value.kind === 'map') {
    const [tag, ...more] = entry.value.entries;
    const tagValue = tag === undefined ? undefined : shape.text(tag.value, 'The tag');
    if (tag === undefined || tagValue === undefined || more.length > 0) {
      shape.problem(place, 'A tag is one key with one value.');
      return [];
    }
    return [{ by, value: tag.key, tagValue, place }];
  }
  const value = shape.filled(entry.value, `The ${by}`);
  if (value === undefined) return [];
  if (by === 'id' && !/^\d{12}$/.test(value))
    shape.problem(place, `An account's id has twelve digits: ${shown(value)}.`);
  const equals = value.indexOf('=');
  if (by === 'tag' && equals > 0)
    return [{ by, value: value.slice(0, equals), tagValue: value.slice(equals + 1), place }];
  return [{ by, value, place }];
}

/** Names each item that stands twice in one list. */
function unique<T extends NamedItem | AccountSelector>(items: readonly T[], shape: Shape): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = JSON.stringify([item.by, item.value, 'tagValue' in item ? item.tagValue : undefined]);
    if (seen.has(key)) {
      shape.problem(item.place, `${shown(item.value)} stands twice in this list.`);
      return false;
    }
    seen.add(key);
    return true;
  });
}

const isNothing = (value: Located): boolean => value.kind === 'scalar' && value.value === null;
