import { ERROR_CATALOGUE } from '../../shared/core/errors/catalogue.ts';
import { MADE_NOTE, markdownTable } from './markdown-table.ts';

/** docs/reference/errors.md: every code the product can answer with. */
export function errorPages(): Record<string, string> {
  const rows = Object.entries(ERROR_CATALOGUE).map(([code, entry]) => [
    `\`${code}\``,
    entry.title,
    entry.advice,
    String(entry.exit),
    entry.retryable ? 'yes' : 'no',
  ]);
  return {
    'docs/reference/errors.md': `${MADE_NOTE}

# Errors

Every failure carries one of these codes, in the window, in the log and in \`{"error": …}\` of the command line. Codes are stable.

${markdownTable(['Code', 'What happened', 'Next step', 'Exit', 'May succeed later'], rows)}
`,
  };
}
