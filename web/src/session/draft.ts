/** Carries the text over a reload for an update. It stays in this tab and is gone when it was read once. */
const KEY = 'unspin:draft';

export function saveDraft(text: string): void {
  try {
    sessionStorage.setItem(KEY, text);
  } catch {
    // A text too long to keep: the reader was asked before the reload.
  }
}

export function takeDraft(): string {
  try {
    const draft = sessionStorage.getItem(KEY) ?? '';
    sessionStorage.removeItem(KEY);
    return draft;
  } catch {
    return '';
  }
}
