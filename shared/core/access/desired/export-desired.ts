import { Document } from 'yaml';
import { plainValue } from '../../json/node.ts';
import { parseJson } from '../../json/parse.ts';
import type { AccessIndex } from '../access-index.ts';
import type { Assignment, PermissionSet } from '../model.ts';
import { canonicalPolicy } from '../policy/canonical-policy.ts';
import { DESIRED_VERSION } from './desired-state.ts';

/**
 * Writes a snapshot as a desired state: planning it unchanged changes nothing. What could not be read is left out, and a
 * comment says so, because what a desired state does not mention stays as it is.
 *
 * @returns YAML
 */
export function exportDesired(index: AccessIndex): string {
  const document = new Document({ version: DESIRED_VERSION });
  document.commentBefore = [
    ` Access of ${index.snapshot.instance.arn}, read ${new Date(index.snapshot.readAt).toISOString()}.`,
    ...unknownComments(index),
  ].join('\n');
  const sets: Record<string, unknown> = {};
  const named = [...index.setsByName.values()].sort((a, b) => byText(a.name ?? '', b.name ?? ''));
  for (const set of named) sets[set.name ?? ''] = setOf(set);
  document.set('permissionSets', document.createNode(sets));
  const entries = assignmentEntries(index);
  if (entries.length === 0) document.set('assignments', []);
  const head = document.toString({ lineWidth: 0 });
  return entries.length === 0
    ? head
    : `${head}assignments:\n${entries.map((entry) => entryText(index, entry)).join('')}`;
}

/** Written by hand: for each of a hundred thousand, a tree of YAML nodes takes ten times as long. */
function entryText(index: AccessIndex, { permissionSet, groups = [], users = [], accounts }: Entry): string {
  const principals = (key: string, list: readonly PrincipalName[]): string =>
    list.length === 0
      ? ''
      : `    ${key}:\n${list.map((one) => `      - ${typeof one === 'string' ? textOf(one) : `id: ${textOf(one.id)}`}\n`).join('')}`;
  const places = accounts.map((id) => {
    const name = index.accounts.get(id)?.name;
    return `      - ${JSON.stringify(id)}${name === undefined ? '' : ` # ${commentText(name)}`}\n`;
  });
  return `  - permissionSet: ${textOf(permissionSet)}\n${principals('groups', groups)}${principals('users', users)}    accounts:\n${places.join('')}`;
}

/** Plain where no reader of YAML, old or new, takes it for anything but this text; else in quotes, as JSON has them. */
function textOf(text: string): string {
  const isPlain = /^[A-Za-z][\w.@+=/-]*(?: [\w.@+=/-]+)*$/.test(text) && !NOT_TEXT.test(text);
  if (isPlain) return text;
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const NOT_TEXT = /^(?:true|false|null|y|n|yes|no|on|off)$/i;

/** The members of a set that are known; empty ones too, so that the file says the whole truth. */
function setOf(set: PermissionSet): Record<string, unknown> {
  const boundary = set.boundary;
  return {
    description: set.description,
    sessionDuration: set.sessionDuration,
    relayState: set.relayState,
    tags: set.tags,
    managedPolicies: set.managedPolicies,
    customerManagedPolicies: set.customerManagedPolicies?.map(({ name, path }) => ({ name, path })),
    inlinePolicy: set.inlinePolicy === undefined ? undefined : policyOf(set.inlinePolicy),
    permissionsBoundary:
      boundary === undefined
        ? undefined
        : boundary.kind === 'none'
          ? null
          : boundary.kind === 'managed'
            ? { managedPolicy: boundary.arn }
            : { customerManagedPolicy: { name: boundary.name, path: boundary.path } },
  };
}

/** As a mapping where that loses nothing, else as text. */
function policyOf(text: string): unknown {
  if (text === '') return null;
  const { root, problems } = parseJson(text);
  if (root === undefined || problems.length > 0 || root.kind !== 'object') return text;
  const value = plainValue(root);
  return canonicalPolicy(JSON.stringify(value)) === canonicalPolicy(text) ? value : text;
}

/** A name; the id of whom no name tells. */
type PrincipalName = string | { readonly id: string };

interface Entry {
  readonly permissionSet: string;
  readonly groups?: readonly PrincipalName[];
  readonly users?: readonly PrincipalName[];
  readonly accounts: readonly string[];
}

/** Principals of one set with the very same accounts share an entry. */
function assignmentEntries(index: AccessIndex): Entry[] {
  const accountsOf = new Map<string, { assignment: Assignment; accounts: string[] }>();
  for (const assignment of index.snapshot.assignments) {
    if (index.sets.get(assignment.permissionSetArn)?.name === undefined) continue;
    const key = `${assignment.permissionSetArn} ${assignment.principalType} ${assignment.principalId}`;
    const found = accountsOf.get(key);
    if (found === undefined) accountsOf.set(key, { assignment, accounts: [assignment.accountId] });
    else found.accounts.push(assignment.accountId);
  }
  const merged = new Map<string, { set: string; groups: string[]; users: string[]; accounts: string[] }>();
  for (const { assignment, accounts } of accountsOf.values()) {
    const sorted = [...new Set(accounts)].sort(byText);
    const set = index.setName(assignment.permissionSetArn);
    const key = JSON.stringify([set, sorted]);
    const entry = merged.get(key) ?? { set, groups: [], users: [], accounts: sorted };
    (assignment.principalType === 'GROUP' ? entry.groups : entry.users).push(assignment.principalId);
    merged.set(key, entry);
  }
  return [...merged.values()]
    .map(({ set, groups, users, accounts }) => ({
      permissionSet: set,
      ...(groups.length === 0 ? {} : { groups: names(index, 'GROUP', groups) }),
      ...(users.length === 0 ? {} : { users: names(index, 'USER', users) }),
      accounts,
    }))
    .sort(
      (a, b) =>
        byText(a.permissionSet, b.permissionSet) ||
        byText(String(a.accounts[0]), String(b.accounts[0])) ||
        byText(JSON.stringify(a), JSON.stringify(b)),
    );
}

/** Names; ids of those that are deleted or share their name. */
function names(index: AccessIndex, type: 'USER' | 'GROUP', ids: readonly string[]): PrincipalName[] {
  const same = type === 'USER' ? index.usersByName : index.groupsByName;
  return ids
    .map((id) => {
      const name = index.principalName(type, id);
      return name === undefined || name === '' || (same.get(name)?.length ?? 0) > 1 ? { id } : name;
    })
    .sort((a, b) => byText(JSON.stringify(a), JSON.stringify(b)));
}

function unknownComments(index: AccessIndex): string[] {
  return index.snapshot.unknown.slice(0, 100).map((unknown) => {
    const places = [
      unknown.permissionSetArn === undefined ? '' : index.setName(unknown.permissionSetArn),
      unknown.accountId ?? '',
    ].filter((place) => place !== '');
    return ` Not known: ${unknown.part}${places.length === 0 ? '' : ` of ${places.join(' in ')}`} (${commentText(unknown.code)}).`;
  });
}

const commentText = (text: string): string => text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\ufeff]/gu, ' ');
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
