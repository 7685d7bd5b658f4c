import { WorkbenchError } from '../errors/workbench-error.ts';
import { GRID_KEYS, type GridFilter, type GridKey } from './grid/grid-filter.ts';

/** How the assignments that pass a filter are shown: each, counted by one of the keys, or accounts by permission sets. */
export const SHOWN_AS = ['assignments', ...GRID_KEYS, 'matrix'] as const;
export type ShownAs = (typeof SHOWN_AS)[number];

/** What a look at the assignments consists of. */
export interface AccessLook {
  readonly filter: GridFilter;
  readonly shownAs: ShownAs;
  readonly sort: GridKey;
  readonly descending: boolean;
}

/** A look with a name. */
export interface AccessView extends AccessLook {
  /** 1 to 80 characters; no two of a workspace differ in case only. */
  readonly name: string;
}

export const PLAIN_LOOK: AccessLook = {
  filter: {},
  shownAs: 'assignments',
  sort: 'account',
  descending: false,
};

/** Views that are always there. */
export const BUILT_IN_VIEWS: readonly AccessView[] = [
  { ...PLAIN_LOOK, name: 'Everything' },
  { ...PLAIN_LOOK, name: 'Accounts by permission sets', shownAs: 'matrix' },
  {
    ...PLAIN_LOOK,
    name: 'Assigned to users, not groups',
    filter: { principalType: 'USER' },
    sort: 'principal',
  },
  { ...PLAIN_LOOK, name: 'Assigned to somebody deleted', filter: { deleted: true }, sort: 'principal' },
];

/** Views of one workspace. */
export const MOST_VIEWS = 100;

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** @returns the view of that name, the user's own before those that are always there; letters of either case */
export function viewNamed(views: readonly AccessView[], name: string): AccessView | undefined {
  return [...views, ...BUILT_IN_VIEWS].find((view) => same(view.name, name.trim()));
}

/**
 * @param replaces the name of the view whose place it takes: its own to change it, another to rename that one; absent for a new one
 * @returns the views with it, by name
 * @throws WorkbenchError ERR_ACCESS_VIEW where the name is taken or empty, or there are too many
 */
export function withView(
  views: readonly AccessView[],
  view: AccessView,
  replaces?: string,
): readonly AccessView[] {
  const name = view.name.trim();
  const others = views.filter((one) => replaces === undefined || !same(one.name, replaces));
  if (name === '') throw refused('A view needs a name.', name);
  if (BUILT_IN_VIEWS.some((one) => same(one.name, name)))
    throw refused(`"${name}" is the name of a view that is always there.`, name);
  if (others.some((one) => same(one.name, name))) throw refused(`There is already a view "${name}".`, name);
  if (others.length >= MOST_VIEWS)
    throw refused(`There are ${MOST_VIEWS} views, which is as many as fit.`, name);
  return [...others, { ...view, name }].sort((a, b) => a.name.localeCompare(b.name));
}

/** @returns the views without the one of that name */
export function withoutView(views: readonly AccessView[], name: string): readonly AccessView[] {
  return views.filter((one) => !same(one.name, name));
}

function refused(message: string, name: string): WorkbenchError {
  return new WorkbenchError('ERR_ACCESS_VIEW', 'access', { name }, { message });
}
