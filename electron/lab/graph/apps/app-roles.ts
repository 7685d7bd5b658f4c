import { type AppRole, MSIAM_ACCESS_ROLE, type PermissionScope } from '../../entra/directory.ts';
import { isGuid } from '../fields.ts';
import { badRequest, GraphError } from '../graph-error.ts';

/**
 * Reads the roles a PATCH replaces the present ones with.
 *
 * @throws GraphError 400 for what is no role, for a role that goes or changes while it is enabled, and for any change of
 * msiam_access, which AWS's gallery applications stand on
 */
export function changedRoles(
  before: readonly AppRole[],
  given: readonly Readonly<Record<string, unknown>>[],
): AppRole[] {
  const after = given.map(readRole);
  if (new Set(after.map(({ id }) => id)).size < after.length) badRequest('Role ids must be unique.');
  const values = after.flatMap(({ value }) => value ?? []);
  if (new Set(values).size < values.length) badRequest('Role values must be unique.');
  for (const role of before) {
    const kept = after.find(({ id }) => id === role.id);
    if (role.id === MSIAM_ACCESS_ROLE && (kept === undefined || !isSame(role, kept)))
      badRequest("The role 'msiam_access' may not be modified or deleted.");
    if (kept === undefined && role.isEnabled)
      throw new GraphError(
        400,
        'CannotDeleteOrUpdateEnabledEntitlement',
        'Permission (scope or role) cannot be deleted or updated unless disabled first.',
      );
  }
  return after;
}

function readRole(given: Readonly<Record<string, unknown>>): AppRole {
  const { id, value, displayName, description, isEnabled, allowedMemberTypes } = given;
  const types = Array.isArray(allowedMemberTypes) ? allowedMemberTypes.map(String) : [];
  if (typeof id !== 'string' || !isGuid(id)) badRequest('A role needs an id that is a GUID.');
  if (typeof displayName !== 'string' || displayName === '') badRequest('A role needs a displayName.');
  if (types.length === 0 || types.some((type) => type !== 'User' && type !== 'Application'))
    badRequest('allowedMemberTypes of a role must be User, Application or both.');
  if (
    value !== undefined &&
    value !== null &&
    (typeof value !== 'string' || !/^[\w.~!#$%&*+/=?^`{|}@:-]{0,250}$/.test(value))
  )
    badRequest('The value of a role contains characters that are not allowed.');
  return {
    id: id.toLowerCase(),
    displayName,
    description: typeof description === 'string' ? description : displayName,
    isEnabled: isEnabled !== false,
    allowedMemberTypes: types,
    ...(typeof value === 'string' && value !== '' ? { value } : {}),
  };
}

function isSame(a: AppRole, b: AppRole): boolean {
  return (
    a.displayName === b.displayName &&
    a.description === b.description &&
    a.isEnabled === b.isEnabled &&
    (a.value ?? '') === (b.value ?? '') &&
    a.allowedMemberTypes.join() === b.allowedMemberTypes.join()
  );
}

/** @throws GraphError 400 for what is no delegated permission */
export function readScope(given: Readonly<Record<string, unknown>>): PermissionScope {
  const { id, value, type, isEnabled, adminConsentDisplayName } = given;
  if (typeof id !== 'string' || !isGuid(id)) badRequest('A permission scope needs an id that is a GUID.');
  if (typeof value !== 'string' || !/^[\w.-]{1,120}$/.test(value))
    badRequest('A permission scope needs a value.');
  return {
    id: id.toLowerCase(),
    value,
    type: type === 'Admin' ? 'Admin' : 'User',
    isEnabled: isEnabled !== false,
    adminConsentDisplayName: typeof adminConsentDisplayName === 'string' ? adminConsentDisplayName : value,
  };
}
