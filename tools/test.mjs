// npm test: sets up, builds and runs every test. Stops at the first stage that fails.
// The last line, "N passed, N failed", counts the single tests of all stages that ran.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { lintChecks } from './lint.mjs';
import { buildNative, buildPage, buildWasm } from './lib/builds.mjs';
import { announce, capture, main, ROOT, status } from './lib/process.mjs';
import { setUp } from './setup.mjs';

const total = { passed: 0, failed: 0 };

function count(passed, failed) {
  total.passed += passed;
  total.failed += failed;
}

/** A stage that is one check: it works or it throws. */
async function check(body) {
  await body();
  count(1, 0);
}

async function coreTests() {
  const { code, output } = capture('ctest', ['--test-dir', 'build/native', '--output-on-failure']);
  console.log(output);
  const [, failed, all] = /(\d+) tests? failed out of (\d+)/.exec(output) ?? [undefined, 1, 1];
  if (Number(all) === 0) throw new Error('ctest found no tests');
  count(all - failed, Number(failed));
  return code === 0;
}

async function vitest(project) {
  const report = `${ROOT}build/test-reports/${project}.json`;
  mkdirSync(`${ROOT}build/test-reports`, { recursive: true });
  rmSync(report, { force: true });
  const code = await status('npx', [
    ...['vitest', 'run', '--project', project],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ]);
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
  // A skipped test proves nothing, so it counts as a failure.
  count(numPassedTests, numFailedTests + numPendingTests);
  return code === 0 && numPendingTests === 0;
}

async function lint() {
  for (const { name, command } of lintChecks()) {
    const [program, ...args] = command;
    if ((await status(program, args)) !== 0) {
      console.error(`${name} found something`);
      count(0, 1);
      return false;
    }
    count(1, 0);
  }
  return true;
}

const stages = [
  ['native build', () => check(buildNative)],
  ['C++ tests', coreTests],
  ['WebAssembly build', () => check(buildWasm)],
  ['WebAssembly tests', () => vitest('wasm')],
  ['web code tests', () => vitest('web')],
  ['static checks', lint],
  ['page build', () => check(buildPage)],
  ['page tests', () => vitest('page')],
];

await main(async () => {
  await setUp({ forTests: true });
  for (const [name, body] of stages) {
    announce(name);
    let fine = false;
    try {
      fine = (await body()) !== false;
    } catch (error) {
      console.error(error.message);
      count(0, 1);
    }
    if (!fine) {
      console.error(`\nFAILED: ${name}`);
      if (total.failed === 0) count(0, 1);
      process.exitCode = 1;
      break;
    }
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
});
