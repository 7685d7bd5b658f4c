/**
 * Line and column of an offset, both from 1, as editors show them.
 *
 * @param text the text the offset points into
 * @param offset UTF-16 offset; one beyond the end means the end
 */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const end = Math.min(offset, text.length);
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return { line, column: end - lineStart + 1 };
}
