import type { AwsManagedPolicy } from '../model.ts';

/** Paths whose policies only AWS itself attaches. */
const FOR_SERVICES = '/aws-service-role/';

/**
 * Finds AWS-managed policies by what a person remembers of them: the name, its beginning, or words of it in any order
 * (`s3 read` finds AmazonS3ReadOnlyAccess), best first. Policies that nobody can attach are left out.
 *
 * @param text words; an ARN is found whole; empty lists all
 */
export function searchPolicies(policies: readonly AwsManagedPolicy[], text: string): AwsManagedPolicy[] {
  const wanted = text.trim().toLowerCase();
  const words = wanted.split(/[\s/:_-]+/).filter(Boolean);
  const joined = words.join('');
  const ranked = policies
    .filter(({ attachable, path }) => attachable && path !== FOR_SERVICES)
    .map((policy) => ({ policy, rank: rankOf(policy, wanted, words, joined) }))
    .filter(({ rank }) => rank < NOT_FOUND);
  ranked.sort(
    (a, b) =>
      a.rank - b.rank ||
      a.policy.name.length - b.policy.name.length ||
      (a.policy.name < b.policy.name ? -1 : 1),
  );
  return ranked.map(({ policy }) => policy);
}

const NOT_FOUND = 6;

function rankOf(
  { arn, name, path }: AwsManagedPolicy,
  wanted: string,
  words: readonly string[],
  joined: string,
): number {
  if (wanted === '') return 3;
  const lower = name.toLowerCase();
  if (lower === wanted || arn.toLowerCase() === wanted) return 0;
  if (lower.startsWith(joined)) return 1;
  if (lower.includes(joined)) return 2;
  const whole = `${path}${lower}`;
  if (!words.every((word) => whole.includes(word))) return NOT_FOUND;
  // Words that begin a part of the name say more than letters in its middle: `ec2 read` is not `SecretsManagerReadWrite`.
  const parts = partsOf(name);
  return words.every((word) => parts.some((part) => part.startsWith(word))) ? 3 : 5;
}

/** @returns the beginnings of words of a name in camel case, in lower case: `amazons3readonlyaccess`, `s3readonlyaccess` … */
function partsOf(name: string): string[] {
  const starts = [0];
  for (let at = 1; at < name.length; at++) {
    const [before = '', here = ''] = [name[at - 1], name[at]];
    if (/[A-Z]/.test(here) && !/[A-Z]/.test(before)) starts.push(at);
    else if (/[A-Z]/.test(here) && /[a-z]/.test(name[at + 1] ?? '')) starts.push(at);
    else if (/[-_]/.test(before)) starts.push(at);
  }
  const lower = name.toLowerCase();
  return starts.map((start) => lower.slice(start));
}
