import { CAPTURE_RULES } from '../../../shared/core/capture/rules.ts';
import type { MessageKind } from '../../../shared/core/inspector/report.ts';
import { JWT_RULES } from '../../../shared/core/jwt/rules.ts';
import type { RuleStage, RuleTable } from '../../../shared/core/rules/rule.ts';
import { SAML_RULES } from '../../../shared/core/saml/rules.ts';

const JOSE_KINDS: ReadonlySet<MessageKind> = new Set(['jwt', 'jws', 'jwe']);

/**
 * The stage of a rule. The tables share some ids (`encryption.decrypt`), so the kind of message decides between them.
 *
 * @param kind of the message that was checked
 * @param id of the check
 */
export function stageOfRule(kind: MessageKind, id: string): RuleStage | undefined {
  const own: RuleTable = JOSE_KINDS.has(kind) ? JWT_RULES : SAML_RULES;
  const tables: readonly RuleTable[] = [own, CAPTURE_RULES];
  return tables.find((table) => Object.hasOwn(table, id))?.[id]?.stage;
}
