import type { JsonNode } from '../../json/node.ts';
import { parseJson } from '../../json/parse.ts';

/**
 * A policy's text without what means nothing: white space and the order of members. Two policies with the same canonical text
 * say the same; what is no JSON is its own canonical text.
 */
export function canonicalPolicy(text: string): string {
  const { root, problems } = parseJson(text);
  return root === undefined || problems.length > 0 ? text : canonical(root);
}

function canonical(node: JsonNode): string {
  switch (node.kind) {
    case 'object': {
      const members = node.members
        .map(({ name, value }) => [name, `${JSON.stringify(name)}:${canonical(value)}`] as const)
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
      return `{${members.map(([, text]) => text).join(',')}}`;
    }
    case 'array':
      return `[${node.items.map(canonical).join(',')}]`;
    case 'number':
      return String(node.value);
    default:
      return JSON.stringify(node.value);
  }
}
