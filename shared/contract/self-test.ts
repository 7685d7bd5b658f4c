import { z } from 'zod';
import { VERDICTS } from '../core/inspector/report.ts';
import { ATTACK_OUTCOMES } from '../core/self-test/judged-attack.ts';
import { defineContract } from './contract.ts';
import { inspectOptionsSchema } from './inspector.ts';

/** `fedbench self-test --json`, and what the window shows of it. */
export const selfTestDocumentSchema = z.strictObject({
  /** True when every attack was refused as expected and every honest message is valid. */
  passed: z.boolean(),
  families: z
    .array(z.strictObject({ id: z.string(), title: z.string(), what: z.string(), source: z.string() }))
    .readonly(),
  honest: z.array(z.strictObject({ name: z.string(), verdict: z.enum(VERDICTS) })).readonly(),
  attacks: z
    .array(
      z.strictObject({
        name: z.string(),
        family: z.string(),
        recorded: z.array(z.string()).readonly(),
        strict: z.boolean(),
        expected: z.array(z.string()).readonly(),
        verdict: z.enum(VERDICTS),
        outcome: z.enum(ATTACK_OUTCOMES),
        refusedBy: z.string().exactOptional(),
        message: z.string().exactOptional(),
      }),
    )
    .readonly(),
});

/** The verifier held against every attack it is known to refuse. */
export const selfTestContract = defineContract({
  'inspector.selfTest': {
    input: z.strictObject({}),
    output: selfTestDocumentSchema,
    progress: z.strictObject({ done: z.int().min(0), total: z.int().min(0) }),
    effect: 'read',
    place: 'worker',
    summary: 'Runs every attack of the self-test against the verifier.',
  },
  'inspector.attack': {
    input: z.strictObject({ name: z.string().max(300) }),
    output: z.strictObject({
      /** Absent where there is none of that name. */
      attack: z.strictObject({ text: z.string(), options: inspectOptionsSchema }).exactOptional(),
    }),
    effect: 'read',
    place: 'worker',
    summary: 'Gives one attack of the self-test, with the keys it is judged by.',
  },
});
