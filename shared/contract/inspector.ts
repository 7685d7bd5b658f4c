import { z } from 'zod';
import { PROFILES } from '../core/inspector/options.ts';
import {
  AUTHORIZE_WITH,
  CHECK_STATUSES,
  MESSAGE_KINDS,
  SOURCE_FORMS,
  VERDICTS,
} from '../core/inspector/report.ts';
import { defineContract } from './contract.ts';

/** Characters of pasted text the window accepts; files of any size go through the file job. */
const MAX_PASTED = 33_554_432;
const MAX_KEY = 1_048_576;

const time = z.iso.datetime({ offset: false });

const checkSchema = z.strictObject({
  id: z.string(),
  status: z.enum(CHECK_STATUSES),
  message: z.string(),
  expected: z.string().optional(),
  actual: z.string().optional(),
  fix: z.string().optional(),
  spec: z.string(),
  symptom: z.string().optional(),
});

const signatureSchema = z.strictObject({
  status: z.enum(['pass', 'fail', 'not-checked']),
  algorithm: z.string(),
  digest: z.string().optional(),
  signedBy: z.string().optional(),
  covers: z.array(z.string()),
});

const claimSchema = z.strictObject({
  name: z.string(),
  friendlyName: z.string().optional(),
  values: z.array(z.string()),
  meaning: z.string(),
  signed: z.boolean(),
  authorizeWith: z.enum(AUTHORIZE_WITH),
});

/** One message of `fedbench inspect --json`. */
export const messageReportSchema = z.strictObject({
  kind: z.enum(MESSAGE_KINDS),
  verdict: z.enum(VERDICTS),
  summary: z.string(),
  checks: z.array(checkSchema),
  signatures: z.array(signatureSchema),
  claims: z.array(claimSchema),
  subject: z.strictObject({ nameId: z.string(), format: z.string().optional() }).optional(),
  issuer: z.string().optional(),
  audiences: z.array(z.string()).optional(),
  notBefore: time.optional(),
  notOnOrAfter: time.optional(),
  notChecked: z.array(z.string()),
  source: z.strictObject({ form: z.enum(SOURCE_FORMS), index: z.int().min(0) }),
  parent: z.int().min(0).optional(),
});

/** `fedbench inspect --json`. */
export const inspectDocumentSchema = z.strictObject({ messages: z.array(messageReportSchema) });

const rangeShape = { start: z.int().min(0), end: z.int().min(0) };

const viewSchema = z.strictObject({
  title: z.string(),
  language: z.enum(['json', 'xml', 'text']),
  text: z.string(),
  signed: z.array(z.strictObject(rangeShape)),
  places: z.array(z.strictObject({ ...rangeShape, checkId: z.string() })),
});

const originSchema = z.strictObject({
  exchange: z.int().min(0),
  method: z.string().optional(),
  url: z.string().optional(),
  startedAt: z.string().optional(),
  seen: z.int().min(1),
});

const inspectedSchema = z.strictObject({
  ...messageReportSchema.shape,
  views: z.array(viewSchema),
  origin: originSchema.optional(),
});

const givenKeySchema = z.strictObject({
  kind: z.enum(['certificate', 'key', 'jwks', 'metadata', 'any']),
  text: z.string().max(MAX_KEY),
  name: z.string().max(1024).optional(),
});

const expectation = z.string().max(4096).optional();

/** How to judge; the flags of `fedbench inspect`, one to one. */
export const inspectOptionsSchema = z.strictObject({
  trust: z.array(givenKeySchema).max(100),
  decryptKeys: z.array(givenKeySchema).max(100),
  profile: z.enum(PROFILES),
  expect: z.strictObject({
    audience: expectation,
    recipient: expectation,
    issuer: expectation,
    user: expectation,
    inResponseTo: expectation,
  }),
  at: z.number().optional(),
  clockSkew: z.number().min(0).max(86_400),
  strict: z.boolean(),
  detachedPayload: z.string().max(MAX_PASTED).optional(),
});

export const inspectorContract = defineContract({
  'inspector.inspect': {
    input: z.strictObject({ text: z.string().max(MAX_PASTED), options: inspectOptionsSchema }),
    output: z.strictObject({ messages: z.array(inspectedSchema) }),
    effect: 'read',
    place: 'worker',
    summary: 'Judges every token and message found in a text.',
  },
});
