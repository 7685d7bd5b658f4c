import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { accessContract } from '../../../shared/contract/access-window.ts';
import { SOME, WIKI } from '../../core/access/applications/some-applications.ts';
import { SMALL } from '../../core/access/small-organization.ts';
import type { MemoryOptions } from '../../flows/access/memory-identity-center.ts';
import { JoinedAccess } from './joined-access.ts';

let joined: JoinedAccess;
afterEach(() => joined.remove());

async function readIt(options: MemoryOptions = {}): Promise<void> {
  joined = new JoinedAccess(SMALL, { applications: SOME, ...options });
  await joined.handlers['access.read']({ identityId: 'i1' }, joined.context());
}
const readThem = (again: boolean) => joined.handlers['access.readApplications']({ again }, joined.context());

it('applications are read on demand, named by the directory that was read, found by people, and saved', async () => {
  await readIt();
  const context = joined.context();
  const read = await joined.handlers['access.readApplications']({ again: false }, context);
  expect(accessContract['access.readApplications'].output.parse(read)).toMatchObject({
    applications: 2,
    issuers: [{ name: 'Entra', usedBy: [{ application: 'Analytics' }] }],
    findings: [],
    unknown: [],
    calls: 10,
  });
  expect(context.told.map(({ phase }) => phase)).toContain('applications');
  const named = async (text: string) => {
    const { total, applications } = accessContract['access.applications'].output.parse(
      await joined.handlers['access.applications']({ text }, joined.context()),
    );
    expect(total).toBe(applications.length);
    return applications.map(({ name }) => name);
  };
  expect(await named('')).toEqual(['Analytics', 'Wiki']);
  expect(await named('WIK')).toEqual(['Wiki']);
  expect(await named('bob')).toEqual(['Wiki']);
  expect(await named('ann example')).toEqual(['Analytics', 'Wiki']);
  expect(await named('cy@example.com')).toEqual([]);
  const users = async (text: string) =>
    accessContract['access.applicationUsers'].output.parse(
      await joined.handlers['access.applicationUsers']({ applicationArn: WIKI.arn, text }, joined.context()),
    );
  expect((await users('')).total).toBe(3);
  expect((await users('bob')).access).toMatchObject([{ user: 'bob@example.com', principal: 'Developers' }]);
  const saved = await joined.handlers['access.exportTo']({ format: 'applications-csv' }, joined.context());
  expect(readFileSync(saved.path ?? '', 'utf8').split('\r\n')).toHaveLength(6);
});

it('applications are read once, again when told to, and again after the organization was', async () => {
  await readIt();
  const first = await readThem(false);
  expect(await readThem(false)).toEqual(first);
  const again = await readThem(true);
  expect(again.readAt >= first.readAt).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await joined.handlers['access.read']({ identityId: 'i1' }, joined.context());
  expect((await readThem(false)).readAt > again.readAt).toBe(true);
});

it('applications that are denied are unknown, and none are told of before they were read', async () => {
  await readIt({ deny: (operation) => /Application/.test(operation) });
  await expect(joined.handlers['access.applications']({ text: '' }, joined.context())).rejects.toMatchObject({
    code: 'ERR_USAGE',
  });
  const read = await readThem(false);
  expect(read.unknown.map(({ part }) => part)).toEqual(['applications', 'application-providers']);
  expect(read.issuers).toHaveLength(1);
  expect(read.findings.map(({ id }) => id)).not.toContain('issuer.unused');
});
