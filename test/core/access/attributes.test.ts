import { describe, expect, it } from 'vitest';
import {
  type AttributeConfiguration,
  attributeProblems,
  attributeUses,
} from '../../../shared/core/access/attributes/attributes.ts';
import { attributesText, parseAttributes } from '../../../shared/core/access/attributes/parse-attributes.ts';
import {
  attributeDifferences,
  planAttributes,
} from '../../../shared/core/access/attributes/plan-attributes.ts';
import { ATTRIBUTE_SOURCES, behind, claimOf } from '../../../shared/core/access/attributes/sources.ts';
import { toldAttributes } from '../../../shared/core/access/attributes/told-attributes.ts';
import type { PermissionSet } from '../../../shared/core/access/model.ts';

const path = (name: string): string => `\${path:${name}}`;
const on = (attributes: Record<string, string>): AttributeConfiguration => ({
  state: 'ENABLED',
  attributes: Object.entries(attributes).map(([key, source]) => ({ key, source })),
});
const OFF: AttributeConfiguration = { state: 'OFF', attributes: [] };
const SETS: PermissionSet[] = [
  {
    arn: 'arn:set/1',
    name: 'Projects',
    inlinePolicy: JSON.stringify({
      Statement: {
        Condition: {
          StringEquals: { 'aws:PrincipalTag/team': 'x', 'ec2:ResourceTag/Team': `\${aws:PrincipalTag/team}` },
        },
      },
    }),
  },
  { arn: 'arn:set/2', name: 'Unread' },
];

describe('attributes for access control', () => {
  it('tell what stands behind them', () => {
    expect(behind(path('enterprise.department'))).toMatchObject({
      kind: 'attribute',
      scim: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department',
      entra: 'department',
    });
    expect(behind('platform')).toEqual({ kind: 'text', text: 'platform' });
    expect(behind(path('shoeSize'))).toEqual({ kind: 'unknown', path: 'shoeSize' });
    expect(behind(`x ${path('userName')}`).kind).toBe('unknown');
    expect(claimOf('Team')).toBe('https://aws.amazon.com/SAML/Attributes/AccessControl:Team');
    for (const source of ATTRIBUTE_SOURCES)
      expect(attributeProblems([{ key: 'A', source: path(source.path) }])).toEqual([]);
  });

  it('are held against what AWS takes', () => {
    const messages = (key: string, source = 'x') =>
      attributeProblems([{ key, source }]).map(({ message }) => message);
    expect(messages('Cost Center-1_@')).toEqual([]);
    for (const key of ['', ' ', 'a'.repeat(129), 'a*b', 'a\u0000', 'aws:x', 'AWS:y'])
      expect(messages(key)).toHaveLength(1);
    for (const source of ['', 'a'.repeat(257), '<script>']) expect(messages('A', source)).toHaveLength(1);
    const twice = attributeProblems([
      { key: 'Team', source: 'x' },
      { key: 'team', source: 'y' },
    ]);
    expect(twice).toEqual([{ at: 1, message: expect.stringContaining('twice') }]);
    const many = Array.from({ length: 51 }, (_, number) => ({ key: `K${number}`, source: 'x' }));
    expect(attributeProblems(many)).toHaveLength(1);
  });

  it('are found in inline policies, whichever case they are written in', () => {
    expect(attributeUses(SETS).get('team')).toEqual({ key: 'team', sets: ['Projects'] });
    const told = toldAttributes(on({ Team: 'x' }), SETS);
    expect(told.attributes[0]).toMatchObject({ usedBy: ['Projects'], behind: { kind: 'text' } });
    expect(told.unconfigured).toEqual([]);
    expect(toldAttributes(OFF, SETS).unconfigured).toEqual([{ key: 'team', usedBy: ['Projects'] }]);
  });

  it('are planned with the one call that AWS has, and with what it breaks', () => {
    const plan = planAttributes(
      on({ Team: path('title'), Old: 'x' }),
      [{ key: 'Name', source: path('displayName') }],
      SETS,
    );
    expect(plan.changes.map(({ text }) => text)).toEqual([
      `add Name from ${path('displayName')}`,
      `remove Team, taken from ${path('title')}`,
      'remove Old, taken from x',
    ]);
    expect(plan.calls).toEqual(['UpdateInstanceAccessControlAttributeConfiguration']);
    expect(plan.warnings).toEqual([expect.stringContaining('Projects decides by aws:PrincipalTag/Team')]);
    expect(planAttributes(OFF, [], SETS)).toMatchObject({
      changes: [{ kind: 'enable' }],
      calls: ['CreateInstanceAccessControlAttributeConfiguration'],
      warnings: [expect.stringContaining('AccessControl:team sets it')],
    });
    expect(planAttributes(on({}), undefined, []).calls).toEqual([
      'DeleteInstanceAccessControlAttributeConfiguration',
    ]);
    expect(planAttributes(OFF, undefined, [])).toMatchObject({ changes: [], calls: [], warnings: [] });
    expect(
      planAttributes(
        on({ B: 'x', A: 'y' }),
        [
          { key: ' A ', source: 'y' },
          { key: 'B', source: 'x' },
        ],
        [],
      ),
    ).toMatchObject({
      changes: [],
      calls: [],
    });
  });

  it('tell what changed since a plan was made', () => {
    const plan = planAttributes(on({ A: 'x', B: 'y' }), [], []);
    expect(attributeDifferences(plan, on({ B: 'y', A: 'x' }))).toEqual([]);
    expect(attributeDifferences(plan, on({ A: 'z', C: 'c' }))).toEqual([
      'A is taken from z now, not from x',
      'B was removed',
      'C was added, from c',
    ]);
    expect(attributeDifferences(plan, OFF)[0]).toBe('attributes for access control were switched off');
    const fresh = planAttributes(OFF, [], []);
    expect(attributeDifferences(fresh, on({}))).toEqual(['attributes for access control were switched on']);
  });

  it('are read from a file, with line and column of what is wrong', () => {
    const attributes = [
      { key: 'Cost Center', source: path('enterprise.costCenter') },
      { key: 'Team', source: '007' },
    ];
    expect(parseAttributes(attributesText(attributes))).toEqual(attributes);
    expect(parseAttributes(attributesText([]))).toEqual([]);
    expect(parseAttributes(attributesText(undefined))).toBeUndefined();
    expect(parseAttributes('version: 1\nattributes:\n  Team: 007\n')).toEqual([
      { key: 'Team', source: '007' },
    ]);
    for (const [text, line] of [
      ['version: 2\nattributes: {}', 1],
      ['version: 1', 1],
      ['version: 1\nattributes:\n  "a*": x', 3],
      ['version: 1\nattributes:\n  a: [x]', 3],
      ['version: 1\nattributes: [a]', 2],
      ['version: 1\nattributes: {}\nmore: 1', 3],
      ['{', 1],
    ] as const)
      expect(() => parseAttributes(text)).toThrow(
        expect.objectContaining({
          code: 'ERR_ACCESS_DESIRED',
          details: { problems: expect.arrayContaining([expect.objectContaining({ line })]) },
        }),
      );
  });
});
