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
    decorateOpen(state, from, to, marks);
    for (let index = firstEndingAfter(state.restored, from); ; index++) {
      const span = state.restored[index];
      if (!span || span.start >= to) break;
      marks.push(restoredMark.range(span.start, span.end));
    }
  }
  return Decoration.set(marks, true);
}

const restoredMark = Decoration.mark({ class: 'restored' });

function decorateOpen(state: FindingsState, from: number, to: number, marks: Range<Decoration>[]) {
  for (let index = firstEndingAfter(state.open, from); ; index++) {
    const finding = state.open[index];
    if (!finding || finding.start >= to) break;
    const gap = gapAfter(finding, state.open[index + 1]);
    marks.push(findingMark(finding, finding.key === state.activeKey, gap).range(finding.start, finding.end));
  }
}

function findingMark(finding: OpenFinding, active: boolean, gap: number): Decoration {
  const best = finding.suggestions[0];
  return Decoration.mark({
    class: ['finding', finding.kind, isShort(finding.text) && 'short', active && 'active'].filter(Boolean).join(' '),
    attributes: {
      'data-key': finding.key,
      // The stylesheet writes this above the phrase, as an editor would between the lines.
      'data-original': best?.text ?? '',
      style: `--gap: ${gap.toFixed(2)}em`,
    },
  });
}

/** The average widths of a character in the text, and in the smaller italics above it, in em of the text. */
const TEXT_WIDTH = 0.42;
const ABOVE_WIDTH = 0.33;

/** How much wider the space behind a phrase must be, so that what stands above it does not run into the next one. */
function gapAfter(finding: OpenFinding, next: OpenFinding | undefined): number {
  const above = finding.suggestions[0]?.text ?? '';
  if (!next || above === '') return 0;
  const room = (next.start - finding.start) * TEXT_WIDTH;
  return Math.max(0, (above.length + 1.5) * ABOVE_WIDTH - room);
}

/** Short phrases are not broken at the end of a line, so that their suggestion stands above all of them. */
function isShort(text: string): boolean {
  return text.length <= 24 && !text.includes('\n');
}
