import { useEffect, useRef, useState } from 'react';
import type { Shell } from '../../../shared/core/capture/as-curl.ts';
import type { WireError } from '../../../shared/core/errors/workbench-error.ts';
import { call, wireErrorOf } from '../../bridge/call.ts';
import type { MessagesAtHand } from './at-hand.ts';

/** What became of copying a request; `none` where no request carries such a message. */
export type CopiedCurl = 'copied' | 'copied-without-address' | 'none' | 'refused';

/** Copies the request that carries a message as a curl command. */
export function useCurl(
  atHand: MessagesAtHand,
  index: number,
): {
  readonly busy: boolean;
  readonly outcome: CopiedCurl | undefined;
  readonly error: WireError | undefined;
  readonly copy: (shell: Shell) => void;
} {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<CopiedCurl>();
  const [error, setError] = useState<WireError>();
  const running = useRef<AbortController>(undefined);
  // What was copied of one message says nothing about the next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each message anew
  useEffect(() => {
    setOutcome(undefined);
    setError(undefined);
    return () => running.current?.abort();
  }, [atHand.rows, index]);

  const work = async (shell: Shell): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    setBusy(true);
    setError(undefined);
    setOutcome(undefined);
    try {
      const message = { source: atHand.source(), index };
      const { command, addressMissing } = await call(
        'inspector.curl',
        { message, options: atHand.options, shell },
        signal,
      );
      if (signal.aborted) return;
      if (command === undefined) return setOutcome('none');
      const copied = await navigator.clipboard.writeText(command).then(
        () => true,
        () => false,
      );
      setOutcome(copied ? (addressMissing ? 'copied-without-address' : 'copied') : 'refused');
    } catch (thrown) {
      if (!signal.aborted) setError(wireErrorOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  return { busy, outcome, error, copy: (shell) => void work(shell) };
}
