import { ENTERPRISE_URN } from './attributes.ts';
import { invalid } from './scim-error.ts';

/** Values by attribute: what AWS understands of a filter is `eq`, joined by `and`. */
export type Filter = ReadonlyMap<string, string>;

/** Which attributes may be asked for, alone or together (facts/aws.md section 4). */
const USERS: readonly (readonly string[])[] = [
  ['username'],
  ['externalid'],
  ['groups.value'],
  ['id', 'manager'],
];
const GROUPS: readonly (readonly string[])[] = [
  ['displayname'],
  ['externalid'],
  ['members.value'],
  ['id', 'members'],
];

const CLAUSE = /^\s*([\w.:$-]+)\s+(\w+)\s+"((?:[^"\\]|\\.)*)"\s*/u;

/**
 * Reads a filter (RFC 7644 section 3.4.2.2).
 *
 * @returns values by attribute name in lower case
 * @throws ScimError ValidationException for anything AWS does not support
 */
export function readFilter(text: string, kind: 'User' | 'Group'): Filter {
  if (text.length > 4_096) invalid('The filter is too long.');
  const values = new Map<string, string>();
  let rest = text;
  for (;;) {
    const clause = CLAUSE.exec(rest);
    if (clause === null) invalid('The filter is not one that is supported.');
    const [whole, attribute = '', operator = '', literal = ''] = clause;
    if (operator.toLowerCase() !== 'eq') invalid(`The filter operator ${operator} is not supported.`);
    const name = attribute.toLowerCase().replace(`${ENTERPRISE_URN.toLowerCase()}:`, '');
    if (values.has(name)) invalid('An attribute is filtered for twice.');
    values.set(name, unescaped(literal));
    rest = rest.slice(whole.length);
    if (rest === '') break;
    const and = /^and\s+/i.exec(rest);
    if (and === null) invalid('Filters can be joined by "and" only.');
    rest = rest.slice(and[0].length);
  }
  const supported = (kind === 'User' ? USERS : GROUPS).some(
    (names) => names.length === values.size && names.every((name) => values.has(name)),
  );
  if (!supported) invalid('The filter is over attributes that cannot be filtered for.');
  return values;
}

function unescaped(literal: string): string {
  if (literal === '') invalid('A filter value must not be empty.');
  try {
    return JSON.parse(`"${literal}"`) as string;
  } catch {
    return invalid('A filter value is not a JSON string.');
  }
}
