import { z } from 'zod';
import { ERROR_CATALOGUE, type ErrorCode } from '../core/errors/catalogue.ts';

const CODES = Object.keys(ERROR_CATALOGUE) as [ErrorCode, ...ErrorCode[]];

/** `{"error": WireError}` of the command line and the error half of every IPC answer. */
export const wireErrorSchema = z.strictObject({
  code: z.enum(CODES),
  message: z.string(),
  hint: z.string().exactOptional(),
  where: z.string(),
  details: z.record(z.string(), z.unknown()),
  retryable: z.boolean(),
  correlationId: z.string().exactOptional(),
});
