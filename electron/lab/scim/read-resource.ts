import { type Attribute, attributeNamed } from './attributes.ts';
import { invalid } from './scim-error.ts';

/** A resource as it was sent, with the schema's own spelling of every name and nothing the schema lacks. */
export interface ScimObject {
  [name: string]: ScimValue;
}
type ScimValue = string | boolean | ScimObject | ScimObject[];

/** Members every resource may carry and that the service sets itself. */
const READ_ONLY = new Set(['id', 'meta', 'schemas']);
/** Text AWS refuses in any value. */
const FORBIDDEN = /[<>;:%\p{Cc}]/u;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Holds a JSON object against a schema: no unknown or unsupported attribute, right types, no empty or forbidden text, one
 * value of each multi-valued attribute. Whether required ones are there is `requireAll`'s business.
 *
 * @throws ScimError ValidationException
 */
export function readResource(value: unknown, attributes: readonly Attribute[], path = ''): ScimObject {
  if (!isRecord(value)) invalid(`${path === '' ? 'The request body' : path} must be a JSON object.`);
  const found: ScimObject = {};
  for (const [given, inner] of Object.entries(value)) {
    if (path === '' && READ_ONLY.has(given)) continue;
    const attribute = attributeNamed(attributes, given);
    if (attribute === undefined) invalid(`The attribute ${join(path, given)} is not supported.`);
    if (attribute.name in found) invalid(`The attribute ${join(path, given)} is given twice.`);
    found[attribute.name] = readValue(inner, attribute, join(path, attribute.name));
  }
  return found;
}

function join(path: string, name: string): string {
  return (path === '' ? name : `${path}.${name}`).slice(0, 200);
}

/** @throws ScimError ValidationException */
function readValue(value: unknown, attribute: Attribute, path: string): ScimValue {
  if (attribute.multiValued === true) {
    if (!Array.isArray(value)) invalid(`${path} must be an array.`);
    if (value.length > 1) invalid(`${path} must not contain more than one value.`);
    return value.map((one: unknown) => readResource(one, attribute.sub ?? [], path));
  }
  if (attribute.type === 'complex') return readResource(value, attribute.sub ?? [], path);
  if (attribute.type === 'boolean') {
    if (typeof value !== 'boolean') invalid(`${path} must be a boolean.`);
    return value;
  }
  if (typeof value !== 'string') invalid(`${path} must be a string.`);
  if (value.trim() === '') invalid(`${path} must not be empty.`);
  if (value.length > (attribute.maxLength ?? 1_024)) invalid(`${path} is too long.`);
  if (attribute.type === 'reference' ? /[<>\p{Cc}]/u.test(value) : FORBIDDEN.test(value))
    invalid(`${path} contains characters that are not allowed.`);
  return value;
}

/** @throws ScimError ValidationException where a required attribute is missing */
export function requireAll(resource: ScimObject, attributes: readonly Attribute[], path = ''): void {
  for (const attribute of attributes) {
    const value = resource[attribute.name];
    const where = join(path, attribute.name);
    if (value === undefined) {
      if (attribute.required === true) invalid(`The required attribute ${where} is missing.`);
    } else if (Array.isArray(value)) {
      for (const one of value) requireAll(one, attribute.sub ?? [], where);
    } else if (typeof value === 'object') requireAll(value, attribute.sub ?? [], where);
  }
}

/** @returns a string member, or undefined */
export function textOf(resource: ScimObject | undefined, name: string): string | undefined {
  const value = resource?.[name];
  return typeof value === 'string' ? value : undefined;
}

export function objectOf(resource: ScimObject, name: string): ScimObject | undefined {
  const value = resource[name];
  return typeof value === 'object' && !Array.isArray(value) ? value : undefined;
}

export function listOf(resource: ScimObject, name: string): readonly ScimObject[] {
  const value = resource[name];
  return Array.isArray(value) ? value : [];
}
