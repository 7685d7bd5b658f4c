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
export const MAX_PASTED = 33_554_432;
const MAX_KEY = 1_048_576;

const time = z.iso.datetime({ offset: false });

const checkSchema = z.strictObject({
  id: z.string(),
  status: z.enum(CHECK_STATUSES),
  message: z.string(),
  expected: z.string().exactOptional(),
  actual: z.string().exactOptional(),
  fix: z.string().exactOptional(),
  spec: z.string(),
  symptom: z.string().exactOptional(),
});

const signatureSchema = z.strictObject({
  status: z.enum(['pass', 'fail', 'not-checked']),
  algorithm: z.string(),
  digest: z.string().exactOptional(),
  signedBy: z.string().exactOptional(),
  covers: z.array(z.string()).readonly(),
});

const claimSchema = z.strictObject({
  name: z.string(),
  friendlyName: z.string().exactOptional(),
  values: z.array(z.string()).readonly(),
  meaning: z.string(),
  signed: z.boolean(),
  authorizeWith: z.enum(AUTHORIZE_WITH),
});

/** One message of `fedbench inspect --json`. */
export const messageReportSchema = z.strictObject({
  kind: z.enum(MESSAGE_KINDS),
  verdict: z.enum(VERDICTS),
  summary: z.string(),
  checks: z.array(checkSchema).readonly(),
  signatures: z.array(signatureSchema).readonly(),
  claims: z.array(claimSchema).readonly(),
  subject: z.strictObject({ nameId: z.string(), format: z.string().exactOptional() }).exactOptional(),
  issuer: z.string().exactOptional(),
  audiences: z.array(z.string()).readonly().exactOptional(),
  notBefore: time.exactOptional(),
  notOnOrAfter: time.exactOptional(),
  relayState: z.string().exactOptional(),
  notChecked: z.array(z.string()).readonly(),
  source: z.strictObject({ form: z.enum(SOURCE_FORMS), index: z.int().min(0) }),
  parent: z.int().min(0).exactOptional(),
});

/** `fedbench inspect --json`. */
export const inspectDocumentSchema = z.strictObject({ messages: z.array(messageReportSchema).readonly() });

const rangeShape = { start: z.int().min(0), end: z.int().min(0) };

const viewSchema = z.strictObject({
  title: z.string(),
  language: z.enum(['json', 'xml', 'text']),
  text: z.string(),
  signed: z.array(z.strictObject(rangeShape)).readonly(),
  places: z.array(z.strictObject({ ...rangeShape, checkId: z.string() })).readonly(),
});

const originSchema = z.strictObject({
  exchange: z.int().min(0),
  method: z.string().exactOptional(),
  url: z.string().exactOptional(),
  startedAt: z.string().exactOptional(),
  seen: z.int().min(1),
});

const inspectedSchema = z.strictObject({
  ...messageReportSchema.shape,
  views: z.array(viewSchema).readonly(),
  origin: originSchema.exactOptional(),
});

/** One line of a list of messages. */
const rowSchema = z.strictObject({
  ...messageReportSchema.pick({
    kind: true,
    verdict: true,
    summary: true,
    issuer: true,
    subject: true,
    source: true,
    parent: true,
  }).shape,
  origin: originSchema.exactOptional(),
});

/** Rows of one answer, so that none keeps the window waiting. */
const MAX_ROWS = 500;

const resultId = z.string().min(1).max(64);

export const givenKeySchema = z.strictObject({
  kind: z.enum(['certificate', 'key', 'jwks', 'metadata', 'any']),
  text: z.string().max(MAX_KEY),
  name: z.string().max(1024).exactOptional(),
});

const expectation = z.string().max(4096).exactOptional();

/** How to judge; the flags of `fedbench inspect`, one to one. */
export const inspectOptionsSchema = z.strictObject({
  trust: z.array(givenKeySchema).max(100).readonly(),
  decryptKeys: z.array(givenKeySchema).max(100).readonly(),
  profile: z.enum(PROFILES),
  expect: z.strictObject({
    audience: expectation,
    recipient: expectation,
    issuer: expectation,
    user: expectation,
    inResponseTo: expectation,
  }),
  at: z.number().exactOptional(),
  clockSkew: z.number().min(0).max(86_400),
  strict: z.boolean(),
  detachedPayload: z.string().max(MAX_PASTED).exactOptional(),
});

export const inspectorContract = defineContract({
  'inspector.inspect': {
    input: z.strictObject({ text: z.string().max(MAX_PASTED), options: inspectOptionsSchema }),
    output: z.strictObject({ messages: z.array(inspectedSchema).readonly() }),
    effect: 'read',
    place: 'worker',
    summary: 'Judges every token and message found in a text.',
  },
  'inspector.inspectFile': {
    // The preload script writes the path of a file that the user dropped or chose; a page has no way to name one. It is
    // empty for a file that lies in memory only, which the page can read itself.
    input: z.strictObject({ droppedPath: z.string().max(32_768), options: inspectOptionsSchema }),
    output: z.strictObject({
      /** For the rows and messages, until the next file is inspected. */
      resultId,
      count: z.int().min(0),
      verdicts: z.strictObject({ valid: z.int(), invalid: z.int(), unverified: z.int() }),
    }),
    progress: z.strictObject({
      bytes: z.int().min(0),
      total: z.int().min(0).exactOptional(),
      messages: z.int().min(0),
      judged: z.int().min(0),
    }),
    effect: 'read',
    place: 'worker',
    summary: 'Judges every token and message in a file of any size that the user dropped or chose.',
  },
  'inspector.rows': {
    input: z.strictObject({ resultId, from: z.int().min(0), count: z.int().min(1).max(MAX_ROWS) }),
    output: z.strictObject({ rows: z.array(rowSchema).readonly() }),
    effect: 'read',
    place: 'worker',
    summary: 'Lists some of the messages of the file that was inspected last.',
  },
  'inspector.message': {
    input: z.strictObject({ resultId, index: z.int().min(0) }),
    output: inspectedSchema,
    effect: 'read',
    place: 'worker',
    summary: 'Tells everything about one message of the file that was inspected last.',
  },
});
