// What the system must provide, and how to get it.
import { existsSync, readFileSync } from 'node:fs';
import { announce, capture, run, ToolError } from './process.mjs';

/** `proof` is a command or a file which shows that the package is there, on any system. */
const FOR_BUILDING = [
  { debian: 'g++', proof: 'c++', elsewhere: 'a C++20 compiler (g++ 12 or clang 15, or later)' },
  { debian: 'cmake', proof: 'cmake', elsewhere: 'cmake 3.22 or later' },
  { debian: 'ninja-build', proof: 'ninja', elsewhere: 'ninja' },
  { debian: 'emscripten', proof: 'emcc', elsewhere: 'emscripten 3.1.6 or later' },
  { debian: 'nlohmann-json3-dev', proof: 'nlohmann/json.hpp', elsewhere: 'nlohmann-json' },
  { debian: 'libcli11-dev', proof: 'CLI/CLI.hpp', elsewhere: 'CLI11' },
  { debian: 'catch2', proof: ['catch2/catch.hpp', 'catch2/catch_all.hpp'], elsewhere: 'Catch2' },
  { debian: 'xz-utils', proof: 'xz', elsewhere: 'xz' },
];

const FOR_TESTING = [
  { debian: 'chromium', proof: ['chromium', 'chromium-browser', 'google-chrome'], elsewhere: 'Chromium or Chrome' },
  { debian: 'clang-format', proof: 'clang-format', elsewhere: 'clang-format' },
];

const INCLUDE_FOLDERS = ['/usr/include', '/usr/local/include', '/opt/homebrew/include', '/opt/local/include'];

function isThere(proof) {
  if (Array.isArray(proof)) return proof.some(isThere);
  if (/\.hp?p?$/.test(proof)) return INCLUDE_FOLDERS.some((folder) => existsSync(`${folder}/${proof}`));
  return process.platform !== 'win32' && capture('sh', ['-c', `command -v ${proof}`]).code === 0;
}

function usesApt() {
  if (process.platform !== 'linux' || !existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
}

async function aptGet(...args) {
  const asRoot = process.getuid() === 0 ? [] : ['sudo', 'DEBIAN_FRONTEND=noninteractive'];
  const [command, ...rest] = [...asRoot, 'apt-get', ...args];
  await run(command, rest, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

/** Installs what is missing through apt; on a system without apt, names it and stops. */
export async function ensureSystemPackages({ forTests }) {
  const wanted = forTests ? [...FOR_BUILDING, ...FOR_TESTING] : FOR_BUILDING;
  const missing = wanted.filter(({ proof }) => !isThere(proof));
  if (missing.length === 0) return;

  if (!usesApt()) {
    const list = missing.map(({ elsewhere }) => `  - ${elsewhere}`).join('\n');
    throw new ToolError(`please install with your system's package manager, then try again:\n${list}`);
  }
  const names = missing.map(({ debian }) => debian);
  announce(`installing with apt: ${names.join(' ')}`);
  await aptGet('update');
  await aptGet('install', '-y', '--no-install-recommends', ...names);
}
