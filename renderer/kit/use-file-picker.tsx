import { type ReactNode, useCallback, useRef } from 'react';

export type FileTaker = (file: File) => void;

/**
 * Lets the reader pick a file that a page then takes.
 *
 * @returns an element to put anywhere in the page, and the function that opens the choice
 */
export function useFilePicker(): { readonly picker: ReactNode; readonly pick: (take: FileTaker) => void } {
  const input = useRef<HTMLInputElement>(null);
  const taker = useRef<FileTaker>(undefined);
  const pick = useCallback((take: FileTaker) => {
    taker.current = take;
    input.current?.click();
  }, []);
  const picker = (
    <input
      ref={input}
      type="file"
      hidden
      tabIndex={-1}
      aria-hidden="true"
      onChange={(event) => {
        const file = event.currentTarget.files?.[0];
        event.currentTarget.value = '';
        if (file !== undefined) taker.current?.(file);
      }}
    />
  );
  return { picker, pick };
}
