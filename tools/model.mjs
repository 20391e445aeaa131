// npm run model [-- TEXT...]: builds public/model/ from data/lexicon and training text (plain or .xz files).
import { existsSync, readdirSync } from 'node:fs';
import { buildNative } from './lib/builds.mjs';
import { announce, main, ROOT, run, ToolError } from './lib/process.mjs';
import { setUp } from './setup.mjs';

/** The training texts lie beside the checkout: they are too big for it. */
const DEFAULT_TEXTS = `${ROOT}../shared/corpus`;

function trainingTexts() {
  const named = process.argv.slice(2);
  if (named.length > 0) return named;
  const found = existsSync(DEFAULT_TEXTS) ? readdirSync(DEFAULT_TEXTS).filter((name) => /\.(txt|xz)$/.test(name)) : [];
  if (found.length === 0) throw new ToolError('name the training texts: npm run model -- FILE...');
  return found.sort().map((name) => `${DEFAULT_TEXTS}/${name}`);
}

await main(async () => {
  const texts = trainingTexts();
  await setUp();
  await buildNative('build_model');
  announce(`training on ${texts.length} files`);
  await run('build/native/build_model', ['--lexicon', 'data/lexicon', '--out', 'public/model', ...texts]);
});
