import type { DocumentSummary } from '../engine/report';

export interface Situation {
  readonly phase: Phase;
  readonly empty: boolean;
  readonly analysing: boolean;
  readonly problem: string | undefined;
  readonly summary: DocumentSummary | undefined;
  /** True if the summary is of a search that did not ask whether the text is genuine. */
  readonly everywhere: boolean;
  readonly open: number;
  readonly restored: number;
}

export type Phase =
  | { readonly name: 'loading'; readonly loaded: number; readonly total: number }
  | { readonly name: 'ready' }
  | { readonly name: 'failed'; readonly message: string };

/** What the status line says: the headline, and what is to be known besides. */
export interface Status {
  readonly tone: 'calm' | 'busy' | 'trouble';
  /** A number shown large in front of the headline. */
  readonly count?: number;
  readonly headline: string;
  readonly details: readonly string[];
  /** From 0 to 1, while something is being fetched. */
  readonly progress?: number;
  /** What was left out and can be searched, too: all of a genuine text, or the genuine rest of a spun one. */
  readonly unsearched?: 'all' | 'rest';
}

export function describe(situation: Situation): Status {
  const { phase, summary } = situation;
  if (phase.name === 'failed') {
    return { tone: 'trouble', headline: 'Unspin could not start', details: [phase.message] };
  }
  if (phase.name === 'loading') {
    const progress = phase.total > 0 ? Math.min(1, phase.loaded / phase.total) : 0;
    return { tone: 'busy', headline: 'Fetching the language model', details: [], progress };
  }
  if (situation.problem) {
    return { tone: 'trouble', headline: 'This text could not be read', details: [situation.problem] };
  }
  if (situation.empty) return { tone: 'calm', headline: 'Ready for an article', details: [] };
  if (!summary) return { tone: 'busy', headline: 'Reading the text', details: [] };
  return describeResult(situation, summary);
}

function describeResult(situation: Situation, summary: DocumentSummary): Status {
  const { everywhere, open, restored } = situation;
  const common = { tone: situation.analysing ? 'busy' : 'calm', ...unsearchedPart(everywhere, summary) } as const;
  // Whoever searches everywhere has judged the text already: the engine's verdict would only repeat that.
  const verdictNote = everywhere ? [] : [summary.verdict];
  const restoredNote = restored > 0 ? [`${restored} restored`] : [];
  const everywhereNote = everywhere ? ['searched everywhere'] : [];
  if (open === 0) {
    const headline = restored > 0 ? 'No spun phrases left' : 'No spun phrases found';
    return { ...common, headline, details: [...(restored > 0 ? restoredNote : verdictNote), ...everywhereNote] };
  }
  const rate = summary.spinRate > 0 && summary.spinRate < 0.01 ? 'under 1' : String(Math.round(100 * summary.spinRate));
  return {
    ...common,
    count: open,
    headline: `${open === 1 ? 'spun phrase' : 'spun phrases'} found`,
    details: [`${rate} % of words`, ...verdictNote, ...restoredNote, ...everywhereNote],
  };
}

function unsearchedPart(everywhere: boolean, { verdict }: DocumentSummary): Pick<Status, 'unsearched'> {
  if (everywhere || verdict === 'spun') return {};
  return { unsearched: verdict === 'genuine' ? 'all' : 'rest' };
}
