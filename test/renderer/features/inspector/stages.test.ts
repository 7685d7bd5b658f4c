import { expect, it } from 'vitest';
import { stageOfRule } from '../../../../renderer/features/inspector/rule-stages.ts';
import { groupByStage } from '../../../../renderer/features/inspector/stages.ts';
import { JWT_RULES } from '../../../../shared/core/jwt/rules.ts';
import { SAML_RULES } from '../../../../shared/core/saml/rules.ts';
import { CHECKS } from '../../checks.ts';

it('groups checks in the order a verdict is reached, losing none', () => {
  const stages = { 'token.form': 'form', 'signature.verify': 'signature', audience: 'policy' } as const;
  const groups = groupByStage([...CHECKS].reverse(), (id) => stages[id as keyof typeof stages]);
  expect(groups.map((group) => group.stage)).toEqual(['form', 'signature', 'policy']);
  expect(groups.flatMap((group) => group.checks)).toHaveLength(CHECKS.length);
});

it('knows the stage of every rule', () => {
  for (const [id, rule] of Object.entries(SAML_RULES)) {
    expect(stageOfRule('saml-response', id), id).toBe(rule.stage);
  }
  for (const [id, rule] of Object.entries(JWT_RULES)) expect(stageOfRule('jwt', id), id).toBe(rule.stage);
  expect(stageOfRule('jwt', 'constructor')).toBeUndefined();
});
