import { invertedEffects } from '@codemirror/commands';
import {
  type EditorState,
  type Extension,
  StateEffect,
  StateField,
  type Text,
  type Transaction,
} from '@codemirror/state';
import type { Finding } from '../engine/report';
import { mapSpans, mergeSpans, type Span, standsAlone, withoutOverlaps } from './spans';
import { wellFormed } from './well-formed';

/** A finding of the last analysis that is still to be decided, at its present place. */
export interface OpenFinding extends Finding {
  /** Unique in the document, unlike the engine's id: the same phrase may stand twice in the same words. */
  readonly key: string;
}

/** A word that was put back. */
export interface Restoration extends Span {
  readonly was: string;
}

export interface FindingsState {
  readonly open: readonly OpenFinding[];
  /** Where suggestions were accepted: shown in the restorer's ink and never questioned again. */
  readonly restored: readonly Restoration[];
  /** Where the text was declared right as it is: never questioned again. */
  readonly kept: readonly OpenFinding[];
  /** The finding whose card is open. */
  readonly activeKey: string | undefined;
}

/** What accepting does to the findings; the change of the text goes with it in the same transaction. */
interface Acceptance {
  /** Their places before the change. */
  readonly findings: readonly OpenFinding[];
  /** Their places after it. */
  readonly restored: readonly Restoration[];
}

export const showReport = StateEffect.define<readonly OpenFinding[]>();
export const activate = StateEffect.define<string | undefined>();
export const keep = StateEffect.define<OpenFinding>();
/** Accepting and its undoing are each other's inverse, so that undo and redo carry the highlights along. */
export const accepted = StateEffect.define<Acceptance>();
const unaccepted = StateEffect.define<Acceptance>();
const unkept = StateEffect.define<OpenFinding>();

const NOTHING: FindingsState = { open: [], restored: [], kept: [], activeKey: undefined };

export const findingsField = StateField.define<FindingsState>({
  create: () => NOTHING,
  update(value, transaction) {
    let state = transaction.docChanged ? follow(value, transaction) : value;
    for (const effect of transaction.effects) {
      if (effect.is(showReport)) state = withReport(state, effect.value, transaction.newDoc);
      else if (effect.is(activate)) state = { ...state, activeKey: effect.value };
      else if (effect.is(keep)) state = withKept(state, effect.value);
      else if (effect.is(unkept)) state = withoutKept(state, effect.value, transaction.newDoc);
      else if (effect.is(accepted)) state = { ...state, restored: mergeSpans(state.restored, effect.value.restored) };
      else if (effect.is(unaccepted)) state = withReopened(state, effect.value.findings, transaction.newDoc);
    }
    return state.activeKey === undefined || state.open.some(({ key }) => key === state.activeKey)
      ? state
      : { ...state, activeKey: undefined };
  },
});

/** Takes everything along with an edit. What the edit touched is gone until the next analysis. */
function follow(state: FindingsState, transaction: Transaction): FindingsState {
  const doc = transaction.newDoc;
  const restored = mapSpans(state.restored, transaction.changes).untouched;
  const kept = mapSpans(state.kept, transaction.changes).untouched;
  const open = mapSpans(state.open, transaction.changes).untouched;
  const alone = nearChanges(open, transaction).filter((finding) => !standsAlone(doc, finding));
  return {
    ...state,
    open: alone.length === 0 ? open : open.filter((finding) => !alone.includes(finding)),
    restored,
    kept,
  };
}

/** The findings that a change ends or begins next to. */
function nearChanges(findings: readonly OpenFinding[], transaction: Transaction): OpenFinding[] {
  const edges = new Set<number>();
  transaction.changes.iterChangedRanges((_fromA, _toA, fromB, toB) => edges.add(fromB).add(toB), true);
  return findings.filter(({ start, end }) => edges.has(start) || edges.has(end));
}

/** Nothing is shown that is not literally there, and nothing that was already decided. */
function withReport(state: FindingsState, findings: readonly OpenFinding[], doc: Text): FindingsState {
  const present = findings.filter((finding) => isPresent(finding, doc));
  const undecided = withoutOverlaps(withoutOverlaps(present, state.restored), state.kept);
  const active = state.open.find(({ key }) => key === state.activeKey);
  const same = active && undecided.find(({ start, text }) => start === active.start && text === active.text);
  return { ...state, open: undecided, activeKey: same?.key };
}

/** The engine reads lone surrogates as U+FFFD, so this is how the text is compared with what it reports. */
export function isPresent({ start, end, text }: OpenFinding, doc: Text): boolean {
  return wellFormed(doc.sliceString(start, end)) === text;
}

function withKept(state: FindingsState, finding: OpenFinding): FindingsState {
  return {
    ...state,
    open: state.open.filter(({ key }) => key !== finding.key),
    kept: mergeSpans(state.kept, [finding]),
  };
}

function withoutKept(state: FindingsState, finding: OpenFinding, doc: Text): FindingsState {
  return { ...withReopened(state, [finding], doc), kept: state.kept.filter(({ key }) => key !== finding.key) };
}

function withReopened(state: FindingsState, findings: readonly OpenFinding[], doc: Text): FindingsState {
  const keys = new Set(state.open.map(({ key }) => key));
  const returning = findings.filter((finding) => !keys.has(finding.key) && isPresent(finding, doc));
  return { ...state, open: mergeSpans(state.open, withoutOverlaps(returning, state.open)) };
}

/** Tells the undo history how to take back what only the findings know. */
const undoable = invertedEffects.of((transaction) =>
  transaction.effects.flatMap((effect): StateEffect<unknown>[] => {
    if (effect.is(accepted)) return [unaccepted.of(effect.value)];
    if (effect.is(unaccepted)) return [accepted.of(effect.value)];
    if (effect.is(keep)) return [unkept.of(effect.value)];
    if (effect.is(unkept)) return [keep.of(effect.value)];
    return [];
  }),
);

/** True for edits of the author's own, after which the text wants a new analysis; false for accepting and undoing it. */
export function isOwnEdit(transaction: Transaction): boolean {
  return transaction.docChanged && !transaction.effects.some((effect) => effect.is(accepted) || effect.is(unaccepted));
}

/** True if nothing of the text before is left: what is there now is another text. */
export function isReplacement(transaction: Transaction): boolean {
  let untouched = 0;
  transaction.changes.iterGaps((_posA, _posB, length) => (untouched += length));
  return transaction.docChanged && untouched === 0;
}

export function findings(state: EditorState): FindingsState {
  return state.field(findingsField);
}

export function activeFinding(state: EditorState): OpenFinding | undefined {
  const { open, activeKey } = findings(state);
  return activeKey === undefined ? undefined : open.find(({ key }) => key === activeKey);
}

/** Gives each finding of a report a key that is unique in it. */
export function withKeys(reported: readonly Finding[]): OpenFinding[] {
  const seen = new Map<string, number>();
  return reported.map((finding) => {
    const count = (seen.get(finding.id) ?? 0) + 1;
    seen.set(finding.id, count);
    return { ...finding, key: count === 1 ? finding.id : `${finding.id}#${count}` };
  });
}

export const findingsExtension: Extension = [findingsField, undoable];
