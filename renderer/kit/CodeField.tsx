import { lazy, Suspense } from 'react';
import { EmptyState } from './EmptyState.tsx';
import type { TextEditorProps } from './TextEditor.tsx';
import './code-viewer.css';

const TextEditor = lazy(() => import('./TextEditor.tsx'));

/** A text with syntax colours and marked problems, to be written in; the editor's code is loaded when one is first shown. */
export function CodeField(props: TextEditorProps) {
  return (
    <Suspense fallback={<EmptyState title="Loading the editor …" />}>
      <TextEditor {...props} />
    </Suspense>
  );
}
