import type { LabGround } from '../../platform/ground.ts';
import type { StoreUser } from '../identity-store.ts';
import type { SignIn } from '../state.ts';

type Reader = (user: StoreUser) => string | undefined;

/** Attributes that `${path:...}` may name (User Guide, supported user attributes). */
const PATHS: Readonly<Record<string, Reader>> = {
  userName: ({ userName }) => userName,
  displayName: ({ displayName }) => displayName,
  nickName: ({ nickName }) => nickName,
  profileUrl: ({ profileUrl }) => profileUrl,
  title: ({ title }) => title,
  userType: ({ userType }) => userType,
  preferredLanguage: ({ preferredLanguage }) => preferredLanguage,
  locale: ({ locale }) => locale,
  timezone: ({ timezone }) => timezone,
  'name.givenName': ({ givenName }) => givenName,
  'name.familyName': ({ familyName }) => familyName,
  'name.middleName': ({ middleName }) => middleName,
  'name.formatted': ({ formattedName }) => formattedName,
  'name.honorificPrefix': ({ honorificPrefix }) => honorificPrefix,
  'name.honorificSuffix': ({ honorificSuffix }) => honorificSuffix,
  'enterprise.employeeNumber': ({ enterprise }) => enterprise?.employeeNumber,
  'enterprise.costCenter': ({ enterprise }) => enterprise?.costCenter,
  'enterprise.organization': ({ enterprise }) => enterprise?.organization,
  'enterprise.division': ({ enterprise }) => enterprise?.division,
  'enterprise.department': ({ enterprise }) => enterprise?.department,
  'enterprise.manager.value': ({ enterprise }) => enterprise?.manager?.value,
};

/** The lists of which Identity Center holds one entry each: `emails[primary eq true].value`. */
const ENTRY =
  /^(emails|phoneNumbers|addresses|roles)(?:\[(?:primary eq true|type eq "[\w ]{1,40}")\])?\.(\w{1,40})$/;

/**
 * The session tags that a role session gets of a sign-in. Where a key comes both from the configuration and in the assertion,
 * the assertion's value counts; where attributes for access control are not enabled there are none.
 *
 * @returns by key, as `aws:PrincipalTag/<key>` shows them
 */
export function sessionTagsOf(ground: LabGround, user: StoreUser, signIn: SignIn): Record<string, string> {
  const configured = ground.state.aws.identityCenter.accessControlAttributes;
  if (configured === undefined) return {};
  const tags = configured.flatMap(({ key, sources }): [string, string][] => {
    const value = sources
      .map((source) => attributeOf(user, source))
      .find((one) => one !== undefined && one !== '');
    return value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries([...tags, ...Object.entries(signIn.attributes)]);
}

/** @param source `${path:enterprise.department}`, or a fixed text */
function attributeOf(user: StoreUser, source: string): string | undefined {
  const path = /^\$\{path:([^}]{1,200})\}$/.exec(source.trim())?.[1];
  if (path === undefined) return source.includes('${') ? undefined : source;
  if (Object.hasOwn(PATHS, path)) return PATHS[path]?.(user);
  const [, list, member] = ENTRY.exec(path) ?? [];
  if (list === undefined || member === undefined) return undefined;
  const [entry] = user[list as 'emails' | 'phoneNumbers' | 'addresses' | 'roles'];
  const value =
    entry === undefined || !Object.hasOwn(entry, member)
      ? undefined
      : (entry as unknown as Record<string, unknown>)[member];
  return typeof value === 'string' ? value : undefined;
}
