import type { Page } from '../../../shared/ports/identity-center.ts';

/** Entries sso-admin and the Identity Store give a page at most. */
export const PAGE = { MaxResults: 100 } as const;

/** @returns the token in the spelling of AWS, where there is one */
export function next(input: { readonly nextToken?: string }): { NextToken?: string } {
  return input.nextToken === undefined ? {} : { NextToken: input.nextToken };
}

/** @returns a page; an empty token means the end, as some emulators have it */
export function pageOf<T>(items: readonly T[], nextToken: string | undefined): Page<T> {
  return nextToken === undefined || nextToken === '' ? { items } : { items, nextToken };
}

/** Leaves members out that are undefined or null. */
export function given<T extends Record<string, unknown>>(
  members: T,
): { [K in keyof T]?: Exclude<T[K], undefined | null> } {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && value !== null),
  ) as { [K in keyof T]?: Exclude<T[K], undefined | null> };
}
