import type { SignedIn } from '../sign-in/signed-in.ts';

type Reader = (person: SignedIn) => string | readonly string[] | undefined;

/**
 * Sources of claims by the names that the portal (`user.mail`) and claims mapping policies (`mail`) give them, lower case
 * without `user.`.
 */
const ATTRIBUTES: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['userprincipalname', userPrincipalName],
  ['localuserprincipalname', ({ user }) => user.userPrincipalName],
  ['onpremisesuserprincipalname', ({ user }) => user.onPremisesUserPrincipalName],
  ['onpremisesimmutableid', ({ user }) => user.onPremisesImmutableId],
  ['mail', ({ user }) => user.mail],
  ['othermail', ({ user }) => user.otherMails],
  ['othermails', ({ user }) => user.otherMails],
  ['mailnickname', ({ user }) => user.mailNickname],
  ['objectid', ({ user }) => user.id],
  ['displayname', ({ user }) => user.displayName],
  ['givenname', ({ user }) => user.givenName],
  ['surname', ({ user }) => user.surname],
  ['jobtitle', ({ user }) => user.jobTitle],
  ['department', ({ user }) => user.department],
  ['companyname', ({ user }) => user.companyName],
  ['employeeid', ({ user }) => user.employeeId],
  ['preferredlanguage', ({ user }) => user.preferredLanguage],
  ['preferredlanguange', ({ user }) => user.preferredLanguage],
  ['usagelocation', ({ user }) => user.usageLocation],
  ['mobilephone', ({ user }) => user.mobilePhone],
  ['telephonenumber', ({ user }) => user.businessPhones[0]],
  ['streetaddress', ({ user }) => user.streetAddress],
  ['city', ({ user }) => user.city],
  ['state', ({ user }) => user.state],
  ['postalcode', ({ user }) => user.postalCode],
  ['country', ({ user }) => user.country],
  ['usertype', ({ user }) => user.userType],
]);

/**
 * The user principal name as claims have it: a guest with an account at another Entra tenant has the name of home there,
 * any other guest the #EXT# name (facts/microsoft.md section 3).
 */
export function userPrincipalName({ user, home }: SignedIn): string {
  return user.userType === 'Guest' && home.user.id !== user.id
    ? home.user.userPrincipalName
    : user.userPrincipalName;
}

/**
 * @param source `user.mail`, `mail`, `extensionattribute1` ... in any case
 * @returns the values that are there and not empty; undefined for a source Entra does not know
 */
export function attributeValues(person: SignedIn, source: string): readonly string[] | undefined {
  const name = source.toLowerCase().replace(/^user\./, '');
  const read = ATTRIBUTES.get(name);
  if (read !== undefined) return filled(read(person));
  const extension = /^extensionattribute(1[0-5]|[1-9])$/.exec(name);
  if (extension === null) return undefined;
  const all = person.user.extra?.onPremisesExtensionAttributes;
  const value =
    typeof all === 'object' && all !== null
      ? Object.entries(all).find(([key]) => key.toLowerCase() === name)?.[1]
      : undefined;
  return filled(typeof value === 'string' ? value : undefined);
}

function filled(value: string | readonly string[] | undefined): readonly string[] {
  const values = typeof value === 'string' ? [value] : (value ?? []);
  return values.filter((one) => one !== '');
}
