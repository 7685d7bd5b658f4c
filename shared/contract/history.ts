import { z } from 'zod';
import { MESSAGE_KINDS, VERDICTS } from '../core/inspector/report.ts';
import { defineContract } from './contract.ts';
import { MAX_PASTED } from './inspector.ts';

const nothing = z.strictObject({});
const entryId = z.string().min(1).max(64);

const messages = z
  .array(
    z.strictObject({
      kind: z.enum(MESSAGE_KINDS),
      verdict: z.enum(VERDICTS),
      issuer: z.string().max(2048).exactOptional(),
    }),
  )
  .max(20)
  .readonly();

/** What was inspected before: off until the user asks for it, and encrypted. */
export const historyContract = defineContract({
  'history.status': {
    input: nothing,
    output: z.strictObject({
      /** False where the operating system has no keystore, so that nothing could protect what is kept. */
      offered: z.boolean(),
      enabled: z.boolean(),
    }),
    effect: 'read',
    place: 'main',
    summary: 'Tells whether what is inspected is kept, and whether it can be.',
  },
  'history.enable': {
    input: nothing,
    output: nothing,
    effect: 'setting',
    place: 'main',
    summary: 'Keeps what is inspected from now on, encrypted.',
  },
  'history.add': {
    input: z.strictObject({ text: z.string().min(1).max(MAX_PASTED), messages }),
    /** False where history is off or the text is too long to keep. */
    output: z.strictObject({ kept: z.boolean() }),
    effect: 'setting',
    place: 'main',
    summary: 'Keeps a text that was inspected, if history is on.',
  },
  'history.list': {
    input: nothing,
    output: z.strictObject({
      entries: z
        .array(
          z.strictObject({
            id: entryId,
            at: z.iso.datetime({ offset: false }),
            messages,
            characters: z.int().min(0),
          }),
        )
        .readonly(),
    }),
    effect: 'read',
    place: 'main',
    summary: 'Lists what was inspected, the newest first, without the texts.',
  },
  'history.open': {
    input: z.strictObject({ id: entryId }),
    /** Absent where the entry has been forgotten. */
    output: z.strictObject({ text: z.string().exactOptional() }),
    effect: 'read',
    place: 'main',
    summary: 'Gives a text that was inspected before.',
  },
  'history.planErase': {
    input: z.strictObject({ turnOff: z.boolean() }),
    output: z.strictObject({
      planId: z.string(),
      expiresAt: z.iso.datetime({ offset: false }),
      count: z.int().min(0),
    }),
    effect: 'read',
    place: 'main',
    summary: 'Plans to forget everything that was kept. Forgets nothing.',
  },
  'history.apply': {
    input: z.strictObject({ planId: z.string().max(64) }),
    output: z.strictObject({ erased: z.int().min(0) }),
    effect: 'write',
    place: 'main',
    summary: 'Runs a stored plan after the native confirmation.',
  },
});
