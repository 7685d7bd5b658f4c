import { GROUP_ATTRIBUTES } from './attributes.ts';
import type { PatchOperation, PatchPath } from './patch-request.ts';
import { isRecord, readResource, textOf } from './read-resource.ts';
import { invalid } from './scim-error.ts';

/** What a PATCH changes of a group. */
export interface GroupChanges {
  displayName?: string;
  /** Null takes it away. */
  externalId?: string | null;
  readonly add: Set<string>;
  readonly remove: Set<string>;
}

export const MOST_MEMBERS = 100;

/**
 * Reads the operations of a PATCH on a group: AWS takes displayName, externalId and members, never all members at once.
 *
 * @throws ScimError ValidationException
 */
export function groupChanges(operations: readonly PatchOperation[]): GroupChanges {
  const changes: GroupChanges = { add: new Set(), remove: new Set() };
  let memberChanges = 0;
  for (const operation of operations) {
    const { op } = operation;
    const { path, value } = target(operation);
    const attribute = path.attribute.toLowerCase();
    if (attribute === 'members') {
      const ids = membersIn(op, path, value);
      memberChanges += ids.length;
      for (const id of ids) {
        changes[op === 'add' ? 'add' : 'remove'].add(id);
        changes[op === 'add' ? 'remove' : 'add'].delete(id);
      }
      if (memberChanges > MOST_MEMBERS)
        invalid(`A maximum of ${MOST_MEMBERS} membership changes is allowed in a request.`);
      continue;
    }
    const name = { displayname: 'displayName', externalid: 'externalId' }[attribute];
    if (name === undefined || path.sub !== undefined || path.filter !== undefined || path.extension)
      invalid(`The attribute ${path.attribute} of a group cannot be patched.`);
    if (op === 'remove') {
      if (name === 'displayName') invalid('displayName is required.');
      changes.externalId = null;
      continue;
    }
    const text = textOf(readResource({ [name]: value }, GROUP_ATTRIBUTES), name);
    if (text !== undefined) changes[name as 'displayName' | 'externalId'] = text;
  }
  return changes;
}

function target(operation: PatchOperation): { path: PatchPath; value: unknown } {
  const { path, value } = operation;
  if (path !== undefined) return { path, value };
  const entries = isRecord(value) ? Object.entries(value) : [];
  const [single] = entries;
  if (single === undefined || entries.length > 1)
    invalid(
      'Current PATCH support allows omitting "path" attribute only for Add and Replace operations modifying a single attribute.',
    );
  return { path: { extension: false, attribute: single[0] }, value: single[1] };
}

function membersIn(op: PatchOperation['op'], path: PatchPath, value: unknown): readonly string[] {
  if (path.sub !== undefined || path.extension) invalid('Only whole members can be patched.');
  if (op === 'replace') invalid('Replacing all members of a group is not supported.');
  if (path.filter !== undefined) {
    if (op !== 'remove') invalid('Members are added by value.');
    if (path.filter.attribute.toLowerCase() !== 'value' || typeof path.filter.value !== 'string')
      invalid('Members are chosen by value only.');
    return [path.filter.value];
  }
  if (op === 'remove' && (value === undefined || value === null))
    invalid('Removing all members of a group is not supported.');
  return readMembers(value);
}

/**
 * Reads `[{"value": "<user id>"}]`.
 *
 * @throws ScimError ValidationException
 */
export function readMembers(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) invalid('members must not be empty.');
  return list.map((member) => {
    const id = isRecord(member) ? member.value : undefined;
    if (typeof id !== 'string' || id.trim() === '') invalid('A member must have a value.');
    return id;
  });
}
