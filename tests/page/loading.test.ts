import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it } from 'vitest';
import { serve } from '../../tools/lib/static-server.mjs';
import type { ArticlePage } from './support/article-page';
import { BLANK, openPage, useBrowser } from './support/browser';

useBrowser();

/** Waits until everything is on the device: the page's files and the model. */
async function untilStored({ page }: ArticlePage): Promise<void> {
  await page.getByText('Works offline').waitFor();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

it('is served from a sub-path, and asks for nothing outside it', async () => {
  const article = await openPage();
  const paths: string[] = [];
  article.page.on('request', (request) => paths.push(new URL(request.url()).pathname));
  await article.page.reload();
  await article.loadSample();
  expect(paths.length).toBeGreaterThan(3);
  expect(paths.filter((path) => !path.startsWith(new URL(inject('pageUrl')).pathname))).toEqual([]);
});

it('works without a network after the first visit', async () => {
  const article = await openPage();
  await untilStored(article);
  await article.page.context().setOffline(true);
  await article.page.reload();
  await article.loadSample();
  expect(await article.count()).toBeGreaterThan(40);
});

it('fetches the model once', async () => {
  const article = await openPage();
  await untilStored(article);
  let fetched = 0;
  article.page.on('request', (request) => {
    if (/\/model\/(?!manifest)/.test(request.url())) fetched++;
  });
  await article.page.reload();
  await article.loadSample();
  expect(fetched).toBe(0);
});

it('looks at no cache but its own', async () => {
  const article = await openPage();
  await article.page.evaluate(async () => {
    await (await caches.open('somebody-else')).put('x', new Response('theirs'));
  });
  await untilStored(article);
  const names = await article.page.evaluate(() => caches.keys());
  expect(names).toContain('somebody-else');
  expect(names.filter((name) => name.startsWith('unspin:'))).toHaveLength(2);
});

describe('when the model cannot be had', () => {
  const model = /\/model\/(?!manifest)/;

  it('says so, and starts on another try', async () => {
    const article = await openPage({ url: BLANK, expectedErrors: /Failed to load resource/ });
    await article.page.route(model, (route) => route.abort());
    await article.page.goto(inject('pageUrl'));
    expect(await article.untilStatus(/could not start/)).toContain('could not be downloaded');
    await article.page.unroute(model);
    await article.button('Try again').click();
    await article.loadSample();
  });

  it('says so, too, when it is the engine that is broken', async () => {
    const article = await openPage({ url: BLANK, expectedErrors: /wasm|WebAssembly/ });
    const engine = /\.wasm$/;
    await article.page.route(engine, (route) => route.fulfill({ body: 'no engine', contentType: 'application/wasm' }));
    await article.page.goto(inject('pageUrl'));
    await article.untilStatus(/could not start/);
    await article.page.unroute(engine);
    await article.button('Try again').click();
    await article.loadSample();
  });

  it('refuses one that was changed on the way', async () => {
    const article = await openPage({ url: BLANK });
    await article.page.route(model, async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      body.writeUInt8(body.readUInt8(5000) ^ 1, 5000);
      await route.fulfill({ response, body });
    });
    await article.page.goto(inject('pageUrl'));
    expect(await article.untilStatus(/could not start/)).toContain('checksum');
  });
});

describe('a new version', () => {
  it('waits for the reader, takes over on request, and the text stays', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'unspin-'));
    cpSync(process.env['UNSPIN_DIST'] ?? fileURLToPath(new URL('../../dist', import.meta.url)), folder, {
      recursive: true,
    });
    const server = await serve({ folder });
    try {
      const article = await openPage({ url: server.url });
      await untilStored(article);
      await article.page.reload();
      await article.text.fill('My own words.');

      const worker = readFileSync(join(folder, 'sw.js'), 'utf8');
      writeFileSync(
        join(folder, 'sw.js'),
        worker.replace(/version:?"?:?\s*["'`](\w+)/, (match) => `${match}x`),
      );
      await article.page.evaluate(async () => {
        await (await navigator.serviceWorker.getRegistration())?.update();
      });
      await article.page.getByText('A new version of Unspin is ready.').waitFor();
      const reloaded = article.page.waitForEvent('load');
      await article.button('Reload').click();
      await reloaded;
      await article.page.getByText('My own words.').waitFor();
      const names = await article.page.evaluate(() => caches.keys());
      expect(names.filter((name) => name.startsWith('unspin:shell:'))).toHaveLength(1);
    } finally {
      await server.close();
      rmSync(folder, { recursive: true });
    }
  });
});
