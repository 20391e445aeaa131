import { type Extension, type Range, type RangeSet } from '@codemirror/state';
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { findings, type FindingsState, type OpenFinding } from './findings';
import { firstEndingAfter } from './spans';
import { textWidth } from './text-width';

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
  let gapBefore = 0;
  for (let index = firstEndingAfter(state.open, from); ; index++) {
    const finding = state.open[index];
    if (!finding || finding.start >= to) break;
    const gap = missingRoom(view, finding, state.open[index + 1]);
    // The gap replaces a space: after the phrase if there is one, otherwise (after "word,") before the next phrase.
    const spaceFollows = /\s/.test(view.state.sliceDoc(finding.end, finding.end + 1));
    const gaps = { before: gapBefore, after: spaceFollows ? gap : 0 };
    gapBefore = spaceFollows ? 0 : gap;
    marks.push(findingMark(finding, finding.key === state.activeKey, gaps).range(finding.start, finding.end));
  }
}

interface Gaps {
  readonly before: number;
  readonly after: number;
}

function findingMark(finding: OpenFinding, active: boolean, { before, after }: Gaps): Decoration {
  return Decoration.mark({
    class: ['finding', finding.kind, isShort(finding.text) && 'short', active && 'active'].filter(Boolean).join(' '),
    attributes: {
      'data-key': finding.key,
      // The stylesheet writes this above the phrase, as an editor would between the lines.
      'data-original': finding.suggestions[0]?.text ?? '',
      style: `--gap-before: ${before.toFixed(2)}em; --gap-after: ${after.toFixed(2)}em`,
    },
  });
}

/** The size of what stands above a phrase (styles/editor.css), and the least distance from one to the next, in em. */
const SIZE_ABOVE = 0.7;
const LEAST_DISTANCE = 0.3;

/** How much further apart two phrases must stand, so that what is above the first does not run into the second's. */
function missingRoom(view: EditorView, finding: OpenFinding, next: OpenFinding | undefined): number {
  const above = finding.suggestions[0]?.text ?? '';
  // Far away is far enough, and need not be measured.
  if (!next || next.start - finding.start > above.length + 2) return 0;
  const needed = textWidth(above, view.contentDOM, SIZE_ABOVE, 'italic') + LEAST_DISTANCE;
  return Math.max(0, needed - textWidth(view.state.sliceDoc(finding.start, next.start), view.contentDOM));
}

/** Short phrases are not broken at the end of a line, so that their suggestion stands above all of them. */
function isShort(text: string): boolean {
  return text.length <= 24 && !text.includes('\n');
}
