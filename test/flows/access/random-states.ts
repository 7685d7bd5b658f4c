import fc from 'fast-check';
import type { AccessSnapshot, Assignment, PermissionSet } from '../../../shared/core/access/model.ts';
import { SMALL, setArn } from '../../core/access/small-organization.ts';

const NAMES = ['Admin', 'Reader', 'Ops', 'Audit', 'Net'] as const;
const POLICIES = ['ReadOnlyAccess', 'PowerUserAccess', 'Billing', 'job-function/ViewOnlyAccess'].map(
  (name) => `arn:aws:iam::aws:policy/${name}`,
);
const INLINE = ['s3:GetObject', 'ec2:Describe*'].map(
  (action) => `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"${action}","Resource":"*"}]}`,
);

const permissionSet = (name: string): fc.Arbitrary<PermissionSet> =>
  fc
    .record(
      {
        description: fc.constantFrom('One', 'Two: three', '# no comment'),
        relayState: fc.constantFrom('https://a.example', 'https://b.example'),
        sessionDuration: fc.constantFrom('PT1H', 'PT8H', 'PT12H'),
        tags: fc.dictionary(fc.constantFrom('Owner', 'Cost', 'No: yes'), fc.constantFrom('', 'it', '007'), {
          noNullPrototype: true,
        }),
        managedPolicies: fc.uniqueArray(fc.constantFrom(...POLICIES)),
        customerManagedPolicies: fc.uniqueArray(
          fc.record({ name: fc.constantFrom('a', 'b'), path: fc.constantFrom('/', '/x/') }),
          { selector: ({ name, path }) => path + name },
        ),
        inlinePolicy: fc.constantFrom('', ...INLINE),
        boundary: fc.constantFrom<NonNullable<PermissionSet['boundary']>>(
          { kind: 'none' },
          { kind: 'managed', arn: POLICIES[0] ?? '' },
          { kind: 'customer-managed', name: 'edge', path: '/' },
        ),
      },
      {
        requiredKeys: [
          'sessionDuration',
          'tags',
          'managedPolicies',
          'customerManagedPolicies',
          'inlinePolicy',
          'boundary',
        ],
      },
    )
    .map((members) => ({ arn: setArn(name), name, ...members }));

const principals = [
  ...SMALL.groups.map(({ id }) => ({ principalType: 'GROUP' as const, principalId: id })),
  ...SMALL.users.map(({ id }) => ({ principalType: 'USER' as const, principalId: id })),
];

/** Any state of the small organization: some of five sets, some of the possible assignments. */
export const anyState: fc.Arbitrary<AccessSnapshot> = fc
  .uniqueArray(fc.constantFrom(...NAMES), { minLength: 1 })
  .chain((names) =>
    fc.record({
      sets: fc.tuple(...names.map(permissionSet)),
      assignments: fc.uniqueArray(
        fc.record({
          accountId: fc.constantFrom(...SMALL.accounts.map(({ id }) => id)),
          permissionSetArn: fc.constantFrom(...names.map(setArn)),
          principal: fc.constantFrom(...principals),
        }),
        {
          maxLength: 20,
          selector: ({ accountId, permissionSetArn, principal }) =>
            accountId + permissionSetArn + principal.principalId,
        },
      ),
    }),
  )
  .map(({ sets, assignments }) => {
    const flat: Assignment[] = assignments.map(({ accountId, permissionSetArn, principal }) => ({
      accountId,
      permissionSetArn,
      ...principal,
    }));
    const pairs = new Map(
      flat.map(({ accountId, permissionSetArn }) => [
        accountId + permissionSetArn,
        { accountId, permissionSetArn },
      ]),
    );
    return { ...SMALL, permissionSets: sets, assignments: flat, provisioned: [...pairs.values()] };
  });

/** The state in a form in which equal states are equal: without ARNs, lists in order. */
export function essence(snapshot: AccessSnapshot): unknown {
  const nameOf = new Map(snapshot.permissionSets.map(({ arn, name }) => [arn, name ?? '']));
  const byKey = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  return {
    sets: snapshot.permissionSets
      .map(({ arn: _, managedPolicies = [], customerManagedPolicies = [], tags = {}, ...set }) => ({
        ...set,
        tags: Object.entries(tags).sort(byKey),
        managedPolicies: [...managedPolicies].sort(),
        customerManagedPolicies: [...customerManagedPolicies].sort(byKey),
      }))
      .sort((a, b) => byKey(a.name, b.name)),
    assignments: snapshot.assignments
      .map(({ accountId, permissionSetArn, principalId }) => [
        accountId,
        nameOf.get(permissionSetArn),
        principalId,
      ])
      .sort(byKey),
  };
}
