import { lazy, Suspense } from 'react';
import type { CodeEditorProps } from './CodeEditor.tsx';
import { EmptyState } from './EmptyState.tsx';
import './code-viewer.css';

const CodeEditor = lazy(() => import('./CodeEditor.tsx'));

/** Text with syntax colours, search and marks; the editor's code is loaded when one is first shown. */
export function CodeViewer(props: CodeEditorProps) {
  return (
    <Suspense fallback={<EmptyState title="Loading the viewer …" />}>
      <CodeEditor {...props} />
    </Suspense>
  );
}
