import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { foldGutter, foldKeymap, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { search, searchKeymap } from '@codemirror/search';
import type { Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { pageNonce } from './code-extensions.ts';

/**
 * Text that takes the place of a selection goes in as a transaction. The browser's own editing would keep the look of what was
 * there with a style attribute, which the page's policy refuses.
 */
const replaceSelection = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    if (event.inputType !== 'insertText' || event.data === null || event.isComposing) return false;
    if (view.state.selection.main.empty) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true });
    return true;
  },
});

/**
 * Everything an editor consists of. Tab indents; Escape and then Tab leaves it, as CodeMirror's own keymap does.
 *
 * @param label its name for screen readers
 * @param changed is told the whole text after each change
 */
export function editorExtensions(
  language: 'json' | 'yaml',
  label: string,
  changed: (text: string) => void,
): Extension {
  return [
    EditorView.cspNonce.of(pageNonce()),
    EditorView.contentAttributes.of({ 'aria-label': label }),
    EditorView.lineWrapping,
    EditorView.updateListener.of((update) => {
      if (update.docChanged) changed(update.state.doc.toString());
    }),
    lineNumbers(),
    lintGutter(),
    foldGutter(),
    history(),
    replaceSelection,
    drawSelection(),
    indentUnit.of('  '),
    search({ top: true }),
    keymap.of([
      indentWithTab,
      ...historyKeymap,
      ...searchKeymap,
      ...foldKeymap,
      ...lintKeymap,
      ...defaultKeymap,
    ]),
    syntaxHighlighting(classHighlighter),
    language === 'json' ? json() : yaml(),
  ];
}
