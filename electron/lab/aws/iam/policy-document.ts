/** One statement of an IAM policy, its single values made lists. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  /** Operator -> key -> values. */
  readonly conditions: readonly Condition[];
}

export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

const REMEMBERED = 1_000;
const known = new Map<string, readonly Statement[] | undefined>();

/**
 * Reads an identity-based policy (IAM User Guide, "Grammar of the IAM JSON policy language").
 *
 * @returns its statements; undefined where it is not such a policy
 */
export function readPolicy(document: string): readonly Statement[] | undefined {
  if (known.has(document)) return known.get(document);
  const read = statementsOf(parsed(document));
  if (known.size >= REMEMBERED) known.clear();
  known.set(document, read);
  return read;
}

function parsed(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    return undefined;
  }
}

function statementsOf(policy: unknown): readonly Statement[] | undefined {
  if (!isObject(policy)) return undefined;
  const { Version: version, Statement: given } = policy;
  if (version !== undefined && version !== '2012-10-17' && version !== '2008-10-17') return undefined;
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  const statements: Statement[] = [];
  for (const one of list) {
    const statement = statementOf(one);
    if (statement === undefined) return undefined;
    statements.push(statement);
  }
  return statements.length === 0 ? undefined : statements;
}

function statementOf(value: unknown): Statement | undefined {
  if (!isObject(value)) return undefined;
  const { Effect: effect, Action, NotAction, Resource, NotResource, Condition: given } = value;
  if (effect !== 'Allow' && effect !== 'Deny') return undefined;
  const actions = texts(Action);
  const notActions = texts(NotAction);
  const resources = texts(Resource);
  const notResources = texts(NotResource);
  const conditions = conditionsOf(given);
  if ((actions === undefined) === (notActions === undefined)) return undefined;
  if ((resources === undefined) === (notResources === undefined)) return undefined;
  if (conditions === undefined || 'Principal' in value) return undefined;
  return {
    effect,
    ...(actions === undefined ? {} : { actions }),
    ...(notActions === undefined ? {} : { notActions }),
    ...(resources === undefined ? {} : { resources }),
    ...(notResources === undefined ? {} : { notResources }),
    conditions,
  };
}

function conditionsOf(value: unknown): readonly Condition[] | undefined {
  if (value === undefined) return [];
  if (!isObject(value)) return undefined;
  const conditions: Condition[] = [];
  for (const [operator, keys] of Object.entries(value)) {
    if (!isObject(keys)) return undefined;
    for (const [key, given] of Object.entries(keys)) {
      const list: readonly unknown[] = Array.isArray(given) ? given : [given];
      conditions.push({ operator, key, values: list.map(String) });
    }
  }
  return conditions;
}

function texts(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return undefined;
  return value.every((item): item is string => typeof item === 'string') ? value : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
