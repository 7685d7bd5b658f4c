import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { editorExtensions } from './text-editor-extensions.ts';

/** Something wrong at a place of the text; both offsets count UTF-16 code units. */
export interface TextProblem {
  readonly start: number;
  readonly end: number;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
}

export interface TextEditorProps {
  readonly label: string;
  readonly language: 'json' | 'yaml';
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** Marked in the text and in the gutter. */
  readonly problems: readonly TextProblem[];
  /** Where to go; a new object goes there again. */
  readonly shown?: { readonly start: number } | undefined;
}

/** CodeMirror for writing. Loaded through CodeField. */
export default function TextEditor(props: TextEditorProps) {
  const { label, language, text, problems, shown } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    if (host.current === null) return;
    const editor = new EditorView({
      doc: latest.current.text,
      parent: host.current,
      extensions: editorExtensions(language, label, (changed) => latest.current.onChange(changed)),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [language, label]);

  useEffect(() => {
    const editor = view.current;
    if (editor === undefined || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is marked moves with the text
  useEffect(() => {
    const editor = view.current;
    if (editor === undefined) return;
    const { length } = editor.state.doc;
    const diagnostics = problems.map(({ start, end, severity, message }): Diagnostic => {
      const from = Math.min(start, length);
      return { from, to: Math.max(from, Math.min(end, length)), severity, message };
    });
    editor.dispatch(setDiagnostics(editor.state, diagnostics));
  }, [problems, text]);

  useEffect(() => {
    const editor = view.current;
    if (editor === undefined || shown === undefined) return;
    const anchor = Math.min(shown.start, editor.state.doc.length);
    editor.dispatch({
      selection: { anchor },
      effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
    });
    editor.focus();
  }, [shown]);

  return <div className="wb-code" ref={host} />;
}
