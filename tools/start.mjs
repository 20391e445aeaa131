// npm start: sets up, builds, and serves the page on this machine.
import { buildNative, buildPage, buildWasm } from './lib/builds.mjs';
import { main, ROOT } from './lib/process.mjs';
import { serve } from './lib/static-server.mjs';
import { setUp } from './setup.mjs';

await main(async () => {
  await setUp();
  await buildNative('unspin');
  await buildWasm();
  await buildPage();
  const { url } = await serve({ folder: `${ROOT}dist`, port: Number(process.env.PORT ?? 4173) });
  console.log(`\nUnspin is running at ${url} (stop it with Ctrl+C)`);
});
