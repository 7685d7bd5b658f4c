import { parseSync } from 'oxc-parser';

/** A node of the syntax tree (ESTree with TypeScript), as loosely as its readers here need it. */
export interface SyntaxNode {
  readonly type: string;
  readonly [member: string]: unknown;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/**
 * @param path decides whether it is read as TypeScript or with JSX
 * @returns every node of the file's syntax tree
 * @throws Error where the file does not parse: an unread file must not pass for one without imports
 */
export function nodesOf(path: string, text: string): SyntaxNode[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const nodes: SyntaxNode[] = [];
  const waiting: unknown[] = [program];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (Array.isArray(value)) waiting.push(...value);
    else if (isNode(value)) {
      nodes.push(value);
      waiting.push(...Object.values(value).filter((member) => typeof member === 'object'));
    }
  }
  return nodes;
}

/** @returns the text of a string literal or of a template without parts, else undefined */
export function literalOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'Literal') return typeof value.value === 'string' ? value.value : undefined;
  if (value.type === 'TSLiteralType') return literalOf(value.literal);
  if (value.type === 'TemplateLiteral' && Array.isArray(value.quasis) && value.quasis.length === 1) {
    return (value.quasis[0] as { value: { cooked: string } }).value.cooked;
  }
  return undefined;
}

/** @returns `a.b.c` for a chain of plain names, else undefined */
export function dottedName(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'Identifier') return String(value.name);
  if (value.type === 'MetaProperty') return 'import.meta';
  if (value.type !== 'MemberExpression') return undefined;
  const object = dottedName(value.object);
  const property = value.computed ? literalOf(value.property) : dottedName(value.property);
  return property === undefined ? undefined : `${object ?? '?'}.${property}`;
}
