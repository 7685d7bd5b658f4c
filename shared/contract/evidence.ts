import { z } from 'zod';
import { SHELLS } from '../core/capture/as-curl.ts';
import { EVIDENCE_FORMS } from '../core/evidence/evidence.ts';
import { compareDocumentSchema } from './compare.ts';
import { defineContract } from './contract.ts';
import { givenKeySchema, inspectOptionsSchema, MAX_PASTED } from './inspector.ts';

/** Where messages are: a text of the page's, or the file that was inspected last. */
export const messageSourceSchema = z.union([
  z.strictObject({ text: z.string().max(MAX_PASTED) }),
  z.strictObject({ resultId: z.string().min(1).max(64) }),
]);

const messagePlaceSchema = z.strictObject({ source: messageSourceSchema, index: z.int().min(0) });

/** What is done with messages once they are judged. */
export const evidenceContract = defineContract({
  'inspector.diff': {
    input: z.strictObject({ a: messagePlaceSchema, b: messagePlaceSchema, options: inspectOptionsSchema }),
    output: compareDocumentSchema,
    effect: 'read',
    place: 'worker',
    summary: 'Compares two messages claim by claim.',
  },
  'inspector.evidence': {
    input: z.strictObject({
      source: messageSourceSchema,
      /** Only these, with what holds or is inside them; absent means all. */
      only: z.array(z.int().min(0)).max(10_000).readonly().exactOptional(),
      options: inspectOptionsSchema,
      form: z.enum(EVIDENCE_FORMS),
      redact: z.boolean(),
    }),
    output: z.strictObject({ content: z.string() }),
    effect: 'read',
    place: 'worker',
    summary: 'Writes verdicts with their messages as Markdown, HTML or JSON, redacted or not.',
  },
  'inspector.saveEvidence': {
    input: z.strictObject({ content: z.string().max(MAX_PASTED), form: z.enum(EVIDENCE_FORMS) }),
    /** The file that was written; absent where the dialog was cancelled. */
    output: z.strictObject({ path: z.string().exactOptional() }),
    // The person names the file, in a dialog that is main's own: the page has no say in where anything is written.
    effect: 'setting',
    place: 'main',
    summary: 'Saves evidence in a file that the user names in a dialog.',
  },
  'inspector.curl': {
    input: z.strictObject({
      message: messagePlaceSchema,
      options: inspectOptionsSchema,
      shell: z.enum(SHELLS),
    }),
    output: z.strictObject({
      /** Holds the token itself. Absent where the message is none that a request carries. */
      command: z.string().exactOptional(),
      /** True where nothing tells the address, so that it must be put in. */
      addressMissing: z.boolean(),
    }),
    effect: 'read',
    place: 'worker',
    summary: 'Writes the request that carries a message as a curl command.',
  },
  'inspector.fetchKeys': {
    input: z.strictObject({ address: z.string().min(1).max(2048) }),
    output: z.strictObject({
      key: givenKeySchema,
      /** Every address that was asked, redirects included. */
      asked: z.array(z.string()).readonly(),
    }),
    effect: 'read',
    place: 'main',
    summary:
      'Fetches IdP metadata, a JWK Set or an OpenID configuration from an address that the user chose.',
  },
});
