import type { AccessLook } from '../../../shared/core/access/views.ts';

/** @returns what of a view is a look, without its name */
export function lookOf({ filter, shownAs, sort, descending }: AccessLook): AccessLook {
  return { filter, shownAs, sort, descending };
}

/** Whether two looks show the same: the order of members and of chosen values does not count, nor do empty ones. */
export function sameLook(a: AccessLook, b: AccessLook): boolean {
  return textOf(a) === textOf(b);
}

function textOf({ filter, shownAs, sort, descending }: AccessLook): string {
  const members = Object.entries(filter)
    .filter(([, value]) => value !== '' && value !== false && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([members, shownAs, sort, descending]);
}
