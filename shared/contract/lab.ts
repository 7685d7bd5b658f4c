import { z } from 'zod';
import { LARGEST_SCALE } from '../core/lab/scale.ts';
import { defineContract } from './contract.ts';
import { labReadySchema } from './lab-ready.ts';
import { faultRuleSchema, labOverviewSchema, labPeopleSchema, labRequestsSchema } from './lab-told.ts';
import { wireErrorSchema } from './wire-error.ts';

const nothing = z.strictObject({});
const port = z.int().min(0).max(65_535);
const faults = z.array(faultRuleSchema).max(100).readonly();
const amount = (most: number) => z.int().min(0).max(most);

/** How the window starts a Lab. */
const labChoicesSchema = z.strictObject({
  httpsPort: port,
  httpPort: port,
  /** `file`: the seed file that the user chose last, in a dialog of main's. */
  seed: z.enum(['jogcloud', 'file']),
  scale: z
    .strictObject({
      users: amount(LARGEST_SCALE.users),
      groups: amount(LARGEST_SCALE.groups),
      accounts: amount(LARGEST_SCALE.accounts),
      permissionSets: amount(LARGEST_SCALE.permissionSets),
      assignments: amount(LARGEST_SCALE.assignments),
    })
    .exactOptional(),
  /** Requests a second and bucket; absent switches rate limits off. */
  rateLimit: z.number().min(0.01).max(1_000_000).exactOptional(),
  faults,
  settle: z.int().min(0).max(86_400_000),
  timeScale: z.number().min(0.001).max(100_000),
  randomSeed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1),
});

export type LabChoices = z.output<typeof labChoicesSchema>;

/** `failed`: it could not start, or ended by itself. */
const LAB_STATES = ['off', 'starting', 'running', 'failed'] as const;

export const labStatusSchema = z.strictObject({
  state: z.enum(LAB_STATES),
  /** When it was started; tells one Lab from the next. */
  since: z.iso.datetime({ offset: false }).exactOptional(),
  /** Name of the seed file that `file` means. */
  seedFile: z.string().exactOptional(),
  choices: labChoicesSchema.exactOptional(),
  /** Without the token of the control routes, which main keeps. */
  ready: labReadySchema.omit({ controlToken: true }).exactOptional(),
  overview: labOverviewSchema.exactOptional(),
  error: wireErrorSchema.exactOptional(),
  /** What the Lab said that a person should know. */
  notes: z.array(z.string()).readonly(),
});

const saved = z.strictObject({
  /** The file that was written; absent where the dialog was cancelled. */
  path: z.string().exactOptional(),
});

/** The Lab in a process of its own. What is changed here is the Lab's, never a cloud's. */
export const labContract = defineContract({
  'lab.status': {
    input: nothing,
    output: labStatusSchema,
    effect: 'read',
    place: 'main',
    summary: 'Tells whether a Lab runs, where, and what goes on in it.',
  },
  'lab.chooseSeed': {
    input: nothing,
    output: z.strictObject({ seedFile: z.string().exactOptional() }),
    effect: 'read',
    place: 'main',
    summary: 'Lets the user choose a seed file, in a dialog of main’s.',
  },
  'lab.start': {
    input: z.strictObject({ choices: labChoicesSchema }),
    output: nothing,
    effect: 'setting',
    place: 'main',
    summary: 'Starts a Lab on loopback, in a process of its own.',
  },
  'lab.stop': {
    input: nothing,
    output: nothing,
    effect: 'setting',
    place: 'main',
    summary: 'Ends the Lab.',
  },
  'lab.requests': {
    input: z.strictObject({ after: z.int().min(0), limit: z.int().min(1).max(5_000) }),
    output: labRequestsSchema,
    effect: 'read',
    place: 'main',
    summary: 'Lists the latest requests to the Lab after one.',
  },
  'lab.saveRequests': {
    input: nothing,
    output: saved,
    effect: 'setting',
    place: 'main',
    summary: 'Saves the request log as a HAR file that the user names in a dialog.',
  },
  'lab.people': {
    input: z.strictObject({
      search: z.string().max(200),
      from: z.int().min(0),
      count: z.int().min(1).max(200),
    }),
    output: labPeopleSchema,
    effect: 'read',
    place: 'main',
    summary: 'Lists who can sign in to the Lab, with passwords and one-time codes.',
  },
  'lab.setFaults': {
    input: z.strictObject({ faults }),
    output: nothing,
    effect: 'setting',
    place: 'main',
    summary: 'Sets what goes wrong in the Lab on purpose.',
  },
  'lab.setClock': {
    input: z.strictObject({
      /** ISO 8601 */
      now: z.iso.datetime({ offset: true }).exactOptional(),
      /** Milliseconds. */
      advance: z.number().min(-4e12).max(4e12).exactOptional(),
      scale: z.number().min(0.001).max(100_000).exactOptional(),
    }),
    output: nothing,
    effect: 'setting',
    place: 'main',
    summary: 'Sets or moves the time of the Lab, or changes its pace.',
  },
  'lab.setLimits': {
    input: z.strictObject({
      /** Requests a second and bucket. */
      rateLimit: z.union([z.number().min(0.01).max(1_000_000), z.literal('off')]),
      /** Milliseconds. */
      settle: z.int().min(0).max(86_400_000),
      checkSignatures: z.boolean(),
    }),
    output: nothing,
    effect: 'setting',
    place: 'main',
    summary:
      'Sets the rate limit of the Lab, how long its asynchronous operations take, and whether signatures are checked.',
  },
  'lab.exportCa': {
    input: nothing,
    output: saved,
    effect: 'setting',
    place: 'main',
    summary: 'Saves the certificate of the Lab’s authority in a file that the user names in a dialog.',
  },
  'lab.planReset': {
    input: nothing,
    output: z.strictObject({ planId: z.string(), expiresAt: z.iso.datetime({ offset: false }) }),
    effect: 'read',
    place: 'main',
    summary: 'Plans to take the Lab back to its seed. Changes nothing.',
  },
  'lab.apply': {
    input: z.strictObject({ planId: z.string().max(64) }),
    output: nothing,
    effect: 'write',
    place: 'main',
    summary: 'Runs a stored plan after the native confirmation.',
  },
});
