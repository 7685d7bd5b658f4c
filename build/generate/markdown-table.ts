/** Says at the top of each made page where it comes from. */
export const MADE_NOTE = '<!-- Made by `npm run generate`; edit the tables it comes from. -->';

/** @returns a GitHub-style table; cells are escaped so that none can break out of its column */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}
