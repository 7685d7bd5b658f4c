import { Document } from 'yaml';
import { plainValue } from '../../json/node.ts';
import { parseJson } from '../../json/parse.ts';
import type { AccessIndex } from '../access-index.ts';
import type { PermissionSet, PrincipalType } from '../model.ts';
import { canonicalPolicy } from '../policy/canonical-policy.ts';
import {
  type AssignmentEntry,
  assignmentsText,
  commentText,
  type EntryPrincipal,
  mergedAssignments,
} from './assignment-entries.ts';
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
  const head = document.toString({ lineWidth: 0 });
  return `${head}${assignmentsText(assignmentEntries(index), (id) => index.accounts.get(id)?.name)}`;
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

function assignmentEntries(index: AccessIndex): AssignmentEntry[] {
  const named = index.snapshot.assignments.filter(
    ({ permissionSetArn }) => index.sets.get(permissionSetArn)?.name !== undefined,
  );
  return mergedAssignments(
    named.map(({ accountId, permissionSetArn, principalType, principalId }) => ({
      set: index.setName(permissionSetArn),
      principalType,
      principal: principalOf(index, principalType, principalId),
      account: accountId,
    })),
  );
}

/** The name; the id of one who is deleted or shares the name. */
function principalOf(index: AccessIndex, type: PrincipalType, id: string): EntryPrincipal {
  const same = type === 'USER' ? index.usersByName : index.groupsByName;
  const name = index.principalName(type, id);
  return name === undefined || name === '' || (same.get(name)?.length ?? 0) > 1 ? { id } : name;
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

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
