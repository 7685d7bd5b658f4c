import type { JoseCandidate } from '../inspector/candidate.ts';
import type { JudgeContext } from '../inspector/context.ts';
import type { Judgement } from './judgement.ts';
import type { TokenShape } from './jws-parse.ts';

/** One token taken apart, with all it is judged with. */
export interface TokenCase {
  readonly candidate: JoseCandidate;
  readonly context: JudgeContext;
  readonly judgement: Judgement;
  readonly shape: TokenShape;
}
