import type { ChangeDesc, Text } from '@codemirror/state';

/** A stretch of the document, half-open, in UTF-16 code units. Lists of spans are sorted and never overlap. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface MappedSpans<T> {
  /** The spans that the changes left alone, at their new places. */
  readonly untouched: readonly T[];
  /** The spans that the changes reached into, at their old places. */
  readonly touched: readonly T[];
}

/**
 * Moves spans along with a change of the document. Both lists are walked side by side, so that this stays linear when
 * thousands of findings are accepted at once.
 */
export function mapSpans<T extends Span>(spans: readonly T[], changes: ChangeDesc): MappedSpans<T> {
  if (changes.empty || spans.length === 0) return { untouched: spans, touched: [] };
  const changed: { fromA: number; toA: number; shift: number }[] = [];
  changes.iterChangedRanges((fromA, toA, _fromB, toB) => changed.push({ fromA, toA, shift: toB - toA }), true);

  const untouched: T[] = [];
  const touched: T[] = [];
  let next = 0;
  let shift = 0;
  for (const span of spans) {
    for (let change = changed[next]; change && change.toA <= span.start; change = changed[++next]) shift = change.shift;
    const change = changed[next];
    if (change && change.fromA < span.end) touched.push(span);
    else untouched.push(shift === 0 ? span : { ...span, start: span.start + shift, end: span.end + shift });
  }
  return { untouched, touched };
}

const WORD_CHARACTER = /[\p{L}\p{N}_]/u;

/**
 * False if a letter now sticks to either end of the span, as after typing an "s" right behind it: then the phrase that
 * was found is no longer a phrase of the text.
 */
export function standsAlone(doc: Text, { start, end }: Span): boolean {
  const isWord = (from: number) => from >= 0 && WORD_CHARACTER.test(doc.sliceString(from, from + 1));
  return !(isWord(start - 1) && isWord(start)) && !(isWord(end - 1) && isWord(end));
}

/** The spans of `a` that no span of `b` overlaps. */
export function withoutOverlaps<T extends Span>(a: readonly T[], b: readonly Span[]): readonly T[] {
  if (b.length === 0) return a;
  let next = 0;
  return a.filter((span) => {
    while ((b[next]?.end ?? Infinity) <= span.start) next++;
    return (b[next]?.start ?? Infinity) >= span.end;
  });
}

/** Both lists as one, in order. */
export function mergeSpans<T extends Span>(a: readonly T[], b: readonly T[]): readonly T[] {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  return [...a, ...b].sort((left, right) => left.start - right.start);
}

/** The index of the first span that ends after `position`. */
export function firstEndingAfter(spans: readonly Span[], position: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? Infinity) > position) high = middle;
    else low = middle + 1;
  }
  return low;
}
