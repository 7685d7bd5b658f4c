import { z } from 'zod';
import { ATTRIBUTE_STATES, MOST_ATTRIBUTES } from '../core/access/attributes/attributes.ts';
import { defineContract } from './contract.ts';

const text = z.string();
const names = z.array(text).readonly();
const attributes = z
  .array(z.strictObject({ key: text.max(200), source: text.max(400) }))
  .max(MOST_ATTRIBUTES * 2)
  .readonly();

const behindSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('attribute'),
    path: text,
    scim: text,
    entra: text.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('text'), text }),
  z.strictObject({ kind: z.literal('unknown'), path: text }),
]);

const told = {
  state: z.enum(ATTRIBUTE_STATES),
  reason: text.exactOptional(),
  attributes: z
    .array(z.strictObject({ key: text, source: text, behind: behindSchema, claim: text, usedBy: names }))
    .readonly(),
  unconfigured: z.array(z.strictObject({ key: text, usedBy: names })).readonly(),
};

/** `fedbench access attributes --json`. */
export const accessAttributesSchema = z.strictObject({
  ...told,
  /** Permission sets whose inline policy could not be read, so that not all uses are known. */
  unknownPolicies: z.int().min(0),
});

const plan = {
  changes: z
    .array(
      z.strictObject({
        kind: z.enum(['enable', 'disable', 'add', 'change', 'remove']),
        key: text.exactOptional(),
        from: text.exactOptional(),
        to: text.exactOptional(),
        text,
      }),
    )
    .readonly(),
  /** Operations of sso-admin. */
  calls: names,
  warnings: names,
};

/** `fedbench access attributes plan --json`. */
export const accessAttributesPlanSchema = z.strictObject(plan);

/** `fedbench access attributes apply --json`. */
export const accessAttributesApplySchema = z.strictObject({
  applied: z.int().min(0),
  state: z.enum(ATTRIBUTE_STATES),
  attributes,
});

/** `fedbench access attributes prove --json`, and what the Lab's control route tells. */
export const testSignInSchema = z.strictObject({
  userName: text,
  outcome: z.enum(['signed-in', 'stopped']),
  hops: names,
  stoppedAt: z.strictObject({ url: text, title: text, text }).exactOptional(),
  role: z.strictObject({ account: text, permissionSet: text }).exactOptional(),
  /** Attributes for access control that the assertion carried, by key. */
  claims: z.record(text, text),
  /** What the role session has as `aws:PrincipalTag/<key>`. */
  tags: z.record(text, text),
});

/** What the page asks of attributes for access control. */
export const accessAttributeChannels = defineContract({
  'access.attributes': {
    input: z.strictObject({}),
    output: z.strictObject({
      ...told,
      /** The live workspace is the Lab's or one that points at it, so that a sign-in can be tried. */
      canProve: z.boolean(),
    }),
    effect: 'read',
    place: 'main',
    summary: 'Reads the attributes for access control, with what stands behind each and who decides by it.',
  },
  'access.planAttributes': {
    input: z.strictObject({
      /** Absent switches them off. */
      attributes: attributes.exactOptional(),
    }),
    output: z.strictObject({
      ...plan,
      /** What AWS would refuse, by place in the list. */
      problems: z.array(z.strictObject({ at: z.int().min(0), message: text })).readonly(),
      /** Absent where there is nothing to apply, something to mend, or the workspace is read only. */
      planId: text.exactOptional(),
      writable: z.boolean(),
    }),
    effect: 'read',
    place: 'main',
    summary: 'Compares the attributes for access control with what is wanted. Changes nothing.',
  },
  'access.proveAttributes': {
    input: z.strictObject({
      userName: text.min(1).max(200),
      permissionSet: text.min(1).max(32).exactOptional(),
    }),
    output: testSignInSchema,
    effect: 'read',
    place: 'main',
    summary: 'Signs somebody of the running Lab in, and tells which session tags come of it.',
  },
});
