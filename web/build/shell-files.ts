import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Plugin } from 'vite';

const PLACEHOLDER = '__SHELL__';

/**
 * Tells the service worker which files make up the page. The list can only be known when everything else has been
 * written; its hash is the version of the page, so that any changed file makes a new one.
 *
 * The model itself is left out: it is large, survives updates, and has a cache of its own (src/engine/model-cache.ts).
 */
export function shellFiles(): Plugin {
  let folder = '';
  return {
    name: 'unspin-shell-files',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir.startsWith('/') ? config.build.outDir : join(config.root, config.build.outDir);
    },
    closeBundle() {
      const files = listFiles(folder).filter(isPartOfShell);
      const hash = createHash('sha256');
      for (const file of files) hash.update(file).update(readFileSync(join(folder, file)));
      const shell = { version: hash.digest('hex').slice(0, 12), files: ['./', ...files] };

      const worker = join(folder, 'sw.js');
      const source = readFileSync(worker, 'utf8');
      if (!source.includes(PLACEHOLDER)) throw new Error(`sw.js has no ${PLACEHOLDER}`);
      writeFileSync(worker, source.replace(PLACEHOLDER, JSON.stringify(shell)));
    },
  };
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .sort();
}

function isPartOfShell(file: string): boolean {
  if (file === 'sw.js' || file === 'index.html' || file.endsWith('.map')) return false;
  // Fonts for other alphabets are fetched, and then kept, only if a text needs them.
  if (/\.woff2$/.test(file) && !/-latin-(opsz|wght|standard)/.test(file)) return false;
  return !file.startsWith('model/') || file === 'model/manifest.json';
}
