import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');

/** What "Load sample" loads. */
export const SAMPLE = read('../../../web/src/sample/ferry.txt');
/** A short text that is certainly spun. */
export const SHORT =
  'The minister mentioned that our youngsters go to faculty.\nGreater than 100 folks were there, in line with the report.';
/** Reads as genuine, so the engine says nothing about the one word in it that a spinner might have written. */
export const GENUINE =
  'The baker on our street opens at six. Before school, children stop there for warm rolls, and the owner knows most of ' +
  'them by name. On Fridays she bakes a dark bread with walnuts that sells out before noon. Last winter, when the oven ' +
  'broke, the neighbours brought soup and waited with her for the repairman. “It was the longest morning of my life,” ' +
  'she mentioned.';
/** The word in question. */
export const DOUBTFUL = 'mentioned';
/** A phrase that is certainly found in the spun ones, and what it stands for. */
export const PHRASE = { spun: 'youngsters', original: 'children' };
