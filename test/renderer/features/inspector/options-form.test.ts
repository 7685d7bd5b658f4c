import { describe, expect, it } from 'vitest';
import { zodResolver } from '../../../../renderer/features/inspector/form-resolver.ts';
import {
  formOfOptions,
  type OptionsForm,
  optionsFormSchema,
  optionsOfForm,
} from '../../../../renderer/features/inspector/options-form.ts';
import { inspectOptionsSchema } from '../../../../shared/contract/inspector.ts';
import { DEFAULT_INSPECT_OPTIONS, type InspectOptions } from '../../../../shared/core/inspector/options.ts';
import { INSPECTOR_SAMPLES } from '../../../../shared/core/inspector/samples.ts';

const FULL: InspectOptions = {
  trust: [{ kind: 'any', text: 'PEM', name: 'idp.pem' }],
  decryptKeys: [{ kind: 'any', text: 'KEY' }],
  profile: 'aws-identity-center',
  expect: { audience: 'a', recipient: 'r', issuer: 'i', user: 'u', inResponseTo: '_1' },
  at: Date.UTC(2026, 10, 20),
  clockSkew: 120,
  strict: true,
  detachedPayload: 'payload',
};

const resolve = (values: OptionsForm) =>
  zodResolver(optionsFormSchema)(values, undefined, { fields: {}, shouldUseNativeValidation: false });

describe('the options form', () => {
  it('gives back every option it was filled with', () => {
    for (const options of [DEFAULT_INSPECT_OPTIONS, FULL, ...INSPECTOR_SAMPLES.map((each) => each.options)]) {
      expect(optionsOfForm(optionsFormSchema.parse(formOfOptions(options)))).toEqual(options);
    }
  });

  it('gives only what the contract accepts', () => {
    expect(inspectOptionsSchema.safeParse(optionsOfForm(formOfOptions(FULL))).success).toBe(true);
  });

  it('leaves out keys that hold nothing', () => {
    const form = { ...formOfOptions(DEFAULT_INSPECT_OPTIONS), trust: [{ name: '', text: '  \n' }] };
    expect(optionsOfForm(form).trust).toEqual([]);
  });

  it('names the field that cannot be read', async () => {
    const form = formOfOptions(FULL);
    const { errors } = await resolve({ ...form, at: 'yesterday', clockSkew: '-1' });
    expect(errors.at?.message).toContain('2026-11-23T14:00:00Z');
    expect(errors.clockSkew?.message).toContain('Whole seconds');
    const long = await resolve({ ...form, trust: [{ name: '', text: 'x'.repeat(1_048_577) }] });
    expect(long.errors.trust?.[0]?.text?.message).toBe('Too long for a key.');
  });
});
