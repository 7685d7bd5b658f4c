import { GraphError } from '../graph-error.ts';
import type { Comparison, Filter, Literal, Path, TextTest } from './filter.ts';

type Resource = Readonly<Record<string, unknown>>;

/**
 * Refuses a filter over properties a type does not have.
 *
 * @throws GraphError 400
 */
export function checkFilter(filter: Filter, properties: ReadonlySet<string>, typeName: string): void {
  switch (filter.kind) {
    case 'and':
    case 'or':
      checkFilter(filter.left, properties, typeName);
      checkFilter(filter.right, properties, typeName);
      return;
    case 'not':
      checkFilter(filter.of, properties, typeName);
      return;
    default: {
      const [name = ''] = filter.path;
      if (!properties.has(name)) noSuchProperty(name, typeName);
    }
  }
}

/** @throws GraphError 400 */
export function noSuchProperty(name: string, typeName: string): never {
  throw new GraphError(
    400,
    'BadRequest',
    `Could not find a property named '${name.slice(0, 100)}' on type 'microsoft.graph.${typeName}'.`,
  );
}

/** Text is compared without case, as the directory does. */
export function matches(filter: Filter, resource: Resource): boolean {
  switch (filter.kind) {
    case 'and':
      return matches(filter.left, resource) && matches(filter.right, resource);
    case 'or':
      return matches(filter.left, resource) || matches(filter.right, resource);
    case 'not':
      return !matches(filter.of, resource);
    case 'compare':
      return compares(valueAt(resource, filter.path), filter.op, filter.value);
    case 'in':
      return filter.values.some((value) => compares(valueAt(resource, filter.path), 'eq', value));
    case 'text': {
      const value = valueAt(resource, filter.path);
      return (
        typeof value === 'string' && textTest(value.toLowerCase(), filter.how, filter.value.toLowerCase())
      );
    }
    case 'any': {
      const list = valueAt(resource, filter.path);
      if (!Array.isArray(list)) return false;
      const { of, variable } = filter;
      if (of === undefined) return list.length > 0;
      return list.some((one: unknown) => matches(of, { [variable]: one }));
    }
  }
}

function textTest(value: string, how: TextTest, wanted: string): boolean {
  if (how === 'startswith') return value.startsWith(wanted);
  return how === 'endswith' ? value.endsWith(wanted) : value.includes(wanted);
}

function valueAt(resource: Resource, path: Path): unknown {
  let value: unknown = resource;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
    value = (value as Resource)[name];
  }
  return value ?? null;
}

function compares(value: unknown, op: Comparison, wanted: Literal): boolean {
  const [one, other] = [comparable(value), comparable(wanted)];
  if (op === 'eq') return one === other;
  if (op === 'ne') return one !== other;
  if (typeof one !== typeof other || one === null || other === null) return false;
  if (one === undefined || other === undefined) return false;
  if (op === 'gt') return one > other;
  if (op === 'ge') return one >= other;
  return op === 'lt' ? one < other : one <= other;
}

function comparable(value: unknown): string | number | boolean | null | undefined {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  // Times of different precision are the same moment.
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return Date.parse(value);
  return value.toLowerCase();
}
