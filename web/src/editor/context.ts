import type { Text } from '@codemirror/state';
import type { Span } from './spans';

export interface Context {
  readonly before: string;
  readonly after: string;
}

/** The words round a span, within its paragraph, for showing it away from the text. */
export function contextOf(doc: Text, { start, end }: Span, reach: number): Context {
  const first = doc.lineAt(start);
  const last = end <= first.to ? first : { to: end };
  const before = doc.sliceString(Math.max(first.from, start - reach), start);
  const after = doc.sliceString(end, Math.min(last.to, end + reach));
  return {
    before: start - reach > first.from ? `…${fromWordStart(before)}` : before,
    after: end + reach < last.to ? `${toWordEnd(after)}…` : after,
  };
}

const fromWordStart = (text: string) => text.replace(/^\S*\s+/, '');
const toWordEnd = (text: string) => text.replace(/\s+\S*$/, '');

/** For each span the number of its paragraph, counting from 1 and passing over blank lines. */
export function paragraphNumbers(doc: Text, spans: readonly Span[]): number[] {
  const numbers: number[] = [];
  let paragraph = 0;
  let lineStart = 0;
  for (const line of doc.iterLines()) {
    if (numbers.length === spans.length) break;
    if (/\S/.test(line)) paragraph++;
    const lineEnd = lineStart + line.length;
    for (let span = spans[numbers.length]; span && span.start <= lineEnd; span = spans[numbers.length]) {
      numbers.push(paragraph);
    }
    lineStart = lineEnd + 1;
  }
  return numbers;
}
