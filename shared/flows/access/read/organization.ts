import type { Account, OrganizationalUnit } from '../../../core/access/model.ts';
import type { Organizations } from '../../../ports/identity-center.ts';
import { workPool } from '../work-pool.ts';
import type { ReadRun } from './read-run.ts';

export interface OrganizationPart {
  readonly managementAccountId?: string;
  readonly delegatedAdministrators?: readonly string[];
  readonly units: readonly OrganizationalUnit[];
  readonly accounts: readonly Account[];
}

const WIDTH = 8;
const SERVICE = 'organizations';
const SSO_PRINCIPAL = 'sso.amazonaws.com';

/**
 * Reads the tree of organizational units with their accounts; where the tree is denied, the plain list of accounts.
 *
 * @param withTags also the tags of every account: one call each
 */
export async function readOrganizationPart(
  run: ReadRun,
  organizations: Organizations,
  withTags: boolean,
): Promise<OrganizationPart> {
  const { signal } = run;
  const described = await run.orUnknown({ part: 'accounts' }, () =>
    run.call(SERVICE, () => organizations.describeOrganization(signal)),
  );
  const delegated = await run.orUnknown({ part: 'delegated-administrators' }, () =>
    run.all(SERVICE, (page) =>
      organizations.listDelegatedAdministrators({ ...page, servicePrincipal: SSO_PRINCIPAL }, signal),
    ),
  );
  const { units, accounts } = await readTree(run, organizations);
  return {
    ...(described === undefined ? {} : { managementAccountId: described.managementAccountId }),
    ...(delegated === undefined ? {} : { delegatedAdministrators: delegated }),
    units,
    accounts: withTags ? await readTags(run, organizations, accounts) : accounts,
  };
}

async function readTree(
  run: ReadRun,
  organizations: Organizations,
): Promise<{ units: OrganizationalUnit[]; accounts: Account[] }> {
  const { signal } = run;
  const accounts: Account[] = [];
  const roots = await run.orUnknown({ part: 'accounts' }, () =>
    run.all(SERVICE, (page) => organizations.listRoots(page, signal)),
  );
  if (roots === undefined) {
    const plain = await run.orUnknown({ part: 'accounts' }, () =>
      run.all(SERVICE, (page) => organizations.listAccounts(page, signal)),
    );
    return { units: [], accounts: plain ?? [] };
  }
  const units: OrganizationalUnit[] = [...roots];
  const seen = new Set(roots.map(({ id }) => id));
  // Wave after wave, because a unit is known only when its parent was read.
  for (let wave: readonly OrganizationalUnit[] = roots; wave.length > 0; ) {
    const next: OrganizationalUnit[] = [];
    await workPool(wave, WIDTH, async ({ id }) => {
      const children = await run.orUnknown({ part: 'accounts', unitId: id }, () =>
        run.all(SERVICE, (page) =>
          organizations.listOrganizationalUnitsForParent({ ...page, parentId: id }, signal),
        ),
      );
      for (const child of children ?? []) {
        if (seen.has(child.id)) {
          // A unit that is met again closes a circle; its last parent is what the tree then complains about.
          const list = units.some((unit) => unit.id === child.id) ? units : next;
          list[list.findIndex((unit) => unit.id === child.id)] = { ...child, parentId: id };
          continue;
        }
        seen.add(child.id);
        next.push({ ...child, parentId: id });
      }
      const here = await run.orUnknown({ part: 'accounts', unitId: id }, () =>
        run.all(SERVICE, (page) => organizations.listAccountsForParent({ ...page, parentId: id }, signal)),
      );
      for (const account of here ?? []) accounts.push({ ...account, unitId: id });
      run.report('organization', seen.size - next.length, seen.size);
    });
    units.push(...next);
    wave = next;
  }
  return { units, accounts };
}

async function readTags(
  run: ReadRun,
  organizations: Organizations,
  accounts: readonly Account[],
): Promise<Account[]> {
  const tagged: Account[] = [];
  await workPool(accounts, WIDTH, async (account) => {
    const tags = await run.orUnknown({ part: 'account-tags', accountId: account.id }, () =>
      run.all(SERVICE, (page) =>
        organizations.listTagsForResource({ ...page, resourceId: account.id }, run.signal),
      ),
    );
    tagged.push(tags === undefined ? account : { ...account, tags: Object.fromEntries(tags) });
    run.report('organization', tagged.length, accounts.length);
  });
  return tagged;
}
