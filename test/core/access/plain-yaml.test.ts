import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { AccessIndex } from '../../../shared/core/access/access-index.ts';
import { exportDesired } from '../../../shared/core/access/desired/export-desired.ts';
import { readYaml } from '../../../shared/core/access/desired/located-yaml.ts';
import { parseDesired } from '../../../shared/core/access/desired/parse-desired.ts';
import { readPlainBlock } from '../../../shared/core/access/desired/plain-yaml.ts';
import { SMALL } from './small-organization.ts';

const EXPORTED = exportDesired(new AccessIndex(SMALL));
const BY_HAND = `# who has what
version: 1
permissionSets:
  Auditor: {managedPolicies: [arn:aws:iam::aws:policy/ReadOnlyAccess]}

assignments:
  # the auditors
  - permissionSet: Auditor # of last year
    groups:
      - Auditors
      - id: g-1
    accounts:
      - 111122223333
      - "012345678901"
      - 'shop prod' # by name

  - groups:
      - Nobody
    permissionSet: Auditor
    accounts:
      - ou: Root/Workloads
      - tag: Env=prod
`;

function isFast(text: string): boolean {
  const lines = text.split('\n');
  const at = lines.indexOf('assignments:');
  return at >= 0 && readPlainBlock(lines, at + 1) !== undefined;
}

vi.setConfig({ testTimeout: 30_000 });

describe('the plain reader', () => {
  it.each([
    ['an export', EXPORTED],
    ['what a person wrote plainly', BY_HAND],
  ])('reads %s, and as the real parser does', (_name, text) => {
    expect(isFast(text)).toBe(true);
    expect(readYaml(text, 'assignments')).toEqual(readYaml(text));
  });

  it.each([
    'assignments:\n  - permissionSet: a\n    permissionSet: b\n',
    'assignments:\n  - permissionSet: |\n      a\n',
    'assignments:\n  - permissionSet: &a x\n    groups: [*a]\n',
    'assignments:\n  - permissionSet: a\n   b: c\n',
    'assignments:\n- permissionSet: a\n',
    'assignments:\n  - permissionSet: a\nversion: 1\n',
    'assignments:\n  - permissionSet: a\n    b\n',
    'assignments:\n  - a: b: c\n',
    'assignments:\n  - a:\n    b: c\n',
    'assignments:\n  - "a\\"b"\n',
    'assignments:\n  - - a\n',
    'assignments:\n\t- a\n',
    'assignments:\n  - a\n...\n',
    'assignments:\n  - 0x1f\n  - 1e3\n',
    'assignments:\n  - True\n  - ~\n',
    'assignments:\n  - a # b\n  - a #b\n  - a#b\n',
    'assignments: \n  - a\n',
    'assignments: []\nassignments:\n  - a\n',
    'text: "\nassignments:\n  - a"\n',
    'text: |\nassignments:\n  - a\n',
    '"assignments": 1\nassignments:\n  - a\n',
    '{a: b,\nassignments:\n  - a\n}',
    'assignments:\n  - a\n  -\n',
    'assignments:\n  - a:b\n  - a: \n',
    '\ufeffassignments:\n  - a\n',
    'assignments:\r\n  - a\r\n',
    'a: &x b\nassignments:\n  - *x\n',
  ])('leaves %j to the real parser, or agrees with it', (text) => {
    expect(readYaml(text, 'assignments')).toEqual(readYaml(text));
  });

  it('agrees with the real parser on whatever becomes of a text by chance', () => {
    const piece = fc.constantFrom(
      ...':#-"\'&*|>{}[],!%@\\~?`\t\n\r 0x_.=+',
      ...[
        '\n  ',
        '\n    - ',
        ': ',
        ' #',
        'true',
        'null',
        '---',
        '...',
        'ä',
        '\u2028',
        '\u0085',
        '- - ',
        'a: b',
        '<<: ',
      ],
    );
    const edit = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(3), piece);
    fc.assert(
      fc.property(
        fc.constantFrom(EXPORTED, BY_HAND, EXPORTED.slice(EXPORTED.indexOf('assignments:'))),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        (text, edits) => {
          let edited = text;
          for (const [where, length, insert] of edits) {
            const at = Math.floor(where * edited.length);
            edited = edited.slice(0, at) + insert + edited.slice(at + length);
          }
          expect(readYaml(edited, 'assignments')).toEqual(readYaml(edited));
        },
      ),
      { numRuns: 500 },
    );
  });
});

it('names of any kind come back from an export', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
      fc.string({ minLength: 1 }),
      (a, b) => {
        const [first, ...others] = SMALL.groups;
        if (first === undefined || others.some(({ displayName }) => displayName === a)) return;
        const groups = [{ ...first, displayName: a }, ...others];
        const accounts = SMALL.accounts.map((account) => ({ ...account, name: b }));
        const text = exportDesired(new AccessIndex({ ...SMALL, groups, accounts }));
        const names = parseDesired(text).assignments.flatMap((entry) =>
          entry.groups.map(({ value }) => value),
        );
        expect(names).toContain(a);
      },
    ),
    { numRuns: 200 },
  );
});
