import { describe, expect, it } from 'vitest';
import { desiredOfSet, EMPTY_SET, valuesOfSet } from '../../../../renderer/features/access/set-form.ts';
import { parseDesired } from '../../../../shared/core/access/desired/parse-desired.ts';

const SET = {
  arn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1',
  name: 'Reader',
  description: 'Reads',
  sessionDuration: 'PT2H',
  tags: { Owner: 'it', Empty: '' },
  managedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
  customerManagedPolicies: [{ name: 'team', path: '/a/' }],
  inlinePolicy: '{"Version":"2012-10-17","Statement":[]}',
  boundary: { kind: 'customer-managed', name: 'wall', path: '/' },
} as const;
const values = valuesOfSet(SET);
const setOf = (text: string | undefined) => parseDesired(text ?? '').permissionSets[0];

describe('a permission set as a form', () => {
  it('says nothing where nothing was changed', () => {
    expect(desiredOfSet(values, values)).toBeUndefined();
    expect(desiredOfSet({ ...values, tags: `${values.tags}\n` }, values)).toBeUndefined();
  });

  it('says only what was changed, so that the rest stays', () => {
    const { place: _place, ...set } =
      setOf(desiredOfSet({ ...values, tags: 'Owner=security\nTeam = a=b' }, values)) ?? {};
    expect(set).toEqual({ name: 'Reader', absent: false, tags: { Owner: 'security', Team: 'a=b' } });
  });

  it('takes away what was emptied', () => {
    const emptied = {
      ...values,
      tags: '',
      managedPolicies: '',
      inlinePolicy: ' ',
      boundary: 'none' as const,
    };
    expect(setOf(desiredOfSet(emptied, values))).toMatchObject({
      tags: {},
      managedPolicies: [],
      inlinePolicy: '',
      boundary: { kind: 'none' },
    });
  });

  it('leaves alone what could not be read and nobody entered', () => {
    const blind = valuesOfSet({ arn: SET.arn, name: 'Reader' });
    expect(desiredOfSet(blind, blind)).toBeUndefined();
    const set = setOf(desiredOfSet({ ...blind, description: 'New' }, blind));
    expect(set).not.toHaveProperty('managedPolicies');
    expect(set).not.toHaveProperty('boundary');
  });

  it('makes a new one', () => {
    const made = {
      ...EMPTY_SET,
      name: 'Auditor',
      customerManagedPolicies: 'plain\n/team/x',
      boundary: 'managed' as const,
    };
    const boundaryPolicy = 'arn:aws:iam::aws:policy/PowerUserAccess';
    expect(setOf(desiredOfSet({ ...made, boundaryPolicy }, EMPTY_SET))).toMatchObject({
      name: 'Auditor',
      sessionDuration: 'PT1H',
      customerManagedPolicies: [
        { name: 'plain', path: '/' },
        { name: 'x', path: '/team/' },
      ],
      boundary: { kind: 'managed', arn: boundaryPolicy },
    });
  });

  it('keeps a policy as text where a mapping would lose something', () => {
    const twice = '{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}';
    expect(valuesOfSet({ ...SET, inlinePolicy: twice }).inlinePolicy).toBe(twice);
    const broken = desiredOfSet({ ...values, inlinePolicy: '{"Version":' }, values);
    expect(() => parseDesired(broken ?? '')).toThrow(/inline policy/);
  });
});
