import { defaultKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { xml } from '@codemirror/lang-xml';
import { foldGutter, foldKeymap, syntaxHighlighting } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';

export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly look: 'signed' | 'failing' | 'shown';
}

/** Replaces all marks of a viewer. */
export const marksEffect = StateEffect.define<readonly Mark[]>();

const LOOKS = {
  signed: Decoration.mark({ class: 'wb-code-signed' }),
  failing: Decoration.mark({ class: 'wb-code-failing' }),
  shown: Decoration.mark({ class: 'wb-code-shown' }),
};

const marksField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(current, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(marksEffect)) continue;
      const ranges = effect.value
        .filter((mark) => mark.end > mark.start)
        .map((mark) => LOOKS[mark.look].range(mark.start, mark.end));
      return Decoration.set(ranges, true);
    }
    return current.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The nonce main wrote into this load of the page: CodeMirror adds style elements, which the policy else refuses. */
export function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

/** Longer texts stay without syntax colours: parsing them would cost more than the colours are worth. */
const COLOURED = 2_000_000;

/**
 * Everything a read-only viewer consists of.
 *
 * @param label its name for screen readers
 */
export function viewerExtensions(language: 'json' | 'xml' | 'text', label: string): Extension {
  return [
    EditorView.cspNonce.of(pageNonce()),
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({
      tabindex: '0',
      role: 'textbox',
      'aria-readonly': 'true',
      'aria-label': label,
    }),
    EditorView.lineWrapping,
    lineNumbers(),
    foldGutter(),
    drawSelection(),
    search({ top: true }),
    highlightSelectionMatches(),
    keymap.of([...searchKeymap, ...foldKeymap, ...defaultKeymap]),
    syntaxHighlighting(classHighlighter),
    marksField,
    ...(language === 'json' ? [json()] : language === 'xml' ? [xml()] : []),
  ];
}

/** @returns the language to colour a text in: none where it is too long */
export function colouredLanguage(language: 'json' | 'xml' | 'text', length: number): 'json' | 'xml' | 'text' {
  return length > COLOURED ? 'text' : language;
}
