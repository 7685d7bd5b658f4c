import type { AccessRuleTable } from '../../shared/core/access/access-rule.ts';
import { APPLICATION_RULES } from '../../shared/core/access/applications/application-rules.ts';
import { FINDING_RULES } from '../../shared/core/access/finding-rules.ts';
import { POLICY_RULES } from '../../shared/core/access/policy/policy-rules.ts';
import { MADE_NOTE, markdownTable } from './markdown-table.ts';

const TABLES: readonly (readonly [title: string, intro: string, table: AccessRuleTable])[] = [
  ['Organization', 'What is looked for in the access of a whole organization.', FINDING_RULES],
  [
    'Applications',
    'What is looked for in applications of Identity Center and trusted token issuers.',
    APPLICATION_RULES,
  ],
  ['Inline policies', 'What is looked for in the inline policy of a permission set.', POLICY_RULES],
];

/** docs/reference/access-checks.md: every finding about access and policies, with its source. */
export function accessPages(): Record<string, string> {
  const sections = TABLES.map(([title, intro, table]) => {
    const rows = Object.entries(table).map(([id, rule]) => [
      `\`${id}\``,
      rule.title,
      rule.severity,
      rule.fix,
      rule.spec,
    ]);
    return `## ${title}\n\n${intro}\n\n${markdownTable(['Id', 'Check', 'Severity', 'Fix', 'Source'], rows)}\n`;
  });
  return {
    'docs/reference/access-checks.md': `${MADE_NOTE}

# Checks of access

An \`error\` is refused by AWS or cannot work, a \`warning\` is likely not meant, a \`note\` is good to know. Ids are stable.

${sections.join('\n')}`,
  };
}
