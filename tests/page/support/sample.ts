import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');

/** What "Load sample" loads. */
export const SAMPLE = read('../../../web/src/sample/ferry.txt');
/** A short text that is certainly spun. */
export const SHORT =
  'The minister mentioned that our youngsters go to faculty.\nGreater than 100 folks were there, in line with the report.';
/** A phrase that is certainly found in both, and what it stands for. */
export const PHRASE = { spun: 'youngsters', original: 'children' };
