/** How phrases and suggestions are written where they stand outside the text. */

/** Line ends and the like would be invisible. */
export function phraseLabel(text: string): string {
  return text.trim().replace(/\s+/g, ' ') || '(blank lines)';
}

export function suggestionLabel(text: string): string {
  return text === '' ? 'remove' : phraseLabel(text);
}

/** How often something happens: once, twice, 3 times. */
export function times(count: number): string {
  return ['never', 'once', 'twice'][count] ?? `${count} times`;
}

export function percent(confidence: number): string {
  if (confidence < 0.01) return '< 1 %';
  return `${Math.round(confidence * 100)} %`;
}
