// npm run bench: speed, memory and size of Unspin, natively and as WebAssembly, beside harper.js. Prints one table.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNative, buildWasm, describeSize } from '../tools/lib/builds.mjs';
import { announce, capture, main, ROOT, ToolError } from '../tools/lib/process.mjs';
import { setUp } from '../tools/setup.mjs';
import { countWords, textOf } from './texts.mjs';

const ARTICLE_WORDS = 750;
const LONG_WORDS = 15_000;
const HARPER = `${ROOT}node_modules/harper.js/dist`;

function lastJsonLine(command, args) {
  const { code, output } = capture(command, args);
  if (code !== 0) throw new ToolError(`${command} failed:\n${output}`);
  return JSON.parse(output.trim().split('\n').at(-1));
}

function modelPath() {
  const { file } = JSON.parse(readFileSync(`${ROOT}public/model/manifest.json`, 'utf8'));
  return `${ROOT}public/model/${file}`;
}

function measureNative(article, long) {
  const program = `${ROOT}build/native/unspin_bench`;
  const { wordsPerSecond, loadMs, peakMemoryKb, findings } = lastJsonLine(program, [modelPath(), long]);
  const before = performance.now();
  const { code, output } = capture(`${ROOT}build/native/unspin`, ['analyse', '--model', modelPath(), article]);
  if (code !== 0) throw new ToolError(output);
  const firstResultMs = performance.now() - before;
  return { wordsPerSecond, modelMs: loadMs, firstResultMs, peakMemoryKb, findings };
}

const number = (value, unit = '') => (value === undefined ? '–' : `${Math.round(value).toLocaleString('en')}${unit}`);

function printTable(header, rows) {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  console.log(line(header));
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  rows.forEach((row) => console.log(line(row)));
}

await main(async () => {
  await setUp();
  await buildNative('unspin_bench', 'unspin');
  await buildWasm();
  const folder = mkdtempSync(join(tmpdir(), 'unspin-bench-'));
  try {
    const article = join(folder, 'article.txt');
    const long = join(folder, 'long.txt');
    writeFileSync(article, textOf(ARTICLE_WORDS));
    writeFileSync(long, textOf(LONG_WORDS));

    announce(`measuring (${number(countWords(readFileSync(long, 'utf8')))} words, a few seconds each)`);
    const measure = (subject) => lastJsonLine(process.execPath, [`${ROOT}bench/measure.mjs`, subject, article, long]);
    const subjects = [measureNative(article, long), measure('unspin-wasm'), measure('harper')];
    const row = (name, show) => [name, ...subjects.map(show)];

    console.log();
    printTable(
      ['', 'Unspin native', 'Unspin WASM', 'harper.js'],
      [
        row('words per second', ({ wordsPerSecond }) => number(wordsPerSecond)),
        row('model loaded in', ({ modelMs }) => number(modelMs, ' ms')),
        row(`first result, ${ARTICLE_WORDS} words`, ({ firstResultMs }) => number(firstResultMs, ' ms')),
        row('peak memory', ({ peakMemoryKb }) => number(peakMemoryKb / 1000, ' MB')),
        [
          'size of code (wasm)',
          '',
          describeSize(`${ROOT}build/wasm/unspin.wasm`),
          describeSize(`${HARPER}/harper_wasm_bg.wasm`),
        ],
        ['size of code (js)', '', describeSize(`${ROOT}build/wasm/unspin.mjs`), describeSize(`${HARPER}/index.js`)],
        ['size of model', describeSize(modelPath()), describeSize(modelPath()), 'in the code'],
      ],
    );
    console.log('\nPeak memory of the two on the right includes about 45 MB of Node.js itself.');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
