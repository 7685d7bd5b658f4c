import type { GraphRoute } from './route.ts';

type Needs = GraphRoute['needs'];

/** Which permissions are enough for what (permissions reference of Graph; facts/microsoft.md sections 1 and 2). */
export const READ_APPS: Needs = [
  'Application.Read.All',
  'Application.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
];
export const WRITE_APPS: Needs = ['Application.ReadWrite.All', 'Directory.ReadWrite.All'];
export const READ_ROLE_ASSIGNMENTS: Needs = [...READ_APPS, 'AppRoleAssignment.ReadWrite.All'];
export const WRITE_ROLE_ASSIGNMENTS: Needs = ['AppRoleAssignment.ReadWrite.All'];
export const READ_CLAIMS_POLICIES: Needs = ['Policy.Read.All', 'Policy.ReadWrite.ApplicationConfiguration'];
export const WRITE_CLAIMS_POLICIES: Needs = ['Policy.ReadWrite.ApplicationConfiguration'];
export const ASSIGN_CLAIMS_POLICIES: Needs = [
  ['Application.ReadWrite.All', 'Policy.Read.All'],
  ['Application.ReadWrite.All', 'Policy.ReadWrite.ApplicationConfiguration'],
];
export const READ_SYNCHRONIZATION: Needs = ['Synchronization.Read.All', 'Synchronization.ReadWrite.All'];
export const WRITE_SYNCHRONIZATION: Needs = ['Synchronization.ReadWrite.All'];
export const READ_USERS: Needs = [
  'User.Read.All',
  'User.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
];
export const WRITE_USERS: Needs = ['User.ReadWrite.All', 'Directory.ReadWrite.All'];
/** Enough for the user of the token only. */
export const READ_SELF: Needs = ['User.Read', ...READ_USERS];
export const INVITE: Needs = ['User.Invite.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'];
export const READ_GROUPS: Needs = [
  'GroupMember.Read.All',
  'Group.Read.All',
  'Group.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
];
export const WRITE_GROUPS: Needs = ['Group.ReadWrite.All', 'Directory.ReadWrite.All'];
export const READ_DIRECTORY: Needs = ['Directory.Read.All', 'Directory.ReadWrite.All'];
export const READ_DOMAINS: Needs = ['Domain.Read.All', 'Domain.ReadWrite.All', ...READ_DIRECTORY];
export const WRITE_DOMAINS: Needs = ['Domain.ReadWrite.All'];
export const READ_CONDITIONAL_ACCESS: Needs = ['Policy.Read.All', 'Policy.ReadWrite.ConditionalAccess'];
export const WRITE_CONDITIONAL_ACCESS: Needs = ['Policy.ReadWrite.ConditionalAccess'];
export const READ_CROSS_TENANT: Needs = ['Policy.Read.All', 'Policy.ReadWrite.CrossTenantAccess'];
export const WRITE_CROSS_TENANT: Needs = ['Policy.ReadWrite.CrossTenantAccess'];
export const READ_GRANTS: Needs = ['DelegatedPermissionGrant.ReadWrite.All', ...READ_DIRECTORY];
export const WRITE_GRANTS: Needs = ['DelegatedPermissionGrant.ReadWrite.All', 'Directory.ReadWrite.All'];
export const READ_AUDIT_LOGS: Needs = ['AuditLog.Read.All'];
