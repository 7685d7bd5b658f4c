import type { JsonMember, JsonNode } from './node.ts';

/** Where something stands in a formatted text, in UTF-16 code units; `end` is exclusive. */
interface FormattedRange {
  readonly start: number;
  readonly end: number;
}

export interface FormattedJson {
  readonly text: string;
  /** Where the wanted members and values stand now, by where they began in the original text. */
  readonly ranges: ReadonlyMap<number, FormattedRange>;
}

/** Texts above this are shown as they are, for one indented line per value would double them. */
export const MAX_FORMATTED = 2_000_000;

/**
 * Writes JSON with two spaces of indentation; every name, string and number stays as it stood, escapes too.
 *
 * @param root what parseJson read
 * @param source the text it was read from
 * @param wanted starts of the members (at their names) and values whose new places are asked for
 */
export function formatJson(root: JsonNode, source: string, wanted: ReadonlySet<number>): FormattedJson {
  const pieces: string[] = [];
  const ranges = new Map<number, FormattedRange>();
  let length = 0;
  const put = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
  };
  const write = (node: JsonNode, indent: string): void => {
    const start = length;
    if (node.kind === 'object') {
      list('{', '}', node.members, indent, (member: JsonMember, inner) => {
        const start = length;
        put(`${source.slice(member.start, member.nameEnd)}: `);
        write(member.value, inner);
        if (wanted.has(member.start)) ranges.set(member.start, { start, end: length });
      });
    } else if (node.kind === 'array') {
      list('[', ']', node.items, indent, write);
    } else put(source.slice(node.start, node.end));
    if (wanted.has(node.start)) ranges.set(node.start, { start, end: length });
  };
  const list = <T>(
    open: string,
    close: string,
    entries: readonly T[],
    indent: string,
    each: (entry: T, indent: string) => void,
  ): void => {
    if (entries.length === 0) {
      put(open + close);
      return;
    }
    const inner = `${indent}  `;
    put(`${open}\n`);
    for (const [index, entry] of entries.entries()) {
      put(index === 0 ? inner : `,\n${inner}`);
      each(entry, inner);
    }
    put(`\n${indent}${close}`);
  };
  write(root, '');
  return { text: pieces.join(''), ranges };
}
