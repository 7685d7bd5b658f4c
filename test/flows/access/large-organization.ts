import type { AccessSnapshot, Assignment } from '../../../shared/core/access/model.ts';
import { SeededRandom } from './seeded-random.ts';

export interface Scale {
  readonly accounts: number;
  readonly permissionSets: number;
  readonly assignments: number;
  readonly groups: number;
  readonly users?: number;
  readonly seed?: number;
}

const INSTANCE = 'arn:aws:sso:::instance/ssoins-1111111111111111';

/** An organization of a given size, the same for the same seed: accounts in 20 units below the root, assignments at random. */
export function largeOrganization(scale: Scale): AccessSnapshot {
  const random = new SeededRandom(scale.seed ?? 7);
  const units = [
    { id: 'r-0000', name: 'Root' },
    ...Array.from({ length: 20 }, (_, position) => ({
      id: `ou-${position}`,
      name: `Unit ${position}`,
      parentId: 'r-0000',
    })),
  ];
  const accounts = Array.from({ length: scale.accounts }, (_, position) => ({
    id: String(100_000_000_000 + position),
    name: `account-${position}`,
    status: 'ACTIVE',
    unitId: `ou-${position % 20}`,
    tags: { Env: position % 2 === 0 ? 'prod' : 'dev' },
  }));
  const permissionSets = Array.from({ length: scale.permissionSets }, (_, position) => ({
    arn: `arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-${String(position).padStart(16, '0')}`,
    name: `Set${position}`,
    sessionDuration: 'PT1H',
    tags: {},
    managedPolicies: [],
    customerManagedPolicies: [],
    inlinePolicy: '',
    boundary: { kind: 'none' as const },
  }));
  const groups = Array.from({ length: scale.groups }, (_, position) => ({
    id: `g-${position}`,
    displayName: `Group ${position}`,
  }));
  const users = Array.from({ length: scale.users ?? 50 }, (_, position) => ({
    id: `u-${position}`,
    userName: `user${position}@example.com`,
  }));
  const assignments = new Map<string, Assignment>();
  while (assignments.size < scale.assignments) {
    const account = accounts[random.below(accounts.length)];
    const set = permissionSets[random.below(permissionSets.length)];
    const isGroup = random.fraction() < 0.9;
    const principalId = isGroup ? `g-${random.below(groups.length)}` : `u-${random.below(users.length)}`;
    if (account === undefined || set === undefined) continue;
    assignments.set(`${account.id} ${set.arn} ${principalId}`, {
      accountId: account.id,
      permissionSetArn: set.arn,
      principalType: isGroup ? 'GROUP' : 'USER',
      principalId,
    });
  }
  return {
    instance: { arn: INSTANCE, identityStoreId: 'd-1234567890' },
    managementAccountId: '100000000000',
    units,
    accounts,
    permissionSets,
    provisioned: [],
    assignments: [...assignments.values()],
    groups,
    users,
    memberships: groups.map(({ id }, position) => ({ groupId: id, userId: `u-${position % users.length}` })),
    unknown: [],
    readAt: 0,
  };
}
