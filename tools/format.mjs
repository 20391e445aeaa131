// npm run format: rewrites sources in the project's style (ours and clang-format's).
import { announce, main, run } from './lib/process.mjs';
import { cxxSources } from './lib/sources.mjs';
import { setUp } from './setup.mjs';

await main(async () => {
  await setUp({ forTests: true });
  announce('formatting');
  await run('npx', ['prettier', '--write', '--log-level', 'warn', '.']);
  await run('npx', ['eslint', '--fix', '.']);
  await run('clang-format', ['-i', ...cxxSources()]);
});
