import { GraphError } from '../graph-error.ts';

/** A `$filter` (OData 4.01 part 2 section 5.1.1) as far as Graph's resources here support it. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly of: Filter }
  | { readonly kind: 'compare'; readonly path: Path; readonly op: Comparison; readonly value: Literal }
  | { readonly kind: 'in'; readonly path: Path; readonly values: readonly Literal[] }
  | { readonly kind: 'text'; readonly how: TextTest; readonly path: Path; readonly value: string }
  | { readonly kind: 'any'; readonly path: Path; readonly variable: string; readonly of: Filter | undefined };

export type Path = readonly string[];
export type Literal = string | number | boolean | null;
export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type TextTest = 'startswith' | 'endswith' | 'contains';

const TOKEN = /\s*(?:('(?:[^']|'')*')|([\w.@$:+-]+(?:\/[\w.@$-]+)*)|([(),]))/y;
const DEEPEST = 20;
const LONGEST = 8_000;

/**
 * @throws GraphError 400 with what is wrong
 */
export function parseFilter(text: string): Filter {
  return new Parser(text).parse();
}

class Parser {
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    if (text.length > LONGEST) unsupported('The filter is too long.');
    this.#tokens = tokensOf(text);
  }

  parse(): Filter {
    const filter = this.#or();
    if (this.#at < this.#tokens.length) syntax();
    return filter;
  }

  #or(): Filter {
    this.#depth += 1;
    if (this.#depth > DEEPEST) unsupported('The filter is nested too deeply.');
    let left = this.#and();
    while (this.#take('or')) left = { kind: 'or', left, right: this.#and() };
    this.#depth -= 1;
    return left;
  }

  #and(): Filter {
    let left = this.#term();
    while (this.#take('and')) left = { kind: 'and', left, right: this.#term() };
    return left;
  }

  #term(): Filter {
    if (this.#take('not')) {
      this.#depth += 1;
      if (this.#depth > DEEPEST) unsupported('The filter is nested too deeply.');
      const of = this.#term();
      this.#depth -= 1;
      return { kind: 'not', of };
    }
    if (this.#take('(')) {
      const inner = this.#or();
      this.#expect(')');
      return inner;
    }
    const name = this.#next();
    const test = TEXT_TESTS.find((known) => known === name.toLowerCase());
    if (test !== undefined) return this.#textTest(test);
    const path = name.split('/');
    if (path.at(-1) === 'any' && this.#take('(')) return this.#any(path.slice(0, -1));
    const operator = this.#next();
    if (operator === 'in') return { kind: 'in', path, values: this.#list() };
    const op = COMPARISONS.find((known) => known === operator);
    if (op === undefined) syntax();
    return { kind: 'compare', path, op, value: literal(this.#next()) };
  }

  #textTest(how: TextTest): Filter {
    this.#expect('(');
    const path = this.#next().split('/');
    this.#expect(',');
    const value = literal(this.#next());
    this.#expect(')');
    if (typeof value !== 'string') syntax();
    return { kind: 'text', how, path, value };
  }

  #any(path: Path): Filter {
    if (this.#take(')')) return { kind: 'any', path, variable: '', of: undefined };
    // `x:x eq 'y'`, where the tokenizer leaves variable, colon and the first path together.
    const head = this.#next();
    const match = /^(\w+):(.*)$/.exec(head);
    if (match === null) syntax();
    const [, variable = '', rest = ''] = match;
    if (rest !== '') this.#putBack(rest);
    const of = this.#or();
    this.#expect(')');
    return { kind: 'any', path, variable, of };
  }

  #putBack(token: string): void {
    this.#at -= 1;
    (this.#tokens as string[])[this.#at] = token;
  }

  #list(): readonly Literal[] {
    this.#expect('(');
    const values: Literal[] = [];
    do values.push(literal(this.#next()));
    while (this.#take(','));
    this.#expect(')');
    return values;
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at]?.toLowerCase() !== token) return false;
    this.#at += 1;
    return true;
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined || token === '(' || token === ')' || token === ',') syntax();
    this.#at += 1;
    return token;
  }

  #expect(token: string): void {
    if (!this.#take(token)) syntax();
  }
}

const TEXT_TESTS: readonly TextTest[] = ['startswith', 'endswith', 'contains'];
const COMPARISONS: readonly Comparison[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (match === null) syntax();
    tokens.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  if (tokens.length === 0) syntax();
  return tokens;
}

function literal(token: string): Literal {
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (token === 'null') return null;
  if (token === 'true' || token === 'false') return token === 'true';
  if (/^-?\d+(\.\d+)?$/.test(token)) return Number(token);
  // GUIDs and times stand without quotes.
  if (/^[0-9a-f-]{36}$/i.test(token) || /^\d{4}-\d\d-\d\dT?/.test(token)) return token;
  return syntax();
}

function syntax(): never {
  throw new GraphError(400, 'BadRequest', 'Invalid filter clause: the expression has a syntax error.');
}

function unsupported(message: string): never {
  throw new GraphError(400, 'Request_UnsupportedQuery', message);
}
