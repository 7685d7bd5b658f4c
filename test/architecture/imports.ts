import { dottedName, literalOf, nodesOf, type SyntaxNode } from './syntax.ts';

/** Calls that load a module by its name. */
const LOADERS = new Set([
  'require',
  'require.resolve',
  'import.meta.resolve',
  'import.meta.glob',
  'createRequire',
]);

/**
 * Every module a file names, in whatever way: imports and re-exports, of values and of types, dynamic imports, import types,
 * require in both its forms.
 *
 * @returns the specifiers as they are written; undefined for one that is not a literal
 */
export function specifiersOf(path: string, text: string): (string | undefined)[] {
  return nodesOf(path, text).flatMap(specifierOf);
}

function specifierOf(node: SyntaxNode): (string | undefined)[] {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
      return [literalOf(node.source)];
    case 'ExportNamedDeclaration':
      return node.source ? [literalOf(node.source)] : [];
    case 'TSImportType':
      return [literalOf(node.source ?? node.argument)];
    case 'TSExternalModuleReference':
      return [literalOf(node.expression)];
    case 'CallExpression': {
      const name = dottedName(node.callee);
      if (name === undefined || !LOADERS.has(name)) return [];
      return [Array.isArray(node.arguments) ? literalOf(node.arguments[0]) : undefined];
    }
    default:
      return [];
  }
}
