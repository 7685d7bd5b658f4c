/** What the My Apps page remembers of its visitors. */
export interface MyAppsState {
  /** By cookie value. */
  readonly sessions: Map<string, MyAppsSession>;
  /** Sign-ins that Entra hands over, each good once. */
  readonly handOvers: Map<string, MyAppsSession>;
}

export interface MyAppsSession {
  /** The tenant whose applications are shown. */
  readonly tenantId: string;
  readonly userId: string;
  /** Where the account lives. */
  readonly homeTenantId: string;
  readonly homeUserId: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}
