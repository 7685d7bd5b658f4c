/** Entries of one kind that are kept at most; the oldest go first. */
const MOST = 20_000;
/** Entries looked at for each one that comes: more than one, so that what expired does not pile up. */
const LOOKED_AT = 8;

/**
 * Remembers something that expires, and forgets what has: at the front of the map stands what came first.
 *
 * @param expiryOf epoch milliseconds
 */
export function remember<T>(
  map: Map<string, T>,
  key: string,
  value: T,
  expiryOf: (value: T) => number,
  now: number,
): void {
  let looked = 0;
  for (const [name, old] of map) {
    if (looked >= LOOKED_AT) break;
    looked += 1;
    if (expiryOf(old) <= now) map.delete(name);
  }
  map.set(key, value);
  if (map.size <= MOST) return;
  for (const name of map.keys()) {
    if (map.size <= MOST) break;
    map.delete(name);
  }
}

/** Takes a one-time value out. @returns undefined where there is none, or it expired */
export function takeOnce<T extends { readonly expiresAt: number }>(
  map: Map<string, T>,
  key: string,
  now: number,
): T | undefined {
  const found = map.get(key);
  map.delete(key);
  return found !== undefined && found.expiresAt > now ? found : undefined;
}
