// npm run build: the native programs, the WebAssembly module and the page in dist/.
import { buildNative, buildPage, buildWasm, describeSize } from './lib/builds.mjs';
import { main, ROOT } from './lib/process.mjs';
import { setUp } from './setup.mjs';

await main(async () => {
  await setUp();
  await buildNative();
  await buildWasm();
  await buildPage();
  console.log(`\nunspin.wasm: ${describeSize(`${ROOT}build/wasm/unspin.wasm`)}`);
  console.log('The page is in dist/: any static web server can serve it, under any path.');
});
