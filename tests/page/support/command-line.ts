import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const path = (relative: string) => fileURLToPath(new URL(`../../../${relative}`, import.meta.url));

/** What the command line makes of a text. */
export function restoreNatively(text: string): string {
  return execFileSync(path('build/native/unspin'), ['restore', '-'], { input: text, encoding: 'utf8', cwd: path('') });
}
