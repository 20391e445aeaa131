import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { shellFiles } from './web/build/shell-files.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const { version } = JSON.parse(readFileSync(path('package.json'), 'utf8')) as { version: string };

export default defineConfig({
  root: path('web'),
  publicDir: path('public'),
  // Relative addresses: the built folder works under any path of any host.
  base: './',
  plugins: [svelte({ configFile: path('web/svelte.config.js') }), shellFiles()],
  define: { __APP_VERSION__: JSON.stringify(version) },
  resolve: { alias: { '@wasm': path('build/wasm') } },
  server: { fs: { allow: [path('.')] } },
  worker: { format: 'es' },
  build: {
    outDir: path('dist'),
    emptyOutDir: true,
    target: ['chrome123', 'firefox121', 'safari17.5'],
    // Nothing inlined as data: URLs, which the content security policy would refuse.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: path('web/index.html'), sw: path('web/offline/service-worker.ts') },
      output: {
        // A service worker must keep its address for ever; everything else carries a hash.
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});
