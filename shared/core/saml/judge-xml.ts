import type { XmlCandidate } from '../inspector/candidate.ts';
import type { JudgeContext } from '../inspector/context.ts';
import type { InspectedMessage } from '../inspector/report.ts';
import { judgeDocument } from './judge-document.ts';

/**
 * Judges an XML message with the keys and questions of one inspection.
 *
 * @returns the message; an assertion inside it is part of it, not a message of its own
 */
export function judgeXml(candidate: XmlCandidate, context: JudgeContext): InspectedMessage[] {
  const { crypto, options, now, keys } = context;
  return [
    judgeDocument(candidate, {
      crypto,
      options,
      now,
      trusted: keys.trust,
      trustGiven: keys.trustGiven,
      decryptKeys: keys.decrypt.map(({ key }) => key),
      entityIds: keys.entityIds,
    }),
  ];
}
