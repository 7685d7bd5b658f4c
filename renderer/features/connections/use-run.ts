import { useEffect, useRef, useState } from 'react';
import type { WireError } from '../../../shared/core/errors/workbench-error.ts';
import { wireErrorOf } from '../../bridge/call.ts';

/** Something that takes a while, can be cancelled, and ends with a value or an error. */
export interface Run<Value> {
  readonly busy: boolean;
  readonly value: Value | undefined;
  readonly error: WireError | undefined;
  start(work: (signal: AbortSignal) => Promise<Value>): void;
  cancel(): void;
  reset(): void;
}

/** Follows one run at a time; it ends with the component. */
export function useRun<Value>(): Run<Value> {
  const [busy, setBusy] = useState(false);
  const [value, setValue] = useState<Value>();
  const [error, setError] = useState<WireError>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  return {
    busy,
    value,
    error,
    start: (work) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      setBusy(true);
      setError(undefined);
      setValue(undefined);
      work(controller.signal)
        .then(
          (done) => controller.signal.aborted || setValue(done),
          (thrown) => controller.signal.aborted || setError(wireErrorOf(thrown)),
        )
        .finally(() => {
          if (running.current === controller) setBusy(false);
        });
    },
    cancel: () => {
      running.current?.abort();
      running.current = undefined;
      setBusy(false);
    },
    reset: () => {
      setValue(undefined);
      setError(undefined);
    },
  };
}
