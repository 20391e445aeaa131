// Which files are ours.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './process.mjs';

const CXX_FOLDERS = ['src', 'tools', 'bench', 'tests'];

/** All C++ files of the project, sorted, relative to its root. */
export function cxxSources() {
  return CXX_FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true })
      .filter((name) => /\.(cc|h)$/.test(name))
      .map((name) => join(folder, name)),
  ).sort();
}
