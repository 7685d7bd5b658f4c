/** What of Microsoft Graph a capability asks for. */
export interface GraphNeed {
  readonly capability: 'directory' | 'trust' | 'provisioning' | 'scenarios';
  readonly title: string;
  /** Permissions to look; each is a delegated scope and an application permission of the same name. */
  readonly read: readonly string[];
  /** Further ones to change something. */
  readonly write: readonly string[];
  readonly source: string;
}

/** learn.microsoft.com/graph/permissions-reference, and the how-to pages of each capability. */
export const GRAPH_NEEDS: readonly GraphNeed[] = [
  {
    capability: 'directory',
    title: 'Read people and groups',
    read: ['User.Read.All', 'GroupMember.Read.All'],
    write: [],
    source: 'Microsoft Graph: list users, list group members',
  },
  {
    capability: 'trust',
    title: 'SAML trust with AWS',
    read: ['Application.Read.All', 'Policy.Read.All'],
    write: [
      'Application.ReadWrite.All',
      'AppRoleAssignment.ReadWrite.All',
      'Policy.ReadWrite.ApplicationConfiguration',
    ],
    source: 'Microsoft Graph: configure SAML-based single sign-on',
  },
  {
    capability: 'provisioning',
    title: 'Provisioning to AWS',
    read: ['Synchronization.Read.All', 'AuditLog.Read.All'],
    write: ['Synchronization.ReadWrite.All', 'Application.ReadWrite.All'],
    source: 'Microsoft Graph: synchronization API',
  },
  {
    capability: 'scenarios',
    title: 'Guests and MFA between tenants',
    read: ['Policy.Read.All', 'Domain.Read.All'],
    write: ['User.Invite.All', 'Policy.ReadWrite.CrossTenantAccess', 'Domain.ReadWrite.All'],
    source: 'Microsoft Graph: invitations, crossTenantAccessPolicy, internalDomainFederation',
  },
];

/** A wider permission that includes a narrower one (learn.microsoft.com/graph/permissions-reference). */
const INCLUDED_IN: Readonly<Record<string, readonly string[]>> = {
  'User.Read.All': ['User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  'GroupMember.Read.All': [
    'Group.Read.All',
    'Group.ReadWrite.All',
    'GroupMember.ReadWrite.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
  'Application.Read.All': ['Application.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  'Synchronization.Read.All': ['Synchronization.ReadWrite.All'],
  'Domain.Read.All': ['Domain.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  'User.Invite.All': ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
};

export interface NeedVerdict {
  readonly capability: GraphNeed['capability'];
  readonly title: string;
  readonly access: 'write' | 'read' | 'none';
  /** Permissions that are missing to change something, or to look where access is `none`. */
  readonly missing: readonly string[];
  readonly source: string;
}

/**
 * Holds what a token grants against what each capability needs.
 *
 * @param granted values of `scp` and `roles`
 */
export function judgeGraphAccess(granted: readonly string[]): readonly NeedVerdict[] {
  const has = (permission: string): boolean =>
    granted.includes(permission) || (INCLUDED_IN[permission] ?? []).some((wider) => granted.includes(wider));
  return GRAPH_NEEDS.map(({ capability, title, read, write, source }) => {
    const missingToRead = read.filter((permission) => !has(permission));
    const missingToWrite = write.filter((permission) => !has(permission));
    const access =
      missingToRead.length > 0 ? 'none' : missingToWrite.length > 0 || write.length === 0 ? 'read' : 'write';
    return { capability, title, access, missing: [...missingToRead, ...missingToWrite], source };
  });
}

/** Every scope that an application for all capabilities is registered with. */
export const ALL_GRAPH_SCOPES: readonly string[] = [
  ...new Set(GRAPH_NEEDS.flatMap(({ read, write }) => [...read, ...write])),
].sort();
