import { CAPTURE_RULES } from '../../shared/core/capture/rules.ts';
import { JWT_RULES } from '../../shared/core/jwt/rules.ts';
import { RULE_STAGES, type RuleTable } from '../../shared/core/rules/rule.ts';
import { SAML_RULES } from '../../shared/core/saml/rules.ts';
import { MADE_NOTE, markdownTable } from './markdown-table.ts';

const TABLES: readonly (readonly [title: string, table: RuleTable])[] = [
  ['JSON Web Tokens', JWT_RULES],
  ['SAML, metadata and WS-Federation', SAML_RULES],
  ['Captures', CAPTURE_RULES],
];

/** docs/reference/checks.md: every check a verdict can consist of, with its source. */
export function checkPages(): Record<string, string> {
  const sections = TABLES.map(([title, table]) => {
    const rows = Object.entries(table)
      .map(([id, rule], position) => ({ id, rule, position }))
      .sort(
        (a, b) =>
          RULE_STAGES.indexOf(a.rule.stage) - RULE_STAGES.indexOf(b.rule.stage) || a.position - b.position,
      )
      .map(({ id, rule }) => [
        `\`${id}\``,
        rule.title,
        rule.stage,
        rule.strict === true ? 'fails' : '',
        rule.fix,
        rule.symptom ?? '',
        rule.spec,
      ]);
    return `## ${title}\n\n${markdownTable(['Id', 'Check', 'Stage', 'Warning under `--strict`', 'Fix', 'What the other side shows', 'Source'], rows)}\n`;
  });
  return {
    'docs/reference/checks.md': `${MADE_NOTE}

# Checks

A verdict is a list of these checks, stage by stage: form, signature, coverage, policy, profile. Ids are stable.

${sections.join('\n')}`,
  };
}
