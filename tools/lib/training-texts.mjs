// Which texts the language model is trained on.
import { existsSync, readdirSync } from 'node:fs';
import { ROOT, ToolError } from './process.mjs';

/** The training texts lie beside the checkout: they are too big for it. */
const DEFAULT_TEXTS = `${ROOT}../shared/corpus`;

/** The files named on the command line, or all those beside the checkout. */
export function trainingTexts() {
  const named = process.argv.slice(2);
  if (named.length > 0) return named;
  const found = existsSync(DEFAULT_TEXTS) ? readdirSync(DEFAULT_TEXTS).filter((name) => /\.(txt|xz)$/.test(name)) : [];
  if (found.length === 0) throw new ToolError('name the training texts after --, as in: npm run model -- FILE...');
  return found.sort().map((name) => `${DEFAULT_TEXTS}/${name}`);
}
