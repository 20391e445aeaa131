import type { Anchor } from '../session/session.svelte';

const MARGIN = 12;
const GAP = 8;

/** Where the card goes: below its phrase, or above it where there is no room; never over the edge of the window. */
export function placeCard(anchor: Anchor | undefined, size: { width: number; height: number }) {
  if (!anchor) return { left: MARGIN, top: MARGIN };
  const left = Math.max(MARGIN, Math.min(anchor.left - MARGIN, innerWidth - size.width - MARGIN));
  const below = anchor.bottom + GAP;
  // The suggestion above the phrase stays readable, too.
  const above = anchor.top - size.height - 3 * GAP;
  const fitsBelow = below + size.height <= innerHeight - MARGIN;
  return { left, top: fitsBelow || above < MARGIN ? Math.min(below, innerHeight - size.height - MARGIN) : above };
}

/** The width up to which the card comes from below (FindingCard.svelte) and the page, not the sheet, scrolls. */
const PHONE = '(max-width: 40rem)';

/** On a phone, scrolls the page until the card that came from below does not hide its phrase. */
export function scrollClear(anchor: Anchor, cardHeight: number): void {
  if (!matchMedia(PHONE).matches || cardHeight === 0) return;
  const hidden = anchor.bottom + 2 * MARGIN - (innerHeight - cardHeight);
  if (hidden > 0) scrollBy({ top: hidden });
}
