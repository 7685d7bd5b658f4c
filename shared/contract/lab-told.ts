import { z } from 'zod';
import { FAULT_KINDS } from '../core/lab/fault-rule.ts';

const name = z.string().min(1).max(200);
const when = z.iso.datetime({ offset: false });

/** Something that goes wrong on purpose. */
export const faultRuleSchema = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  /** Fraction of requests it strikes. */
  probability: z.number().min(0).max(1),
  service: name.exactOptional(),
  operation: name.exactOptional(),
  /** For `failed`: the FailureReason. */
  reason: z.string().max(500).exactOptional(),
  /** For `latency`: milliseconds; for `slow`: the factor. */
  amount: z.number().min(0).max(3_600_000).exactOptional(),
  /** Strikes this many times at most. */
  times: z.int().min(1).exactOptional(),
});

const labClockSchema = z.strictObject({
  now: when,
  /** Milliseconds by which the Lab's time is ahead of the machine's. */
  offset: z.number(),
  /** Lab seconds that pass in one second. */
  scale: z.number(),
});

const count = z.int().min(0);

/** `fedbench lab status --json`, and what GET /control answers. */
export const labOverviewSchema = z.strictObject({
  seed: z.string(),
  clock: labClockSchema,
  /** Requests a second and bucket. */
  rateLimit: z.union([z.number(), z.literal('off')]),
  /** Milliseconds. */
  settle: z.number(),
  /** Whether AWS computes each request's signature, besides looking at its shape. */
  checkSignatures: z.boolean(),
  faults: z.array(faultRuleSchema).readonly(),
  services: z.record(z.string(), z.strictObject({ loopback: z.string(), real: z.string() })),
  connectProxy: z.string(),
  counts: z.strictObject({
    tenants: count,
    users: count,
    groups: count,
    storeUsers: count,
    storeGroups: count,
    accounts: count,
    permissionSets: count,
    assignments: count,
  }),
  /** How much is going to happen by itself. */
  pending: count,
  /** Id of the latest request in the log; 0 before the first. */
  lastRequest: count,
});

/** One request that the Lab answered. */
const labRequestSchema = z.strictObject({
  id: count,
  /** Of the Lab's time. */
  at: when,
  service: z.string(),
  method: z.string(),
  host: z.string(),
  /** With its query; credentials are replaced. */
  path: z.string(),
  operation: z.string(),
  /** 0 where it is being answered, and where the connection was cut. */
  status: count,
  /** Milliseconds. */
  duration: z.number(),
  /** The fault or refusal that struck. */
  fault: z.string().exactOptional(),
  /** The error code of the answer. */
  error: z.string().exactOptional(),
  detail: z.record(z.string(), z.string()).exactOptional(),
});

/** `fedbench lab requests --json`. */
export const labRequestsSchema = z.strictObject({ requests: z.array(labRequestSchema).readonly() });

/** Somebody who can sign in; a guest stands under the home tenant. */
const labPersonSchema = z.strictObject({
  userName: z.string(),
  displayName: z.string(),
  /** Domain of the tenant the account lives in. */
  tenant: z.string(),
  /** Where the password is asked for. */
  signsInAt: z.enum(['entra', 'adfs']),
  password: z.string().exactOptional(),
  /** What an authenticator shows now. */
  oneTimeCode: z.string().exactOptional(),
  /** Milliseconds of the Lab's time until there is another. */
  codeValidFor: z.number().exactOptional(),
  totpSecret: z.string().exactOptional(),
  enabled: z.boolean(),
  groups: z.array(z.string()).readonly(),
  guestIn: z.array(z.string()).readonly(),
  /** PEM. */
  certificate: z.string().exactOptional(),
  privateKey: z.string().exactOptional(),
});

/** `fedbench lab people --json`. */
export const labPeopleSchema = z.strictObject({
  people: z.array(labPersonSchema).readonly(),
  /** How many the search finds in all. */
  total: count,
});

export type LabOverview = z.output<typeof labOverviewSchema>;
export type LabRequest = z.output<typeof labRequestSchema>;
export type LabPerson = z.output<typeof labPersonSchema>;
