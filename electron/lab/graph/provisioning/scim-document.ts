import { ENTERPRISE, type TargetValues } from './mapping.ts';

type Json = Record<string, unknown>;

const USER_URN = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP_URN = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const PATCH_URN = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** A path of the mappings: `emails[type eq "work"].value`, `name.givenName`, `urn:...:User:department`, `title`. */
const IN_LIST = /^(\w+)\[type eq "(\w+)"\]\.(\w+)$/;
const MANAGER = `${ENTERPRISE}:manager`;

/** @returns the body of a POST */
export function document(type: 'User' | 'Group', values: TargetValues): Json {
  const body: Json = { schemas: [type === 'User' ? USER_URN : GROUP_URN] };
  for (const [path, value] of Object.entries(values)) put(body, path, value);
  if (ENTERPRISE in body) body.schemas = [USER_URN, ENTERPRISE];
  return body;
}

function put(body: Json, path: string, value: string | boolean): void {
  if (path.startsWith(`${ENTERPRISE}:`)) {
    inside(body, ENTERPRISE)[path.slice(ENTERPRISE.length + 1)] = path === MANAGER ? { value } : value;
    return;
  }
  const list = IN_LIST.exec(path);
  if (list !== null) {
    const [, name = '', type = '', sub = ''] = list;
    const entries = (body[name] ?? []) as Json[];
    body[name] = entries;
    const entry = entries.find((one) => one.type === type) ?? {
      type,
      ...(name === 'emails' ? { primary: true } : {}),
    };
    if (!entries.includes(entry)) entries.push(entry);
    entry[sub] = value;
    return;
  }
  const [name = '', sub] = path.split('.');
  if (sub === undefined) body[name] = value;
  else inside(body, name)[sub] = value;
}

function inside(body: Json, name: string): Json {
  const inner = (body[name] ?? {}) as Json;
  body[name] = inner;
  return inner;
}

/** @returns what of the mapped paths a resource of the target has */
export function valuesOf(resource: Json, paths: readonly string[]): TargetValues {
  const values: TargetValues = {};
  for (const path of paths) {
    const value = valueAt(resource, path);
    if (typeof value === 'string' || typeof value === 'boolean') values[path] = value;
  }
  return values;
}

function valueAt(resource: Json, path: string): unknown {
  if (path.startsWith(`${ENTERPRISE}:`)) {
    const value = member(resource[ENTERPRISE], path.slice(ENTERPRISE.length + 1));
    return path === MANAGER ? member(value, 'value') : value;
  }
  const list = IN_LIST.exec(path);
  if (list !== null) {
    const [, name = '', type = '', sub = ''] = list;
    const entries = resource[name];
    const entry = Array.isArray(entries)
      ? entries.find((one: unknown) => member(one, 'type') === type)
      : undefined;
    return member(entry, sub);
  }
  const [name = '', sub] = path.split('.');
  return sub === undefined ? resource[name] : member(resource[name], sub);
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Json)[name] : undefined;
}

/** One attribute that changes. */
export interface ValueChange {
  readonly path: string;
  readonly before: string | boolean | undefined;
  readonly after: string | boolean;
}

/** What has to change; an attribute without a value in Entra does not. */
export function changesBetween(before: TargetValues, after: TargetValues): readonly ValueChange[] {
  return Object.entries(after).flatMap(([path, value]) =>
    before[path] === value ? [] : { path, before: before[path], after: value },
  );
}

/** @returns the body of a PATCH as Entra words it, with capital letters */
export function patchOf(changes: readonly ValueChange[]): Json {
  return {
    schemas: [PATCH_URN],
    Operations: changes.map(({ path, before, after }) => ({
      op: before === undefined ? 'Add' : 'Replace',
      path,
      value: after,
    })),
  };
}

/** @param ids target ids of at most 100 users */
export function membersPatch(op: 'Add' | 'Remove', ids: readonly string[]): Json {
  return {
    schemas: [PATCH_URN],
    Operations: [{ op, path: 'members', value: ids.map((value) => ({ value })) }],
  };
}
