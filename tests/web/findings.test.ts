import type { ChangeSpec } from '@codemirror/state';
import { beforeEach, describe, expect, it } from 'vitest';
import { acceptAll, acceptOne, keepOne, neighbour, open, restoredText } from '../../web/src/editor/commands';
import { activeFinding, findings, isReplacement, showReport, withKeys } from '../../web/src/editor/findings';
import { findingsIn, HeadlessEditor } from './support/editor';

const PHRASES = { mentioned: ['said', 'stated'], 'international locations': ['countries'], '[ad_1]\n': [''] };
const TEXT = '[ad_1]\nHe mentioned that international locations mentioned no.';

let editor: HeadlessEditor;

beforeEach(() => {
  editor = new HeadlessEditor(TEXT).report(PHRASES);
});

function keyOf(phrase: string, occurrence = 0): string {
  const finding = findings(editor.state).open.filter(({ text }) => text === phrase)[occurrence];
  if (!finding) throw new Error(`no finding ${phrase}`);
  return finding.key;
}

function accept(phrase: string, rank = 0, occurrence = 0) {
  const key = keyOf(phrase, occurrence);
  const suggestion = findings(editor.state).open.find((finding) => finding.key === key)?.suggestions[rank];
  if (!suggestion) throw new Error('no such suggestion');
  editor.dispatch(acceptOne(editor.state, key, suggestion));
}

describe('a report', () => {
  it('is shown with a key of its own for each finding', () => {
    expect(editor.open).toEqual(['[ad_1]\n@0', 'mentioned@10', 'international locations@25', 'mentioned@49']);
    expect(new Set(findings(editor.state).open.map(({ key }) => key)).size).toBe(4);
  });

  it('shows nothing that is not literally in the text', () => {
    const wrong = findingsIn(TEXT, PHRASES).map((finding) => ({
      ...finding,
      start: finding.start + 1,
      end: finding.end + 1,
    }));
    editor.dispatch({ effects: showReport.of(withKeys(wrong)) });
    expect(editor.open).toEqual([]);
  });

  it('is compared with the text as the engine reads it: a lone surrogate is U+FFFD', () => {
    editor = new HeadlessEditor('He \uDE00mentioned 😀 it.');
    const reported = findingsIn('He \uFFFDmentioned 😀 it.', { '\uFFFDmentioned 😀': ['said 😀'] });
    editor.dispatch({ effects: showReport.of(withKeys(reported)) });
    expect(editor.open).toEqual(['\uFFFDmentioned 😀@3']);
    editor.dispatch(acceptAll(editor.state));
    expect(editor.text).toBe('He said 😀 it.');
  });

  it('keeps the card open if its phrase is found again', () => {
    editor.dispatch(open(keyOf('international locations'))).report(PHRASES);
    expect(activeFinding(editor.state)?.text).toBe('international locations');
    editor.report({ mentioned: ['said'] });
    expect(activeFinding(editor.state)).toBeUndefined();
  });
});

describe('an edit', () => {
  it.each<[string, boolean, ChangeSpec]>([
    ['a text put in place of everything', true, { from: 0, to: TEXT.length, insert: 'Another text.' }],
    ['removing everything', true, { from: 0, to: TEXT.length }],
    ['removing all but the last letter', false, { from: 0, to: TEXT.length - 1 }],
    ['a text put in front', false, { from: 0, insert: 'Another text.' }],
  ])('tells another text from a change of this one: %s', (_, expected, changes) => {
    expect(isReplacement(editor.state.update({ changes }))).toBe(expected);
  });

  it('moves the findings behind it', () => {
    editor.type(7, 'Well, ');
    expect(editor.open).toEqual(['[ad_1]\n@0', 'mentioned@16', 'international locations@31', 'mentioned@55']);
  });

  it('removes the finding that it touches, and no other', () => {
    editor.type(13, 'xx');
    expect(editor.open).toEqual(['[ad_1]\n@0', 'international locations@27', 'mentioned@51']);
  });

  it('removes a finding that a letter is stuck to', () => {
    editor.type(19, 's');
    expect(editor.open).not.toContain('mentioned@10');
    editor = new HeadlessEditor(TEXT).report(PHRASES).type(19, ' ');
    expect(editor.open).toContain('mentioned@10');
  });

  it('closes the card of a finding that it removes', () => {
    editor.dispatch(open(keyOf('mentioned'))).type(12, 'x');
    expect(activeFinding(editor.state)).toBeUndefined();
  });
});

describe('accepting', () => {
  it('puts in the chosen wording and leaves the other findings where they belong', () => {
    accept('mentioned', 1);
    expect(editor.text).toBe('[ad_1]\nHe stated that international locations mentioned no.');
    expect(editor.open).toEqual(['[ad_1]\n@0', 'international locations@22', 'mentioned@46']);
    expect(editor.restored).toEqual(['stated']);
  });

  it('removes what is to be removed, and keeps the finding right behind it', () => {
    editor = new HeadlessEditor('[ad_1]\nmentioned').report(PHRASES);
    accept('[ad_1]\n');
    expect(editor.text).toBe('mentioned');
    expect(editor.open).toEqual(['mentioned@0']);
    expect(editor.restored).toEqual([]);
  });

  it('is undone step by step, bringing each highlight back', () => {
    const before = editor.open;
    accept('mentioned');
    const between = editor.open;
    accept('international locations');
    expect(editor.text).toBe('[ad_1]\nHe said that countries mentioned no.');
    editor.undo();
    expect(editor.open).toEqual(between);
    expect(editor.restored).toEqual(['said']);
    editor.undo();
    expect(editor.text).toBe(TEXT);
    expect(editor.open).toEqual(before);
    expect(editor.restored).toEqual([]);
  });

  it('is redone with its traces', () => {
    accept('mentioned');
    const { text, open: after } = editor;
    editor.undo();
    editor.redo();
    expect([editor.text, editor.open, editor.restored]).toEqual([text, after, ['said']]);
    editor.undo();
    expect(editor.text).toBe(TEXT);
    expect(editor.open).toHaveLength(4);
  });

  it('is a step of its own between quick edits', () => {
    editor.type(editor.text.length, 'a');
    accept('mentioned');
    editor.type(editor.text.length, 'b');
    editor.undo();
    expect(editor.text).toContain('He said');
    editor.undo();
    expect(editor.text).toBe(`${TEXT}a`);
    editor.undo();
    expect(editor.text).toBe(TEXT);
  });

  it('is not questioned by the next report', () => {
    accept('mentioned');
    editor.report({ ...PHRASES, said: ['told'] });
    expect(editor.open).toEqual(['[ad_1]\n@0', 'international locations@20', 'mentioned@44']);
  });
});

describe('accepting all', () => {
  it('takes the best suggestion everywhere, in one step of undo', () => {
    editor.dispatch(acceptAll(editor.state));
    expect(editor.text).toBe('He said that countries said no.');
    expect(editor.open).toEqual([]);
    expect(editor.restored).toEqual(['said', 'countries', 'said']);
    editor.undo();
    expect(editor.text).toBe(TEXT);
    expect(editor.open).toHaveLength(4);
    editor.redo();
    expect(editor.text).toBe('He said that countries said no.');
    expect(editor.restored).toEqual(['said', 'countries', 'said']);
  });

  it('has nothing to do without findings', () => {
    expect(acceptAll(new HeadlessEditor('Fine.').state)).toBeUndefined();
  });

  it('copes with ten thousand findings', () => {
    editor = new HeadlessEditor('He mentioned. '.repeat(10_000)).report(PHRASES);
    editor.dispatch(acceptAll(editor.state));
    expect(editor.text).toBe('He said. '.repeat(10_000));
    editor.undo();
    expect(editor.open).toHaveLength(10_000);
  });
});

describe('keeping', () => {
  it('leaves the text alone and the phrase out of everything that follows', () => {
    editor.dispatch(keepOne(editor.state, keyOf('mentioned')));
    expect(editor.open).toEqual(['[ad_1]\n@0', 'international locations@25', 'mentioned@49']);
    editor.report(PHRASES);
    expect(editor.open).toEqual(['[ad_1]\n@0', 'international locations@25', 'mentioned@49']);
    expect(restoredText(editor.state)).toBe('He mentioned that countries said no.');
  });

  it('can be undone and redone', () => {
    editor.dispatch(keepOne(editor.state, keyOf('mentioned')));
    expect(editor.undo()).toBe(true);
    expect(editor.open).toHaveLength(4);
    expect(editor.redo()).toBe(true);
    expect(editor.open).toHaveLength(3);
  });

  it('moves along with edits', () => {
    editor
      .dispatch(keepOne(editor.state, keyOf('mentioned')))
      .type(7, 'Well, ')
      .report(PHRASES);
    expect(editor.open).toEqual(['[ad_1]\n@0', 'international locations@31', 'mentioned@55']);
  });
});

describe('the restored text', () => {
  it('is what accepting all would leave, without changing anything', () => {
    accept('mentioned', 1);
    expect(restoredText(editor.state)).toBe('He stated that countries said no.');
    expect(editor.open).toHaveLength(3);
  });

  it('is the text itself where nothing was found', () => {
    expect(restoredText(new HeadlessEditor('Fine.').state)).toBe('Fine.');
  });

  it('counts as JavaScript does, with emoji before the findings', () => {
    editor = new HeadlessEditor('😀👩‍👩‍👧 He mentioned 😀 it.').report(PHRASES);
    expect(restoredText(editor.state)).toBe('😀👩‍👩‍👧 He said 😀 it.');
  });
});

describe('going from finding to finding', () => {
  const next = (direction: 1 | -1) => neighbour(editor.state, direction)?.start;

  it('starts from the cursor', () => {
    editor.dispatch({ selection: { anchor: 22 } });
    expect([next(-1), next(1)]).toEqual([10, 25]);
  });

  it('goes round at the ends', () => {
    editor.dispatch(open(keyOf('mentioned', 1)));
    expect([next(-1), next(1)]).toEqual([25, 0]);
    expect(neighbour(new HeadlessEditor('Fine.').state, 1)).toBeUndefined();
  });
});
