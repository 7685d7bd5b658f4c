import type { LabGround } from '../../platform/ground.ts';
import { accessOf, type PermissionSet, type Provisioned } from '../identity-center.ts';
import { IdentityStore } from '../identity-store.ts';
import type { AwsAccount } from '../organization.ts';

/** A role that somebody may take. */
export interface GrantedRole {
  readonly account: AwsAccount;
  readonly set: PermissionSet;
  readonly provisioned: Provisioned;
}

/** Accounts and roles that a user has by its own assignments and those of its groups. */
export class PortalAccess {
  readonly #ground: LabGround;
  readonly #access: ReadonlyMap<string, readonly string[]>;

  constructor(ground: LabGround, userId: string) {
    this.#ground = ground;
    const { identityStore, identityCenter } = ground.state.aws;
    const groups = new IdentityStore(identityStore).groupsOf(userId).keys();
    this.#access = accessOf(identityCenter, userId, groups);
  }

  /** Active accounts, by name as the portal lists them. */
  accounts(): AwsAccount[] {
    const { accounts } = this.#ground.state.aws.organization;
    return [...this.#access.keys()]
      .flatMap((id) => accounts.get(id) ?? [])
      .filter(({ status, id }) => status === 'ACTIVE' && this.roles(id).length > 0)
      .sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id));
  }

  /** Roles of one account, by name; none where the account is not theirs. */
  roles(accountId: string): GrantedRole[] {
    const { organization, identityCenter } = this.#ground.state.aws;
    const account = organization.accounts.get(accountId);
    if (account === undefined || account.status !== 'ACTIVE') return [];
    return (this.#access.get(accountId) ?? [])
      .flatMap((arn) => {
        const set = identityCenter.permissionSets.get(arn);
        // Without its role in the account an assignment is still under way.
        const provisioned = identityCenter.provisioned.get(accountId)?.get(arn);
        return set === undefined || provisioned === undefined ? [] : [{ account, set, provisioned }];
      })
      .sort((a, b) => compare(a.set.name, b.set.name));
  }

  role(accountId: string, roleName: string): GrantedRole | undefined {
    return this.roles(accountId).find(({ set }) => set.name === roleName);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
