// Finds the browser for the page tests. Nothing is ever downloaded: the system's own one is used.
import { existsSync } from 'node:fs';
import { ToolError } from './process.mjs';

const CANDIDATES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export function findBrowser() {
  const found = CANDIDATES.find((path) => path && existsSync(path));
  if (!found) throw new ToolError('no Chromium found; install it, or set CHROMIUM to its path');
  return found;
}
