import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  forgetPortalSession,
  portalSessions,
} from '../../../electron/adapters/aws-credentials/portal-sessions.ts';
import { SsoCache } from '../../../electron/adapters/aws-credentials/sso-cache.ts';
import type { Identity } from '../../../shared/core/connections/identity.ts';

let home: string;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'fedbench-portal-'));
  mkdirSync(join(home, '.aws'));
  const cache = new SsoCache(home);
  for (const name of ['own', 'configured'])
    await cache.write(name, { startUrl: 'x', region: 'x', accessToken: 'x', expiresAt: 1 });
});
afterAll(() => rmSync(home, { recursive: true }));

const config = (text: string): void => writeFileSync(join(home, '.aws', 'config'), text);
const identity = (sessionName: string): Identity => ({
  id: sessionName,
  name: sessionName,
  kind: 'aws-sso',
  startUrl: 'https://x.awsapps.com/start',
  ssoRegion: 'us-east-1',
  sessionName,
  accountId: '111122223333',
  roleName: 'x',
  flow: 'pkce',
});
const all = ['own', 'configured', 'never-signed-in'].map(identity);

it('are forgotten only where nobody else uses them', async () => {
  config('[sso-session configured]\nsso_region = us-east-1\n');
  expect(await portalSessions(home, {}, all, [])).toEqual({ own: ['own'], shared: ['configured'] });
  expect(await portalSessions(home, {}, all, [identity('own')])).toEqual({
    own: [],
    shared: ['own', 'configured'],
  });
  // A file that cannot be read may name any of them.
  config('[profile broken\n');
  expect((await portalSessions(home, {}, all, [])).own).toEqual([]);
  config('');
  await forgetPortalSession(home, 'own');
  expect(await portalSessions(home, {}, all, [])).toEqual({ own: ['configured'], shared: [] });
});
