import { describe, expect, it } from 'vitest';
import { DESIRED_SCHEMA } from '../../../shared/core/access/desired/desired-schema.ts';
import { exportDesired } from '../../../shared/core/access/desired/export-desired.ts';
import { parseDesired } from '../../../shared/core/access/desired/parse-desired.ts';
import { assignmentKey, resolveDesired } from '../../../shared/core/access/desired/resolve-desired.ts';
import type { AccessSnapshot } from '../../../shared/core/access/model.ts';
import type { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { DEV, MANAGEMENT, PROD, SMALL, setArn, smallIndex } from './small-organization.ts';

function problemsOf(work: () => unknown): string[] {
  try {
    work();
  } catch (thrown) {
    const { code, details } = thrown as WorkbenchError<'ERR_ACCESS_DESIRED'>;
    expect(code).toBe('ERR_ACCESS_DESIRED');
    return details.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
  }
  return [];
}
const parsing = (text: string): string[] => problemsOf(() => parseDesired(text));
const resolve = (text: string, changes: Partial<AccessSnapshot> = {}) =>
  resolveDesired(parseDesired(text), smallIndex(changes));
const resolving = (entry: string, changes: Partial<AccessSnapshot> = {}): string[] =>
  problemsOf(() => resolve(`version: 1\nassignments:\n  - ${entry}\n`, changes));

describe('a desired-state file that cannot be used', () => {
  it.each([
    ['', '1:1 The file is empty.'],
    ['[]', '1:1 A desired state must be a mapping.'],
    ['version: 2', '1:10 Only version 1 is known.'],
    ['permissionSets:', '1:1 It does not say its version: add version: 1.'],
    [
      'version: 1\nsets: {}',
      '2:1 A desired state has no “sets”; it has version, permissionSets, assignments.',
    ],
    ['version: 1\npermissionSets:\n  A: {}\n  A: {}', '4:3 This key stands twice.'],
    [
      'version: 1\npermissionSets:\n  A B: {}',
      "3:3 A permission set's name has 1 to 32 letters, digits or +=,.@-_: “A B”.",
    ],
    [
      'version: 1\npermissionSets:\n  A: {sessionDuration: PT13H}',
      '3:24 The session duration goes from PT1H to PT12H: “PT13H”.',
    ],
    [
      'version: 1\npermissionSets:\n  A: {sessionDuration: PT}',
      '3:24 The session duration goes from PT1H to PT12H: “PT”.',
    ],
    [
      'version: 1\npermissionSets:\n  A: {managedPolicies: [ReadOnlyAccess]}',
      /3:25 A managed policy is named by its ARN/,
    ],
    [
      'version: 1\npermissionSets:\n  A: {managedPolicies: [arn:aws:iam::aws:policy/A, arn:aws:iam::aws:policy/A]}',
      /stands twice/,
    ],
    [
      'version: 1\npermissionSets:\n  A: {customerManagedPolicies: [{path: /}]}',
      /3:33 A customer-managed policy has a name/,
    ],
    [
      'version: 1\npermissionSets:\n  A: {customerManagedPolicies: [{name: a, path: x}]}',
      /A path begins and ends with a slash/,
    ],
    [
      'version: 1\npermissionSets:\n  A: {permissionsBoundary: {}}',
      /either managedPolicy or customerManagedPolicy/,
    ],
    [
      'version: 1\npermissionSets:\n  A: {inlinePolicy: {Statement: []}}',
      /3:21 The inline policy: The list of statements is empty/,
    ],
    [
      'version: 1\npermissionSets:\n  A: {inlinePolicy: "{"}',
      /3:21 The inline policy: .*\(its line 1, column 2\)/,
    ],
    [
      'version: 1\npermissionSets:\n  A: {absent: true, description: x}',
      /shall be absent, so that it has nothing else/,
    ],
    ['version: 1\npermissionSets:\n  A: {tags: {"aws:x": y}}', /does not begin with aws:/],
    ['version: 1\npermissionSets:\n  A: {tags: {x: "a\\\\b"}}', /letters, digits, spaces/],
    ['version: 1\npermissionSets:\n  A: {description: ""}', /3:20 The description is empty/],
    [
      'version: 1\nassignments:\n  - {groups: [a], accounts: ["*"]}',
      /3:5 An entry of assignments names a permissionSet/,
    ],
    ['version: 1\nassignments:\n  - {permissionSet: a, accounts: ["*"]}', /names groups or users/],
    ['version: 1\nassignments:\n  - {permissionSet: a, groups: [b]}', /names accounts/],
    [
      'version: 1\nassignments:\n  - {permissionSet: a, groups: [b, b], accounts: [c]}',
      /“b” stands twice in this list/,
    ],
    [
      'version: 1\nassignments:\n  - {permissionSet: a, groups: [b], accounts: [{ou: x, tag: y}]}',
      /selected by one of id, name, ou, tag/,
    ],
    [
      'version: 1\nassignments:\n  - {permissionSet: a, groups: [b], accounts: [{id: 12}]}',
      /An account's id has twelve digits/,
    ],
    ['version: 1\nassignments: [\n', /:/],
    ['a: &a [*a]', /:/],
    ['- '.repeat(5000), /nested too deeply/],
    ['['.repeat(100_000), /:/],
  ])('%j', (text, expected) => {
    const problems = parsing(text);
    expect(problems[0]).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  });

  it('names every problem at once, in the order of the file', () => {
    const problems = parsing('version: 1\nx: 1\npermissionSets:\n  A: {y: 1, sessionDuration: 5}\n');
    expect(problems.map((problem) => problem.slice(0, 4))).toEqual(['2:1 ', '4:7 ', '4:30']);
  });

  it('is not multiplied by aliases', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x,x]',
      ...'bcdefghij'
        .split('')
        .map(
          (name, position) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghij'[position]}`).join(',')}]`,
        ),
    ];
    const before = performance.now();
    expect(parsing(bomb.join('\n'))[0]).toMatch(/too many values/);
    expect(performance.now() - before).toBeLessThan(5000);
  });
});

describe('names of a desired state', () => {
  it('selects accounts by id, name, unit, tag and all', () => {
    const accountsOf = (accounts: string): string[] =>
      resolve(`version: 1\nassignments: [{permissionSet: Admin, groups: [Admins], accounts: ${accounts}}]`)
        .assignments.map(({ accountId }) => accountId)
        .sort();
    expect(accountsOf(`[${PROD}]`)).toEqual([PROD]);
    expect(accountsOf('shop-dev')).toEqual([DEV]);
    expect(accountsOf('[{ou: Root/Workloads}]')).toEqual([PROD, DEV]);
    expect(accountsOf('[{ou: /Workloads/Prod/}]')).toEqual([PROD]);
    expect(accountsOf('[{ou: /}]')).toEqual([MANAGEMENT, PROD, DEV]);
    expect(accountsOf('[{tag: {Env: prod}}, {tag: Env=dev}]')).toEqual([PROD, DEV]);
    expect(accountsOf('[{tag: Env}]')).toEqual([PROD, DEV]);
    expect(accountsOf('"*"')).toEqual([MANAGEMENT, PROD, DEV]);
  });

  it('keeps the zeros of an account id without quotes', () => {
    const accounts = [{ id: '012345678901', name: 'old' }];
    const { assignments } = resolve(
      'version: 1\nassignments: [{permissionSet: Admin, groups: [Admins], accounts: [012345678901]}]',
      { accounts },
    );
    expect(assignments[0]?.accountId).toBe('012345678901');
  });

  it('names what is unknown, ambiguous or contradicted, and what is near', () => {
    const entry = (more: string): string =>
      `{permissionSet: Admin, groups: [Admins], accounts: [shop-dev], ${more}}`;
    expect(resolving('{permissionSet: admin, groups: [Admins], accounts: [shop-dev]}')).toEqual([
      '3:21 There is no permission set “admin”. Did you mean Admin?',
    ]);
    expect(resolving('{permissionSet: Admin, groups: [Admin], accounts: [shop-dve]}')).toEqual([
      '3:37 There is no group “Admin”. Did you mean Admins?',
      '3:56 There is no account “shop-dve”. Did you mean shop-dev?',
    ]);
    expect(resolving(entry('users: [nobody]'))[0]).toMatch(/There is no user “nobody”\.$/);
    expect(resolving(entry('users: [{id: x}]'))[0]).toMatch(/There is no user with the id “x”/);
    const groups = [...SMALL.groups, { id: 'g-2', displayName: 'Admins' }];
    expect(resolving(entry(''), { groups })).toEqual([
      '3:37 2 groups have the name “Admins”; name one by its id: g-admins, g-2.',
    ]);
    const accounts = [...SMALL.accounts, { id: '444444444444', name: 'shop-dev' }];
    expect(resolving(entry(''), { accounts })[0]).toMatch(/2 accounts have the name/);
    expect(resolving(`${entry('')}\n  - ${entry('absent: true')}`)).toEqual([
      '4:5 An assignment below shall be absent here and present elsewhere.',
    ]);
    expect(resolving('{permissionSet: Admin, groups: [Admins], accounts: [{ou: Root/Prodd}]}')[0]).toMatch(
      /There is no organizational unit/,
    );
  });

  it('names a circle of organizational units', () => {
    const units = [
      { id: 'a', name: 'A', parentId: 'b' },
      { id: 'b', name: 'B', parentId: 'a' },
    ];
    expect(
      resolving('{permissionSet: Admin, groups: [Admins], accounts: [{ou: A/B}]}', { units })[0],
    ).toMatch(/3:57 .*contain one another: B, A/);
  });

  it('tells unknown from absent', () => {
    const denied = (part: AccessSnapshot['unknown'][number]['part']) => ({
      unknown: [{ part, code: 'x', message: 'Not allowed.' }],
    });
    expect(
      resolving('{permissionSet: Admin, groups: [Other], accounts: [shop-dev]}', denied('groups'))[0],
    ).toMatch(/is not known: Not allowed/);
    expect(
      resolving('{permissionSet: Admin, groups: [Admins], accounts: ["*"]}', denied('accounts'))[0],
    ).toMatch(/not known in full/);
    const untagged = SMALL.accounts.map(({ tags: _, ...account }) => account);
    expect(
      resolving('{permissionSet: Admin, groups: [Admins], accounts: [{tag: Env}]}', {
        accounts: untagged,
      })[0],
    ).toMatch(/tags of accounts are not known/);
  });

  it('warns of what selects nothing, and leaves suspended accounts out', () => {
    const text =
      'version: 1\nassignments: [{permissionSet: Admin, groups: [Admins], accounts: [{tag: Env=test}, {ou: Workloads/Prod}]}]';
    const accounts = SMALL.accounts.map((account) => ({ ...account, status: 'SUSPENDED' }));
    const { assignments, warnings } = resolve(text, { accounts });
    expect(assignments).toEqual([]);
    expect(warnings).toHaveLength(2);
  });
});

describe('exportDesired', () => {
  it('writes what parses to the same state', () => {
    const text = exportDesired(smallIndex());
    expect(text).toContain('"333333333333" # shop-dev');
    const { assignments } = resolveDesired(parseDesired(text), smallIndex());
    expect(assignments.map(assignmentKey).sort()).toEqual(
      SMALL.assignments
        .map(
          ({ accountId, permissionSetArn, principalType, principalId }) =>
            `${accountId} ${principalType} ${principalId} ${permissionSetArn === setArn('Admin') ? 'Admin' : 'Reader'}`,
        )
        .sort(),
    );
  });

  it('names deleted principals by id, and comments on what is unknown without breaking the file', () => {
    const text = exportDesired(
      smallIndex({
        users: [],
        accounts: [{ id: DEV, name: 'a\n- b: #' }],
        unknown: [
          {
            part: 'assignments',
            accountId: PROD,
            permissionSetArn: setArn('Reader'),
            code: 'ERR_AWS_ACCESS_DENIED',
            message: 'x\ny',
          },
        ],
      }),
    );
    expect(text).toContain('id: u-ann');
    expect(text).toContain('# Not known: assignments of Reader in 222222222222 (ERR_AWS_ACCESS_DENIED).');
    expect(parseDesired(text).permissionSets).toHaveLength(2);
  });

  it('keeps a policy as text where a mapping would lose something', () => {
    const inlinePolicy =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"NumericEquals":{"a":12345678901234567890}}}]}';
    const permissionSets = [{ ...SMALL.permissionSets[0], arn: setArn('Admin'), inlinePolicy }];
    const [set] = parseDesired(exportDesired(smallIndex({ permissionSets, assignments: [] }))).permissionSets;
    expect(set?.inlinePolicy?.replaceAll(' ', '')).toContain('"a":1234567890123456');
  });
});

it('the published schema knows the members that are read', () => {
  const known = (value: object): string[] => Object.keys(value).sort();
  const { properties } = DESIRED_SCHEMA;
  expect(known(properties)).toEqual(['assignments', 'permissionSets', 'version']);
  for (const key of known(properties.permissionSets.additionalProperties.properties))
    expect(parsing(`version: 1\npermissionSets:\n  A: {${key}: }`).join(' ')).not.toMatch(/has no/);
  for (const key of known(properties.assignments.items.properties))
    expect(parsing(`version: 1\nassignments:\n  - {${key}: }`).join(' ')).not.toMatch(/has no/);
});
