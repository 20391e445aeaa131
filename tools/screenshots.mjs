// npm run screenshots [-- FOLDER]: takes the pictures for the documentation from the built page (dist/, or FOLDER).
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { findBrowser } from './lib/browser.mjs';
import { main, ROOT } from './lib/process.mjs';
import { serve } from './lib/static-server.mjs';

const OUT = process.env.OUT ?? `${ROOT}docs/images`;

const PICTURES = [
  { name: 'page-light', width: 1280, height: 820, colorScheme: 'light' },
  { name: 'page-dark', width: 1280, height: 820, colorScheme: 'dark' },
  { name: 'page-phone', width: 390, height: 780, colorScheme: 'light', deviceScaleFactor: 2, hasTouch: true },
];

/** A phrase in the middle of the first screen, so that its card shows well. */
const PHRASE = 'mentioned';

async function takePicture(browser, url, { name, width, height, hasTouch = false, ...options }) {
  const context = await browser.newContext({ viewport: { width, height }, hasTouch, isMobile: hasTouch, ...options });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('button', { name: 'Load sample' }).click();
  const phrase = page.locator('.finding', { hasText: PHRASE }).first();
  await phrase.waitFor();
  if (hasTouch) await phrase.tap();
  else await phrase.click();
  await page.getByRole('dialog').waitFor();
  await page.mouse.move(width - 2, height - 2);
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${OUT}/${name}.png` });
  await context.close();
}

await main(async () => {
  mkdirSync(OUT, { recursive: true });
  const server = await serve({ folder: process.argv[2] ?? `${ROOT}dist` });
  const browser = await chromium.launch({ executablePath: findBrowser() });
  try {
    for (const picture of PICTURES) await takePicture(browser, server.url, picture);
  } finally {
    await browser.close();
    await server.close();
  }
});
