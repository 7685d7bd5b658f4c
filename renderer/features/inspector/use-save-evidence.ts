import { useEffect, useRef, useState } from 'react';
import type { ChannelInput } from '../../../shared/contract/whole.ts';
import type { WireError } from '../../../shared/core/errors/workbench-error.ts';
import { call, wireErrorOf } from '../../bridge/call.ts';
import type { Sent } from '../../bridge/wire-types.ts';

/** Writes evidence and saves it; leaving ends what is not done yet. */
export function useSaveEvidence(): {
  readonly busy: boolean;
  readonly error: WireError | undefined;
  /** @returns the path, or undefined where nothing was saved */
  readonly save: (wanted: Sent<ChannelInput<'inspector.evidence'>>) => Promise<string | undefined>;
} {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<WireError>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const save = async (wanted: Sent<ChannelInput<'inspector.evidence'>>) => {
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    setBusy(true);
    setError(undefined);
    try {
      const { content } = await call('inspector.evidence', wanted, signal);
      signal.throwIfAborted();
      const { path } = await call('inspector.saveEvidence', { content, form: wanted.form });
      return path;
    } catch (thrown) {
      if (!signal.aborted) setError(wireErrorOf(thrown));
      return undefined;
    } finally {
      if (!signal.aborted) setBusy(false);
    }
  };
  return { busy, error, save };
}
