import type { JoseCandidate } from '../inspector/candidate.ts';
import type { JudgeContext } from '../inspector/context.ts';
import type { InspectedMessage } from '../inspector/report.ts';
import { judgeJson, shortened } from './json-part.ts';
import { judgeJwe } from './judge-jwe.ts';
import { judgeJws } from './judge-jws.ts';
import { Judgement } from './judgement.ts';
import { formOf, readShape } from './jws-parse.ts';
import { TextView } from './text-view.ts';

/**
 * Judges a JWS or JWE in any serialization: form, signature, coverage, policy, profile. Never throws on a bad token: what
 * cannot be read is a failed check.
 *
 * @returns the token itself, then those inside it, `parent` counted from the first
 */
export function judgeJose(candidate: JoseCandidate, context: JudgeContext): InspectedMessage[] {
  const judgement = new Judgement(context.options);
  if (candidate.leniencies.length > 0)
    judgement.warn('token.encoding', 'The token is not written as it has to be.', {
      actual: candidate.leniencies.join(', '),
    });
  const shape = readShape(candidate.text);
  if (shape.envelope !== undefined) {
    const view = judgement.show(new TextView('Token', candidate.text, shape.envelope));
    judgeJson(judgement, 'token', shape.envelope, view);
  }
  for (const fault of shape.faults)
    judgement.fail('token.structure', fault, { actual: shortened(candidate.text.slice(0, 60)) });
  if (shape.faults.length === 0 && shape.family === 'jws')
    judgement.pass('token.structure', `The token is a JWS in ${formOf(shape)} form.`);
  return shape.family === 'jwe'
    ? judgeJwe({ candidate, context, judgement, shape })
    : judgeJws({ candidate, context, judgement, shape });
}
