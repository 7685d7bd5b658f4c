import type { Page } from '../../../shared/ports/identity-center.ts';

/** @param token where the page begins, as text */
export function page<T>(all: readonly T[], token: string | undefined, size: number): Page<T> {
  const start = Number(token ?? 0);
  const items = all.slice(start, start + size);
  return start + size < all.length ? { items, nextToken: String(start + size) } : { items };
}
