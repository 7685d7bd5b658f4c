import { z } from 'zod';
import { GRID_KEYS } from '../core/access/grid/grid-filter.ts';
import { PRINCIPAL_TYPES } from '../core/access/model.ts';
import { MOST_VIEWS, SHOWN_AS } from '../core/access/views.ts';
import { defineContract } from './contract.ts';

const count = z.int().min(0);
const names = z.array(z.string().min(1).max(300)).max(500).readonly();

/** As GridFilter of the core. */
export const gridFilterSchema = z.strictObject({
  text: z.string().max(500).exactOptional(),
  units: names.exactOptional(),
  accounts: names.exactOptional(),
  permissionSets: names.exactOptional(),
  principals: names.exactOptional(),
  principalType: z.enum(PRINCIPAL_TYPES).exactOptional(),
  deleted: z.boolean().exactOptional(),
});

export const gridKey = z.enum(GRID_KEYS);
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

/** As AccessLook and AccessView of the core. */
const look = {
  filter: gridFilterSchema,
  shownAs: z.enum(SHOWN_AS),
  sort: gridKey,
  descending: z.boolean(),
};
const viewName = z.string().trim().min(1).max(80);
const accessViewSchema = z.strictObject({ name: viewName, ...look });
export const accessViewsSchema = z.array(accessViewSchema).max(MOST_VIEWS).readonly();

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
  'access.matrix': {
    input: z.strictObject({ filter: gridFilterSchema, ...page }),
    output: z.strictObject({
      total: count,
      columns: z.array(z.strictObject({ id: z.string(), name: z.string(), assignments: count })).readonly(),
      rows: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          unit: z.string(),
          assignments: count,
          cells: z.array(z.tuple([count, count]).readonly()).readonly(),
        }),
      ),
    }),
    effect: 'read',
    place: 'main',
    summary: 'Counts assignments by account and permission set, some accounts at a time.',
  },
  'access.views': {
    input: z.strictObject({}),
    output: z.strictObject({
      views: accessViewsSchema,
      /** The new name of a file that was damaged. */
      keptAside: z.string().exactOptional(),
    }),
    effect: 'read',
    place: 'main',
    summary: 'Lists the views of the live workspace that were saved under a name.',
  },
  'access.saveView': {
    input: z.strictObject({ view: accessViewSchema, replaces: viewName.exactOptional() }),
    output: z.strictObject({}),
    effect: 'setting',
    place: 'main',
    summary: 'Saves a view of the assignments under a name, in the place of another where one is named.',
  },
  'access.removeView': {
    input: z.strictObject({ name: viewName }),
    output: z.strictObject({}),
    effect: 'setting',
    place: 'main',
    summary: 'Removes a saved view.',
  },
});
