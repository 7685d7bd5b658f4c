import type { Contract } from '../../../shared/contract/contract.ts';
import type { HandlersOf } from '../ipc/router.ts';

/**
 * Handlers whose code is loaded with the first call of any of them, so that the window does not wait for it at start.
 *
 * @param channels those that the loaded handlers answer
 * @param load runs once
 */
export function loadedLater<C extends Contract, K extends keyof C & string>(
  channels: readonly K[],
  load: () => Promise<Pick<HandlersOf<C>, K>>,
): Pick<HandlersOf<C>, K> {
  let loading: Promise<Pick<HandlersOf<C>, K>> | undefined;
  const handlers = channels.map((channel) => [
    channel,
    async (input: never, context: never) => {
      loading ??= load();
      return (await loading)[channel](input, context);
    },
  ]);
  return Object.fromEntries(handlers) as Pick<HandlersOf<C>, K>;
}
