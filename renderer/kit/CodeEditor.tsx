import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { TextRange } from '../../shared/core/inspector/report.ts';
import { colouredLanguage, marksEffect, viewerExtensions } from './code-extensions.ts';

export interface CodeEditorProps {
  readonly label: string;
  readonly language: 'json' | 'xml' | 'text';
  readonly text: string;
  readonly signed?: readonly TextRange[];
  readonly failing?: readonly TextRange[];
  /** The stretch to show and select; a new object scrolls there again. */
  readonly shown?: TextRange | undefined;
}

/** Keeps a stretch inside the text: a view that was cut short must not throw. */
function clamp(range: TextRange, length: number): TextRange {
  const start = Math.min(Math.max(range.start, 0), length);
  return { start, end: Math.min(Math.max(range.end, start), length) };
}

/** CodeMirror, read-only. Loaded through CodeViewer. */
export default function CodeEditor(props: CodeEditorProps) {
  const { label, language, text, signed, failing, shown } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);

  useEffect(() => {
    if (host.current === null) return;
    const editor = new EditorView({
      doc: text,
      parent: host.current,
      extensions: viewerExtensions(colouredLanguage(language, text.length), label),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [text, language, label]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new editor (other text) needs its marks again
  useEffect(() => {
    const editor = view.current;
    if (editor === undefined) return;
    const { length } = editor.state.doc;
    const marks = [
      ...(signed ?? []).map((range) => ({ ...clamp(range, length), look: 'signed' as const })),
      ...(failing ?? []).map((range) => ({ ...clamp(range, length), look: 'failing' as const })),
      ...(shown === undefined ? [] : [{ ...clamp(shown, length), look: 'shown' as const }]),
    ];
    editor.dispatch({ effects: marksEffect.of(marks) });
    if (shown === undefined) return;
    const { start, end } = clamp(shown, length);
    editor.dispatch({
      selection: { anchor: start, head: end },
      effects: EditorView.scrollIntoView(start, { y: 'center' }),
    });
    editor.focus();
  }, [signed, failing, shown, text, language, label]);

  return <div className="wb-code" ref={host} />;
}
