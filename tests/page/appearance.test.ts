import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { describe, expect, it } from 'vitest';
import type { ArticlePage } from './support/article-page';
import { openPage, useBrowser } from './support/browser';
import { GENUINE, PHRASE } from './support/sample';

useBrowser();

const PHONE = { viewport: { width: 375, height: 667 }, hasTouch: true, isMobile: true };
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function accessibilityProblems({ page }: ArticlePage): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = (await page.evaluate('axe.run()')) as AxeResults;
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

const brightness = ({ page }: ArticlePage) =>
  page.evaluate(() => Number(/\d+/.exec(getComputedStyle(document.body).backgroundColor)?.[0]));

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  it('axe finds nothing to complain about, empty or full, with and without a card', async () => {
    const article = await openPage({ colorScheme, reducedMotion: 'reduce' });
    await article.untilStatus(/Ready/);
    expect(await accessibilityProblems(article)).toEqual([]);
    await article.paste(GENUINE);
    await article.button('Search anyway').waitFor();
    expect(await accessibilityProblems(article)).toEqual([]);
    await article.loadSample();
    expect(await accessibilityProblems(article)).toEqual([]);
    await article.mark(PHRASE.spun).click();
    await article.card.waitFor();
    expect(await accessibilityProblems(article)).toEqual([]);
  });
});

it('follows the device, unless told otherwise, and remembers that', async () => {
  const article = await openPage({ colorScheme: 'dark' });
  expect(await brightness(article)).toBeLessThan(60);
  const toggle = article.page.getByRole('button', { name: /^Colours/ });
  await toggle.click();
  expect(await brightness(article)).toBeGreaterThan(200);
  await article.page.reload();
  expect(await brightness(article)).toBeGreaterThan(200);
  await toggle.click();
  expect(await brightness(article)).toBeLessThan(60);
});

it('suggestions between the lines can be turned off', async () => {
  const article = await openPage();
  await article.loadSample();
  const above = () => article.mark(PHRASE.spun).evaluate((element) => getComputedStyle(element, '::before').content);
  expect(await above()).toContain(PHRASE.original);
  await article.button('Suggestions between the lines').click();
  expect(await above()).toBe('none');
});

describe('on a phone', () => {
  it('nothing is wider than the screen', async () => {
    const article = await openPage(PHONE);
    await article.loadSample();
    const width = await article.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(PHONE.viewport.width);
  });

  it.each(['mentioned', 'households'])(
    'a tap brings the card up from below, with “%s” still in sight',
    async (word) => {
      const article = await openPage(PHONE);
      await article.loadSample();
      const count = await article.count();
      const phrase = article.mark(word);
      await phrase.tap();
      await article.card.waitFor();
      await expect.poll(async () => (await article.card.boundingBox())?.x).toBe(0);
      await expect
        .poll(async () => {
          const card = await article.card.boundingBox();
          const text = await article.page.locator('.finding.active').boundingBox();
          return (
            card && text && Math.round(card.y + card.height) <= 667 && text.y >= 0 && text.y + text.height < card.y
          );
        })
        .toBe(true);
      await article.button('Accept').tap();
      await article.expectCount(count - 1);
    },
  );

  it('the main actions stay within reach', async () => {
    const article = await openPage(PHONE);
    await article.loadSample();
    const place = await article.button('Copy restored text').boundingBox();
    expect(place && place.y + place.height).toBeLessThanOrEqual(667);
  });
});
