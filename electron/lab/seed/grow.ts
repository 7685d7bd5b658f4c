import type { Scale } from '../../../shared/core/lab/scale.ts';
import { IdentityStore } from '../aws/identity-store.ts';
import type { AwsState } from '../aws/state.ts';
import type { Tenant, User } from '../entra/directory.ts';
import { rememberProvisioned } from '../graph/provisioning/remember.ts';
import { firstCycle } from '../graph/provisioning/schedule.ts';
import { certificateBase64 } from '../platform/certificates.ts';
import type { LabState } from '../state.ts';
import { growAdfs } from './grow-adfs.ts';
import { addApplications } from './grow-applications.ts';
import { addProvisioned, assign, growAws } from './grow-aws.ts';
import { addIdentityCenterApp } from './grow-aws-app.ts';
import { groupNamed, growDirectory, userNamed } from './grow-directory.ts';
import { type Growth, idFor } from './growth.ts';
import { addScale } from './scale.ts';
import type { Seed } from './seed.ts';

/**
 * Makes the whole state of a Lab out of a seed: trust and provisioning are already set up between the first tenant and
 * Identity Center, with everybody in place.
 *
 * @param scale what is added to what the seed names
 * @throws RangeError where the seed names what it does not have, or the scale asks for more than there can be
 */
export async function growState(growth: Growth, seed: Seed, scale?: Scale): Promise<LabState> {
  const adfs = await growAdfs(growth, seed);
  const signing = adfs.tokenSigning[0];
  const directory = await growDirectory(growth, seed, {
    host: adfs.host,
    signingCertificate: signing === undefined ? '' : certificateBase64(signing.certificatePem),
  });
  const aws = growAws(growth, seed);
  const [tenant] = directory.tenants.values();
  if (tenant === undefined) throw new RangeError('the seed has no tenant');
  const groups = assignedGroups(seed);
  const users = assignedUsers(seed);
  provision(growth, aws, tenant, groups, users);
  assignAll(growth, aws, seed);
  addApplications(growth, aws, directory, seed);
  const job = await addIdentityCenterApp(growth, tenant, aws, seed.aws.application, { groups, users });
  const state: LabState = {
    seed: seed.name,
    directory,
    entraSignIn: {
      sessions: new Map(),
      codes: new Map(),
      refreshTokens: new Map(),
      deviceCodes: new Map(),
      pendingSignIns: new Map(),
      samlSignIns: new Map(),
      log: [],
    },
    adfs,
    myApps: { sessions: new Map(), handOvers: new Map() },
    synchronization: { jobs: new Map([[job.id, job]]), log: [], replicating: new Map() },
    aws,
    pending: firstCycle(job, growth.now),
  };
  if (scale !== undefined) addScale(growth, state, scale);
  rememberProvisioned(job, tenant, aws.identityStore, idFor(growth, 'first cycle'), growth.now);
  return state;
}

/** Names of the groups that have a permission set or an application: those are assigned to the application and provisioned. */
function assignedGroups(seed: Seed): readonly string[] {
  const { assignments, applications = [] } = seed.aws;
  const direct = assignments.flatMap(({ group }) => group ?? []);
  return [...new Set([...direct, ...applications.flatMap(({ groups = [] }) => groups)])];
}

function assignedUsers(seed: Seed): readonly string[] {
  const { assignments, applications = [] } = seed.aws;
  const direct = assignments.flatMap(({ user }) => user ?? []);
  return [...new Set([...direct, ...applications.flatMap(({ users = [] }) => users)])];
}

function provision(
  growth: Growth,
  aws: AwsState,
  tenant: Tenant,
  groupNames: readonly string[],
  userNames: readonly string[],
): void {
  const store = new IdentityStore(aws.identityStore);
  for (const name of groupNames) {
    const group = groupNamed(tenant, name);
    const groupId = addProvisioned(growth, aws.identityStore, { group: name, externalId: group.id });
    for (const memberId of group.members) {
      const user = tenant.users.get(memberId);
      if (user === undefined) continue;
      const userId = provisionUser(growth, aws, user);
      store.addMembership({
        membershipId: idFor(growth, 'membership', groupId, userId),
        groupId,
        userId,
        createdAt: growth.now,
      });
    }
  }
  for (const name of userNames) provisionUser(growth, aws, userNamed(tenant, name));
}

function provisionUser(growth: Growth, aws: AwsState, user: User): string {
  return addProvisioned(growth, aws.identityStore, {
    user: {
      // Entra provisions a guest under the name of its home (facts/microsoft.md section 3).
      userName: user.userType === 'Guest' ? (user.mail ?? user.userPrincipalName) : user.userPrincipalName,
      displayName: user.displayName,
      givenName: user.givenName ?? '',
      familyName: user.surname ?? '',
      ...(user.jobTitle === undefined ? {} : { title: user.jobTitle }),
      ...(user.department === undefined ? {} : { department: user.department }),
    },
    externalId: user.id,
  });
}

function assignAll(growth: Growth, aws: AwsState, seed: Seed): void {
  const store = new IdentityStore(aws.identityStore);
  const sets = new Map([...aws.identityCenter.permissionSets.values()].map((set) => [set.name, set]));
  const accounts = new Map([...aws.organization.accounts.values()].map(({ name, id }) => [name, id]));
  for (const { group, user, permissionSet, accounts: names } of seed.aws.assignments) {
    const set = sets.get(permissionSet);
    const principalId =
      group === undefined ? store.userByName(user ?? '')?.userId : store.groupByName(group)?.groupId;
    if (set === undefined || principalId === undefined)
      throw new RangeError(`the seed cannot assign ${permissionSet} to ${group ?? user}`);
    for (const name of names) {
      const accountId = accounts.get(name);
      if (accountId === undefined) throw new RangeError(`the seed has no account ${name}`);
      assign(growth, aws, accountId, set, group === undefined ? 'USER' : 'GROUP', principalId);
    }
  }
}
