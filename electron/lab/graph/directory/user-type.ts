import type { User } from '../../entra/directory.ts';
import type { ResourceType } from '../odata/resource-type.ts';

/** Attributes that are kept beside those the Lab knows. */
export const FURTHER = ['officeLocation', 'employeeType', 'faxNumber', 'ageGroup'] as const;

/** Graph: user. */
export const USER_TYPE: ResourceType<User> = {
  name: 'user',
  set: 'users',
  show: (user) => ({
    id: user.id,
    businessPhones: user.businessPhones,
    displayName: user.displayName,
    givenName: user.givenName ?? null,
    jobTitle: user.jobTitle ?? null,
    mail: user.mail ?? null,
    mobilePhone: user.mobilePhone ?? null,
    ...Object.fromEntries(FURTHER.map((name) => [name, user.extra?.[name] ?? null])),
    preferredLanguage: user.preferredLanguage ?? null,
    surname: user.surname ?? null,
    userPrincipalName: user.userPrincipalName,
    accountEnabled: user.accountEnabled,
    city: user.city ?? null,
    companyName: user.companyName ?? null,
    country: user.country ?? null,
    createdDateTime: user.createdDateTime,
    creationType: user.creationType ?? null,
    department: user.department ?? null,
    employeeId: user.employeeId ?? null,
    employeeOrgData: user.extra?.employeeOrgData ?? null,
    externalUserState: user.externalUserState ?? null,
    mailNickname: user.mailNickname,
    onPremisesImmutableId: user.onPremisesImmutableId ?? null,
    onPremisesSyncEnabled: user.onPremisesSyncEnabled ?? null,
    onPremisesUserPrincipalName: user.onPremisesUserPrincipalName ?? null,
    otherMails: user.otherMails,
    postalCode: user.postalCode ?? null,
    signInSessionsValidFromDateTime: user.signInSessionsValidFromDateTime ?? user.createdDateTime,
    state: user.state ?? null,
    streetAddress: user.streetAddress ?? null,
    usageLocation: user.usageLocation ?? null,
    userType: user.userType,
  }),
  byDefault: [
    'businessPhones',
    'displayName',
    'givenName',
    'jobTitle',
    'mail',
    'mobilePhone',
    'officeLocation',
    'preferredLanguage',
    'surname',
    'userPrincipalName',
    'id',
  ],
  expands: {
    manager: (user, tenant) => {
      const manager = tenant.users.get(user.manager ?? '');
      return manager === undefined
        ? null
        : { '@odata.type': '#microsoft.graph.user', ...USER_TYPE.show(manager, tenant) };
    },
  },
};
