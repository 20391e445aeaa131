// Measures one subject in a process of its own: node bench/measure.mjs SUBJECT ARTICLE LONG_TEXT. Prints JSON.
import { readFileSync } from 'node:fs';

const SECONDS = 3;

const [subject, articlePath, longPath] = process.argv.slice(2);
const article = readFileSync(articlePath, 'utf8');
const long = readFileSync(longPath, 'utf8');
const words = long.split(/\s+/).filter(Boolean).length;

const begin = performance.now();
const { start } = await import(`./subjects/${subject}.mjs`);
const { analyse, modelMs } = await start();
const startMs = performance.now() - begin;
await analyse(article);
const firstResultMs = performance.now() - begin;

await analyse(long);
let rounds = 0;
let findings = 0;
const measured = performance.now();
while (performance.now() - measured < SECONDS * 1000) {
  findings = await analyse(long);
  rounds++;
}
const wordsPerSecond = (words * rounds) / ((performance.now() - measured) / 1000);
const peakMemoryKb = process.resourceUsage().maxRSS;

console.log(JSON.stringify({ wordsPerSecond, modelMs, startMs, firstResultMs, peakMemoryKb, findings }));
