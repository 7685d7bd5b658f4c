import { z } from 'zod';
import { SECRET_FIELD_NAMES } from '../core/connections/identity.ts';
import { defineContract } from './contract.ts';
import { messageReportSchema } from './inspector.ts';
import { identitySchema, workspaceSchema } from './workspace-file.ts';

const nothing = z.strictObject({});
const id = z.string().min(1).max(64);
const instant = z.iso.datetime({ offset: false });
const secret = z.string().max(65_536);

const plan = z.strictObject({ planId: z.string(), expiresAt: instant });

const secretFieldSchema = z.enum(SECRET_FIELD_NAMES);

const accessSchema = z.enum(['write', 'read', 'none']);

/** What a test of an identity found: no token, no key. */
export const identityReportSchema = z.discriminatedUnion('side', [
  z.strictObject({
    side: z.literal('entra'),
    account: z.string().optional(),
    tenantId: z.string().optional(),
    granted: z.array(z.string()),
    appOnly: z.boolean(),
    needs: z.array(
      z.strictObject({
        capability: z.enum(['directory', 'trust', 'provisioning', 'scenarios']),
        title: z.string(),
        access: accessSchema,
        missing: z.array(z.string()),
        source: z.string(),
      }),
    ),
    expires: instant,
    fromCache: z.boolean(),
  }),
  z.strictObject({
    side: z.literal('aws'),
    arn: z.string(),
    accountId: z.string(),
    chain: z.array(z.string()),
    region: z.string(),
    verdict: z.strictObject({
      access: accessSchema,
      place: z.enum(['management account', 'delegated administrator', 'member account', 'unknown']),
      explanation: z.string(),
      next: z.string().optional(),
    }),
    calls: z.array(
      z.strictObject({
        service: z.enum(['sts', 'sso-admin', 'identitystore', 'organizations']),
        operation: z.string(),
        outcome: z.enum(['allowed', 'denied', 'absent', 'failed']),
        code: z.string().optional(),
      }),
    ),
    expires: instant.optional(),
  }),
  z.strictObject({ side: z.literal('key') }),
]);

const expirySchema = z.strictObject({
  workspace: z.string(),
  what: z.enum(['client secret', 'certificate', 'SCIM token']),
  identity: z.string().optional(),
  at: instant,
  state: z.enum(['expired', 'soon', 'good']),
});

const requestRecordSchema = z.strictObject({
  id: z.int(),
  at: instant,
  method: z.string(),
  url: z.string(),
  requestHeaders: z.record(z.string(), z.string()),
  requestBody: z.string().optional(),
  status: z.int(),
  responseHeaders: z.record(z.string(), z.string()),
  responseBody: z.string().optional(),
  responseBytes: z.int(),
  duration: z.number(),
  proxy: z.string().optional(),
  error: z.string().optional(),
  attempt: z.int(),
});

export const connectionsContract = defineContract({
  'connections.list': {
    input: nothing,
    output: z.strictObject({
      active: id,
      workspaces: z.array(workspaceSchema),
      /** By identity id, which of its secrets are there. */
      secrets: z.record(z.string(), z.array(secretFieldSchema)),
      labRunning: z.boolean(),
      /** False where secrets live in memory until the window is closed. */
      secretsPersist: z.boolean(),
      expiries: z.array(expirySchema),
    }),
    effect: 'read',
    place: 'main',
    summary:
      'Lists workspaces, identities and what of them expires; tells of no secret more than that it is there.',
  },
  'connections.live': {
    input: nothing,
    output: z.strictObject({ workspaceId: id, name: z.string(), writable: z.boolean() }),
    effect: 'read',
    place: 'main',
    summary: 'Tells which workspace is live and whether it may change anything.',
  },
  'connections.expiries': {
    input: nothing,
    output: z.strictObject({ expiries: z.array(expirySchema) }),
    effect: 'read',
    place: 'main',
    summary: 'Lists what of all workspaces expires, and when; opens no secret for it.',
  },
  'connections.activate': {
    input: z.strictObject({ workspaceId: id }),
    output: nothing,
    effect: 'setting',
    place: 'main',
    summary: 'Makes a workspace the live one.',
  },
  'connections.create': {
    input: z.strictObject({ name: z.string().trim().min(1).max(100) }),
    output: z.strictObject({ workspaceId: id }),
    effect: 'setting',
    place: 'main',
    summary: 'Makes an empty workspace.',
  },
  'connections.duplicate': {
    input: z.strictObject({ workspaceId: id }),
    output: z.strictObject({ workspaceId: id }),
    effect: 'setting',
    place: 'main',
    summary: 'Copies a workspace without its secrets.',
  },
  'connections.save': {
    input: z.strictObject({
      workspace: workspaceSchema.omit({ identities: true }),
      secrets: z.strictObject({ scimToken: secret.optional(), proxyPassword: secret.optional() }),
    }),
    output: nothing,
    effect: 'secret',
    place: 'main',
    summary:
      'Saves tenant, organization, endpoints and network of a workspace; its secrets go to the secret store.',
  },
  'connections.saveIdentity': {
    input: z.strictObject({
      workspaceId: id,
      identity: identitySchema,
      secrets: z.partialRecord(secretFieldSchema, secret),
      /** A PKCS #12 file in base64, instead of certificate and key. */
      pfx: z.strictObject({ base64: z.string().max(1_000_000), password: z.string().max(1024) }).optional(),
    }),
    output: nothing,
    effect: 'secret',
    place: 'main',
    summary: 'Saves an identity; its secrets go to the secret store and never come back.',
  },
  'connections.planForget': {
    input: z.strictObject({ workspaceId: id, identityId: id.optional() }),
    output: plan.extend({ forgets: z.array(z.string()) }),
    effect: 'read',
    place: 'main',
    summary: 'Plans to forget an identity, or a whole workspace, with its secrets and cached tokens.',
  },
  'connections.apply': {
    input: z.strictObject({ planId: z.string().max(64) }),
    output: z.strictObject({
      /** Of a registration: what it made, and the name of the identity that was added for it. */
      registered: z
        .strictObject({ clientId: z.string(), consentLink: z.string(), identity: z.string().optional() })
        .optional(),
    }),
    effect: 'write',
    place: 'main',
    summary: 'Runs a stored plan after the native confirmation.',
  },
  'connections.test': {
    input: z.strictObject({ workspaceId: id, identityId: id }),
    output: z.strictObject({
      report: identityReportSchema,
      /** The token as the Inspector reads it, without the token. */
      token: messageReportSchema.optional(),
    }),
    progress: z.discriminatedUnion('waitsFor', [
      z.strictObject({ waitsFor: z.literal('answer') }),
      z.strictObject({ waitsFor: z.literal('browser'), host: z.string() }),
      z.strictObject({
        waitsFor: z.literal('device-code'),
        userCode: z.string(),
        verificationUri: z.string(),
        expiresIn: z.int(),
      }),
    ]),
    effect: 'read',
    place: 'main',
    summary: 'Signs in as an identity and says what it may do.',
  },
  'connections.profiles': {
    input: nothing,
    output: z.strictObject({
      profiles: z.array(
        z.strictObject({
          name: z.string(),
          kind: z.string(),
          region: z.string().optional(),
          problem: z.string().optional(),
        }),
      ),
      files: z.array(z.string()),
    }),
    effect: 'read',
    place: 'main',
    summary: 'Lists the AWS profiles of this machine and where their credentials come from.',
  },
  'connections.import': {
    input: nothing,
    output: z.strictObject({ workspaceId: id.optional() }),
    effect: 'setting',
    place: 'main',
    summary: 'Takes in a workspace from a file that the person chooses.',
  },
  'connections.export': {
    input: z.strictObject({ workspaceId: id }),
    output: z.strictObject({ path: z.string().optional() }),
    effect: 'read',
    place: 'main',
    summary: 'Writes a workspace without secrets where the person says.',
  },
  'connections.planRegister': {
    input: z.strictObject({
      workspaceId: id,
      /** Who registers: an identity of the workspace, or one of Microsoft's own clients, which the person chose in spite of the warning. */
      as: z.union([z.strictObject({ identityId: id }), z.strictObject({ firstPartyClientId: id })]),
      capabilities: z.array(z.enum(['directory', 'trust', 'provisioning', 'scenarios'])).min(1),
    }),
    output: plan.extend({
      displayName: z.string(),
      scopes: z.array(z.string()),
      /** Each request that it will send, in order. */
      requests: z.array(z.string()),
    }),
    effect: 'read',
    place: 'main',
    summary:
      'Plans to register a public client for this product in the tenant: what it will ask for, and each request.',
  },
  'connections.requests': {
    input: z.strictObject({ after: z.int().min(0) }),
    output: z.strictObject({ requests: z.array(requestRecordSchema) }),
    effect: 'read',
    place: 'main',
    summary: 'Lists requests that left the application, secrets masked.',
  },
  'connections.exportRequests': {
    input: nothing,
    output: z.strictObject({ path: z.string().optional() }),
    effect: 'read',
    place: 'main',
    summary: 'Writes the request log as HAR where the person says.',
  },
});
