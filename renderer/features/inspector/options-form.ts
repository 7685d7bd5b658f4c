import '../../bridge/zod-without-eval.ts';
import { z } from 'zod';
import {
  DEFAULT_INSPECT_OPTIONS,
  type GivenKey,
  type InspectOptions,
  PROFILES,
} from '../../../shared/core/inspector/options.ts';

/** Strings as the fields hold them; empty means "not asked". */
const givenKeyForm = z.object({ name: z.string(), text: z.string().max(1_048_576, 'Too long for a key.') });

const instant = z
  .string()
  .trim()
  .refine((text) => text === '' || !Number.isNaN(Date.parse(text)), {
    error: 'Write a time such as 2026-11-23T14:00:00Z.',
  });

const seconds = z
  .string()
  .trim()
  .regex(/^\d{0,5}$/, 'Whole seconds, up to a day (86400).')
  .refine((text) => Number(text) <= 86_400, { error: 'At most a day (86400).' });

const expectation = z.string().trim().max(4096, 'At most 4,096 characters.');

export const optionsFormSchema = z.object({
  trust: z.array(givenKeyForm).max(100),
  decryptKeys: z.array(givenKeyForm).max(100),
  audience: expectation,
  issuer: expectation,
  recipient: expectation,
  user: expectation,
  inResponseTo: expectation,
  at: instant,
  clockSkew: seconds,
  strict: z.boolean(),
  profile: z.enum(PROFILES),
  detachedPayload: z.string(),
});

export type OptionsForm = z.infer<typeof optionsFormSchema>;

const toForm = (keys: readonly GivenKey[]) => keys.map((key) => ({ name: key.name ?? '', text: key.text }));

/** What the fields show for these options. */
export function formOfOptions(options: InspectOptions): OptionsForm {
  const { expect } = options;
  return {
    trust: toForm(options.trust),
    decryptKeys: toForm(options.decryptKeys),
    audience: expect.audience ?? '',
    issuer: expect.issuer ?? '',
    recipient: expect.recipient ?? '',
    user: expect.user ?? '',
    inResponseTo: expect.inResponseTo ?? '',
    at: options.at === undefined ? '' : new Date(options.at).toISOString(),
    clockSkew: options.clockSkew === 0 ? '' : String(options.clockSkew),
    strict: options.strict,
    profile: options.profile,
    detachedPayload: options.detachedPayload ?? '',
  };
}

const toKeys = (keys: OptionsForm['trust']): GivenKey[] =>
  keys
    .filter((key) => key.text.trim() !== '')
    .map((key) => ({ kind: 'any', text: key.text, ...(key.name === '' ? {} : { name: key.name }) }));

/** The options the fields stand for; empty fields are left out. */
export function optionsOfForm(form: OptionsForm): InspectOptions {
  const { audience, issuer, recipient, user, inResponseTo } = form;
  return {
    ...DEFAULT_INSPECT_OPTIONS,
    trust: toKeys(form.trust),
    decryptKeys: toKeys(form.decryptKeys),
    profile: form.profile,
    expect: {
      ...(audience === '' ? {} : { audience }),
      ...(issuer === '' ? {} : { issuer }),
      ...(recipient === '' ? {} : { recipient }),
      ...(user === '' ? {} : { user }),
      ...(inResponseTo === '' ? {} : { inResponseTo }),
    },
    ...(form.at === '' ? {} : { at: Date.parse(form.at) }),
    clockSkew: Number(form.clockSkew),
    strict: form.strict,
    ...(form.detachedPayload === '' ? {} : { detachedPayload: form.detachedPayload }),
  };
}
