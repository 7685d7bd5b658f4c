import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { KeystoreSecretStore } from '../../../electron/adapters/secret-store/keystore-secret-store.ts';
import { FileStore } from '../../../electron/adapters/workspace-store/file-store.ts';
import { Connections, runningLab as labParts } from '../../../electron/compose/connections.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { readyDocument } from '../../../electron/lab/ready.ts';
import {
  type ConnectionsHandlerParts,
  connectionsHandlers,
} from '../../../electron/main/handlers/connections-handlers.ts';
import { describeError } from '../../../electron/main/ipc/describe-error.ts';
import { Plans } from '../../../electron/main/ipc/plans.ts';
import { Router } from '../../../electron/main/ipc/router.ts';
import { Log } from '../../../electron/main/log.ts';
import { connectionsContract } from '../../../shared/contract/connections.ts';
import type { LabFacts } from '../../../shared/core/connections/lab-workspace.ts';
import type { Workspace } from '../../../shared/core/connections/workspace.ts';
import { testKey } from '../../generators/keys.ts';
import { runningLab } from '../../lab/running-lab.ts';

/** Each secret of each field; none may be found anywhere. */
const CANARIES = {
  clientSecret: 'canary~8Q~client-secret-0001',
  secretAccessKey: 'canary/secret+access=key-0002',
  sessionToken: 'canary-session-token-0003==',
  openai: 'canary-openai-key-0004',
  apim: 'canary-subscription-key-0005',
  scim: 'canary-scim-token-0006',
  proxy: 'canary&proxy:password@0007',
  pfx: 'canary-pfx-password-0008',
  assertion: 'canary-assertion-0009',
};
const KEY = testKey('idp-rsa');

let lab: Lab;
let folder: string;
let connections: Connections;
let router: Router<typeof connectionsContract>;
/** Everything that reached the page. */
const told: string[] = [];
let chosen: string | undefined;

beforeAll(async () => {
  lab = await runningLab();
  folder = mkdtempSync(join(tmpdir(), 'fedbench-canaries-'));
  const sealing = randomBytes(32);
  const store = new FileStore(join(folder, 'workspace'), { now: Date.now });
  const log = new Log(join(folder, 'logs'), { now: Date.now });
  const facts = readyDocument(lab, 'ca.pem') as unknown as LabFacts;
  const running = labParts(facts, lab.ground.tls.caPem);
  connections = new Connections({
    store,
    secrets: new KeystoreSecretStore(
      {
        encrypt: (text) => {
          const iv = randomBytes(12);
          const cipher = createCipheriv('aes-256-gcm', sealing, iv);
          return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
        },
        decrypt: (bytes) => {
          const all = Buffer.from(bytes);
          const decipher = createDecipheriv('aes-256-gcm', sealing, all.subarray(0, 12));
          decipher.setAuthTag(all.subarray(-16));
          return decipher.update(all.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
        },
      },
      store,
    ),
    lab: () => running,
    home: folder,
    environment: {},
    systemProxy: async () => undefined,
  });
  const plans = new Plans({
    clock: { now: Date.now },
    random: { bytes: (count) => randomBytes(count), uuid: () => crypto.randomUUID() },
    confirm: async (_window, summary) => {
      told.push(JSON.stringify(summary));
      return true;
    },
  });
  const parts: ConnectionsHandlerParts = {
    connections: () => connections,
    plans,
    changed: () => undefined,
    chooseFile: async (_window, suggested) => {
      chosen = join(folder, suggested);
      return chosen;
    },
    readChosenFile: async () => {
      const path = chosen ?? '';
      return { path, text: readFileSync(path, 'utf8') };
    },
    write: async (path, content) => writeFileSync(path, content),
    signInWindow: {
      open: async () => {
        throw new Error('nobody is here');
      },
    },
    refreshLab: async () => undefined,
    home: folder,
    environment: {},
    version: '1',
  };
  router = new Router({
    contract: connectionsContract,
    handlers: {
      ...connectionsHandlers(parts),
      'connections.apply': async ({ planId }, { windowId, signal }) =>
        (await plans.apply(planId, 'connections.apply', windowId, signal)) as Record<string, never>,
    },
    checkOutput: true,
    logFailure: (channel, thrown) => {
      log.write('error', channel, describeError(thrown));
      return 'id';
    },
  });
}, 20_000);
afterAll(async () => {
  connections.disconnect();
  rmSync(folder, { recursive: true });
  await lab.stop();
});

async function call(channel: string, input: unknown): Promise<Record<string, unknown>> {
  const context = {
    windowId: 1,
    signal: new AbortController().signal,
    progress: (value: unknown) => void told.push(JSON.stringify(value)),
  };
  const answer = await router.route(channel, input, context);
  told.push(JSON.stringify(answer));
  return (answer.ok ? answer.value : { failed: answer.error.code }) as Record<string, unknown>;
}

function filesOf(path: string): string[] {
  return statSync(path).isDirectory()
    ? readdirSync(path).flatMap((name) => filesOf(join(path, name)))
    : [readFileSync(path, 'latin1')];
}

/** A secret in the forms it could be written in. */
const formsOf = (secret: string): string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('hex'),
];

function findings(where: string, texts: readonly string[]): string[] {
  const secrets: [string, string][] = [
    ...Object.entries(CANARIES),
    // Lines out of the middle of the private key.
    ['privateKey', KEY.privatePem.split('\n')[5] ?? ''],
  ];
  return secrets.flatMap(([name, secret]) =>
    formsOf(secret).some((form) => texts.some((text) => text.includes(form))) ? [`${name} in ${where}`] : [],
  );
}

const tenant = 'jogcloud.com';
const clientId = '11111111-2222-4333-8444-555555555555';

it('shows no secret of any field anywhere but to the keystore', async () => {
  const { workspaceId } = await call('connections.create', { name: 'Canaries' });
  const { workspaces } = (await call('connections.list', {})) as { workspaces: Workspace[] };
  const made = workspaces.find(({ id }) => id === workspaceId);
  const labs = workspaces[0];
  if (made === undefined || labs === undefined) throw new Error('no workspace');
  const { identities: _, ...rest } = made;
  const saved = await call('connections.save', {
    workspace: {
      ...rest,
      writable: true,
      entra: { ...labs.entra, tenant },
      aws: labs.aws,
      scim: { baseAddress: 'https://scim.us-east-1.amazonaws.com/x/scim/v2/' },
      network: { ...labs.network, proxyUser: 'somebody' },
    },
    secrets: { scimToken: CANARIES.scim, proxyPassword: CANARIES.proxy },
  });
  expect(saved).toEqual({});
  const identities: [Record<string, unknown>, Record<string, string>][] = [
    [{ kind: 'entra-client-secret', tenant, clientId }, { clientSecret: CANARIES.clientSecret }],
    [
      { kind: 'entra-certificate', tenant, clientId, certificatePem: KEY.certificatePem },
      { privateKey: KEY.privatePem },
    ],
    [
      { kind: 'aws-access-key', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
      { secretAccessKey: CANARIES.secretAccessKey, sessionToken: CANARIES.sessionToken },
    ],
    [{ kind: 'openai-key' }, { key: CANARIES.openai }],
    [{ kind: 'apim-key' }, { key: CANARIES.apim }],
    [{ kind: 'entra-federated-assertion', tenant, clientId, assertionFile: join(folder, 'assertion') }, {}],
  ];
  for (const [identity, secrets] of identities) {
    const id = `id-${String(identity.kind)}`;
    expect(
      await call('connections.saveIdentity', {
        workspaceId,
        identity: { id, name: String(identity.kind), ...identity },
        secrets,
      }),
    ).toEqual({});
  }
  // What fails must not say it either: no PFX, an unknown field, a secret where none belongs.
  const bad = { id: 'bad', name: 'Bad', kind: 'entra-certificate', tenant, clientId };
  const pfx = { base64: Buffer.from(CANARIES.openai).toString('base64'), password: CANARIES.pfx };
  await call('connections.saveIdentity', {
    workspaceId,
    identity: { ...bad, certificatePem: KEY.certificatePem },
    secrets: {},
    pfx,
  });
  await call('connections.saveIdentity', {
    workspaceId,
    identity: { ...bad, certificatePem: KEY.privatePem },
    secrets: { privateKey: CANARIES.clientSecret, unknown: CANARIES.clientSecret },
  });
  await call('connections.save', { workspace: { ...rest, scim: CANARIES.scim }, secrets: {} });
  // Signing in with each: the Lab refuses all of them, and the request log keeps what was asked.
  const assertion = join(folder, 'assertion');
  writeFileSync(assertion, CANARIES.assertion);
  for (const [identity] of identities)
    await call('connections.test', { workspaceId, identityId: `id-${String(identity.kind)}` });
  rmSync(assertion);
  const { requests } = (await call('connections.requests', { after: 0 })) as { requests: unknown[] };
  expect(requests.length).toBeGreaterThan(3);
  await call('connections.exportRequests', {});
  await call('connections.export', { workspaceId });
  await call('connections.import', {});
  await call('connections.duplicate', { workspaceId });
  await call('connections.list', {});
  await call('connections.expiries', {});
  await call('connections.activate', { workspaceId: 'nobody' });

  const kept = filesOf(folder);
  expect(kept.join('')).toContain('AKIAIOSFODNN7EXAMPLE');
  expect(told.join('')).toContain('AADSTS');
  expect([...findings('what the page was told', told), ...findings('a file', kept)]).toEqual([]);
  expect(await connections.secrets.get('identity/id-openai-key/key')).toBe(CANARIES.openai);
}, 30_000);

it('forgets all of it with the workspace', async () => {
  const { workspaces } = (await call('connections.list', {})) as { workspaces: Workspace[] };
  const made = workspaces.find(({ name }) => name === 'Canaries');
  const { planId } = await call('connections.planForget', { workspaceId: made?.id });
  expect(await call('connections.apply', { planId })).toEqual({});
  const secrets = JSON.parse(readFileSync(join(folder, 'workspace', 'secrets.json'), 'utf8'));
  expect(secrets.value).toEqual({});
});
