import type { InspectedMessage } from '../inspector/report.ts';
import { CheckList } from '../rules/check-list.ts';
import { MAX_MESSAGES } from './candidates.ts';
import type { CaptureSummary } from './exchange.ts';
import { CAPTURE_RULES } from './rules.ts';

/**
 * Says what could not be read of a capture, as a message of kind `unknown` behind those that could.
 *
 * @param found how many messages were read
 * @returns nothing for a whole capture with messages in it
 */
export function captureNotes(summary: CaptureSummary, found: number, strict: boolean): InspectedMessage[] {
  const checks = new CheckList(CAPTURE_RULES, { strict });
  const exchanges = `${summary.exchanges} exchange${summary.exchanges === 1 ? '' : 's'}`;
  if (summary.truncated)
    checks.warn('capture.complete', `The capture is cut off: ${exchanges} could be read before the end.`);
  if (summary.oversized > 0)
    checks.warn(
      'capture.size',
      `${summary.oversized} bytes were passed over, in members larger than any message.`,
    );
  if (summary.passedOver !== undefined && summary.passedOver > 0)
    checks.warn(
      'capture.count',
      `${summary.passedOver} messages were passed over, after the first ${MAX_MESSAGES}.`,
    );
  const list = checks.list();
  if (list.length === 0) return [];
  return [
    {
      kind: 'unknown',
      verdict: checks.failed ? 'invalid' : 'unverified',
      summary: list.map((check) => check.message).join(' '),
      checks: list,
      signatures: [],
      claims: [],
      notChecked: [],
      source: { form: 'har', index: found },
      views: [],
    },
  ];
}
