/** Where a query was found in a text, best matches with the highest score. */
export interface FuzzyMatch {
  readonly score: number;
  /** Positions in the text of the characters that matched. */
  readonly positions: readonly number[];
}

/**
 * Finds the characters of a query in a text, in order and not necessarily side by side; starts of words and runs count
 * more, so "st" finds "Switch theme" before "Last".
 *
 * @param query what was typed; white space is ignored
 * @param text the label to search
 * @returns nothing when a character is missing
 */
export function fuzzyMatch(query: string, text: string): FuzzyMatch | undefined {
  const wanted = query.toLowerCase().replace(/\s+/g, '');
  const lower = text.toLowerCase();
  const direct = lower.indexOf(query.trim().toLowerCase());
  if (wanted !== '' && direct >= 0) {
    const length = query.trim().length;
    const startsWord = direct === 0 || lower[direct - 1] === ' ';
    return {
      score: 100 + (startsWord ? 50 : 0) - text.length / 100,
      positions: Array.from({ length }, (_, offset) => direct + offset),
    };
  }
  const positions: number[] = [];
  let score = 0;
  let from = 0;
  for (const character of wanted) {
    const wordStart = lower.indexOf(` ${character}`, from === 0 ? 0 : from - 1);
    const plain = lower.indexOf(character, from);
    if (plain < 0) return undefined;
    const adjacent = positions.at(-1) === plain - 1;
    const found = adjacent || plain === 0 || wordStart < 0 ? plain : wordStart + 1;
    const usable = found >= from ? found : plain;
    score += adjacent || usable === 0 || lower[usable - 1] === ' ' ? 3 : 1;
    positions.push(usable);
    from = usable + 1;
  }
  return { score: score - text.length / 100, positions };
}
