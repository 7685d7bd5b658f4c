import { z } from 'zod';

const count = z.int().min(0);

/** How far a long job of access is, and what it waits for. */
export const accessProgressSchema = z.strictObject({
  phase: z.string(),
  done: count,
  total: count,
  calls: count,
  etaSeconds: z.number(),
  /** What can be shown by now. */
  view: z.string().exactOptional(),
  failed: count.exactOptional(),
  /** It waits until somebody goes on: the person paused it, the credentials expired, or a sign-in is open. */
  waitsFor: z.enum(['person', 'credentials', 'browser', 'device-code']).exactOptional(),
  /** Where the sign-in is. */
  host: z.string().exactOptional(),
  userCode: z.string().exactOptional(),
  verificationUri: z.string().exactOptional(),
});
