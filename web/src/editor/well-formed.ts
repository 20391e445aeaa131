const LONE_SURROGATE = /\p{Surrogate}/gu;

/** What String.prototype.toWellFormed() gives, also where that is missing: U+FFFD for every lone surrogate. */
export function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATE, '\uFFFD');
}
