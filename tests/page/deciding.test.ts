import { beforeEach, describe, expect, it } from 'vitest';
import type { ArticlePage } from './support/article-page';
import { openPage, useBrowser } from './support/browser';
import { restoreNatively } from './support/command-line';
import { PHRASE, SAMPLE } from './support/sample';

useBrowser();

let article: ArticlePage;
let count: number;

beforeEach(async () => {
  article = await openPage();
  await article.loadSample();
  count = await article.count();
});

/** One occurrence of the phrase in the sample has given way to the wording, and nothing else has changed. */
async function expectReplaced(phrase: string, wording: string) {
  const text = await article.wholeText();
  expect(text).toHaveLength(SAMPLE.length + wording.length - phrase.length);
  expect(SAMPLE.split(phrase).map((_, part, parts) => joinReplacing(parts, part, phrase, wording))).toContain(text);
}

/** Joins the parts with `phrase`, but with `wording` in front of the part at `place`. */
function joinReplacing(parts: string[], place: number, phrase: string, wording: string): string {
  return parts.reduce((text, part, index) => text + (index === place ? wording : phrase) + part);
}

describe('with the mouse', () => {
  it('a click on a phrase opens its card; Accept puts the original in; undo takes it back', async () => {
    await article.mark(PHRASE.spun).click();
    await article.card.getByText(`“It takes our ${PHRASE.spun}`, { exact: false }).waitFor();
    expect(await article.card.getByRole('radio', { name: PHRASE.original }).isChecked()).toBe(true);
    await article.button('Accept').click();
    await article.expectCount(count - 1);
    expect(await article.card.count()).toBe(0);
    expect(await article.wholeText()).toBe(SAMPLE.replace(PHRASE.spun, PHRASE.original));

    await article.page.keyboard.press('Control+Z');
    await article.expectCount(count);
    await article.mark(PHRASE.spun).waitFor();
    expect(await article.wholeText()).toBe(SAMPLE);
  });

  it('another suggestion can be chosen', async () => {
    const { phrase, second } = await article.openChoice();
    await article.card.getByText(second, { exact: true }).last().click();
    expect(await article.card.getByRole('radio').nth(1).isChecked()).toBe(true);
    await article.button('Accept').click();
    await article.expectCount(count - 1);
    await expectReplaced(phrase, second);
  });

  it('Keep leaves the phrase as it is and takes it off the list', async () => {
    await article.mark(PHRASE.spun).click();
    await article.button('Keep').click();
    await article.expectCount(count - 1);
    expect(await article.mark(PHRASE.spun).count()).toBe(0);
    expect(await article.wholeText()).toBe(SAMPLE);
    expect(await article.copyRestored()).toContain(PHRASE.spun);
    await article.button('Undo').click();
    await article.expectCount(count);
  });

  it('an entry of the list opens the card, and brings the phrase into sight', async () => {
    await article.findings.last().getByRole('button').click();
    await article.card.waitFor();
    await article.page.locator('.finding.active').waitFor();
    expect(await article.findings.last().getByRole('button').getAttribute('aria-current')).toBe('true');
  });

  it('a click elsewhere closes the card', async () => {
    await article.mark(PHRASE.spun).click();
    await article.card.waitFor();
    await article.text.click({ position: { x: 10, y: 10 } });
    await article.card.waitFor({ state: 'detached' });
  });

  it('"Accept all" restores everything as one step', async () => {
    await article.button('Accept all').click();
    await article.untilStatus(/No spun phrases left/);
    expect(await article.findings.count()).toBe(0);
    await article.button('Undo').click();
    await article.expectCount(count);
    expect(await article.wholeText()).toBe(SAMPLE);
    await article.button('Redo').click();
    await article.untilStatus(/No spun phrases left/);
  });
});

describe('with the keyboard', () => {
  it('goes from finding to finding, chooses, accepts and keeps', async () => {
    const { page } = article;
    await article.text.focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Alt+ArrowDown');
    await article.card.getByText(`1 of ${count}`).waitFor();
    await page.keyboard.press('Alt+ArrowUp');
    await article.card.getByText(`${count} of ${count}`).waitFor();
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('k');
    await article.expectCount(count - 1);
    await article.card.getByText(`1 of ${count - 1}`).waitFor();
    await page.keyboard.press('Enter');
    await article.expectCount(count - 2);
    await page.keyboard.press('Backspace');
    await article.expectCount(count - 3);
    await page.keyboard.press('Control+z');
    await article.expectCount(count - 2);
    await page.keyboard.press('Escape');
    await article.card.waitFor({ state: 'detached' });
    expect(await article.text.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('a digit chooses a suggestion, Enter accepts it', async () => {
    const { phrase, second } = await article.openChoice();
    await article.page.keyboard.press('2');
    expect(await article.card.getByRole('radio').nth(1).isChecked()).toBe(true);
    await article.page.keyboard.press('Enter');
    await article.expectCount(count - 1);
    await expectReplaced(phrase, second);
  });

  it('Enter goes into the card that a click opened', async () => {
    await article.mark(PHRASE.spun).click();
    await article.page.keyboard.press('Enter');
    expect(await article.card.locator('input:focus').count()).toBe(1);
    expect(await article.wholeText()).toBe(SAMPLE);
  });
});

describe('"Copy restored text"', () => {
  it('gives what the command line gives', async () => {
    expect(await article.copyRestored()).toBe(restoreNatively(SAMPLE));
    expect(await article.wholeText()).toBe(SAMPLE);
  });

  it('gives the same after everything was accepted', async () => {
    await article.button('Accept all').click();
    await article.untilStatus(/No spun phrases left/);
    expect(await article.copyRestored()).toBe(restoreNatively(SAMPLE));
    expect(await article.wholeText()).toBe(restoreNatively(SAMPLE));
  });
});
