/** A harmless call, and what came of it. */
export interface ProbeCall {
  readonly service: 'sts' | 'sso-admin' | 'identitystore' | 'organizations';
  readonly operation: string;
  /** `denied` by permissions, `absent` where what it asks for does not exist, `failed` for anything else. */
  readonly outcome: 'allowed' | 'denied' | 'absent' | 'failed';
  /** The error's code. */
  readonly code?: string;
}

/** Who calls AWS, and what came of the probe. */
export interface CallerProbe {
  readonly arn: string;
  readonly accountId: string;
  /** The organization's management account, where it may be read. */
  readonly managementAccountId?: string;
  /** Accounts that administer Identity Center besides it. */
  readonly delegatedAdministrators?: readonly string[];
  readonly instanceArn?: string;
  readonly identityStoreId?: string;
  readonly calls: readonly ProbeCall[];
}

export interface CallerVerdict {
  /** What may be done with permission sets and assignments. */
  readonly access: 'write' | 'read' | 'none';
  readonly place: 'management account' | 'delegated administrator' | 'member account' | 'unknown';
  /** One sentence for a person. */
  readonly explanation: string;
  readonly next?: string;
}

/**
 * Says what a caller may do with Identity Center.
 *
 * Whether it may write is told by a deletion of a permission set that cannot exist: who may, is told that there is none; who
 * may not, is told so. That the permission is looked at first is inferred, not documented.
 */
export function judgeCaller(probe: CallerProbe): CallerVerdict {
  const outcome = (operation: string): ProbeCall['outcome'] | undefined =>
    probe.calls.find((call) => call.operation === operation)?.outcome;
  const place =
    probe.managementAccountId === undefined
      ? 'unknown'
      : probe.managementAccountId === probe.accountId
        ? 'management account'
        : (probe.delegatedAdministrators ?? []).includes(probe.accountId)
          ? 'delegated administrator'
          : 'member account';
  if (outcome('ListInstances') === 'denied' || outcome('ListPermissionSets') === 'denied') {
    return {
      access: 'none',
      place,
      explanation: `${probe.arn} may not read permission sets.`,
      next: 'Give it sso:List*, sso:Describe* and sso:Get*, for example by AWSSSOReadOnly.',
    };
  }
  if (probe.instanceArn === undefined) {
    return {
      access: 'none',
      place,
      explanation: `Account ${probe.accountId} has no Identity Center instance in this Region.`,
      next:
        place === 'member account'
          ? 'Sign in to the management account or a delegated administrator.'
          : 'Check the Region: the instance lives in one, its primary Region.',
    };
  }
  const where = place === 'unknown' ? `account ${probe.accountId}` : `the ${place}`;
  if (outcome('DeletePermissionSet') === 'denied') {
    return {
      access: 'read',
      place,
      explanation: `${probe.arn} may read permission sets from ${where}, but not change them.`,
      next: 'To apply plans, give it AWSSSOMasterAccountAdministrator or the sso:* actions it needs.',
    };
  }
  return {
    access: 'write',
    place,
    explanation:
      place === 'delegated administrator'
        ? `${probe.arn} may change permission sets from ${where}, except those provisioned in the management account.`
        : `${probe.arn} may read and change permission sets from ${where}.`,
  };
}
