import { Document, type Pair, Scalar, type YAMLMap, YAMLSeq } from 'yaml';
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
  const entries = assignmentEntries(index).map((entry) => {
    const { accounts: ids, ...rest } = entry;
    const node = document.createNode(rest) as YAMLMap;
    const accounts = new YAMLSeq();
    for (const id of ids) {
      const scalar = new Scalar(id);
      scalar.type = Scalar.QUOTE_DOUBLE;
      const name = index.accounts.get(id)?.name;
      if (name !== undefined) scalar.comment = ` ${commentText(name)}`;
      accounts.add(scalar);
    }
    node.add(document.createPair('accounts', accounts) as Pair<unknown, unknown>);
    return node;
  });
  const list = new YAMLSeq();
  for (const entry of entries) list.add(entry);
  if (entries.length > 0) document.set('assignments', list);
  else document.set('assignments', []);
  return document.toString({ lineWidth: 0 });
}

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

interface Entry {
  readonly permissionSet: string;
  readonly groups?: readonly unknown[];
  readonly users?: readonly unknown[];
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
function names(index: AccessIndex, type: 'USER' | 'GROUP', ids: readonly string[]): unknown[] {
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

const commentText = (text: string): string => text.replace(/\p{Cc}/gu, ' ');
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
