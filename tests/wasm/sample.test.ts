import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { analyse, createEngine, restore, ROOT } from './support/engine';

/** The article behind "Load sample" with its swaps written out: {{spun|original}}. */
const MARKUP = readFileSync(join(ROOT, 'tests/wasm/data/sample.txt'), 'utf8');
const SPUN = readFileSync(join(ROOT, 'web/src/sample/ferry.txt'), 'utf8');

const written = (side: 1 | 2) => MARKUP.replace(/\{\{(.*?)\|(.*?)\}\}/g, `$${side}`);

it('the sample is the spun side of its markup', () => {
  expect(SPUN).toBe(written(1));
});

// The first thing that everybody sees must be perfect. If the engine learns something that changes it, the article
// gives way: reword the place in both files.
it('the sample is restored to the last word', async () => {
  const original = written(2)
    .replace(/\[ad_\d\]/g, '')
    .replace('Source link', '');
  expect(restore(SPUN, analyse(await createEngine(), SPUN)).trim()).toBe(original.trim());
});
