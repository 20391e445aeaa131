import { history, redo, undo } from '@codemirror/commands';
import { EditorState, type TransactionSpec } from '@codemirror/state';
import { findings, findingsExtension, showReport, withKeys } from '../../../web/src/editor/findings';
import type { Finding } from '../../../web/src/engine/report';

/** An editor without a screen: the state, and what happens to it. */
export class HeadlessEditor {
  state: EditorState;

  constructor(text: string) {
    this.state = EditorState.create({ doc: text, extensions: [history(), findingsExtension] });
  }

  get text(): string {
    return this.state.doc.toString();
  }

  /** The open findings as "phrase@place". */
  get open(): string[] {
    return findings(this.state).open.map(({ text, start }) => `${text}@${start}`);
  }

  get restored(): string[] {
    return findings(this.state).restored.map(({ start, end }) => this.text.slice(start, end));
  }

  dispatch(spec: TransactionSpec | undefined): this {
    if (!spec) throw new Error('nothing to dispatch');
    this.state = this.state.update(spec).state;
    return this;
  }

  /** Shows the findings that an engine would report for these phrases. */
  report(phrases: Record<string, string[]>): this {
    return this.dispatch({ effects: showReport.of(withKeys(findingsIn(this.text, phrases))) });
  }

  type(position: number, text: string, replaced = 0): this {
    return this.dispatch({
      changes: { from: position, to: position + replaced, insert: text },
      userEvent: 'input.type',
    });
  }

  undo(): boolean {
    return undo(this.target);
  }

  redo(): boolean {
    return redo(this.target);
  }

  private get target() {
    return { state: this.state, dispatch: (transaction: { state: EditorState }) => (this.state = transaction.state) };
  }
}

/** Every occurrence of every phrase, as the engine would report it. */
export function findingsIn(text: string, phrases: Record<string, string[]>): Finding[] {
  const found: Finding[] = [];
  for (const [phrase, originals] of Object.entries(phrases)) {
    for (let start = text.indexOf(phrase); start >= 0; start = text.indexOf(phrase, start + 1)) {
      const suggestions = originals.map((original, rank) => ({ text: original, confidence: 0.8 / (rank + 1) }));
      const end = start + phrase.length;
      const kind = originals[0] === '' ? 'artefact' : 'substitution';
      found.push({ id: `id-${phrase}`, start, end, text: phrase, kind, confidence: 0.9, suggestions });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
