import { isolateHistory } from '@codemirror/commands';
import { type ChangeSpec, type EditorState, Transaction, type TransactionSpec } from '@codemirror/state';
import type { Suggestion } from '../engine/report';
import { accepted, activate, findings, isPresent, keep, type OpenFinding, type Restoration } from './findings';
import { firstEndingAfter } from './spans';

/**
 * What can be done with findings, as transactions to dispatch. Positions are always those of the present state, and a
 * finding whose words are not literally there is left alone.
 */

interface Decision {
  readonly finding: OpenFinding;
  readonly suggestion: Suggestion;
}

/** Replaces one phrase. One step of undo. */
export function acceptOne(state: EditorState, key: string, suggestion: Suggestion): TransactionSpec | undefined {
  const finding = findings(state).open.find((candidate) => candidate.key === key);
  return finding && acceptance(state, [{ finding, suggestion }]);
}

/** Replaces every open phrase by its best suggestion. One step of undo, too. */
export function acceptAll(state: EditorState): TransactionSpec | undefined {
  return acceptance(state, bestDecisions(state));
}

/** The text as it would be after acceptAll. */
export function restoredText(state: EditorState): string {
  const spec = acceptAll(state);
  return (spec ? state.update(spec).newDoc : state.doc).toString();
}

/** Declares a phrase right as it is. */
export function keepOne(state: EditorState, key: string): TransactionSpec | undefined {
  const finding = findings(state).open.find((candidate) => candidate.key === key);
  return finding && { effects: keep.of(finding), annotations: isolateHistory.of('full') };
}

export function open(key: string): TransactionSpec {
  return { effects: activate.of(key) };
}

export function close(): TransactionSpec {
  return { effects: activate.of(undefined) };
}

/** The finding after (+1) or before (-1) the open one, or else the cursor. Goes round at the ends. */
export function neighbour(state: EditorState, direction: 1 | -1): OpenFinding | undefined {
  const { open: all, activeKey } = findings(state);
  const active = all.findIndex(({ key }) => key === activeKey);
  if (active >= 0) return all[(active + direction + all.length) % all.length];
  const behindCursor = firstEndingAfter(all, state.selection.main.head);
  const index = direction === 1 ? behindCursor : behindCursor - 1;
  return all[(index + all.length) % all.length];
}

function bestDecisions(state: EditorState): Decision[] {
  return findings(state).open.flatMap((finding) => {
    const suggestion = finding.suggestions[0];
    return suggestion ? [{ finding, suggestion }] : [];
  });
}

function acceptance(state: EditorState, decisions: readonly Decision[]): TransactionSpec | undefined {
  const changes: ChangeSpec[] = [];
  const replaced: OpenFinding[] = [];
  const restored: Restoration[] = [];
  let shift = 0;
  for (const { finding, suggestion } of decisions) {
    if (!isPresent(finding, state.doc)) continue;
    const { start, end, text } = finding;
    replaced.push(finding);
    changes.push({ from: start, to: end, insert: suggestion.text });
    const newEnd = start + shift + suggestion.text.length;
    if (suggestion.text !== '') restored.push({ start: start + shift, end: newEnd, was: text });
    shift += suggestion.text.length - text.length;
  }
  if (changes.length === 0) return undefined;
  return {
    changes,
    effects: accepted.of({ findings: replaced, restored }),
    annotations: [isolateHistory.of('full'), Transaction.userEvent.of('input.accept')],
  };
}
