import { AwsError } from './aws-error.ts';

/** What a member's value does not satisfy. */
export interface Problem {
  /** `Value 'x' at 'maxResults' failed to satisfy constraint: ...`, as AWS words it. */
  readonly text: string;
  /** AWS Organizations' name for it. */
  readonly reason: ProblemReason;
  /** The member, as in the text. */
  readonly member: string;
}

type ProblemReason =
  | 'INPUT_REQUIRED'
  | 'INVALID_PATTERN'
  | 'INVALID_ENUM'
  | 'MAX_LENGTH_EXCEEDED'
  | 'MIN_LENGTH_EXCEEDED'
  | 'MAX_VALUE_EXCEEDED'
  | 'MIN_VALUE_EXCEEDED';

/**
 * Reads an untrusted value: what is of the wrong type throws, what misses a constraint is put on the list (and what comes
 * back is then not to be used).
 */
export type Shape<T> = (value: unknown, at: string, problems: Problem[]) => T;

/** Marks a member that must be there. */
export interface Required<T> {
  readonly required: Shape<T>;
}

/** Members of a structure, by name. */
export type Members = Readonly<Record<string, Shape<unknown> | Required<unknown>>>;

type RequiredNames<M> = { [K in keyof M]: M[K] extends Required<unknown> ? K : never }[keyof M];

/** The value a structure of these members has. */
export type Structure<M extends Members> = {
  readonly [K in RequiredNames<M>]: M[K] extends Required<infer T> ? T : never;
} & {
  readonly [K in Exclude<keyof M, RequiredNames<M>>]?: M[K] extends Shape<infer T> ? T : never;
};

export function required<T>(shape: Shape<T>): Required<T> {
  return { required: shape };
}

/** @throws AwsError SerializationException for anything but an object, and for members of a wrong type */
export function structure<M extends Members>(members: M): Shape<Structure<M>> {
  const entries = Object.entries(members).map(([name, member]) =>
    typeof member === 'function'
      ? { name, shape: member, isRequired: false }
      : { name, shape: member.required, isRequired: true },
  );
  return (value, at, problems) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw misplaced(value);
    const read: Record<string, unknown> = {};
    for (const { name, shape, isRequired } of entries) {
      const member = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
      const where = at === '' ? lowerFirst(name) : `${at}.${lowerFirst(name)}`;
      if (member !== undefined && member !== null) read[name] = shape(member, where, problems);
      else if (isRequired) problems.push(problem(null, where, 'INPUT_REQUIRED', 'Member must not be null'));
    }
    return read as Structure<M>;
  };
}

/** A string. @param rules lengths in characters; the pattern must match all of it */
export function text(
  rules: { readonly min?: number; readonly max?: number; readonly pattern?: string } = {},
): Shape<string> {
  const { min, max, pattern } = rules;
  // AWS's patterns escape what needs no escape, which only the older syntax lets pass.
  const flags = pattern?.includes('\\p{') === true ? 'u' : '';
  const expression = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`, flags);
  return (value, at, problems) => {
    if (typeof value !== 'string') throw misplaced(value, 'String');
    if (max !== undefined && value.length > max) {
      const rule = `Member must have length less than or equal to ${max}`;
      problems.push(problem(value, at, 'MAX_LENGTH_EXCEEDED', rule));
      return value;
    }
    if (min !== undefined && value.length < min) {
      const rule = `Member must have length greater than or equal to ${min}`;
      problems.push(problem(value, at, 'MIN_LENGTH_EXCEEDED', rule));
    }
    if (expression !== undefined && !expression.test(value)) {
      const rule = `Member must satisfy regular expression pattern: ${pattern}`;
      problems.push(problem(value, at, 'INVALID_PATTERN', rule));
    }
    return value;
  };
}

export function oneOf<const T extends string>(values: readonly T[]): Shape<T> {
  return (value, at, problems) => {
    if (typeof value !== 'string') throw misplaced(value, 'String');
    if (!(values as readonly string[]).includes(value)) {
      const rule = `Member must satisfy enum value set: [${values.join(', ')}]`;
      problems.push(problem(value, at, 'INVALID_ENUM', rule));
    }
    return value as T;
  };
}

export function integer(min: number, max: number): Shape<number> {
  return (value, at, problems) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) throw misplaced(value, 'Integer');
    if (value > max)
      problems.push(
        problem(value, at, 'MAX_VALUE_EXCEEDED', `Member must have value less than or equal to ${max}`),
      );
    if (value < min)
      problems.push(
        problem(value, at, 'MIN_VALUE_EXCEEDED', `Member must have value greater than or equal to ${min}`),
      );
    return value;
  };
}

export const flag: Shape<boolean> = (value) => {
  if (typeof value !== 'boolean') throw misplaced(value, 'Boolean');
  return value;
};

/** Any JSON value: what a model calls a document. */
export const anything: Shape<unknown> = (value) => value;

export function list<T>(member: Shape<T>, min: number, max: number): Shape<readonly T[]> {
  return (value, at, problems) => {
    if (!Array.isArray(value)) throw misplaced(value);
    if (value.length > max) {
      const rule = `Member must have length less than or equal to ${max}`;
      problems.push(problem('[...]', at, 'MAX_LENGTH_EXCEEDED', rule));
      return [];
    }
    if (value.length < min) {
      const rule = `Member must have length greater than or equal to ${min}`;
      problems.push(problem('[]', at, 'MIN_LENGTH_EXCEEDED', rule));
    }
    return value.map((item: unknown, index) => {
      if (item === null || item === undefined) throw misplaced(item);
      return member(item, `${at}.${index + 1}.member`, problems);
    });
  };
}

/** AWS's text for all problems of a request together. */
export function problemsText(problems: readonly Problem[]): string {
  const count = `${problems.length} validation error${problems.length === 1 ? '' : 's'} detected: `;
  return count + problems.map(({ text: told }) => told).join('; ');
}

function problem(
  value: string | number | null,
  member: string,
  reason: ProblemReason,
  rule: string,
): Problem {
  const shown = value === null ? 'null' : `'${String(value).slice(0, 300)}'`;
  return { text: `Value ${shown} at '${member}' failed to satisfy constraint: ${rule}`, reason, member };
}

function misplaced(value: unknown, wanted?: string): AwsError {
  const found = Array.isArray(value) ? 'list' : typeof value === 'object' ? 'structure or map' : undefined;
  if (found !== undefined || wanted === undefined)
    return new AwsError('SerializationException', `Start of ${found ?? 'a value'} found where not expected.`);
  const token = typeof value === 'boolean' ? `${value}`.toUpperCase() : typeof value;
  return new AwsError(
    'SerializationException',
    `${token.toUpperCase()}_VALUE cannot be converted to ${wanted}`,
  );
}

function lowerFirst(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}
