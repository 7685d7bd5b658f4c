import { describe, expect, it } from 'vitest';
import type { AwsManagedPolicy } from '../../../shared/core/access/model.ts';
import { searchPolicies } from '../../../shared/core/access/policy/search-policies.ts';

const policy = (whole: string, attachable = true): AwsManagedPolicy => {
  const at = whole.lastIndexOf('/') + 1;
  return {
    arn: `arn:aws:iam::aws:policy${whole}`,
    name: whole.slice(at),
    path: whole.slice(0, at),
    attachable,
  };
};
const POLICIES = [
  '/ReadOnlyAccess',
  '/AmazonS3ReadOnlyAccess',
  '/AmazonS3FullAccess',
  '/AmazonEC2ReadOnlyAccess',
  '/SecretsManagerReadWrite',
  '/AWSLambda_ReadOnlyAccess',
  '/IAMReadOnlyAccess',
  '/job-function/Billing',
  '/job-function/ViewOnlyAccess',
  '/service-role/AWSConfigRole',
  '/aws-service-role/AWSSSOServiceRolePolicy',
]
  .map((whole) => policy(whole))
  .concat(policy('/AmazonOldReadOnlyAccess', false));
const named = (text: string): string[] => searchPolicies(POLICIES, text).map(({ name }) => name);

describe('searchPolicies', () => {
  it.each([
    ['s3 read', 'AmazonS3ReadOnlyAccess'],
    ['readonlyaccess', 'ReadOnlyAccess'],
    ['READ ONLY ACCESS', 'ReadOnlyAccess'],
    ['ec2 read', 'AmazonEC2ReadOnlyAccess'],
    ['lambda read', 'AWSLambda_ReadOnlyAccess'],
    ['iam', 'IAMReadOnlyAccess'],
    ['job-function', 'Billing'],
    ['arn:aws:iam::aws:policy/job-function/Billing', 'Billing'],
    ['config role', 'AWSConfigRole'],
  ])('finds for "%s" first %s', (text, name) => {
    expect(named(text)[0]).toBe(name);
  });

  it('leaves out what nobody can attach, and what does not have all the words', () => {
    expect(named('')).toHaveLength(POLICIES.length - 2);
    expect(named('sso')).toEqual([]);
    expect(named('old')).toEqual([]);
    expect(named('s3 lambda')).toEqual([]);
    expect(named('ec2 read')).not.toContain('SecretsManagerReadWrite');
  });

  it('takes any text', () => {
    for (const text of ['(', '\\', '  ', '/', '\u0000', 'a'.repeat(200)])
      expect(named(text)).toBeInstanceOf(Array);
  });

  it('is quick enough for every key press', () => {
    const many = Array.from({ length: 1400 }, (_, number) => policy(`/AmazonService${number}ReadOnlyAccess`));
    const begun = performance.now();
    for (let round = 0; round < 10; round++) searchPolicies(many, 'service 7 read');
    console.info(`1,400 policies: ${((performance.now() - begun) / 10).toFixed(1)} ms`);
  });
});
