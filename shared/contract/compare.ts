import { z } from 'zod';
import { ROW_STATUSES } from '../core/compare/compare.ts';
import { MESSAGE_KINDS, VERDICTS } from '../core/inspector/report.ts';

const comparedSchema = z.strictObject({
  kind: z.enum(MESSAGE_KINDS),
  verdict: z.enum(VERDICTS),
  summary: z.string(),
});

/** `fedbench diff --json`, and what the window shows of two messages. */
export const compareDocumentSchema = z.strictObject({
  a: comparedSchema,
  b: comparedSchema,
  rows: z
    .array(
      z.strictObject({
        name: z.string(),
        friendlyName: z.string().exactOptional(),
        status: z.enum(ROW_STATUSES),
        a: z.array(z.string()).readonly(),
        b: z.array(z.string()).readonly(),
        volatile: z.boolean(),
        meaning: z.string(),
      }),
    )
    .readonly(),
  insights: z.array(z.string()).readonly(),
  same: z.boolean(),
});
