// npm run tune [-- TEXT...]: fits everything that is fitted, in order, and rebuilds the model:
//   1. rule weights from the training passages          -> data/lexicon/learned.tsv
//   2. rule weights corrected on genuine training text  -> data/lexicon/weights.tsv
//   3. parameters on the development passages           -> data/parameters.json
// The test passages are never read. Takes some minutes.
import { buildNative } from './lib/builds.mjs';
import { announce, main, ROOT, run } from './lib/process.mjs';
import { trainingTexts } from './lib/training-texts.mjs';
import { setUp } from './setup.mjs';

const WORK = `${ROOT}build/tune`;
const MODEL = `${WORK}/unspin-en.model`;
const LANGUAGE_MODEL = `${WORK}/language-model.bin`;

await main(async () => {
  const texts = trainingTexts();
  await setUp();
  await buildNative('build_model', 'learn_rules', 'calibrate_rules', 'unspin_tune');
  const build = (...options) => run('build/native/build_model', ['--out', WORK, ...options]);
  const reuse = ['--language-model', LANGUAGE_MODEL];

  announce('training the language model');
  await run('mkdir', ['-p', WORK]);
  await build('--weights', '', '--learned', '', '--save-language-model', LANGUAGE_MODEL, ...texts);
  announce('learning rule weights from the training passages');
  await run('build/native/learn_rules', ['--model', MODEL]);
  announce('correcting rule weights on genuine text');
  await build('--weights', '', ...reuse);
  await run('build/native/calibrate_rules', ['--model', MODEL, ...texts]);
  announce('fitting the parameters');
  await build(...reuse);
  await run('build/native/unspin_tune', ['--model', MODEL, '--start', 'data/parameters.json', ...texts]);
  announce('building the model');
  await run('build/native/build_model', reuse);
});
