import { z } from 'zod';
import { FINDING_RULES, type FindingId } from '../core/access/finding-rules.ts';
import { accessApplySchema, accessCallsSchema, accessQuotaSchema, accessReportSchema } from './access.ts';
import { accessApplicationChannels } from './access-applications.ts';
import { accessAttributeChannels } from './access-attributes.ts';
import { accessImportChannels } from './access-import.ts';
import { accessMatrixChannels, gridFilterSchema, gridKey } from './access-matrix.ts';
import { accessPolicyChannels } from './access-policies.ts';
import { accessProgressSchema } from './access-progress.ts';
import { accessSignInChannels, reachedRoleSchema } from './access-sign-in.ts';
import { defineContract } from './contract.ts';

const nothing = z.strictObject({});
const count = z.int().min(0);
const instant = z.iso.datetime({ offset: false });
const name = z.string().min(1).max(300);
const saved = z.strictObject({ path: z.string().optional() });

/** What was read, in figures; a first view counts too, and says that it is not complete. */
export const accessReadSchema = z.strictObject({
  workspaceId: z.string(),
  identityId: z.string(),
  identityName: z.string(),
  /** Another one with each read, so that nobody mixes two states. */
  readId: z.string(),
  readAt: instant,
  complete: z.boolean(),
  instanceArn: z.string(),
  identityStoreId: z.string(),
  accounts: count,
  permissionSets: count,
  assignments: count,
  users: count,
  groups: count,
  calls: accessCallsSchema,
  naiveCalls: count,
  seconds: z.number(),
  /** Whether it was read in an earlier run of the application. */
  kept: z.boolean(),
  /** What was read again alone since, the latest first. */
  refreshed: z.array(
    z.strictObject({
      kind: z.enum(['account', 'permission-set']),
      name: z.string(),
      readAt: instant,
      calls: count,
    }),
  ),
  /** What could not be read, by kind and reason. */
  unknown: z.array(z.strictObject({ part: z.string(), message: z.string(), count })),
});

const setSchema = z.strictObject({
  arn: z.string(),
  name: z.string(),
  description: z.string().exactOptional(),
  sessionDuration: z.string().exactOptional(),
  relayState: z.string().exactOptional(),
  tags: z.record(z.string(), z.string()).exactOptional(),
  managedPolicies: z.array(z.string()).readonly().exactOptional(),
  customerManagedPolicies: z
    .array(z.strictObject({ name: z.string(), path: z.string() }))
    .readonly()
    .exactOptional(),
  inlinePolicy: z.string().exactOptional(),
  boundary: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({ kind: z.literal('managed'), arn: z.string() }),
      z.strictObject({ kind: z.literal('customer-managed'), name: z.string(), path: z.string() }),
    ])
    .exactOptional(),
});

const planText = z.string().max(4_000_000);

/** A plan for reading; the plan itself stays where it was made. */
const accessPlanShownSchema = z.strictObject({
  /** Absent where there is nothing to apply, or the workspace is read only. */
  planId: z.string().exactOptional(),
  expiresAt: instant.exactOptional(),
  /** False where the live workspace is read only. */
  writable: z.boolean(),
  /** When the state it was compared with was read. */
  readAt: instant,
  changes: z
    .array(
      z.strictObject({
        id: z.string(),
        kind: z.string(),
        text: z.string(),
        calls: z.array(z.string()).readonly(),
        managementOnly: z.boolean(),
      }),
    )
    .readonly(),
  /** All of them; `changes` holds the first thousands. */
  total: count,
  creates: count,
  deletes: count,
  peopleLosingAccess: count,
  warnings: z.array(z.strictObject({ kind: z.string(), message: z.string() })).readonly(),
  unmentioned: z.strictObject({ permissionSets: count, assignments: count }),
  estimate: z.strictObject({ calls: count, seconds: z.number() }),
});

const FINDING_IDS = Object.keys(FINDING_RULES) as [FindingId, ...FindingId[]];

const lintFinding = z.strictObject({
  id: z.string(),
  severity: z.enum(['error', 'warning', 'note']),
  message: z.string(),
  fix: z.string(),
  spec: z.string(),
  start: count,
  end: count,
  line: count,
  column: count,
});

export const accessContract = defineContract({
  ...accessMatrixChannels,
  ...accessPolicyChannels,
  ...accessApplicationChannels,
  ...accessAttributeChannels,
  ...accessImportChannels,
  'access.status': {
    input: nothing,
    output: z.strictObject({ read: accessReadSchema.exactOptional(), busy: z.boolean() }),
    effect: 'read',
    place: 'main',
    summary: 'Tells what was read of an organization, and whether something runs.',
  },
  'access.read': {
    input: z.strictObject({ identityId: z.string().min(1).max(64) }),
    output: accessReadSchema,
    progress: accessProgressSchema,
    effect: 'read',
    place: 'main',
    summary: 'Reads who has access to what, as an identity of the live workspace.',
  },
  'access.refresh': {
    input: z.union([
      z.strictObject({ accountId: z.string().regex(/^\d{12}$/) }),
      z.strictObject({ permissionSetArn: name }),
    ]),
    output: accessReadSchema,
    progress: accessProgressSchema,
    effect: 'read',
    place: 'main',
    summary: 'Reads one account or one permission set again, as whom the whole was read.',
  },
  'access.who': {
    input: z.strictObject({
      who: name.exactOptional(),
      account: name.exactOptional(),
      permissionSet: name.exactOptional(),
    }),
    output: z.strictObject({ total: count, access: accessReportSchema.shape.access }),
    effect: 'read',
    place: 'main',
    summary: 'Tells who has access and why: directly, or through whose membership of which group.',
  },
  'access.reach': {
    input: z.strictObject({ who: name }),
    output: z.strictObject({ total: count, roles: z.array(reachedRoleSchema) }),
    effect: 'read',
    place: 'main',
    summary: 'Tells what a user or group can reach.',
  },
  'access.findings': {
    input: nothing,
    output: z.strictObject({
      findings: z.array(
        z.strictObject({
          id: z.enum(FINDING_IDS),
          severity: z.enum(['error', 'warning', 'note']),
          message: z.string(),
          fix: z.string(),
          accountId: z.string().exactOptional(),
          permissionSetArn: z.string().exactOptional(),
          principalId: z.string().exactOptional(),
        }),
      ),
      total: count,
      quotas: z.array(accessQuotaSchema).readonly(),
    }),
    effect: 'read',
    place: 'main',
    summary: 'Lists what is odd about an organization’s access, and how much of the quotas it uses.',
  },
  'access.sets': {
    input: nothing,
    output: z.strictObject({
      sets: z.array(
        z.strictObject({
          arn: z.string(),
          name: z.string(),
          accounts: count,
          assignments: count,
          /** Absent where they could not be read. */
          policies: count.exactOptional(),
          /** Accounts with an older state of it; absent where that was not read. */
          outdated: count.exactOptional(),
        }),
      ),
      /** Managed policies in use anywhere, for choosing. */
      managedPolicies: z.array(z.string()),
    }),
    effect: 'read',
    place: 'main',
    summary: 'Lists permission sets with how much they are used.',
  },
  'access.set': {
    input: z.strictObject({ arn: name }),
    output: z.strictObject({
      set: setSchema,
      accounts: z.array(z.strictObject({ id: z.string(), name: z.string(), outdated: z.boolean() })),
      /** True where it is provisioned in the management account, which a delegated administrator may not touch. */
      inManagementAccount: z.boolean(),
    }),
    effect: 'read',
    place: 'main',
    summary: 'Shows one permission set and the accounts that have it.',
  },
  'access.lint': {
    input: z.strictObject({ policy: z.string().max(200_000) }),
    output: z.strictObject({ findings: z.array(lintFinding), size: count, limit: count }),
    effect: 'read',
    place: 'main',
    summary: 'Judges the text of an inline policy.',
  },
  'access.desired': {
    input: nothing,
    output: z.strictObject({ text: planText }),
    effect: 'read',
    place: 'main',
    summary: 'Writes what was read as a desired state in YAML.',
  },
  'access.plan': {
    input: z.strictObject({ text: planText, prune: z.boolean(), provision: z.boolean() }),
    output: accessPlanShownSchema,
    progress: accessProgressSchema,
    effect: 'read',
    place: 'main',
    summary: 'Compares what was read with a desired state: each change with its calls. Changes nothing.',
  },
  'access.planResume': {
    input: z.strictObject({ journal: name, identityId: z.string().min(1).max(64) }),
    output: z.strictObject({ planId: z.string(), expiresAt: instant, total: count, remaining: count }),
    effect: 'read',
    place: 'main',
    summary: 'Plans to go on with an apply that ended before its time. Changes nothing.',
  },
  'access.apply': {
    input: z.strictObject({ planId: z.string().max(64) }),
    output: accessApplySchema,
    progress: accessProgressSchema,
    effect: 'write',
    place: 'main',
    summary: 'Runs a stored plan after the native confirmation.',
  },
  'access.steer': {
    input: z.strictObject({ to: z.enum(['pause', 'continue', 'stop']) }),
    output: nothing,
    effect: 'read',
    place: 'main',
    summary:
      'Pauses what is being read or applied, lets it go on, or answers its question for new credentials.',
  },
  'access.journals': {
    input: nothing,
    output: z.strictObject({
      journals: z.array(
        z.strictObject({
          name: z.string(),
          madeAt: z.string(),
          instanceArn: z.string(),
          total: count,
          applied: count,
          failed: count,
          /** Why it cannot be read. */
          problem: z.string().exactOptional(),
        }),
      ),
    }),
    effect: 'read',
    place: 'main',
    summary: 'Lists what was applied from this machine, and how far each came.',
  },
  'access.exportTo': {
    input: z.strictObject({
      format: z.enum(['csv', 'xlsx', 'yaml', 'terraform', 'aws-config', 'applications-csv']),
      /** For csv and xlsx: only the assignments that pass, in this order. */
      shown: z
        .strictObject({ filter: gridFilterSchema, sort: gridKey, descending: z.boolean() })
        .exactOptional(),
      /** For an `aws-config`: whose, and where the access portal is. */
      who: name.exactOptional(),
      startUrl: z.string().max(500).exactOptional(),
    }),
    output: saved,
    effect: 'setting',
    place: 'main',
    summary: 'Saves what was read in a file that the user names in a dialog.',
  },
  ...accessSignInChannels,
});
