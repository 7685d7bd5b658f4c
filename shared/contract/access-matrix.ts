import { z } from 'zod';
import { GRID_KEYS } from '../core/access/grid/grid-filter.ts';
import { PRINCIPAL_TYPES } from '../core/access/model.ts';
import { defineContract } from './contract.ts';

const count = z.int().min(0);
const names = z.array(z.string().min(1).max(300)).max(500);

/** As GridFilter of the core. */
export const gridFilterSchema = z.strictObject({
  text: z.string().max(500).exactOptional(),
  units: names.exactOptional(),
  accounts: names.exactOptional(),
  permissionSets: names.exactOptional(),
  principals: names.exactOptional(),
  principalType: z.enum(PRINCIPAL_TYPES).exactOptional(),
});

const gridKey = z.enum(GRID_KEYS);
const page = { from: count, count: z.int().min(1).max(500) };

const gridRow = z.strictObject({
  accountId: z.string(),
  accountName: z.string(),
  unit: z.string(),
  permissionSetArn: z.string(),
  permissionSet: z.string(),
  principalType: z.enum(PRINCIPAL_TYPES),
  principalId: z.string(),
  principal: z.string(),
  deleted: z.boolean(),
});

const gridGroup = z.strictObject({
  id: z.string(),
  name: z.string(),
  detail: z.string(),
  assignments: count,
  accounts: count,
  permissionSets: count,
  principals: count,
});

const facet = z.strictObject({ value: z.string(), label: z.string(), count });

/** What the page asks of the assignments that were read: rows, counts, and what they can be filtered by. */
export const accessMatrixChannels = defineContract({
  'access.rows': {
    input: z.strictObject({ filter: gridFilterSchema, sort: gridKey, descending: z.boolean(), ...page }),
    output: z.strictObject({ total: count, rows: z.array(gridRow), milliseconds: z.number() }),
    effect: 'read',
    place: 'main',
    summary: 'Lists assignments, filtered and sorted, a page at a time.',
  },
  'access.groups': {
    input: z.strictObject({ filter: gridFilterSchema, by: gridKey, ...page }),
    output: z.strictObject({ total: count, groups: z.array(gridGroup) }),
    effect: 'read',
    place: 'main',
    summary: 'Counts assignments by account, permission set or principal.',
  },
  'access.facets': {
    input: z.strictObject({ filter: gridFilterSchema }),
    output: z.strictObject({
      units: z.array(facet),
      accounts: z.array(facet),
      permissionSets: z.array(facet),
      principalTypes: z.array(facet),
    }),
    effect: 'read',
    place: 'main',
    summary: 'Lists the values that assignments can be filtered by.',
  },
});
