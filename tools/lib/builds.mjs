// The three builds: native programs, WebAssembly module, page.
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { announce, capture, ROOT, run, ToolError } from './process.mjs';

const DEBIAN_TOOLCHAIN = '/usr/share/emscripten/cmake/Modules/Platform/Emscripten.cmake';

/** The preset names Debian's tool chain file; elsewhere the one beside emcc is used. */
function toolchainArguments() {
  if (existsSync(DEBIAN_TOOLCHAIN)) return [];
  const emcc = realpathSync(capture('sh', ['-c', 'command -v emcc']).output.trim());
  return [`-DCMAKE_TOOLCHAIN_FILE=${dirname(emcc)}/cmake/Modules/Platform/Emscripten.cmake`];
}

/** Builds everything native, or only the named targets. */
export async function buildNative(...targets) {
  announce(`building the native programs${targets.length ? ` (${targets.join(', ')})` : ''}`);
  await run('cmake', ['--preset', 'native']);
  await run('cmake', ['--build', 'build/native', ...targets.flatMap((target) => ['--target', target])]);
}

export async function buildWasm() {
  announce('building the WebAssembly module');
  await run('cmake', ['--preset', 'wasm', ...toolchainArguments()]);
  await run('cmake', ['--build', 'build/wasm']);
}

export async function buildPage() {
  for (const file of ['build/wasm/unspin.mjs', 'public/model/manifest.json']) {
    if (!existsSync(ROOT + file)) throw new ToolError(`${file} is missing: the page cannot be built without it`);
  }
  announce('building the page');
  await run('npx', ['vite', 'build']);
}

/** "unspin.wasm: 512.3 kB, 201.0 kB gzip" */
export function describeSize(path) {
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  const bytes = readFileSync(path);
  return `${kilobytes(statSync(path).size)}, ${kilobytes(gzipSync(bytes, { level: 9 }).length)} gzip`;
}
