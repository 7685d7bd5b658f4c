import { badRequest } from './graph-error.ts';

/** Kinds of properties that a body may set. */
interface Kinds {
  string: string;
  boolean: boolean;
  strings: string[];
  object: Readonly<Record<string, unknown>>;
  objects: Readonly<Record<string, unknown>>[];
}

type Spec = Readonly<Record<string, keyof Kinds>>;

/** What of them a body sets; null clears. */
export type Fields<S extends Spec> = { readonly [K in keyof S]?: Kinds[S[K]] | null };

const EDM: Readonly<Record<keyof Kinds, string>> = {
  string: 'Edm.String',
  boolean: 'Edm.Boolean',
  strings: 'Collection(Edm.String)',
  object: 'a complex type',
  objects: 'a collection of a complex type',
};
const LONGEST = 100_000;
const MOST = 10_000;

/**
 * Reads the properties a body may set; annotations (`@odata.type`) are passed over.
 *
 * @param readOnly names that clients send back although they change nothing
 * @throws GraphError 400 for unknown properties and wrong types
 */
export function readFields<const S extends Spec>(
  body: Readonly<Record<string, unknown>>,
  spec: S,
  readOnly: readonly string[] = [],
): Fields<S> {
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name.includes('@odata.') || readOnly.includes(name)) continue;
    const kind = Object.hasOwn(spec, name) ? spec[name] : undefined;
    if (kind === undefined) badRequest(`Invalid property '${name.slice(0, 100)}'.`);
    if (value !== null && !isOf(value, kind))
      badRequest(`Cannot convert the value of '${name}' to the expected type '${EDM[kind]}'.`);
    found[name] = value;
  }
  return found as Fields<S>;
}

function isOf(value: unknown, kind: keyof Kinds): boolean {
  if (kind === 'string') return typeof value === 'string' && value.length <= LONGEST;
  if (kind === 'boolean') return typeof value === 'boolean';
  if (kind === 'object') return isObject(value);
  if (!Array.isArray(value) || value.length > MOST) return false;
  return value.every((one: unknown) => isOf(one, kind === 'strings' ? 'string' : 'object'));
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws GraphError 400 where the property is missing, null or empty */
export function required<T>(value: T | null | undefined, name: string): T {
  if (value === undefined || value === null || value === '')
    badRequest(`A value is required for property '${name}' of resource.`);
  return value;
}

/** @throws GraphError 400 where the value is none of those there are */
export function oneOf<const T extends string>(value: string, allowed: readonly T[], name: string): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined)
    badRequest(`Invalid value specified for property '${name}' of resource: '${value.slice(0, 100)}'.`);
  return found;
}

/** Sets a property that may be absent; null takes it away, undefined leaves it. */
export function assign<T extends object, K extends keyof T>(
  target: T,
  name: K,
  value: T[K] | null | undefined,
): void {
  if (value === null) delete target[name];
  else if (value !== undefined) target[name] = value;
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isGuid(text: string): boolean {
  return GUID.test(text);
}

/**
 * Reads the object id at the end of an `@odata.id` reference.
 *
 * @throws GraphError 400 where there is none
 */
export function referencedId(body: Readonly<Record<string, unknown>>): string {
  return idOfReference(body['@odata.id']);
}

/** @throws GraphError 400 for a reference that names no object */
export function idOfReference(reference: unknown): string {
  const path = typeof reference === 'string' ? reference.split(/[?#]/)[0] : undefined;
  const id = /([0-9a-f-]{36})(?:'\))?\/?$/i.exec(path ?? '')?.[1];
  if (id === undefined || !isGuid(id)) badRequest(`Invalid URL format specified in @odata.id.`);
  return id.toLowerCase();
}
