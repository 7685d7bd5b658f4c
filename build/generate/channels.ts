import type { ContractEntry } from '../../shared/contract/contract.ts';
import { CONTRACT } from '../../shared/contract/whole.ts';
import { MADE_NOTE, markdownTable } from './markdown-table.ts';

/** docs/reference/channels.md: what a page may ask of the application. */
export function channelPages(): Record<string, string> {
  const rows = Object.entries(CONTRACT as Readonly<Record<string, ContractEntry>>).map(([channel, entry]) => [
    `\`${channel}\``,
    entry.summary,
    entry.effect,
    entry.place,
    entry.progress === undefined ? 'call' : 'job',
  ]);
  return {
    'docs/reference/channels.md': `${MADE_NOTE}

# Channels

What a page may ask of the application. A \`setting\` saves a preference; a \`write\` runs only a plan that was shown and confirmed; a \`secret\` goes in and never comes out.

${markdownTable(['Channel', 'What it does', 'Effect', 'Runs in', 'Kind'], rows)}
`,
  };
}
