/** The engine's answer for one text, as described in docs/REPORT.md. All offsets count UTF-16 code units. */
export interface Report {
  readonly schema: 1;
  readonly engine: string;
  readonly model: { readonly name: string; readonly version: string };
  readonly document: DocumentSummary;
  readonly findings: readonly Finding[];
}

export type Verdict = 'spun' | 'partly spun' | 'genuine';

export interface DocumentSummary {
  readonly words: number;
  /** The share of the tokens that reported substitutions cover, each weighted by its confidence, from 0 to 1. */
  readonly spinRate: number;
  readonly verdict: Verdict;
  readonly style?: string;
  readonly threshold?: number;
}

/**
 * A phrase that was probably put there by a spinner. `text` is the input from `start` up to, not including, `end`, with
 * U+FFFD for a lone surrogate.
 */
export interface Finding {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: 'substitution' | 'artefact';
  readonly confidence: number;
  /** Best first. */
  readonly suggestions: readonly Suggestion[];
}

/** What stood there originally. An empty text means that the phrase should go. */
export interface Suggestion {
  readonly text: string;
  readonly confidence: number;
  readonly why?: Explanation;
}

/** The rule that a suggestion comes from, in its base form: spinners write `spun` for `original`. */
export interface Explanation {
  readonly original: string;
  readonly spun: string;
  /** The weight of the substitution as the decoder used it, from 0 to 1. */
  readonly channel: number;
  /** How much better the suggestion fits its context than what stands there, as a natural logarithm. */
  readonly contextGain: number;
  /** How many other findings of the report have the same rule behind their first suggestion. */
  readonly elsewhere: number;
}

export interface AnalysisOptions {
  /** Findings less certain than this are left out; the engine's own default if absent. */
  threshold?: number;
  maxSuggestions?: number;
  /** Looks everywhere, also where the text seems genuine. */
  assumeSpun?: boolean;
}
