import { describe as group, expect, it } from 'vitest';
import type { DocumentSummary } from '../../web/src/engine/report';
import { describe, type Situation, type Status } from '../../web/src/session/status';

const SITUATION: Situation = {
  phase: { name: 'ready' },
  empty: false,
  analysing: false,
  problem: undefined,
  summary: { words: 350, spinRate: 0.184, verdict: 'spun' },
  everywhere: false,
  open: 63,
  restored: 0,
};

const GENUINE: DocumentSummary = { words: 9, spinRate: 0, verdict: 'genuine' };

function textOf(change: Partial<Situation>): string {
  const { count, headline, details } = describe({ ...SITUATION, ...change });
  return [[count, headline].filter((part) => part !== undefined).join(' '), ...details].join(' · ');
}

group('the status line', () => {
  it.each<[string, Partial<Situation>]>([
    ['63 spun phrases found · 18 % of words · spun', {}],
    ['1 spun phrase found · 18 % of words · spun', { open: 1 }],
    ['60 spun phrases found · 18 % of words · spun · 3 restored', { open: 60, restored: 3 }],
    ['No spun phrases left · 63 restored', { open: 0, restored: 63 }],
    ['No spun phrases found · genuine', { open: 0, summary: GENUINE }],
    [
      '2 spun phrases found · under 1 % of words · genuine',
      { open: 2, summary: { words: 900, spinRate: 0.004, verdict: 'genuine' } },
    ],
    ['63 spun phrases found · 18 % of words · 3 restored · searched everywhere', { everywhere: true, restored: 3 }],
    ['No spun phrases left · 63 restored · searched everywhere', { everywhere: true, open: 0, restored: 63 }],
    ['No spun phrases found · searched everywhere', { everywhere: true, open: 0 }],
    ['Ready for an article', { empty: true }],
    ['Reading the text', { summary: undefined }],
    ['Fetching the language model', { phase: { name: 'loading', loaded: 1, total: 4 } }],
    ['Unspin could not start · No answer.', { phase: { name: 'failed', message: 'No answer.' } }],
    ['This text could not be read · Too long.', { problem: 'Too long.' }],
  ])('%s', (expected, change) => expect(textOf(change)).toBe(expected));

  it('shows progress from nothing to everything, never beyond', () => {
    const progress = (loaded: number, total: number) =>
      describe({ ...SITUATION, phase: { name: 'loading', loaded, total } }).progress;
    expect([progress(0, 0), progress(1, 4), progress(5, 4)]).toEqual([0, 0.25, 1]);
  });

  it.each<[string, Status['unsearched'], Partial<Situation>]>([
    ['a spun text', undefined, {}],
    ['a genuine text', 'all', { open: 0, summary: GENUINE }],
    ['a text that is spun in part', 'rest', { summary: { ...GENUINE, verdict: 'partly spun' } }],
    ['a genuine text that was searched everywhere', undefined, { everywhere: true, summary: GENUINE }],
    ['no text', undefined, { empty: true, summary: GENUINE }],
    ['a text that could not be read', undefined, { problem: 'Too long.', summary: GENUINE }],
  ])('knows what of %s was not searched', (_, expected, change) =>
    expect(describe({ ...SITUATION, ...change }).unsearched).toBe(expected),
  );
});
