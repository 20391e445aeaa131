import { ChangeSet, EditorState, type Text } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { firstEndingAfter, mapSpans, mergeSpans, standsAlone, withoutOverlaps } from '../../web/src/editor/spans';

const span = (start: number, end: number) => ({ start, end });
const docOf = (text: string): Text => EditorState.create({ doc: text }).doc;

describe('mapSpans', () => {
  const spans = [span(2, 5), span(8, 10), span(10, 14)];
  const map = (from: number, to: number, insert: string) => mapSpans(spans, ChangeSet.of({ from, to, insert }, 20));

  it('moves what stands behind an edit', () => {
    expect(map(0, 1, 'abc').untouched).toEqual([span(4, 7), span(10, 12), span(12, 16)]);
  });

  it('gives up what an edit reaches into', () => {
    expect(map(4, 9, '')).toEqual({ untouched: [span(5, 9)], touched: [span(2, 5), span(8, 10)] });
    expect(map(3, 3, 'x').touched).toEqual([span(2, 5)]);
  });

  it('leaves alone what an edit only meets at the edge', () => {
    expect(map(10, 10, 'xy')).toEqual({ untouched: [span(2, 5), span(8, 10), span(12, 16)], touched: [] });
    expect(map(5, 8, '').touched).toEqual([]);
  });

  it('agrees with mapping each span by itself, for many random edits', () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    for (let round = 0; round < 500; round++) {
      const all: { start: number; end: number }[] = [];
      for (let at = random(4); at < 95; at += 1 + random(6)) all.push(span(at, (at += 1 + random(5))));
      const edits: { from: number; to: number; insert: string }[] = [];
      for (let at = random(9); at < 90; at += 2 + random(20)) {
        edits.push({ from: at, to: (at += random(4)), insert: 'x'.repeat(random(4)) });
      }
      const changes = ChangeSet.of(edits, 100);
      const { untouched, touched } = mapSpans(all, changes);
      const reached = all.filter(({ start, end }) =>
        edits.some(({ from, to, insert }) => from < end && to > start && (to > from || insert)),
      );
      expect(touched).toEqual(reached);
      const others = all.filter((each) => !reached.includes(each));
      expect(untouched).toEqual(
        others.map(({ start, end }) => span(changes.mapPos(start, 1), changes.mapPos(end, -1))),
      );
    }
  });
});

describe('standsAlone', () => {
  it.each([
    ['mentioned the', true],
    ['he mentioned', true],
    ['“mentioned”', true],
    ['mentioneds', false],
    ['unmentioned', false],
    ['mentionedé', false],
  ])('%s: %s', (text, expected) => {
    const start = text.indexOf('mentioned');
    expect(standsAlone(docOf(text), span(start, start + 9))).toBe(expected);
  });

  it('does not mind letters beside brackets', () => {
    expect(standsAlone(docOf('a[ad_1]b'), span(1, 7))).toBe(true);
  });
});

it('withoutOverlaps drops what overlaps, and only that', () => {
  const others = [span(0, 2), span(6, 8)];
  expect(withoutOverlaps([span(2, 6), span(7, 9), span(9, 10)], others)).toEqual([span(2, 6), span(9, 10)]);
  expect(withoutOverlaps([span(1, 7)], others)).toEqual([]);
});

it('mergeSpans keeps the order', () => {
  expect(mergeSpans([span(1, 2), span(7, 8)], [span(3, 4)])).toEqual([span(1, 2), span(3, 4), span(7, 8)]);
});

it('firstEndingAfter finds its place', () => {
  const spans = [span(1, 2), span(3, 5), span(8, 9)];
  expect([0, 2, 4, 5, 9].map((position) => firstEndingAfter(spans, position))).toEqual([0, 1, 1, 2, 3]);
});
