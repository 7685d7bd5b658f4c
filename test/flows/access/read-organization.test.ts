import { describe, expect, it } from 'vitest';
import { AccessIndex } from '../../../shared/core/access/access-index.ts';
import type { AccessSnapshot } from '../../../shared/core/access/model.ts';
import {
  type OrganizationRead,
  type ReadOptions,
  readOrganization,
} from '../../../shared/flows/access/read/read-organization.ts';
import type { ReadProgress } from '../../../shared/flows/access/read/read-run.ts';
import { refreshPart } from '../../../shared/flows/access/read/refresh.ts';
import { DEV, SMALL, setArn } from '../../core/access/small-organization.ts';
import { largeOrganization } from './large-organization.ts';
import { expiredCredentials } from './memory-gate.ts';
import { type World, world } from './world.ts';

const ALL: ReadOptions = {
  firstView: true,
  details: true,
  memberships: true,
  provisioning: true,
  accountTags: true,
};
/** Pages of ListPermissionSets. */
const LIST_PAGES = 1;
const read = (here: World, options: ReadOptions = ALL, events = {}): Promise<OrganizationRead> =>
  readOrganization(here.ports, here.calls, options, here.signal, events);
const sorted = (snapshot: AccessSnapshot): unknown[] =>
  snapshot.assignments.map((assignment) => JSON.stringify(assignment, Object.keys(assignment).sort())).sort();

describe('readOrganization', () => {
  it('reads everything there is', async () => {
    const here = world(SMALL);
    const { snapshot } = await read(here);
    expect(sorted(snapshot)).toEqual(sorted(SMALL));
    expect(snapshot.permissionSets).toEqual(SMALL.permissionSets);
    expect(snapshot.unknown).toEqual([]);
    expect(new AccessIndex(snapshot).tree.pathOf('ou-2')).toBe('Root/Workloads/Prod');
    expect([...snapshot.accounts].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(SMALL.accounts);
    expect(snapshot.memberships).toHaveLength(3);
    expect(snapshot.outdated).toEqual([]);
  });

  it('needs 1 + P + pages + D + G calls for 500 x 60 x 3,000 and hardly longer than the rate allows', async () => {
    const seed = largeOrganization({ accounts: 500, permissionSets: 60, assignments: 3000, groups: 300 });
    const here = world(seed, { rateLimit: 20, latency: 60 });
    const views: [string, number][] = [];
    const phases = new Set<string>();
    const result = await read(
      here,
      { firstView: true },
      {
        view: (snapshot: AccessSnapshot, stage: string) => views.push([stage, snapshot.assignments.length]),
        progress: ({ phase }: ReadProgress) => phases.add(phase),
      },
    );
    const pairs = new Set(
      seed.assignments.map(({ accountId, permissionSetArn }) => accountId + permissionSetArn),
    ).size;
    const formula = 1 + 60 + LIST_PAGES + pairs + 300;
    expect(result.setFirstCalls).toBeLessThanOrEqual(formula);
    const calls = result.calls['sso-admin'] - result.detailCalls;
    expect(calls).toBeLessThanOrEqual(formula);
    expect(result.detailCalls).toBe(60);
    expect(result.naiveCalls).toBe(30_001);
    expect(result.seconds).toBeLessThanOrEqual((1.1 * calls) / 20);
    expect(result.firstViewSeconds).toBeLessThanOrEqual(300 / 20 + 2);
    expect(views[0]?.[1]).toBe(
      seed.assignments.filter(({ principalType }) => principalType === 'GROUP').length,
    );
    expect(views.map(([stage]) => stage)).toEqual(['first-view', 'names']);
    expect([...phases]).toEqual(
      expect.arrayContaining(['first-view', 'names', 'provisioned-accounts', 'assignments', 'organization']),
    );
    expect(result.snapshot.assignments).toHaveLength(3000);
  });

  it('reads page after page', async () => {
    const seed = largeOrganization({
      accounts: 250,
      permissionSets: 2,
      assignments: 500,
      groups: 150,
      users: 250,
    });
    const { snapshot, setFirstCalls, calls } = await read(world(seed), { details: true });
    expect(snapshot.assignments).toHaveLength(500);
    expect(snapshot.users).toHaveLength(250);
    expect(snapshot.accounts).toHaveLength(250);
    expect(calls['sso-admin']).toBe(setFirstCalls + 6 * 2);
  });

  it('survives faults and throttling, and loses nothing', async () => {
    const seed = largeOrganization({ accounts: 30, permissionSets: 10, assignments: 200, groups: 30 });
    const { snapshot } = await read(world(seed, { throttle: 0.1, error: 0.05, reset: 0.03, rateLimit: 15 }));
    expect(sorted(snapshot)).toEqual(sorted(seed));
    expect(snapshot.unknown).toEqual([]);
  });

  it('shows what is denied as unknown, never as empty', async () => {
    const deny = (operation: string, input: Readonly<Record<string, unknown>>): boolean =>
      (operation === 'ListAccountAssignments' && input.accountId === DEV) ||
      operation === 'ListUsers' ||
      operation === 'GetInlinePolicyForPermissionSet' ||
      operation === 'ListTagsForResource';
    const { snapshot } = await read(world(SMALL, { deny }));
    expect(snapshot.assignments).toHaveLength(1);
    expect(snapshot.unknown.map(({ part }) => part).sort()).toEqual([
      'account-tags',
      'account-tags',
      'account-tags',
      'assignments',
      'assignments',
      'permission-set-details',
      'permission-set-details',
      'permission-set-details',
      'permission-set-details',
      'users',
    ]);
    expect(
      snapshot.permissionSets.every((set) => set.inlinePolicy === undefined && set.boundary !== undefined),
    ).toBe(true);
    expect(
      snapshot.unknown.every(({ code, message }) => code === 'ERR_AWS_ACCESS_DENIED' && message !== ''),
    ).toBe(true);
  });

  it('falls back to the plain list of accounts where the tree is denied', async () => {
    const { snapshot } = await read(world(SMALL, { deny: (operation) => operation === 'ListRoots' }));
    expect(snapshot.accounts).toHaveLength(3);
    expect(snapshot.unknown.map(({ part }) => part)).toEqual(['accounts']);
  });

  it('ends where units contain one another', async () => {
    const units = [...SMALL.units, { id: 'r-1', name: 'Root', parentId: 'ou-2' }].slice(1);
    const circle = { ...SMALL, units: [{ id: 'r-1', name: 'Root' }, ...units] };
    const { snapshot } = await read(world(circle));
    expect(new AccessIndex(snapshot).tree.cycles).toHaveLength(1);
  });

  it('asks for new credentials once, and goes on', async () => {
    let asked = 0;
    let expired = false;
    const here = world(
      SMALL,
      {},
      {
        onCredentialsExpired: async () => {
          asked++;
          await here.clock.sleep(60_000);
          expired = false;
          return true;
        },
      },
    );
    const seed = here.center.gate;
    let count = 0;
    seed.intercept = async (operation, moment) => {
      if (moment === 'before' && ++count === 12) expired = true;
      if (moment === 'before' && expired) throw expiredCredentials(operation);
    };
    const { snapshot } = await read(here);
    expect(asked).toBe(1);
    expect(sorted(snapshot)).toEqual(sorted(SMALL));
  });

  it('stops with expired credentials where nobody can be asked, and when it is cancelled', async () => {
    const here = world(SMALL);
    here.center.gate.intercept = async (operation) => {
      throw expiredCredentials(operation);
    };
    await expect(read(here)).rejects.toMatchObject({ code: 'ERR_AWS_CREDENTIALS_EXPIRED' });
    const controller = new AbortController();
    const other = world(SMALL);
    other.center.gate.intercept = async () => controller.abort();
    await expect(readOrganization(other.ports, other.calls, ALL, controller.signal)).rejects.toMatchObject({
      code: 'ERR_CANCELLED',
    });
  });
});

describe('refreshPart', () => {
  it('reads one account or one set again', async () => {
    const here = world(SMALL);
    const { snapshot } = await read(here);
    const { state } = here.center;
    state.change(setArn('Reader'), { description: 'New' });
    const added = {
      accountId: DEV,
      permissionSetArn: setArn('Reader'),
      principalType: 'GROUP',
      principalId: 'g-devs',
    } as const;
    state.assignments.set('x', added);
    const account = await refreshPart(here.ports, here.calls, snapshot, { accountId: DEV }, here.signal);
    expect(account.assignments).toHaveLength(5);
    expect(account.permissionSets).toEqual(snapshot.permissionSets);
    const set = await refreshPart(
      here.ports,
      here.calls,
      snapshot,
      { permissionSetArn: setArn('Reader') },
      here.signal,
    );
    expect(set.assignments).toHaveLength(5);
    expect(set.permissionSets.find(({ name }) => name === 'Reader')?.description).toBe('New');
    expect(set.outdated).toEqual([{ accountId: DEV, permissionSetArn: setArn('Reader') }]);
  });
});
