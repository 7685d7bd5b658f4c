import type { Condition, Statement } from './policy-document.ts';

/** What somebody wants to do. */
export interface AccessRequest {
  /** `sso:CreateAccountAssignment` */
  readonly action: string;
  /** An ARN, or `*` for actions that know none. */
  readonly resource: string;
  /** Condition keys and their values, keys in lower case. */
  readonly context: Readonly<Record<string, string>>;
}

export type Decision = 'allowed' | 'not-allowed' | 'explicitly-denied';

/**
 * Decides as IAM does for identity-based policies: a matching Deny wins, then a matching Allow, else nothing is allowed. A
 * condition the Lab cannot judge never widens access: with it an Allow does not count and a Deny does.
 */
export function decide(statements: readonly Statement[], request: AccessRequest): Decision {
  let allowed = false;
  for (const statement of statements) {
    if (!matches(statement, request)) continue;
    if (statement.effect === 'Deny') return 'explicitly-denied';
    allowed = true;
  }
  return allowed ? 'allowed' : 'not-allowed';
}

function matches(statement: Statement, request: AccessRequest): boolean {
  const { actions, notActions, resources, notResources, conditions, effect } = statement;
  const action = request.action.toLowerCase();
  const named = (list: readonly string[]): boolean => list.some((one) => isLike(action, one.toLowerCase()));
  const onResource = (list: readonly string[]): boolean =>
    list.some((one) => one === '*' || isLike(request.resource, one));
  if (actions !== undefined && !named(actions)) return false;
  if (notActions !== undefined && named(notActions)) return false;
  if (resources !== undefined && !onResource(resources)) return false;
  if (notResources !== undefined && onResource(notResources)) return false;
  return conditions.every((condition) => {
    const holds = judge(condition, request.context);
    return holds ?? effect === 'Deny';
  });
}

/** @returns undefined for a condition the Lab cannot judge */
function judge({ operator, key, values }: Condition, context: AccessRequest['context']): boolean | undefined {
  const [, name = '', ifExists] = /^(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const key_ = key.toLowerCase();
  const known = Object.hasOwn(context, key_) ? context[key_] : undefined;
  if (known === undefined) return ifExists === undefined ? undefined : true;
  const same = (wanted: string): boolean => wanted === known;
  const sameLetters = (wanted: string): boolean => wanted.toLowerCase() === known.toLowerCase();
  const like = (wanted: string): boolean => isLike(known, wanted);
  switch (name) {
    case 'StringEquals':
      return values.some(same);
    case 'StringNotEquals':
      return !values.some(same);
    case 'StringEqualsIgnoreCase':
      return values.some(sameLetters);
    case 'StringLike':
    case 'ArnLike':
    case 'ArnEquals':
      return values.some(like);
    case 'StringNotLike':
    case 'ArnNotLike':
    case 'ArnNotEquals':
      return !values.some(like);
    default:
      return undefined;
  }
}

/** `*` stands for any text, `?` for one character; in time that no pattern can blow up. */
function isLike(text: string, pattern: string): boolean {
  let at = 0;
  let here = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const wanted = pattern[here];
    if (wanted === '*') {
      star = here;
      resume = at;
      here += 1;
    } else if (wanted === '?' || wanted === text[at]) {
      at += 1;
      here += 1;
    } else if (star >= 0) {
      resume += 1;
      at = resume;
      here = star + 1;
    } else return false;
  }
  while (pattern[here] === '*') here += 1;
  return here === pattern.length;
}
