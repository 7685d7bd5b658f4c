import { JWT_CLAIMS } from '../../shared/core/claims/describe-claim.ts';
import { SAML_CLAIMS } from '../../shared/core/claims/saml.ts';
import type { AuthorizeWith } from '../../shared/core/inspector/report.ts';
import { MADE_NOTE, markdownTable } from './markdown-table.ts';

interface Entry {
  readonly name: string;
  readonly friendlyName: string;
  readonly meaning: string;
  readonly authorizeWith: AuthorizeWith;
  readonly source: string;
  readonly values?: Readonly<Record<string, string>>;
}

function section(title: string, entries: readonly Entry[]): string {
  const rows = entries.map((entry) => {
    const values = Object.entries(entry.values ?? {}).map(([value, meaning]) => `\`${value}\`: ${meaning}`);
    return [
      `\`${entry.name}\``,
      entry.friendlyName,
      [entry.meaning, ...values].join('<br>'),
      entry.authorizeWith,
      entry.source,
    ];
  });
  return `## ${title}\n\n${markdownTable(['Claim', 'Name', 'Meaning', 'Authorize with it', 'Source'], rows)}\n`;
}

/** docs/reference/claims.md: what the tool knows of each claim. */
export function claimPages(): Record<string, string> {
  return {
    'docs/reference/claims.md': `${MADE_NOTE}

# Claims

What each claim means, and whether access may be decided by it: *safe* identifies reliably, *never* can be changed by its subject or
reused for somebody else, *unknown* depends on the issuer and the application.

${section('Tokens', JWT_CLAIMS)}
${section('SAML attributes', SAML_CLAIMS)}`,
  };
}
