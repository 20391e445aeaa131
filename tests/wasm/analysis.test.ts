import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { wellFormed } from '../../web/src/editor/well-formed';
import type { UnspinModule } from '../../web/src/engine/unspin-module';
import type { Explanation } from '../../web/src/engine/report';
import { DOUBTFUL, GENUINE } from '../page/support/sample';
import { analyse, createEngine, evaluationPassages, native, restore, ROOT } from './support/engine';

let engine: UnspinModule;
beforeAll(async () => {
  engine = await createEngine();
});

/** Certainly spun: the engine is careful with single phrases in texts that look genuine. */
const SPUN =
  'The minister mentioned that our youngsters go to faculty. Greater than 100 folks were there, in line with the report.';

describe('every evaluation passage', () => {
  it.each(evaluationPassages())('%s: the same report as natively', (_, text) => {
    expect(analyse(engine, text)).toEqual(JSON.parse(native('analyse', text)));
  });

  it.each(evaluationPassages())('%s: sound findings', (_, text) => {
    const { findings, document } = analyse(engine, text);
    let last = 0;
    for (const { start, end, text: phrase, kind, confidence, suggestions } of findings) {
      expect(start).toBeGreaterThanOrEqual(last);
      expect(end).toBeGreaterThan(start);
      expect(wellFormed(text.slice(start, end))).toBe(phrase);
      expect(['substitution', 'artefact']).toContain(kind);
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThanOrEqual(1);
      expect(suggestions.length).toBeGreaterThan(0);
      expect(suggestions.map((each) => each.confidence)).toEqual(
        suggestions.map((each) => each.confidence).sort((a, b) => b - a),
      );
      last = end;
    }
    expect(document.words).toBeGreaterThan(0);
    expect(document.spinRate).toBeGreaterThanOrEqual(0);
    expect(document.spinRate).toBeLessThanOrEqual(1);
  });
});

it('accepting everything gives what the command line restores', () => {
  const text = readFileSync(join(ROOT, 'web/src/sample/ferry.txt'), 'utf8');
  expect(restore(text, analyse(engine, text))).toBe(native('restore', text));
});

describe('offsets count as JavaScript does', () => {
  it.each([
    ['ASCII', 'Well. '],
    ['accents', 'Élysée naïve. '],
    ['curly quotes and dashes', '“Well” – ‘so’ … '],
    ['emoji', '😀 👩‍👩‍👧 '],
    ['Windows line ends', 'News\r\n\r\n'],
    ['other line ends', 'News\u2028\u0085\r'],
    ['right to left', 'שלום עולם. '],
    ['combining characters', 'e\u0301a\u0308. '],
    ['zero-width and byte order marks', '\uFEFFa\u200Bb '],
    ['a NUL', 'a\0b '],
    ['a lone high surrogate', 'x\uD83D y '],
    ['a lone low surrogate', 'x\uDE00 y '],
    ['surrogates the wrong way round', '\uDE00\uD83D '],
    ['a lone surrogate right before a word', '\uD83D'],
  ])('after %s', (_, prefix) => {
    const text = `${prefix}${SPUN}`;
    const { findings } = analyse(engine, text);
    const phrases = findings.map(({ start, end }) => wellFormed(text.slice(start, end)));
    expect(phrases.some((phrase) => phrase.includes('youngsters'))).toBe(true);
    expect(findings.map((finding) => finding.text)).toEqual(phrases);
    const restored = restore(text, { ...analyse(engine, text) });
    expect(restored.startsWith(prefix)).toBe(true);
    expect(restored).toContain('our children');
  });
});

describe('options', () => {
  it('a higher threshold finds no more, and only what is certain enough', () => {
    const passage = readFileSync(join(ROOT, 'web/src/sample/ferry.txt'), 'utf8');
    const all = analyse(engine, passage, { threshold: 0.1 }).findings;
    const certain = analyse(engine, passage, { threshold: 0.9 }).findings;
    expect(certain.length).toBeLessThan(all.length);
    expect(certain.every(({ confidence }) => confidence >= 0.9)).toBe(true);
  });

  it('assumeSpun looks into genuine text, too', () => {
    expect(analyse(engine, GENUINE).findings).toEqual([]);
    expect(analyse(engine, GENUINE, { assumeSpun: false }).findings).toEqual([]);
    const { findings } = analyse(engine, GENUINE, { assumeSpun: true });
    expect(findings.map(({ text }) => text)).toContain(DOUBTFUL);
  });

  it('maxSuggestions limits the suggestions', () => {
    const most = (maxSuggestions: number) =>
      Math.max(...analyse(engine, SPUN, { maxSuggestions }).findings.map(({ suggestions }) => suggestions.length));
    expect(most(1)).toBe(1);
    expect(most(8)).toBeGreaterThan(1);
  });
});

it('the reason for a suggestion has everything that its type has', () => {
  const { suggestions } = analyse(engine, SPUN).findings.find(({ text }) => text === 'youngsters') ?? {};
  expect(suggestions?.[0]?.why).toEqual({
    original: 'children',
    spun: 'youngsters',
    channel: expect.any(Number),
    contextGain: expect.any(Number),
    elsewhere: 0,
  } satisfies Explanation);
});

describe('odd input', () => {
  it.each([
    ['nothing', ''],
    ['blanks', ' \n\t\r\n'],
    ['one word', 'said'],
    ['only punctuation', '… “”—!?'],
    ['no spaces at all', 'mentioned'.repeat(20_000)],
    ['one very long line', `${SPUN} `.repeat(3000)],
    ['very many lines', 'a\n'.repeat(50_000)],
    ['deep brackets', '{'.repeat(20_000)],
    ['nothing but lone surrogates', '\uD800'.repeat(5000)],
  ])('%s is read without complaint', (_, text) => {
    const { findings, document } = analyse(engine, text);
    expect(document.words).toBeGreaterThanOrEqual(0);
    expect(findings.every(({ start, end, text: phrase }) => wellFormed(text.slice(start, end)) === phrase)).toBe(true);
  });

  it('options that are no JSON do no harm', () => {
    expect(JSON.parse(engine.analyse(SPUN, 'nonsense'))).toBeTypeOf('object');
  });

  it('gives the same answer whenever it is asked', () => {
    const first = engine.analyse(SPUN, '{}');
    analyse(engine, 'Something else entirely.');
    expect(engine.analyse(SPUN, '{}')).toBe(first);
  });
});
