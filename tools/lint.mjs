// npm run lint: every static check, without building anything.
import { announce, isProgram, main, status, ToolError } from './lib/process.mjs';
import { cxxSources } from './lib/sources.mjs';
import { setUp } from './setup.mjs';

/** The checks by name. Each is one command that succeeds or explains itself. */
export function lintChecks() {
  return [
    { name: 'prettier', command: ['npx', 'prettier', '--check', '--log-level', 'warn', '.'] },
    { name: 'eslint', command: ['npx', 'eslint', '--max-warnings', '0', '.'] },
    { name: 'svelte-check', command: ['npx', 'svelte-check', '--tsconfig', 'web/tsconfig.json', '--fail-on-warnings'] },
    { name: 'tsc (tests and configuration)', command: ['npx', 'tsc', '--noEmit', '-p', 'tsconfig.json'] },
    { name: 'tsc (service worker)', command: ['npx', 'tsc', '--noEmit', '-p', 'web/offline/tsconfig.json'] },
    { name: 'clang-format', command: ['clang-format', '--dry-run', '--Werror', ...cxxSources()] },
  ];
}

if (isProgram(import.meta.url)) {
  await main(async () => {
    await setUp({ forTests: true });
    for (const { name, command } of lintChecks()) {
      announce(name);
      const [program, ...args] = command;
      if ((await status(program, args)) !== 0) throw new ToolError(`${name} found something`);
    }
  });
}
