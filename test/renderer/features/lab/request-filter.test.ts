import { expect, it } from 'vitest';
import { filteredRequests } from '../../../../renderer/features/lab/request-filter.ts';
import type { LabRequest } from '../../../../shared/contract/lab-told.ts';

const row = (id: number, part: Partial<LabRequest>): LabRequest => ({
  id,
  at: '2026-11-23T08:00:00.000Z',
  service: 'scim',
  method: 'GET',
  host: '127.0.0.1',
  path: '/scim/x',
  operation: 'ListUsers',
  status: 200,
  duration: 1,
  ...part,
});

const rows = [
  row(1, {}),
  row(2, {
    service: 'aws',
    path: '/aws',
    operation: 'CreateAccountAssignment',
    status: 400,
    error: 'ConflictException',
  }),
  row(3, { status: 0, fault: 'reset', detail: { user: 'Kim Larsen' } }),
];
const found = (words: string): number[] => filteredRequests(rows, words).map(({ id }) => id);

it.each([
  ['', [3, 2, 1]],
  ['  ', [3, 2, 1]],
  ['conflict', [2]],
  ['AWS 400', [2]],
  ['kim', [3]],
  ['reset listusers', [3]],
  ['scim 400', []],
])('finds with %j, newest first: %j', (words, ids) => {
  expect(found(words)).toEqual(ids);
});

it('leaves the log as it is', () => {
  expect(rows.map(({ id }) => id)).toEqual([1, 2, 3]);
});
