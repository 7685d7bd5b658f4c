/** A copy of earlier text (dictionary and output are one sequence); longer than the distance, it repeats itself. */
type Copy = readonly [start: number, length: number];

/** A template for each number from 0 on, `#` standing for it, without anything between them. */
interface Counted {
  readonly each: string;
  readonly count: number;
}

/** A text as literals, copies and counted runs: the attacks differ little from the messages they attack. */
export type PackedText = readonly (string | Copy | Counted)[];

/**
 * Unpacks a text.
 *
 * @param packed what build/generate/pack-text.ts made
 * @param dictionary the text that the positions of copies begin in
 */
export function unpackText(packed: PackedText, dictionary: string): string {
  let all = dictionary;
  for (const part of packed) {
    if (typeof part === 'string') all += part;
    else if ('each' in part)
      all += Array.from({ length: part.count }, (_, at) => part.each.replace('#', String(at))).join('');
    else all += repeated(all.slice(part[0], part[0] + part[1]), part[1]);
  }
  return all.slice(dictionary.length);
}

function repeated(unit: string, length: number): string {
  if (unit.length === length || unit === '') return unit;
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}
