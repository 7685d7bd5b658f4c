import type { LabRandom } from '../platform/lab-random.ts';
import type { LabState } from '../state.ts';
import { newPermissionSet } from './grow-aws.ts';
import type { Growth } from './growth.ts';
import { AWS_SERVICES, DEPARTMENTS, MANAGED_POLICIES, STAGES, TITLES } from './scale-words.ts';

/** Accounts of one organizational unit at most, so that the tree grows with the organization. */
const PER_UNIT = 25;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Adds accounts below a tree of organizational units: departments, below each its stages. */
export function addAccounts(growth: Growth, state: LabState, count: number): void {
  const { organization } = state.aws;
  const random = growth.random.branch('scale accounts');
  const domain = [...organization.accounts.values()][0]?.email.split('@')[1] ?? 'example.com';
  let unit = '';
  for (let number = 1; number <= count; number += 1) {
    if ((number - 1) % PER_UNIT === 0) unit = newUnit(state, random, Math.floor((number - 1) / PER_UNIT));
    const name = `${random.pick(DEPARTMENTS).toLowerCase()}-${random.pick(STAGES)}-${String(number).padStart(4, '0')}`;
    let id = `2${random.digits(11)}`;
    while (organization.accounts.has(id)) id = `2${random.digits(11)}`;
    organization.accounts.set(id, {
      id,
      name,
      email: `aws+${name}@${domain}`,
      status: 'ACTIVE',
      parentId: unit,
      joinedAt: growth.now,
      tags: new Map([['stage', name.split('-')[1] ?? '']]),
    });
  }
}

/** @returns the id of a unit one level below a department's, both made where they are missing */
function newUnit(state: LabState, random: LabRandom, index: number): string {
  const { organization } = state.aws;
  const department = DEPARTMENTS[index % DEPARTMENTS.length] ?? 'Department';
  const make = (name: string, parentId: string): string => {
    const id = `ou-${organization.rootId.slice(2)}-${random.text(8, ALPHABET)}`;
    organization.units.set(id, { id, name, parentId });
    return id;
  };
  const above = [...organization.units.values()].find(
    ({ name, parentId }) => name === department && parentId === organization.rootId,
  );
  const parent = above?.id ?? make(department, organization.rootId);
  const round = Math.floor(index / DEPARTMENTS.length);
  return make(`${department} ${round + 1}`, parent);
}

/** Adds permission sets: with AWS-managed policies, an inline policy, or both, and other session durations. */
export function addPermissionSets(growth: Growth, state: LabState, count: number): void {
  const { identityCenter } = state.aws;
  const random = growth.random.branch('scale permission sets');
  for (let number = 1; number <= count; number += 1) {
    const name = `${random.pick(DEPARTMENTS)}${random.pick(TITLES)}-${String(number).padStart(4, '0')}`;
    const kind = random.below(3);
    const service = random.pick(AWS_SERVICES);
    const set = newPermissionSet(growth, identityCenter.instanceArn, {
      name,
      description: `Generated number ${number}`,
      sessionDuration: random.pick(['PT1H', 'PT4H', 'PT8H', 'PT12H']),
      ...(kind === 0
        ? {}
        : { managedPolicies: [`arn:aws:iam::aws:policy/${random.pick(MANAGED_POLICIES)}`] }),
      ...(kind === 1
        ? {}
        : {
            inlinePolicy: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: `${service}:*`, Resource: '*' }],
            },
          }),
      tags: { service },
    });
    // The ARN of a generated set comes from the sequence, where two names cannot fall together.
    const arn = `${set.arn.slice(0, -16)}${random.hex(16)}`;
    identityCenter.permissionSets.set(arn, { ...set, arn });
  }
}
