import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState, type Transaction } from '@codemirror/state';
import { drawSelection, EditorView, highlightSpecialChars, keymap, placeholder } from '@codemirror/view';
import { findingsExtension } from './findings';
import { highlights } from './highlights';
import { findingKeys, type KeyboardActions, openOnClick } from './keyboard';

export interface EditorActions extends KeyboardActions {
  /** Called after every update, with the transactions that led to it. */
  updated(transactions: readonly Transaction[]): void;
  /** Called when the card must find its place anew. */
  moved(): void;
}

const PLACEHOLDER = 'Paste an article here.';

export function createEditor(parent: HTMLElement, actions: EditorActions): EditorView {
  return new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        history(),
        findingsExtension,
        highlights,
        findingKeys(actions),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        drawSelection(),
        highlightSpecialChars(),
        placeholder(PLACEHOLDER),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          'aria-label': 'Article text',
          'aria-describedby': 'editor-keys',
          // Editable elements take the focus anyway; this says so to those who only read attributes.
          tabindex: '0',
          spellcheck: 'false',
          autocorrect: 'off',
          autocapitalize: 'sentences',
        }),
        EditorView.domEventHandlers({ click: openOnClick }),
        EditorView.updateListener.of((update) => {
          if (update.transactions.length > 0) actions.updated(update.transactions);
          if (update.geometryChanged || update.viewportChanged) actions.moved();
        }),
      ],
    }),
  });
}
