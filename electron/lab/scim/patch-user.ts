import {
  type Attribute,
  attributeNamed,
  ENTERPRISE_ATTRIBUTES,
  ENTERPRISE_URN,
  USER_WITH_EXTENSION,
} from './attributes.ts';
import { type PatchOperation, type PatchPath, readPath } from './patch-request.ts';
import { isRecord, type ScimObject } from './read-resource.ts';
import { invalid } from './scim-error.ts';

/** What is patched may be wrong until the last operation is done: it is read as a whole user afterwards. */
type Draft = Record<string, unknown>;

/** Attributes that one request may touch once. */
const ONCE = ['userName', 'active'];

/**
 * Applies the operations of a PATCH to a user's attributes.
 *
 * @param current as `userAttributes` gives them; left as it is
 * @returns what `readUser` has to judge
 * @throws ScimError ValidationException
 */
export function patchedUser(current: ScimObject, operations: readonly PatchOperation[]): Draft {
  const draft: Draft = structuredClone(current);
  const touched: string[] = [];
  for (const operation of operations) {
    for (const { path, value } of targetsOf(operation)) {
      const attribute = attributeAt(path);
      if (ONCE.includes(attribute.name)) {
        if (touched.includes(attribute.name))
          invalid(`Only one operation on ${attribute.name} is supported in a request.`);
        touched.push(attribute.name);
      }
      apply(draft, operation.op, path, attribute, value);
    }
  }
  return draft;
}

/** An operation without a path names its targets in its value, an attribute or a path each. */
function targetsOf(operation: PatchOperation): { path: PatchPath; value: unknown }[] {
  const { path, value } = operation;
  if (path !== undefined) return [{ path, value }];
  if (!isRecord(value)) invalid('An operation without a path needs an object as its value.');
  return Object.entries(value).map(([name, inner]) => ({ path: readPath(name), value: inner }));
}

function attributeAt(path: PatchPath): Attribute {
  const attributes = path.extension ? ENTERPRISE_ATTRIBUTES : USER_WITH_EXTENSION;
  const attribute = attributeNamed(attributes, path.attribute);
  if (attribute === undefined) invalid(`The attribute ${path.attribute} is not supported.`);
  if (path.filter !== undefined && attribute.multiValued !== true)
    invalid(`${path.attribute} has no values to choose from.`);
  return attribute;
}

function apply(
  draft: Draft,
  op: PatchOperation['op'],
  path: PatchPath,
  attribute: Attribute,
  value: unknown,
): void {
  if (op !== 'remove' && (value === undefined || value === null))
    invalid('"null" is not a value an attribute can have.');
  const container = path.extension ? child(draft, ENTERPRISE_URN) : draft;
  const { name } = attribute;
  if (attribute.multiValued === true) applyToList(container, op, path, attribute, value);
  else if (path.sub !== undefined) {
    const inner = subOf(attribute, path.sub);
    if (op === 'remove') delete child(container, name)[inner.name];
    else child(container, name)[inner.name] = value;
  } else if (op === 'remove') delete container[name];
  else if (attribute.type === 'complex') {
    // The manager is sent as its bare id too.
    const given = name === 'manager' && typeof value === 'string' ? { value } : value;
    if (!isRecord(given)) invalid(`${name} must be a JSON object.`);
    const target = child(container, name);
    for (const [key, one] of Object.entries(given)) target[subOf(attribute, key).name] = one;
  } else container[name] = value;
}

function applyToList(
  container: Draft,
  op: PatchOperation['op'],
  path: PatchPath,
  attribute: Attribute,
  value: unknown,
): void {
  const { name } = attribute;
  const list = (Array.isArray(container[name]) ? container[name] : []) as Draft[];
  const { filter, sub } = path;
  if (filter === undefined && sub === undefined) {
    if (op === 'remove') container[name] = [];
    else {
      const given = Array.isArray(value) ? (value as unknown[]) : [value];
      const added = given.filter((one) => !list.some((known) => same(known, one)));
      container[name] = op === 'add' ? [...list, ...added] : given;
    }
    return;
  }
  const on = filter === undefined ? undefined : subOf(attribute, filter.attribute).name;
  let chosen = list.filter((one) => on === undefined || one[on] === filter?.value);
  if (op === 'remove') {
    if (sub === undefined) container[name] = list.filter((one) => !chosen.includes(one));
    else for (const one of chosen) delete one[subOf(attribute, sub).name];
    return;
  }
  if (chosen.length === 0) {
    const made: Draft = on === undefined || filter === undefined ? {} : { [on]: filter.value };
    // The only e-mail address is the primary one; a path to its value has no room to say so.
    if (name === 'emails' && list.length === 0) made.primary = true;
    list.push(made);
    chosen = [made];
    container[name] = list;
  }
  for (const one of chosen) {
    if (sub !== undefined) one[subOf(attribute, sub).name] = value;
    else if (isRecord(value))
      for (const [key, inner] of Object.entries(value)) one[subOf(attribute, key).name] = inner;
    else invalid(`${name} must be a JSON object.`);
  }
}

function subOf(attribute: Attribute, name: string): Attribute {
  const sub = attributeNamed(attribute.sub ?? [], name);
  if (sub === undefined) invalid(`The attribute ${attribute.name}.${name.slice(0, 100)} is not supported.`);
  return sub;
}

function child(container: Draft, name: string): Draft {
  const existing = container[name];
  if (isRecord(existing)) return existing;
  const made: Draft = {};
  container[name] = made;
  return made;
}

function same(a: Draft, b: unknown): boolean {
  if (!isRecord(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => a[key] === b[key]);
}
