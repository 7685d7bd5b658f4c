import type { Check } from '../../../shared/core/inspector/report.ts';
import type { RuleStage } from '../../../shared/core/rules/rule.ts';

/** Checks that answer one question, in the order a verdict is reached. */
export interface StageGroup {
  readonly stage: RuleStage;
  readonly title: string;
  readonly checks: readonly Check[];
}

const TITLES: Record<RuleStage, string> = {
  form: 'Is it well formed?',
  signature: 'Who signed it?',
  coverage: 'What does the signature cover?',
  policy: 'Is it meant for you, now?',
  profile: 'Will the service accept it?',
};

/**
 * Groups checks by the question they answer.
 *
 * @param checks in the order of the report
 * @param stageOf the stage of a check's id, from the rule tables
 */
export function groupByStage(
  checks: readonly Check[],
  stageOf: (id: string) => RuleStage | undefined,
): StageGroup[] {
  const groups = new Map<RuleStage, Check[]>();
  for (const check of checks) {
    const stage = stageOf(check.id) ?? 'form';
    const group = groups.get(stage);
    if (group === undefined) groups.set(stage, [check]);
    else group.push(check);
  }
  return (Object.keys(TITLES) as RuleStage[]).flatMap((stage) => {
    const found = groups.get(stage);
    return found === undefined ? [] : [{ stage, title: TITLES[stage], checks: found }];
  });
}
