import { ENTERPRISE_URN, GROUP_URN, USER_URN } from './attributes.ts';
import { isRecord } from './read-resource.ts';
import { invalid } from './scim-error.ts';

/** Where an operation acts (RFC 7644 section 3.5.2, as far as AWS takes it). */
export interface PatchPath {
  /** The attribute is one of the enterprise extension. */
  readonly extension: boolean;
  /** As it was written; the extension's URN for all of it. */
  readonly attribute: string;
  /** `type eq "work"` in brackets. */
  readonly filter?: { readonly attribute: string; readonly value: string | boolean };
  readonly sub?: string;
}

export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path?: PatchPath;
  readonly value: unknown;
}

const MOST_OPERATIONS = 1_000;

/**
 * Reads the body of a PATCH.
 *
 * @throws ScimError ValidationException
 */
export function readPatch(body: unknown): readonly PatchOperation[] {
  if (!isRecord(body)) invalid('The request body must be a JSON object.');
  const entry = Object.entries(body).find(([name]) => name.toLowerCase() === 'operations');
  const operations = entry?.[1];
  if (!Array.isArray(operations) || operations.length === 0) invalid('Operations must not be empty.');
  if (operations.length > MOST_OPERATIONS) invalid('There are too many operations.');
  return operations.map((operation: unknown) => {
    if (!isRecord(operation)) invalid('An operation must be a JSON object.');
    const { op, path, value } = operation;
    const name = typeof op === 'string' ? op.toLowerCase() : '';
    if (name !== 'add' && name !== 'replace' && name !== 'remove')
      invalid('op must be one of add, replace and remove.');
    if (path === undefined) {
      if (name === 'remove') invalid('A remove operation needs a path.');
      return { op: name, value };
    }
    if (typeof path !== 'string') invalid('path must be a string.');
    return { op: name, path: readPath(path), value };
  });
}

const PATH =
  /^([\w$-]{1,100})(?:\[\s*(\w{1,50})\s+eq\s+("(?:[^"\\]|\\.){0,1024}"|true|false)\s*\])?(?:\.([\w$]{1,100}))?$/iu;

/** @throws ScimError ValidationException */
export function readPath(text: string): PatchPath {
  const lower = text.toLowerCase();
  if (lower === ENTERPRISE_URN.toLowerCase()) return { extension: false, attribute: ENTERPRISE_URN };
  const extension = lower.startsWith(`${ENTERPRISE_URN.toLowerCase()}:`);
  let rest = extension ? text.slice(ENTERPRISE_URN.length + 1) : text;
  for (const urn of [USER_URN, GROUP_URN])
    if (lower.startsWith(`${urn.toLowerCase()}:`)) rest = text.slice(urn.length + 1);
  const match = PATH.exec(rest);
  if (match === null) invalid('The path is not one that is supported.');
  const [, attribute = '', filterOn, literal, sub] = match;
  return {
    extension,
    attribute,
    ...(filterOn === undefined || literal === undefined
      ? {}
      : { filter: { attribute: filterOn, value: literalOf(literal) } }),
    ...(sub === undefined ? {} : { sub }),
  };
}

function literalOf(text: string): string | boolean {
  try {
    const value: unknown = JSON.parse(text.startsWith('"') ? text : text.toLowerCase());
    if (typeof value === 'string' || typeof value === 'boolean') return value;
  } catch {
    // An escape JSON does not have.
  }
  return invalid('The filter of a path is not one that is supported.');
}
