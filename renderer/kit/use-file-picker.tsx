import { type ReactNode, useCallback, useRef } from 'react';
import { type FileText, textOfFile } from './file-text.ts';

export type FileTaker = (file: FileText) => void;

/**
 * Lets the reader pick a file whose text a page then takes.
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
      onChange={async (event) => {
        const file = event.currentTarget.files?.[0];
        event.currentTarget.value = '';
        if (file !== undefined) taker.current?.(await textOfFile(file));
      }}
    />
  );
  return { picker, pick };
}
