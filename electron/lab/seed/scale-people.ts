import { IdentityStore } from '../aws/identity-store.ts';
import { domainOf } from '../control/people.ts';
import {
  type Group,
  IDENTITY_CENTER_TEMPLATE,
  type ServicePrincipal,
  type Tenant,
  USER_ROLE,
  type User,
} from '../entra/directory.ts';
import type { LabRandom } from '../platform/lab-random.ts';
import type { LabState } from '../state.ts';
import { type Growth, iso } from './growth.ts';
import { DEPARTMENTS, DUTIES, GIVEN_NAMES, SURNAMES, TITLES } from './scale-words.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Most groups a generated person is in. */
const MOST_GROUPS = 4;

interface Where {
  readonly growth: Growth;
  readonly state: LabState;
  readonly tenant: Tenant;
  readonly random: LabRandom;
}

/**
 * Adds people and groups to the first tenant, its forest where it is federated, and the identity store. Ids come from one
 * sequence: an id made out of a name would be the same for two of a hundred thousand names.
 */
export function addPeople(
  growth: Growth,
  state: LabState,
  wanted: { readonly users: number; readonly groups: number },
): void {
  const [tenant] = state.directory.tenants.values();
  if (tenant === undefined) return;
  const where: Where = { growth, state, tenant, random: growth.random.branch('scale people') };
  const groups = Array.from({ length: wanted.groups }, (_, index) => newGroup(where, index + 1));
  const users = Array.from({ length: wanted.users }, (_, index) => newUser(where, index + 1));
  for (const user of users) {
    const count = Math.min(groups.length, 1 + where.random.below(MOST_GROUPS));
    for (let left = count; left > 0; left -= 1) where.random.pick(groups).members.add(user.id);
  }
  provisionAll(where, groups, users);
}

function newGroup({ growth, tenant, random }: Where, number: number): Group {
  const name = `${random.pick(DEPARTMENTS)} ${random.pick(DUTIES)} ${String(number).padStart(4, '0')}`;
  const group: Group = {
    id: random.uuid(),
    displayName: name,
    mailNickname: name.replace(/\W/g, ''),
    mailEnabled: false,
    securityEnabled: true,
    createdDateTime: iso(growth.now),
    members: new Set(),
    owners: new Set(),
  };
  tenant.groups.set(group.id, group);
  return group;
}

function newUser(where: Where, number: number): User {
  const { growth, state, tenant, random } = where;
  const givenName = random.pick(GIVEN_NAMES);
  const surname = random.pick(SURNAMES);
  const domain = domainOf(tenant);
  const alias = `${givenName}.${surname}${number}`.toLowerCase();
  const userName = `${alias}@${domain}`;
  const federated = tenant.domains.get(domain)?.authenticationType === 'Federated';
  const password = `Lab-${random.token(10)}`;
  const department = random.pick(DEPARTMENTS);
  const immutableId = Buffer.from(random.bytes(16)).toString('base64');
  const user: User = {
    id: random.uuid(),
    userPrincipalName: userName,
    displayName: `${givenName} ${surname}`,
    givenName,
    surname,
    mail: userName,
    mailNickname: alias,
    accountEnabled: true,
    userType: 'Member',
    jobTitle: `${department} ${random.pick(TITLES)}`,
    department,
    businessPhones: [],
    otherMails: [],
    ...(federated
      ? {
          onPremisesSyncEnabled: true,
          onPremisesImmutableId: immutableId,
          onPremisesUserPrincipalName: userName,
        }
      : {}),
    createdDateTime: iso(growth.now),
    secret: { ...(federated ? {} : { password }), totp: random.text(32, BASE32) },
  };
  tenant.users.set(user.id, user);
  if (federated) {
    state.adfs.accounts.set(userName, {
      userPrincipalName: userName,
      samAccountName: `u${number}`,
      displayName: user.displayName,
      givenName,
      surname,
      mail: userName,
      immutableId,
      enabled: true,
      password,
      groups: [],
    });
  }
  return user;
}

/** Assigns to the application what has no assignment yet, and puts it into the store as a provisioning cycle does. */
function provisionAll(where: Where, groups: readonly Group[], users: readonly User[]): void {
  const { growth, state, tenant, random } = where;
  const store = new IdentityStore(state.aws.identityStore);
  const issuer = `https://scim.amazonaws.com/${state.aws.identityStore.id}`;
  const application = [...tenant.servicePrincipals.values()].find(
    ({ applicationTemplateId }) => applicationTemplateId === IDENTITY_CENTER_TEMPLATE,
  );
  const times = { createdAt: growth.now, updatedAt: growth.now, createdBy: 'SCIM' as const };
  const inStore = new Map<string, string>();
  for (const user of users) {
    const userId = random.uuid();
    inStore.set(user.id, userId);
    store.putUser({
      userId,
      userName: user.userPrincipalName,
      displayName: user.displayName,
      givenName: user.givenName ?? '',
      familyName: user.surname ?? '',
      formattedName: user.displayName,
      ...(user.jobTitle === undefined ? {} : { title: user.jobTitle }),
      active: true,
      emails: [{ value: user.userPrincipalName, type: 'work', primary: true }],
      phoneNumbers: [],
      addresses: [],
      roles: [],
      ...(user.department === undefined ? {} : { enterprise: { department: user.department } }),
      externalIds: [{ issuer, id: user.id }],
      ...times,
    });
    if (groups.length === 0 && application !== undefined) assignToApp(where, application, user.id, 'User');
  }
  for (const group of groups) {
    const groupId = random.uuid();
    store.putGroup({
      groupId,
      displayName: group.displayName,
      externalIds: [{ issuer, id: group.id }],
      ...times,
    });
    if (application !== undefined) assignToApp(where, application, group.id, 'Group');
    for (const memberId of group.members) {
      const userId = inStore.get(memberId);
      if (userId !== undefined)
        store.addMembership({ membershipId: random.uuid(), groupId, userId, createdAt: growth.now });
    }
  }
}

function assignToApp(
  { growth, tenant, random }: Where,
  application: ServicePrincipal,
  principalId: string,
  principalType: 'User' | 'Group',
): void {
  const id = random.uuid();
  tenant.appRoleAssignments.set(id, {
    id,
    principalId,
    principalType,
    resourceId: application.id,
    appRoleId: USER_ROLE,
    createdDateTime: iso(growth.now),
  });
}
