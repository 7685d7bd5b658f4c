import { z } from 'zod';
import { APPLICATION_RULES, type ApplicationRuleId } from '../core/access/applications/application-rules.ts';
import { FEDERATION_PROTOCOLS } from '../core/access/applications/applications.ts';
import { APPLICATION_REASONS } from '../core/access/applications/who-uses-applications.ts';
import { PRINCIPAL_TYPES } from '../core/access/model.ts';
import { accessCallsSchema, accessUnknownSchema } from './access.ts';
import { accessProgressSchema } from './access-progress.ts';
import { defineContract } from './contract.ts';

const text = z.string();
const count = z.int().min(0);
const instant = z.iso.datetime({ offset: false });
const arn = text.min(1).max(1224);
const RULE_IDS = Object.keys(APPLICATION_RULES) as [ApplicationRuleId, ...ApplicationRuleId[]];

const application = z.strictObject({
  arn: text,
  name: text,
  description: text.exactOptional(),
  accountId: text,
  accountName: text.exactOptional(),
  provider: z.strictObject({
    arn: text,
    protocol: z.enum(FEDERATION_PROTOCOLS).exactOptional(),
    name: text.exactOptional(),
  }),
  managedBy: z.enum(['customer', 'aws']),
  enabled: z.boolean(),
  /** The access portal lists it. */
  visible: z.boolean(),
  url: text.exactOptional(),
  createdAt: instant.exactOptional(),
  // Of the members that are absent from here on nothing is known.
  assignmentRequired: z.boolean().exactOptional(),
  assignments: z
    .array(
      z.strictObject({
        principalType: z.enum(PRINCIPAL_TYPES),
        principalId: text,
        principal: text.exactOptional(),
        deleted: z.literal(true).exactOptional(),
        members: count.exactOptional(),
      }),
    )
    .readonly()
    .exactOptional(),
  people: count.exactOptional(),
  grants: z
    .array(
      z.strictObject({
        type: text,
        issuers: z
          .array(z.strictObject({ arn: text, audiences: z.array(text).readonly() }))
          .readonly()
          .exactOptional(),
      }),
    )
    .readonly()
    .exactOptional(),
  scopes: z.array(text).readonly().exactOptional(),
});

const issuer = z.strictObject({
  arn: text,
  name: text,
  issuerUrl: text.exactOptional(),
  claim: text.exactOptional(),
  attribute: text.exactOptional(),
  entra: z.strictObject({ version: z.union([z.literal(1), z.literal(2)]), tenant: text }).exactOptional(),
  usedBy: z.array(z.strictObject({ application: text, audiences: z.array(text).readonly() })).readonly(),
});

const finding = z.strictObject({
  id: z.enum(RULE_IDS),
  severity: z.enum(['error', 'warning', 'note']),
  message: text,
  fix: text,
  applicationArn: text.exactOptional(),
  issuerArn: text.exactOptional(),
});

const path = z.strictObject({
  application: text,
  applicationArn: text,
  principalType: z.enum(PRINCIPAL_TYPES).exactOptional(),
  principalId: text.exactOptional(),
  principal: text.exactOptional(),
  userId: text.exactOptional(),
  user: text.exactOptional(),
  reason: z.enum(APPLICATION_REASONS),
});

/** `fedbench access applications --json`. */
export const accessApplicationsSchema = z.strictObject({
  applications: z.array(application).readonly(),
  issuers: z.array(issuer).readonly(),
  /** One entry a person and way. */
  access: z.array(path).readonly(),
  /** Present where nobody and nothing was asked for in particular. */
  findings: z.array(finding).readonly().exactOptional(),
  unknown: z.array(accessUnknownSchema).readonly(),
  readAt: instant,
  calls: accessCallsSchema,
  seconds: z.number().min(0),
});

/** What the page asks of applications and trusted token issuers. */
export const accessApplicationChannels = defineContract({
  'access.readApplications': {
    input: z.strictObject({
      /** False lets what was read since the organization was read do. */
      again: z.boolean(),
    }),
    output: z.strictObject({
      applications: count,
      issuers: z.array(issuer).readonly(),
      findings: z.array(finding).readonly(),
      unknown: z.array(z.strictObject({ part: text, message: text, count })),
      readAt: instant,
      calls: count,
      seconds: z.number().min(0),
    }),
    progress: accessProgressSchema,
    effect: 'read',
    place: 'main',
    summary: 'Reads applications of Identity Center with who may use them, and trusted token issuers.',
  },
  'access.applications': {
    input: z.strictObject({
      /** Words of the names of applications, groups and people; empty takes all. */
      text: text.max(200),
    }),
    output: z.strictObject({
      /** All that fit; `applications` holds the first. */
      total: count,
      applications: z.array(application).readonly(),
    }),
    effect: 'read',
    place: 'main',
    summary: 'Lists the applications that were read, whose name or whose people fit.',
  },
  'access.applicationUsers': {
    input: z.strictObject({ applicationArn: arn, text: text.max(200) }),
    output: z.strictObject({
      /** All that fit; `access` holds the first. */
      total: count,
      access: z.array(path).readonly(),
    }),
    effect: 'read',
    place: 'main',
    summary: 'Tells who may use an application that was read, and why.',
  },
});
