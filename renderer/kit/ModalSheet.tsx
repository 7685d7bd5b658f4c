import { type ReactNode, useLayoutEffect, useRef } from 'react';
import './modal-sheet.css';

/**
 * A dialog over the window: the browser's own, which keeps the focus inside, closes on Escape and gives the focus back.
 *
 * @param props.label its name for screen readers
 */
export function ModalSheet(props: {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the element leaves the document: a dialog gives the focus back only while it is in it.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog; the click is the pointer's way
    <dialog
      ref={dialog}
      className="wb-sheet"
      aria-label={props.label}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) props.onClose();
      }}
    >
      {props.children}
    </dialog>
  );
}
