/**
 * Works through items a few at a time, in their order; items added to the list meanwhile are done too.
 *
 * @param width how many at once
 * @throws what the first failing item threw; no item is begun after it
 */
export async function workPool<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failed = false;
  const lane = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const item = items[next++];
      try {
        if (item !== undefined) await work(item);
      } catch (thrown) {
        failed = true;
        throw thrown;
      }
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
}
