import { z } from 'zod';
import { PROFILES } from '../core/inspector/options.ts';

/** Characters of a whole link; operating systems pass on some 32,000, a token in a link is shorter. */
export const MAX_DEEP_LINK = 16_384;

const expectation = z.string().min(1).max(2048).optional();

/** What a link may fill in; the fields of `fedbench inspect`. It never starts anything beyond showing that page. */
export const deepLinkSchema = z.discriminatedUnion('page', [
  z.strictObject({ page: z.enum(['home', 'lab', 'settings', 'about']) }),
  z.strictObject({
    page: z.literal('inspector'),
    text: z.string().min(1).max(MAX_DEEP_LINK).optional(),
    profile: z.enum(PROFILES).optional(),
    audience: expectation,
    issuer: expectation,
    recipient: expectation,
  }),
]);

export type DeepLink = z.output<typeof deepLinkSchema>;
