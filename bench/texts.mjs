// The texts to measure with, made from the evaluation passages.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../tools/lib/process.mjs';

const FOLDERS = ['data/eval/test', 'data/eval/genuine'];

/** The spun side of a passage, without the markup {{spun|original}} and comments. */
function plainText(passage) {
  return passage
    .replace(/^#.*\n/gm, '')
    .replace(/\{\{([^|{}]*)\|[^{}]*\}\}/g, '$1')
    .trim();
}

/** Spun and genuine passages in turn, as on a real page. */
function passages() {
  const [spun, genuine] = FOLDERS.map((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.txt'))
      .sort()
      .map((name) => plainText(readFileSync(join(ROOT, folder, name), 'utf8'))),
  );
  return spun.flatMap((text, index) => [text, genuine[index] ?? '']).filter(Boolean);
}

export const countWords = (text) => text.split(/\s+/).filter(Boolean).length;

/** Passages, over and over, until there are about that many words. */
export function textOf(words) {
  const all = passages();
  const chosen = [];
  for (let index = 0, count = 0; count < words; index++) {
    chosen.push(all[index % all.length]);
    count += countWords(chosen.at(-1));
  }
  return chosen.join('\n\n');
}
