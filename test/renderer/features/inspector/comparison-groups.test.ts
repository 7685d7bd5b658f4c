import { expect, it } from 'vitest';
import { groupRows } from '../../../../renderer/features/inspector/comparison-groups.ts';

const row = (name: string, status: 'same' | 'changed' | 'only-a' | 'only-b', volatile = false) => ({
  name,
  status,
  volatile,
  a: [],
  b: [],
  meaning: '',
});

it('puts every row in one group, ids and times in their own whatever they do', () => {
  const groups = groupRows([
    row('iat', 'changed', true),
    row('jti', 'same', true),
    row('aud', 'same'),
    row('roles', 'only-b'),
    row('sub', 'changed'),
  ]);
  expect(groups.map(({ id, collapsed, rows }) => [id, collapsed, rows.map(({ name }) => name)])).toEqual([
    ['changed', false, ['sub']],
    ['b', false, ['roles']],
    ['same', true, ['aud']],
    ['volatile', true, ['iat', 'jti']],
  ]);
});
