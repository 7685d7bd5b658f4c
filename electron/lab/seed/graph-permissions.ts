/** Delegated permissions of Microsoft Graph that the Lab knows. */
export const GRAPH_SCOPES: readonly string[] = [
  'openid',
  'profile',
  'email',
  'offline_access',
  'User.Read',
  'User.Read.All',
  'User.ReadWrite.All',
  'User.Invite.All',
  'Group.Read.All',
  'Group.ReadWrite.All',
  'GroupMember.Read.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
  'Application.Read.All',
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Policy.Read.All',
  'Policy.ReadWrite.ApplicationConfiguration',
  'Policy.ReadWrite.ConditionalAccess',
  'Policy.ReadWrite.CrossTenantAccess',
  'Domain.Read.All',
  'Domain.ReadWrite.All',
  'Synchronization.Read.All',
  'Synchronization.ReadWrite.All',
  'AuditLog.Read.All',
];

/** Application permissions, of the same names. */
export const GRAPH_ROLES: readonly string[] = GRAPH_SCOPES.filter((name) =>
  /\.(All|ApplicationConfiguration|ConditionalAccess|CrossTenantAccess)$/.test(name),
);
