import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');

/** What "Load sample" loads. */
export const SAMPLE = read('../../../web/src/sample/ferry.txt');
/** A phrase that is certainly found in it, and what it stands for. */
export const PHRASE = { spun: 'youngsters', original: 'children' };
