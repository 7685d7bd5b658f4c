/** AWS Organizations: one organization, its units and accounts. */
export interface OrganizationState {
  /** `o-` and ten characters. */
  readonly id: string;
  readonly rootId: string;
  readonly managementAccountId: string;
  /** By id `ou-...`. */
  readonly units: Map<string, OrganizationalUnit>;
  readonly accounts: Map<string, AwsAccount>;
  /** Account id -> service principals it administers, `sso.amazonaws.com` among them. */
  readonly delegatedAdministrators: Map<string, string[]>;
}

export interface OrganizationalUnit {
  readonly id: string;
  name: string;
  parentId: string;
}

export interface AwsAccount {
  /** Twelve digits. */
  readonly id: string;
  name: string;
  email: string;
  status: 'ACTIVE' | 'SUSPENDED';
  parentId: string;
  readonly joinedAt: number;
  tags: Map<string, string>;
}
