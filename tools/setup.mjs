// npm run setup: installs what is missing. `--tests` adds what only the tests need.
import { ensureNodePackages } from './lib/node-packages.mjs';
import { isProgram, main, ToolError } from './lib/process.mjs';
import { ensureSystemPackages } from './lib/system-packages.mjs';

function checkNodeVersion() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new ToolError(`Node.js 20.19 or later is needed, this is ${process.versions.node}`);
  }
}

export async function setUp({ forTests = false } = {}) {
  checkNodeVersion();
  await ensureSystemPackages({ forTests });
  await ensureNodePackages();
}

if (isProgram(import.meta.url)) {
  await main(() => setUp({ forTests: process.argv.includes('--tests') }));
}
