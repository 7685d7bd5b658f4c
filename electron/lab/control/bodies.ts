import { z } from 'zod';
import { FAULT_KINDS } from '../../../shared/core/lab/fault-rule.ts';
import type { LabContext } from '../platform/arrival.ts';

/** What a control route cannot take; answered with 400. */
export class ControlRefusal extends Error {
  readonly problems: readonly string[];

  /** @param problems where the body is wrong: `0.kind: …` */
  constructor(message: string, problems: readonly string[] = []) {
    super(message);
    this.problems = problems;
  }
}

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const name = z.string().min(1).max(200);

/** `PUT /control/faults`. */
export const faultsBody = z
  .array(
    z.strictObject({
      kind: z.enum(FAULT_KINDS),
      probability: z.number().min(0).max(1),
      service: name.exactOptional(),
      operation: name.exactOptional(),
      reason: z.string().max(500).exactOptional(),
      amount: z.number().min(0).max(3_600_000).exactOptional(),
      times: z.int().min(1).exactOptional(),
    }),
  )
  .max(100);

/** `PUT /control/clock`: set the time, move it, change its pace. */
export const clockBody = z.strictObject({
  /** ISO 8601, or epoch milliseconds. */
  now: z
    .union([z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)), z.number()])
    .refine((at) => at >= EARLIEST && at < LATEST, 'a time from 2000 to 2099')
    .exactOptional(),
  /** Milliseconds. */
  advance: z.number().min(-4e12).max(4e12).exactOptional(),
  scale: z.number().min(0.001).max(100_000).exactOptional(),
});

/** `PUT /control/rate-limit`. */
export const rateLimitBody = z.strictObject({
  /** Requests a second and bucket. */
  perSecond: z.union([z.number().min(0.01).max(1_000_000), z.literal('off')]),
});

/** `PUT /control/settle`. */
export const settleBody = z.strictObject({ milliseconds: z.number().min(0).max(86_400_000) });

/** `PUT /control/signatures`. */
export const signaturesBody = z.strictObject({ check: z.boolean() });

/** @throws ControlRefusal for what is not JSON or not of the schema */
export async function bodyOf<S extends z.ZodType>(context: LabContext, schema: S): Promise<z.output<S>> {
  let value: unknown;
  try {
    value = JSON.parse(await context.req.text());
  } catch {
    throw new ControlRefusal('The body is not JSON.');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ControlRefusal(
    'The body is not what this route takes.',
    parsed.error.issues
      .slice(0, 10)
      .map((issue) => `${issue.path.map(String).join('.') || 'body'}: ${issue.message}`),
  );
}

/** `POST /control/test-sign-in`. */
export const testSignInBody = z.strictObject({ userName: name, permissionSet: name.exactOptional() });
