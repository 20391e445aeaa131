import { type Extension, type Range, type RangeSet } from '@codemirror/state';
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { findings, type FindingsState, type OpenFinding } from './findings';
import { firstEndingAfter } from './spans';

/** Only what can be seen is decorated: an article with ten thousand findings scrolls like any other. */
export const highlights: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }

    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged || findings(update.startState) !== findings(update.state)) {
        this.decorations = decorate(update.view);
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function decorate(view: EditorView): RangeSet<Decoration> {
  const state = findings(view.state);
  const marks: Range<Decoration>[] = [];
  for (const { from, to } of view.visibleRanges) {
    decorateOpen(view, state, from, to, marks);
    for (let index = firstEndingAfter(state.restored, from); ; index++) {
      const span = state.restored[index];
      if (!span || span.start >= to) break;
      marks.push(restoredMark.range(span.start, span.end));
    }
  }
  return Decoration.set(marks, true);
}

const restoredMark = Decoration.mark({ class: 'restored' });

function decorateOpen(view: EditorView, state: FindingsState, from: number, to: number, marks: Range<Decoration>[]) {
  for (let index = firstEndingAfter(state.open, from); ; index++) {
    const finding = state.open[index];
    if (!finding || finding.start >= to) break;
    const room = roomAbove(view, finding, state.open[index + 1]);
    marks.push(findingMark(finding, finding.key === state.activeKey, room).range(finding.start, finding.end));
  }
}

function findingMark(finding: OpenFinding, active: boolean, room: number): Decoration {
  const best = finding.suggestions[0];
  return Decoration.mark({
    class: `finding ${finding.kind}${active ? ' active' : ''}${best?.text === '' ? ' deletion' : ''}`,
    attributes: {
      'data-key': finding.key,
      // The stylesheet writes this above the phrase, as an editor would between the lines.
      'data-original': best?.text ?? '',
      style: `--room: ${room}`,
    },
  });
}

/** How many characters can stand above a phrase before they run into what stands above the next one. */
function roomAbove(view: EditorView, finding: OpenFinding, next: OpenFinding | undefined): number {
  const lineEnd = view.state.doc.lineAt(finding.start).to;
  return Math.min(next?.start ?? Infinity, Math.max(lineEnd + 12, finding.end)) - finding.start;
}

