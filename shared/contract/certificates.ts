import { z } from 'zod';
import { defineContract } from './contract.ts';
import { MAX_PASTED } from './inspector.ts';

const instant = z.iso.datetime({ offset: false });

const certificateFactsSchema = z.strictObject({
  subject: z.string(),
  issuer: z.string(),
  serialNumber: z.string(),
  notBefore: instant,
  notAfter: instant,
  key: z.string(),
  sha1: z.string(),
  sha256: z.string(),
  alternativeNames: z.array(z.string()).readonly(),
  pem: z.string(),
});

/** What is in the certificates that messages and keys carry. */
export const certificatesContract = defineContract({
  'inspector.certificates': {
    input: z.strictObject({ texts: z.array(z.string().max(MAX_PASTED)).max(300).readonly() }),
    output: z.strictObject({
      certificates: z
        .array(
          z.strictObject({
            text: z.int().min(0),
            use: z.string().exactOptional(),
            times: z.int().min(1),
            certificate: certificateFactsSchema.exactOptional(),
            problem: z.string().exactOptional(),
          }),
        )
        .readonly(),
      more: z.int().min(0),
    }),
    effect: 'read',
    place: 'worker',
    summary: 'Opens the certificates in texts, without judging them.',
  },
});
