import type { PrincipalType } from '../model.ts';

/** A name; the id of whom no name tells. */
export type EntryPrincipal = string | { readonly id: string };

/** One assignment, in the words of a desired state. */
export interface FlatAssignment<Principal> {
  readonly set: string;
  readonly principalType: PrincipalType;
  readonly principal: Principal;
  /** An id or a name. */
  readonly account: string;
}

/** Principals of one set with the very same accounts. */
export interface AssignmentEntry {
  readonly permissionSet: string;
  readonly groups?: readonly EntryPrincipal[];
  readonly users?: readonly EntryPrincipal[];
  readonly accounts: readonly string[];
}

/** @returns as few entries as say the same, in a stable order */
export function mergedAssignments(list: Iterable<FlatAssignment<EntryPrincipal>>): AssignmentEntry[] {
  const accountsOf = new Map<string, { one: FlatAssignment<EntryPrincipal>; accounts: Set<string> }>();
  for (const one of list) {
    const { principal } = one;
    const who = typeof principal === 'string' ? `name ${principal}` : `id ${principal.id}`;
    const key = `${one.set}\u0000${one.principalType}\u0000${who}`;
    const found = accountsOf.get(key);
    if (found === undefined) accountsOf.set(key, { one, accounts: new Set([one.account]) });
    else found.accounts.add(one.account);
  }
  const merged = new Map<
    string,
    { set: string; groups: EntryPrincipal[]; users: EntryPrincipal[]; accounts: string[] }
  >();
  for (const { one, accounts } of accountsOf.values()) {
    const sorted = [...accounts].sort(byText);
    const key = JSON.stringify([one.set, sorted]);
    const entry = merged.get(key) ?? { set: one.set, groups: [], users: [], accounts: sorted };
    (one.principalType === 'GROUP' ? entry.groups : entry.users).push(one.principal);
    merged.set(key, entry);
  }
  return [...merged.values()]
    .map(({ set, groups, users, accounts }) => ({
      permissionSet: set,
      ...(groups.length === 0 ? {} : { groups: sortedPrincipals(groups) }),
      ...(users.length === 0 ? {} : { users: sortedPrincipals(users) }),
      accounts,
    }))
    .sort(byContent);
}

/** @returns names and ids in a stable order */
function sortedPrincipals(list: readonly EntryPrincipal[]): EntryPrincipal[] {
  return [...list].sort((a, b) => byText(JSON.stringify(a), JSON.stringify(b)));
}

function byContent(a: AssignmentEntry, b: AssignmentEntry): number {
  return (
    byText(a.permissionSet, b.permissionSet) ||
    byText(String(a.accounts[0]), String(b.accounts[0])) ||
    byText(JSON.stringify(a), JSON.stringify(b))
  );
}

/**
 * Writes the assignments of a desired state. Written by hand: for each of a hundred thousand, a tree of YAML nodes takes ten times
 * as long.
 *
 * @param accountName what a comment calls an account; undefined for no comment
 */
export function assignmentsText(
  entries: readonly AssignmentEntry[],
  accountName: (account: string) => string | undefined,
): string {
  if (entries.length === 0) return 'assignments: []\n';
  return `assignments:\n${entries.map((entry) => entryText(entry, accountName)).join('')}`;
}

function entryText(
  { permissionSet, groups = [], users = [], accounts }: AssignmentEntry,
  accountName: (account: string) => string | undefined,
): string {
  const principals = (key: string, list: readonly EntryPrincipal[]): string =>
    list.length === 0
      ? ''
      : `    ${key}:\n${list.map((one) => `      - ${typeof one === 'string' ? textOf(one) : `id: ${textOf(one.id)}`}\n`).join('')}`;
  const places = accounts.map((account) => {
    const name = accountName(account);
    return `      - ${JSON.stringify(account)}${name === undefined ? '' : ` # ${commentText(name)}`}\n`;
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

/** @returns a text without what would end a comment of YAML */
export function commentText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\ufeff]/gu, ' ');
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
