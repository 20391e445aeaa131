import { type Extension, Prec } from '@codemirror/state';
import { type EditorView, keymap } from '@codemirror/view';
import { close, neighbour, open } from './commands';
import { activeFinding, findings } from './findings';

export interface KeyboardActions {
  /** Shows the finding and puts the focus into its card, where the other keys work (see FindingCard.svelte). */
  enterCard(key: string): void;
}

/** What the keys do while the text has the focus. */
export function findingKeys(actions: KeyboardActions): Extension {
  const go = (direction: 1 | -1) => (view: EditorView) => {
    const finding = neighbour(view.state, direction);
    if (finding) actions.enterCard(finding.key);
    return true;
  };
  return Prec.high(
    keymap.of([
      { key: 'Alt-ArrowDown', run: go(1), preventDefault: true },
      { key: 'Alt-ArrowUp', run: go(-1), preventDefault: true },
      { key: 'Escape', run: closeCard },
      { key: 'Enter', run: (view) => enterOpenCard(view, actions) },
    ]),
  );
}

function closeCard(view: EditorView): boolean {
  if (!activeFinding(view.state)) return false;
  view.dispatch(close());
  return true;
}

/** Enter goes into the card that a click opened, as long as the cursor is still in its phrase. */
function enterOpenCard(view: EditorView, actions: KeyboardActions): boolean {
  const finding = activeFinding(view.state);
  const { main } = view.state.selection;
  if (!finding || !main.empty || main.head < finding.start || main.head > finding.end) return false;
  actions.enterCard(finding.key);
  return true;
}

/** A click or tap on a highlighted phrase opens its card, one anywhere else closes it. */
export function openOnClick(event: MouseEvent, view: EditorView): boolean {
  const element = (event.target as Element).closest<HTMLElement>('.finding');
  const key = element?.dataset['key'];
  if (key !== undefined && view.state.selection.main.empty) view.dispatch(open(key));
  else if (findings(view.state).activeKey !== undefined) view.dispatch(close());
  return false;
}
