import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { KeystoreSecretStore } from '../../../electron/adapters/secret-store/keystore-secret-store.ts';
import { FileStore } from '../../../electron/adapters/workspace-store/file-store.ts';
import { systemClock } from '../../../electron/compose/system-clock.ts';
import { systemRandom } from '../../../electron/compose/system-random.ts';
import { WORKSPACES } from '../../../electron/compose/workspace-document.ts';
import { readWorkspaceFile, workspaceFileText } from '../../../electron/compose/workspace-file.ts';
import { type Identity, SECRET_FIELD_NAMES } from '../../../shared/core/connections/identity.ts';
import { Workspaces } from '../../../shared/flows/connections/workspaces.ts';

const CANARY = 'canary-4c1d';
let folder: string;
let secrets: KeystoreSecretStore;
let workspaces: Workspaces;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fedbench-workspaces-'));
  const store = new FileStore(folder, systemClock);
  // Every byte turned over stands for the keystore's encryption: what is readable on the disk was not given to it.
  const turned = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff));
  secrets = new KeystoreSecretStore(
    {
      encrypt: (text) => turned(Buffer.from(text)),
      decrypt: (bytes) => turned(Buffer.from(bytes)).toString(),
    },
    store,
  );
  workspaces = new Workspaces({
    store,
    secrets,
    random: systemRandom,
    lab: () => undefined,
    document: WORKSPACES,
  });
});
afterEach(() => rmSync(folder, { recursive: true }));

const onDisk = (): string =>
  readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');

const entra = { tenant: 'contoso.com', clientId: '11111111-2222-3333-4444-555555555555' };
const identities: readonly Identity[] = [
  { id: 'a', name: 'secret', kind: 'entra-client-secret', ...entra },
  {
    id: 'b',
    name: 'certificate',
    kind: 'entra-certificate',
    ...entra,
    certificatePem: '-----BEGIN CERTIFICATE-----',
  },
  { id: 'c', name: 'keys', kind: 'aws-access-key', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
  { id: 'd', name: 'openai', kind: 'openai-key' },
  { id: 'e', name: 'apim', kind: 'apim-key' },
];
const canaries = Object.fromEntries(SECRET_FIELD_NAMES.map((field) => [field, `${CANARY}-${field}`]));

async function filled(): Promise<string> {
  const id = await workspaces.create('Contoso');
  for (const identity of identities) await workspaces.saveIdentity(id, identity, canaries);
  const { identities: _, ...rest } = await workspaces.find(id);
  await workspaces.save(rest, { scimToken: `${CANARY}-scim`, proxyPassword: `${CANARY}-proxy` });
  return id;
}

it('keeps every secret in the secret store and nowhere else', async () => {
  const id = await filled();
  expect(onDisk()).not.toContain(CANARY);
  const workspace = await workspaces.find(id);
  expect(JSON.stringify(await workspaces.list())).not.toContain(CANARY);
  expect(workspaceFileText(workspace)).not.toContain(CANARY);
  expect(await workspaces.secretsOf(identities[2] as Identity)).toEqual(['secretAccessKey', 'sessionToken']);
  expect(await secrets.get('identity/a/clientSecret')).toBe(`${CANARY}-clientSecret`);
});

it('really forgets', async () => {
  const id = await filled();
  await secrets.put('identity/a/token-cache', CANARY);
  await workspaces.forgetIdentity(id, 'a');
  expect(await secrets.get('identity/a/clientSecret')).toBeUndefined();
  expect(await secrets.get('identity/a/token-cache')).toBeUndefined();
  await workspaces.remove(id);
  for (const name of [
    'identity/c/secretAccessKey',
    `workspace/${id}/scim-token`,
    `workspace/${id}/proxy-password`,
  ])
    expect(await secrets.get(name), name).toBeUndefined();
  expect((await workspaces.list()).workspaces.map(({ name }) => name)).toEqual(['Lab']);
});

it('keeps a secret that is not entered again, and drops the tokens of an identity that became another', async () => {
  const id = await filled();
  await secrets.put('identity/a/token-cache', 'tokens');
  const [first] = identities;
  await workspaces.saveIdentity(id, first as Identity, {});
  expect(await secrets.get('identity/a/token-cache')).toBe('tokens');
  await workspaces.saveIdentity(
    id,
    { ...(first as Identity), name: 'other', tenant: 'fabrikam.com' } as Identity,
    {},
  );
  expect(await secrets.get('identity/a/token-cache')).toBeUndefined();
  expect(await secrets.get('identity/a/clientSecret')).toBe(`${CANARY}-clientSecret`);
});

it('copies, exports and imports without secrets, under names that are free', async () => {
  const id = await filled();
  const copy = await workspaces.find(await workspaces.duplicate(id));
  expect(copy.name).toBe('Contoso (copy)');
  expect(await workspaces.secretsOf(copy.identities[0] as Identity)).toEqual([]);
  const again = await workspaces.import(readWorkspaceFile(workspaceFileText(await workspaces.find(id))));
  expect((await workspaces.find(again)).name).toBe('Contoso 2');
});

it('refuses a file that is no workspace, and one that brings a private key', () => {
  expect(() => readWorkspaceFile('{')).toThrow();
  expect(() => readWorkspaceFile('{"format":"other"}')).toThrow(/not a workspace/);
  const text = workspaceFileText({
    id: 'x',
    name: 'x',
    writable: false,
    openai: [],
    network: { proxy: 'none', extraCa: [], timeout: 30 },
    identities: [
      {
        ...(identities[1] as Extract<Identity, { kind: 'entra-certificate' }>),
        certificatePem: '-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----',
      },
    ],
  });
  expect(() => readWorkspaceFile(text)).toThrow();
});

it('leaves the Lab to itself', async () => {
  await expect(workspaces.forgetIdentity('lab', 'x')).rejects.toMatchObject({ code: 'ERR_USAGE' });
  await expect(workspaces.find('nowhere')).rejects.toMatchObject({ code: 'ERR_WORKSPACE_UNKNOWN' });
});
