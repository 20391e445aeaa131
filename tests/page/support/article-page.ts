import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** The page as a reader sees it: by the names of its parts. */
export class ArticlePage {
  readonly text: Locator;
  readonly status: Locator;
  readonly findings: Locator;
  readonly marks: Locator;
  readonly card: Locator;

  constructor(readonly page: Page) {
    this.text = page.getByRole('textbox', { name: 'Article text' });
    this.status = page.getByRole('status');
    this.findings = page.getByRole('list', { name: 'Findings' }).getByRole('listitem');
    this.marks = page.locator('.finding');
    this.card = page.getByRole('dialog');
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  async loadSample(): Promise<void> {
    await this.button('Load sample').click();
    await this.untilStatus(/spun phrases found/);
  }

  /** Pastes like a reader: through the clipboard. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((content) => navigator.clipboard.writeText(content), text);
    await this.text.click();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.press('Control+V');
  }

  async untilStatus(pattern: RegExp): Promise<string> {
    const line = this.status.filter({ hasText: pattern });
    await line.waitFor({ timeout: 30_000 });
    return (await line.innerText()).replace(/\s+/g, ' ').trim();
  }

  /** The number of spun phrases that the status line names. */
  async count(): Promise<number> {
    const status = await this.status.innerText();
    return /^no /i.test(status) ? 0 : Number(/\d+/.exec(status)?.[0]);
  }

  /** The whole text. Copied, because an editor draws only what can be seen. */
  async wholeText(): Promise<string> {
    await this.text.focus();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.press('Control+C');
    return this.clipboard();
  }

  async copyRestored(): Promise<string> {
    await this.button('Copy restored text').click();
    await this.page.getByText('Restored text copied').waitFor();
    return this.clipboard();
  }

  clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  mark(phrase: string): Locator {
    return this.marks.filter({ hasText: new RegExp(`^${phrase}$`) }).first();
  }

  /** Opens the card of the first finding with more than one suggestion. Returns its phrase and the second wording. */
  async openChoice(): Promise<{ phrase: string; second: string }> {
    for (const finding of await this.findings.all()) {
      await finding.getByRole('button').press('Enter');
      await this.card.waitFor();
      if ((await this.card.getByRole('radio').count()) < 2) continue;
      const phrase = await this.card.locator('.preview del').innerText();
      return { phrase, second: await this.card.locator('.wording').nth(1).innerText() };
    }
    throw new Error('no finding has two suggestions');
  }

  async expectCount(expected: number): Promise<void> {
    await expect.poll(() => this.count()).toBe(expected);
  }
}
