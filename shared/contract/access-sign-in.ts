import { z } from 'zod';
import { PROVISIONING_STATES } from '../core/access/sign-in-verdict.ts';
import { accessCallsSchema, accessUnknownSchema } from './access.ts';
import { accessProgressSchema } from './access-progress.ts';
import { defineContract } from './contract.ts';

const name = z.string().min(1).max(300);
const known = z.boolean().exactOptional();

/** What is known of a user outside AWS; absent members were not looked up. */
const facts = {
  entra: z
    .strictObject({ exists: known, enabled: known, assignmentRequired: known, assigned: known })
    .exactOptional(),
  scim: z
    .strictObject({
      state: z.enum(PROVISIONING_STATES).exactOptional(),
      detail: z.string().max(2000).exactOptional(),
      active: known,
    })
    .exactOptional(),
  nameId: z.strictObject({ value: name, format: z.string().max(200).exactOptional() }).exactOptional(),
};

/** A role that somebody reaches, and through whom. */
export const reachedRoleSchema = z.strictObject({
  accountId: z.string(),
  accountName: z.string(),
  permissionSet: z.string(),
  permissionSetArn: z.string(),
  through: z.array(z.string()).readonly(),
  certain: z.boolean(),
});

const verdict = {
  verdict: z.enum(['yes', 'no', 'unknown']),
  summary: z.string(),
  steps: z
    .array(
      z.strictObject({
        id: z.string(),
        status: z.enum(['yes', 'no', 'unknown']),
        message: z.string(),
        fix: z.string().exactOptional(),
      }),
    )
    .readonly(),
  roles: z.array(reachedRoleSchema).readonly(),
};

const lookedUp = {
  /** The enterprise application that decides, where Entra was asked. */
  application: z.string().exactOptional(),
  /** What could not be looked up, or is taken for granted. */
  notes: z.array(z.string()).readonly(),
};

/** `fedbench access verdict --json`. */
export const accessVerdictSchema = z.strictObject({
  userName: z.string(),
  ...verdict,
  ...lookedUp,
  unknown: z.array(accessUnknownSchema).readonly(),
  calls: accessCallsSchema,
  seconds: z.number().min(0),
});

/** What the page asks before anybody signs in. */
export const accessSignInChannels = defineContract({
  'access.lookUpSignIn': {
    input: z.strictObject({ userName: name, identityId: z.string().max(200) }),
    output: z.strictObject({ ...facts, ...lookedUp }),
    progress: accessProgressSchema,
    effect: 'read',
    place: 'main',
    summary:
      'Looks up in Entra what decides whether a user gets into AWS, as an identity of the live workspace.',
  },
  'access.verdict': {
    input: z.strictObject({ userName: name, ...facts }),
    output: z.strictObject(verdict),
    effect: 'read',
    place: 'main',
    summary: 'Tells whether a user will get in, and as what, before anybody signs in.',
  },
});
