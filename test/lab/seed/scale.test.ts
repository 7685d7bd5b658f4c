import { beforeAll, describe, expect, it } from 'vitest';
import { countsOf } from '../../../electron/lab/control/overview.ts';
import { LabRandom } from '../../../electron/lab/platform/lab-random.ts';
import { growState } from '../../../electron/lab/seed/grow.ts';
import { JOGCLOUD } from '../../../electron/lab/seed/jogcloud.ts';
import type { LabState } from '../../../electron/lab/state.ts';
import type { Scale } from '../../../shared/core/lab/scale.ts';

const NOW = Date.UTC(2026, 10, 23);
const grow = (seedNumber: number, scale?: Scale): Promise<LabState> =>
  growState({ random: new LabRandom(seedNumber), now: NOW }, JOGCLOUD, scale);

const SCALE: Scale = { users: 300, groups: 20, accounts: 60, permissionSets: 12, assignments: 900 };

describe('a scaled state', () => {
  let state: LabState;
  beforeAll(async () => {
    state = await grow(7, SCALE);
  });

  it('has what was asked for besides what the seed names', async () => {
    const [plain, scaled] = [countsOf(await grow(7)), countsOf(state)];
    expect(scaled).toEqual({
      tenants: plain.tenants,
      users: plain.users + 300,
      groups: plain.groups + 20,
      storeUsers: plain.storeUsers + 300,
      storeGroups: plain.storeGroups + 20,
      accounts: plain.accounts + 60,
      permissionSets: plain.permissionSets + 12,
      assignments: plain.assignments + 900,
    });
  });

  it('is the same on both sides: people, groups, memberships', () => {
    const [tenant] = state.directory.tenants.values();
    const { users, groups, memberships } = state.aws.identityStore;
    const assigned = new Set(
      [...(tenant?.appRoleAssignments.values() ?? [])].map(({ principalId }) => principalId),
    );
    const members = new Set([...memberships.values()].map(({ groupId, userId }) => `${groupId} ${userId}`));
    const storeUserOf = new Map([...users.values()].map((user) => [user.externalIds[0]?.id, user]));
    for (const group of groups.values()) {
      const known = tenant?.groups.get(group.externalIds[0]?.id ?? '');
      expect(known?.displayName).toBe(group.displayName);
      expect(assigned.has(known?.id ?? '')).toBe(true);
      for (const id of known?.members ?? [])
        expect(members.delete(`${group.groupId} ${storeUserOf.get(id)?.userId}`)).toBe(true);
    }
    expect(members.size).toBe(0);
  });

  it('has accounts in a tree of units, and people of the forest who can sign in', () => {
    const { units, accounts, rootId } = state.aws.organization;
    for (const { parentId } of [...accounts.values(), ...units.values()])
      expect(parentId === rootId || units.has(parentId)).toBe(true);
    expect(units.size).toBeGreaterThan(3);
    const [tenant] = state.directory.tenants.values();
    const last = [...(tenant?.users.values() ?? [])].at(-1);
    expect(state.adfs.accounts.get(last?.userPrincipalName ?? '')).toMatchObject({
      immutableId: last?.onPremisesImmutableId,
      password: expect.stringMatching(/^Lab-/),
    });
  });

  it('gives most to groups, and names nothing that is not there', () => {
    const { identityCenter, identityStore, organization } = state.aws;
    let toUsers = 0;
    for (const [account, sets] of identityCenter.assignments) {
      expect(organization.accounts.has(account)).toBe(true);
      for (const [arn, principals] of sets) {
        expect(identityCenter.permissionSets.has(arn)).toBe(true);
        expect(identityCenter.provisioned.get(account)?.has(arn)).toBe(true);
        for (const { principalType, principalId } of principals.values()) {
          if (principalType === 'USER') toUsers += 1;
          const side = principalType === 'USER' ? identityStore.users : identityStore.groups;
          expect(side.has(principalId)).toBe(true);
        }
      }
    }
    expect(toUsers).toBeGreaterThan(0);
    expect(toUsers).toBeLessThan(200);
  });

  it('is the same from the same number, and another from another', async () => {
    const names = ({ aws, directory }: LabState) => [
      [...aws.organization.accounts.keys()],
      [...aws.identityCenter.permissionSets.keys()],
      [...aws.identityStore.users.values()].map(({ userId, userName }) => [userId, userName]),
      [...aws.identityCenter.assignments].map(([account, sets]) => [account, [...sets.keys()]]),
      [...directory.tenants.values()].map(({ groups }) => [...groups.keys()]),
    ];
    expect(names(await grow(7, SCALE))).toEqual(names(state));
    expect(names(await grow(8, SCALE))).not.toEqual(names(state));
  });
});

it('fills a small organization to its last combination, and refuses one more', async () => {
  // 3 accounts, 5 permission sets, 3 groups and 3 people in the store, 6 assignments.
  const most = 3 * 5 * (3 + 3) - 6;
  const nothing = { users: 0, groups: 0, accounts: 0, permissionSets: 0 };
  const full = await grow(1, { ...nothing, assignments: most });
  expect(countsOf(full).assignments).toBe(90);
  await expect(grow(1, { ...nothing, assignments: most + 1 })).rejects.toThrow('84 further combinations');
});
