// npm run model [-- TEXT...]: builds public/model/ from data/lexicon and training text (plain or .xz files).
import { buildNative } from './lib/builds.mjs';
import { announce, main, run } from './lib/process.mjs';
import { trainingTexts } from './lib/training-texts.mjs';
import { setUp } from './setup.mjs';

await main(async () => {
  const texts = trainingTexts();
  await setUp();
  await buildNative('build_model');
  announce(`training on ${texts.length} files`);
  await run('build/native/build_model', ['--lexicon', 'data/lexicon', '--out', 'public/model', ...texts]);
});
