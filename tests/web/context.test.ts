import { EditorState } from '@codemirror/state';
import { expect, it } from 'vitest';
import { contextOf, paragraphNumbers } from '../../web/src/editor/context';

const { doc } = EditorState.create({ doc: 'The minister mentioned that it was late.\n\nShort one.\nThird.' });
const spanOf = (phrase: string) => {
  const start = doc.toString().indexOf(phrase);
  return { start, end: start + phrase.length };
};

it('contextOf gives the words around, within the paragraph, cut between words', () => {
  expect(contextOf(doc, spanOf('mentioned'), 12)).toEqual({ before: '…minister ', after: ' that it…' });
  expect(contextOf(doc, spanOf('Short'), 50)).toEqual({ before: '', after: ' one.' });
});

it('contextOf stops at the end of the paragraph where a phrase includes it', () => {
  expect(contextOf(doc, spanOf('late.\n\n'), 6)).toEqual({ before: '…was ', after: '' });
});

it('paragraphNumbers passes over blank lines', () => {
  const spans = ['minister', 'late', 'Short', 'Third'].map(spanOf);
  expect(paragraphNumbers(doc, spans)).toEqual([1, 1, 2, 3]);
});
