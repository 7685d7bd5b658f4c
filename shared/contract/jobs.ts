import { z } from 'zod';
import { defineContract } from './contract.ts';

/** Ids of jobs are main's; ids of calls are the page's, and mean something within its own window only. */
export const runIdSchema = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);

export const jobsContract = defineContract({
  'jobs.cancel': {
    input: z.strictObject({ id: runIdSchema }),
    output: z.strictObject({}),
    effect: 'read',
    place: 'main',
    summary: 'Cancels a job or call of the same window, which then ends with ERR_CANCELLED.',
  },
});
