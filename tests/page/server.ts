import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { serve } from '../../tools/lib/static-server.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    pageUrl: string;
  }
}

/** Serves the built page for all page tests, under a path like that of a project on a shared host. */
export default async function setup(project: TestProject) {
  const folder = process.env['UNSPIN_DIST'] ?? fileURLToPath(new URL('../../dist', import.meta.url));
  if (!existsSync(`${folder}/index.html`)) throw new Error(`${folder} is empty: build the page first (npm run build)`);
  const server = await serve({ folder, base: '/some/project/' });
  project.provide('pageUrl', server.url);
  return () => server.close();
}
