import type { PermissionSet } from '../model.ts';

/** One attribute for access control: a session tag, and what it is taken from. */
export interface AccessAttribute {
  /** As policies name it: `aws:PrincipalTag/<key>`. */
  readonly key: string;
  /** `${path:enterprise.department}`, or text that everybody gets. */
  readonly source: string;
}

/** What AWS says of the configuration; `OFF` where there is none. */
export const ATTRIBUTE_STATES = ['OFF', 'ENABLED', 'CREATION_IN_PROGRESS', 'CREATION_FAILED'] as const;
type AttributeState = (typeof ATTRIBUTE_STATES)[number];

/** Attributes for access control of an instance. */
export interface AttributeConfiguration {
  readonly state: AttributeState;
  /** AWS's own words where it failed. */
  readonly reason?: string;
  readonly attributes: readonly AccessAttribute[];
}

export const MOST_ATTRIBUTES = 50;
const KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const SOURCE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@[\]{}$\\"]{1,256}$/u;

/** @returns what AWS would refuse, by place in the list (AccessControlAttribute, AccessControlAttributeValue) */
export function attributeProblems(
  attributes: readonly AccessAttribute[],
): readonly { readonly at: number; readonly message: string }[] {
  const problems: { at: number; message: string }[] = [];
  const seen = new Map<string, number>();
  attributes.forEach(({ key, source }, at) => {
    const name = key.trim();
    const before = seen.get(name.toLowerCase());
    seen.set(name.toLowerCase(), at);
    if (!KEY.test(name))
      problems.push({ at, message: 'A key has 1 to 128 letters, digits, spaces and _ . : / = + - @.' });
    else if (/^aws:/i.test(name)) problems.push({ at, message: 'Keys that begin with aws: are AWS’s own.' });
    else if (before !== undefined)
      problems.push({ at, message: `${name} stands twice: policies do not tell keys apart by case.` });
    if (!SOURCE.test(source.trim()))
      problems.push({
        at,
        message:
          'A source is one of the paths, or text of 1 to 256 letters, digits and _ . : / = + - @ [ ] { } $ \\ ".',
      });
  });
  if (attributes.length > MOST_ATTRIBUTES)
    problems.push({ at: MOST_ATTRIBUTES, message: `AWS takes at most ${MOST_ATTRIBUTES} attributes.` });
  return problems;
}

const USE = /aws:PrincipalTag\/([\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128})/giu;

/**
 * @returns which permission sets name `aws:PrincipalTag/<key>` in their inline policies, by key in lower case: IAM tells the keys of
 *   tags apart by nothing but letters of whichever case; what other policies say is not known here
 */
export function attributeUses(
  sets: readonly PermissionSet[],
): ReadonlyMap<string, { readonly key: string; readonly sets: readonly string[] }> {
  const uses = new Map<string, { key: string; sets: string[] }>();
  for (const { arn, name = arn, inlinePolicy = '' } of sets)
    for (const key of new Set([...inlinePolicy.matchAll(USE)].map(([, found = '']) => found.trim()))) {
      const known = uses.get(key.toLowerCase()) ?? { key, sets: [] };
      if (!known.sets.includes(name)) known.sets.push(name);
      uses.set(key.toLowerCase(), known);
    }
  return uses;
}
