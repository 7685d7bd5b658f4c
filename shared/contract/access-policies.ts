import { z } from 'zod';
import { defineContract } from './contract.ts';

/** The ARN of a policy that AWS keeps, in any partition. */
const policyArn = z.string().regex(/^arn:[\w-]+:iam::aws:policy\/[\w+=,.@/-]{1,512}$/);

const policy = z.strictObject({ arn: z.string(), name: z.string(), path: z.string() });

/** What the page asks of IAM. */
export const accessPolicyChannels = defineContract({
  'access.policies': {
    input: z.strictObject({ text: z.string().max(200) }),
    output: z.strictObject({
      /** All that fit; `policies` holds the first. */
      total: z.int().min(0),
      policies: z.array(policy),
      readAt: z.iso.datetime({ offset: false }),
    }),
    effect: 'read',
    place: 'main',
    summary: 'Finds AWS-managed policies by words of their names; they are listed once.',
  },
  'access.policyDocument': {
    input: z.strictObject({ arn: policyArn }),
    output: z.strictObject({ text: z.string() }),
    effect: 'read',
    place: 'main',
    summary: 'Reads the document of an AWS-managed policy.',
  },
});

/** `fedbench access policies --json`. */
export const accessPoliciesSchema = z.strictObject({
  policies: z.array(policy.extend({ document: z.string().exactOptional() })),
  calls: z.strictObject({ iam: z.int().min(0) }),
});
