import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { findBrowser } from '../../../tools/lib/browser.mjs';
import { ArticlePage } from './article-page';

let browser: Browser;
let contexts: BrowserContext[] = [];
let incidents: string[] = [];

/**
 * Gives a test file a browser. Every page that it opens is watched: an error on its console (a violated content
 * security policy is one) or a request to another host fails the test.
 */
export function useBrowser() {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: findBrowser() });
  });
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
    const found = incidents;
    incidents = [];
    expect(found).toEqual([]);
  });
  afterAll(() => browser.close());
}

/** For tests that prepare something before they go to the page by themselves. */
export const BLANK = 'about:blank';

export interface OpenOptions extends BrowserContextOptions {
  url?: string;
  /** Console errors that this test provokes on purpose. */
  expectedErrors?: RegExp;
}

/** Opens the page as a new visitor. */
export async function openPage({ url = inject('pageUrl'), expectedErrors, ...options }: OpenOptions = {}) {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'], ...options });
  contexts.push(context);
  const page = await context.newPage();
  watch(page, new URL(url === BLANK ? inject('pageUrl') : url).origin, expectedErrors);
  await page.goto(url);
  return new ArticlePage(page);
}

function watch(page: Page, origin: string, expectedErrors: RegExp | undefined) {
  const note = (incident: string) => {
    if (!expectedErrors?.test(incident)) incidents.push(incident);
  };
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') note(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => note(`uncaught: ${error.message}`));
  page.context().on('request', (request) => {
    if (new URL(request.url()).origin !== origin) note(`foreign request: ${request.url()}`);
  });
}
