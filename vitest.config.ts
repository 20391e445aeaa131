import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const shared = { environment: 'node' as const, restoreMocks: true };

/** Three suites, run by name: `npx vitest run --project web`. */
export default defineConfig({
  test: {
    projects: [
      {
        plugins: [svelte({ configFile: path('web/svelte.config.js') })],
        test: { ...shared, name: 'web', include: ['tests/web/**/*.test.ts'] },
      },
      {
        test: { ...shared, name: 'wasm', include: ['tests/wasm/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        test: {
          ...shared,
          name: 'page',
          include: ['tests/page/**/*.test.ts'],
          globalSetup: ['tests/page/server.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // One browser at a time: the machines that run this are small.
          fileParallelism: false,
        },
      },
    ],
  },
});
