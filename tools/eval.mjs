// npm run eval: measures restoration on data/eval (and on ../shared/seed where that exists).
import { buildNative } from './lib/builds.mjs';
import { main, run } from './lib/process.mjs';
import { setUp } from './setup.mjs';

await main(async () => {
  await setUp();
  await buildNative('unspin_eval');
  await run('build/native/unspin_eval', process.argv.slice(2));
});
