import { expect, it } from 'vitest';
import { openPage, useBrowser } from './support/browser';
import { DOUBTFUL, GENUINE, PHRASE, SAMPLE, SHORT } from './support/sample';

useBrowser();

it('an empty page says what it is for and offers nothing that makes no sense yet', async () => {
  const article = await openPage();
  await article.untilStatus(/Ready for an article/);
  await article.page.getByText('Paste an article here.').waitFor();
  for (const name of ['Accept all', 'Copy restored text', 'Clear', 'Undo']) {
    expect(await article.button(name).isDisabled()).toBe(true);
  }
});

it('the sample is analysed at once: status, list and highlights agree', async () => {
  const article = await openPage();
  await article.loadSample();
  const count = await article.count();
  expect(count).toBeGreaterThan(40);
  expect(await article.status.innerText()).toMatch(/spun phrases found\s.*\d+ % of words · spun/s);
  expect(await article.findings.count()).toBe(count);
  await article.findings.filter({ hasText: new RegExp(`^\\W*\\d*\\s*${PHRASE.spun}\\s*${PHRASE.original}`) }).waitFor();
  await article.mark(PHRASE.spun).waitFor();
  expect(await article.wholeText()).toBe(SAMPLE);
});

it('pasted text is analysed', async () => {
  const article = await openPage();
  await article.paste(SAMPLE);
  await article.untilStatus(/spun phrases found/);
  expect(await article.count()).toBeGreaterThan(40);
});

it('typed text is analysed after a pause', async () => {
  const article = await openPage();
  await article.text.click();
  await article.page.keyboard.type(SHORT);
  await article.untilStatus(/spun phrases? found/);
  await article.mark(PHRASE.spun).waitFor();
});

it('text that a program fills in is analysed, too', async () => {
  const article = await openPage();
  await article.text.fill(SHORT);
  await article.untilStatus(/spun phrases? found/);
  await article.mark(PHRASE.spun).waitFor();
});

it('text that was written before the engine was there is analysed when it is', async () => {
  const article = await openPage();
  await article.text.fill(SAMPLE);
  await article.untilStatus(/spun phrases found/);
});

it('emoji and Windows line ends shift nothing', async () => {
  const article = await openPage();
  await article.paste(`👩‍👩‍👧 News 😀\r\n\r\n${SHORT} 😀\r\n`);
  await article.untilStatus(/spun phrases? found/);
  await article.mark(PHRASE.spun).waitFor();
  const restored = await article.copyRestored();
  expect(restored).toContain('our children go');
  expect(restored).toContain('👩‍👩‍👧 News 😀');
});

it('genuine text is left in peace', async () => {
  const article = await openPage();
  const text =
    'The cat sat on the mat. It was a warm day, and the children played in the garden until the sun went down.';
  await article.paste(text);
  expect(await article.untilStatus(/No spun phrases found/)).toContain('genuine');
  expect(await article.findings.count()).toBe(0);
  expect(await article.copyRestored()).toBe(text);
});

it('"Search anyway" looks into genuine text, too, until another text comes', async () => {
  const article = await openPage();
  await article.paste(GENUINE);
  await article.untilStatus(/No spun phrases found.*genuine/s);
  await article.button('Search anyway').click();
  await article.untilStatus(/found.*searched everywhere/s);
  await article.mark(DOUBTFUL).waitFor();
  expect(await article.button('Search anyway').count()).toBe(0);

  // The search goes on through edits of the text ...
  await article.text.press('Control+End');
  await article.page.keyboard.type(` “We all helped,” her husband ${DOUBTFUL}.`);
  await expect.poll(() => article.marks.filter({ hasText: DOUBTFUL }).count()).toBe(2);
  await article.untilStatus(/searched everywhere/);

  // ... and ends with it.
  await article.paste(GENUINE);
  await article.untilStatus(/No spun phrases found.*genuine/s);
  await article.button('Search anyway').waitFor();
});

it('"Search the rest, too" is there for a text that is spun in part', async () => {
  const article = await openPage();
  await article.paste(`${GENUINE}\n\n${SHORT}`);
  await article.untilStatus(/partly spun/);
  const count = await article.count();
  await article.button('Search the rest, too').press('Enter');
  await article.untilStatus(/searched everywhere/);
  expect(await article.count()).toBeGreaterThan(count);
  expect(await article.text.evaluate((element) => element === document.activeElement)).toBe(true);
});

it('"Clear" empties the page, and undo fills it again', async () => {
  const article = await openPage();
  await article.loadSample();
  const count = await article.count();
  await article.button('Clear').click();
  await article.untilStatus(/Ready for an article/);
  expect(await article.findings.count()).toBe(0);
  await article.button('Undo').click();
  await article.expectCount(count);
});

it('a very long text is read without the page standing still', async () => {
  const article = await openPage();
  const text = `${SAMPLE}\n\n`.repeat(160);
  await article.page.evaluate((content) => navigator.clipboard.writeText(content), text);
  await article.text.click();
  await article.page.keyboard.press('Control+V');
  await article.page.keyboard.press('Control+Home');
  await article.page.keyboard.type('Typing goes on. ');
  await article.page.getByText('Typing goes on.').first().waitFor();
  await article.untilStatus(/\d{4,} spun phrases found/);
  expect(await article.findings.count()).toBeLessThan(1000);
});
