import { z } from 'zod';
import { FINDING_RULES, type FindingId } from '../core/access/finding-rules.ts';
import { HEADROOM, type HeadroomId } from '../core/access/headroom.ts';
import { AWS_SERVICES, PRINCIPAL_TYPES, UNKNOWN_PARTS } from '../core/access/model.ts';
import { PERSON_REASONS } from '../core/access/people-behind.ts';
import { CHANGE_KINDS, type ChangeKind } from '../core/access/plan/change.ts';
import { wireErrorSchema } from './wire-error.ts';

const count = z.int().min(0);
const seconds = z.number().min(0);
const instant = z.iso.datetime({ offset: false });
const tags = z.record(z.string(), z.string());
const customerManagedPolicy = z.strictObject({ name: z.string(), path: z.string() });
const boundary = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('managed'), arn: z.string() }),
  z.strictObject({ kind: z.literal('customer-managed'), name: z.string(), path: z.string() }),
]);
/** Requests sent, by service. */
export const accessCallsSchema = z.strictObject(
  Object.fromEntries(AWS_SERVICES.map((service) => [service, count])) as Record<
    (typeof AWS_SERVICES)[number],
    typeof count
  >,
);
/** Something that could not be read, so that nobody takes it for empty. */
export const accessUnknownSchema = z.strictObject({
  part: z.enum(UNKNOWN_PARTS),
  accountId: z.string().exactOptional(),
  permissionSetArn: z.string().exactOptional(),
  groupId: z.string().exactOptional(),
  unitId: z.string().exactOptional(),
  applicationArn: z.string().exactOptional(),
  issuerArn: z.string().exactOptional(),
  code: z.string(),
  message: z.string(),
});
const setMembers = {
  arn: z.string(),
  description: z.string().exactOptional(),
  sessionDuration: z.string().exactOptional(),
  relayState: z.string().exactOptional(),
  tags: tags.exactOptional(),
  managedPolicies: z.array(z.string()).readonly().exactOptional(),
  customerManagedPolicies: z.array(customerManagedPolicy).readonly().exactOptional(),
  inlinePolicy: z.string().exactOptional(),
  boundary: boundary.exactOptional(),
};

/** `fedbench access export --json`; members of a permission set that are absent could not be read. */
export const accessExportSchema = z.strictObject({
  instanceArn: z.string(),
  /** Earlier than now where `--max-age` let an earlier read do. */
  readAt: instant,
  permissionSets: z.array(z.strictObject({ name: z.string().exactOptional(), ...setMembers })).readonly(),
  assignments: z
    .array(
      z.strictObject({
        accountId: z.string(),
        accountName: z.string().exactOptional(),
        permissionSet: z.string(),
        principalType: z.enum(PRINCIPAL_TYPES),
        principalId: z.string(),
        /** userName or display name; absent where there is no such principal any more. */
        principal: z.string().exactOptional(),
      }),
    )
    .readonly(),
  unknown: z.array(accessUnknownSchema).readonly(),
  calls: accessCallsSchema,
  naiveCalls: count,
  setFirstCalls: count,
  detailCalls: count,
  seconds,
});

const change = z.looseObject({
  id: z.string(),
  kind: z.enum(CHANGE_KINDS as [ChangeKind, ...ChangeKind[]]),
  permissionSet: z.string(),
  calls: z.array(z.string()).readonly(),
  managementOnly: z.literal(true).exactOptional(),
});

/** `fedbench access plan --json`, and what `fedbench access apply` takes. */
export const accessPlanSchema = z.strictObject({
  kind: z.literal('access-plan'),
  version: z.literal(1),
  organization: z.strictObject({ instanceArn: z.string(), identityStoreId: z.string() }),
  madeAt: z.iso.datetime({ offset: false }),
  prune: z.boolean(),
  changes: z.array(change).readonly(),
  warnings: z
    .array(
      z.strictObject({
        kind: z.enum(['management-account', 'quota', 'access-lost', 'policy', 'selects-nothing', 'outdated']),
        message: z.string(),
      }),
    )
    .readonly(),
  unmentioned: z.strictObject({ permissionSets: z.array(z.string()).readonly(), assignments: count }),
  estimate: z.strictObject({ calls: count, seconds }),
  base: z.strictObject({
    // null is the one place where "there was none" must be told from "not known".
    permissionSets: z.record(z.string(), z.strictObject(setMembers).nullable()),
    pairs: z.union([z.literal('*'), z.array(z.string()).readonly()]),
    assignments: z.array(z.string()).readonly(),
  }),
  fingerprint: z.string(),
});

/** `fedbench access apply --json` and `fedbench access resume --json`. */
export const accessApplySchema = z.strictObject({
  applied: count,
  failed: z
    .array(z.strictObject({ id: z.string(), change: z.string(), code: z.string(), reason: z.string() }))
    .readonly(),
  remaining: count,
  calls: accessCallsSchema,
  seconds,
  /** Absent where there was nothing to do. */
  journal: z.string().exactOptional(),
  cancelled: z.boolean(),
  stopped: wireErrorSchema.exactOptional(),
});

const FINDING_IDS = Object.keys(FINDING_RULES) as [FindingId, ...FindingId[]];

const QUOTA_IDS = Object.keys(HEADROOM) as [HeadroomId, ...HeadroomId[]];

/** How much of a quota is used; `where` names the fullest account or permission set where the quota is of each. */
export const accessQuotaSchema = z.strictObject({
  id: z.enum(QUOTA_IDS),
  used: count,
  limit: count,
  where: z.string().exactOptional(),
});

/** `fedbench access report --json`. */
export const accessReportSchema = z.strictObject({
  access: z
    .array(
      z.strictObject({
        accountId: z.string(),
        accountName: z.string(),
        permissionSet: z.string(),
        permissionSetArn: z.string(),
        principalType: z.enum(PRINCIPAL_TYPES),
        principalId: z.string(),
        principal: z.string(),
        userId: z.string().exactOptional(),
        user: z.string().exactOptional(),
        reason: z.enum(PERSON_REASONS),
      }),
    )
    .readonly(),
  /** Present where nobody and nothing was asked for in particular. */
  findings: z
    .array(
      z.strictObject({
        id: z.enum(FINDING_IDS),
        severity: z.enum(['error', 'warning', 'note']),
        message: z.string(),
        fix: z.string(),
        accountId: z.string().exactOptional(),
        permissionSetArn: z.string().exactOptional(),
        principalId: z.string().exactOptional(),
      }),
    )
    .readonly()
    .exactOptional(),
  /** Present with the findings. */
  quotas: z.array(accessQuotaSchema).readonly().exactOptional(),
  unknown: z.array(accessUnknownSchema).readonly(),
  /** Earlier than now where `--max-age` let an earlier read do. */
  readAt: instant,
  calls: accessCallsSchema,
  seconds,
});
