import { redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import { Text, type Transaction, type TransactionSpec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import * as commands from '../editor/commands';
import { createEditor } from '../editor/create-editor';
import {
  activeFinding,
  findings,
  type FindingsState,
  isOwnEdit,
  isReplacement,
  type OpenFinding,
  showReport,
  withKeys,
} from '../editor/findings';
import type { EngineClient } from '../engine/engine-client';
import { EngineError, SupersededError } from '../engine/errors';
import type { DocumentSummary, Suggestion } from '../engine/report';
import { copyText } from './clipboard';
import { describe, type Phase } from './status';

/** How long the author must pause before a text that is being typed is read. Pasted text is read at once. */
const TYPING_PAUSE_MS = 500;
const NOTICE_MS = 4000;

/** Where the phrase of the open card is on the screen. */
export interface Anchor {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Holds the page together: the editor has the text and the findings, the engine has the knowledge, and the components
 * show what stands here and call what is offered here.
 */
export class Session {
  phase = $state.raw<Phase>({ name: 'loading', loaded: 0, total: 0 });
  storedOffline = $state(false);
  doc = $state.raw(Text.empty);
  findings = $state.raw<FindingsState>({ open: [], restored: [], kept: [], activeKey: undefined });
  canUndo = $state(false);
  canRedo = $state(false);
  anchor = $state.raw<Anchor>();
  /** Grows whenever the open card should take the focus. */
  cardFocus = $state(0);
  notice = $state('');

  private analysing = $state(false);
  private problem = $state<string>();
  private summary = $state.raw<DocumentSummary>();
  /** Whether `summary` is of a search everywhere. */
  private searchedEverywhere = $state(false);

  readonly empty = $derived(this.doc.length === 0);
  readonly active = $derived(this.findings.open.find(({ key }) => key === this.findings.activeKey));
  readonly status = $derived(
    describe({
      phase: this.phase,
      empty: this.empty,
      analysing: this.analysing,
      problem: this.problem,
      summary: this.summary,
      everywhere: this.searchedEverywhere,
      open: this.findings.open.length,
      restored: this.findings.restored.length,
    }),
  );

  private view: EditorView | undefined;
  /** Asked for by the reader, for the text that is there. */
  private assumeSpun = false;
  private typingTimer: ReturnType<typeof setTimeout> | undefined;
  private noticeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly engine: EngineClient) {}

  /** Starts the engine; after a failure, starts it again. */
  async start(): Promise<void> {
    this.phase = { name: 'loading', loaded: 0, total: 0 };
    try {
      const info = await this.engine.load(document.baseURI, (loaded, total) => {
        this.phase = { name: 'loading', loaded, total };
      });
      this.storedOffline = info.storedOffline;
      this.phase = { name: 'ready' };
      await this.analyse();
    } catch (error) {
      if (!(error instanceof SupersededError)) this.phase = { name: 'failed', message: sentence(error) };
    }
  }

  /** Puts the editor into `parent`. Returns what takes it out again. */
  mountEditor(parent: HTMLElement): () => void {
    const view = createEditor(parent, {
      enterCard: (key) => this.enterCard(key),
      updated: (transactions) => this.updated(transactions),
      moved: () => this.placeCard(),
    });
    const moved = () => this.placeCard();
    view.scrollDOM.addEventListener('scroll', moved, { passive: true });
    addEventListener('scroll', moved, { passive: true });
    addEventListener('resize', moved);
    this.view = view;
    return () => {
      removeEventListener('scroll', moved);
      removeEventListener('resize', moved);
      view.destroy();
    };
  }

  // What the reader can do with the text

  /** Replaces the whole text, as one step of undo. */
  setText(text: string): void {
    const view = this.view;
    if (!view) return;
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: text },
      selection: { anchor: 0 },
      userEvent: 'input.paste',
      scrollIntoView: true,
    });
  }

  clear(): void {
    this.setText('');
    this.view?.focus();
  }

  undo(): void {
    if (this.view) undo(this.view);
  }

  redo(): void {
    if (this.view) redo(this.view);
  }

  /** Looks for spun phrases also where the text seems genuine, until another text takes its place. */
  searchEverywhere(byKeyboard: boolean): void {
    this.assumeSpun = true;
    void this.analyse();
    // The button that was pressed goes away.
    if (byKeyboard) this.view?.focus();
  }

  acceptAll(): void {
    if (this.dispatch((state) => commands.acceptAll(state))) this.say('All restored. Undo takes it back.');
  }

  async copyRestored(): Promise<void> {
    if (!this.view) return;
    const copied = await copyText(commands.restoredText(this.view.state));
    this.say(copied ? 'Restored text copied' : 'The browser does not allow copying here');
  }

  // What the reader can do with a finding

  /** Opens a finding's card without leaving the text. */
  open(key: string): void {
    this.reveal(key);
  }

  /** Opens a finding's card and goes there with the focus. */
  enterCard(key: string): void {
    this.reveal(key);
    this.cardFocus++;
  }

  closeCard(): void {
    this.dispatch(() => commands.close());
    this.view?.focus();
  }

  /** Steps from the open card to the next or previous finding. */
  step(direction: 1 | -1): void {
    const next = this.view && commands.neighbour(this.view.state, direction);
    if (next) this.enterCard(next.key);
  }

  /** `goOn` opens the next finding afterwards, for working through them with the keyboard. */
  accept(finding: OpenFinding, suggestion: Suggestion, goOn: boolean): void {
    this.decide((state) => commands.acceptOne(state, finding.key, suggestion), goOn);
  }

  keep(finding: OpenFinding, goOn: boolean): void {
    this.decide((state) => commands.keepOne(state, finding.key), goOn);
  }

  private decide(command: (state: EditorView['state']) => TransactionSpec | undefined, goOn: boolean): void {
    const next = goOn && this.view ? commands.neighbour(this.view.state, 1) : undefined;
    this.dispatch(command);
    if (next && this.findings.open.some(({ key }) => key === next.key)) this.enterCard(next.key);
    else if (goOn) this.view?.focus();
  }

  private dispatch(command: (state: EditorView['state']) => TransactionSpec | undefined): boolean {
    const spec = this.view && command(this.view.state);
    if (!spec) return false;
    this.view?.dispatch(spec);
    return true;
  }

  private reveal(key: string): void {
    const finding = this.findings.open.find((candidate) => candidate.key === key);
    if (!finding || !this.view) return;
    const position = EditorView.scrollIntoView(finding.start, { y: 'nearest', yMargin: 120 });
    const { effects } = commands.open(key);
    this.view.dispatch({
      effects: [position, ...[effects ?? []].flat()],
      selection: { anchor: finding.start },
    });
  }

  // What follows from what happened in the editor

  private updated(transactions: readonly Transaction[]): void {
    const view = this.view;
    if (!view) return;
    this.doc = view.state.doc;
    this.findings = findings(view.state);
    this.canUndo = undoDepth(view.state) > 0;
    this.canRedo = redoDepth(view.state) > 0;
    const ownEdits = transactions.filter(isOwnEdit);
    if (ownEdits.length > 0) {
      if (view.state.doc.length === 0 || ownEdits.some(isReplacement)) this.assumeSpun = false;
      const atOnce = ownEdits.some((edit) => edit.isUserEvent('input.paste') || edit.isUserEvent('input.drop'));
      this.scheduleAnalysis(atOnce ? 0 : TYPING_PAUSE_MS);
    }
    this.placeCard();
  }

  private placeCard(): void {
    const view = this.view;
    if (!view) return;
    view.requestMeasure<Anchor | undefined>({
      key: this,
      read: () => measureAnchor(view),
      write: (anchor) => (this.anchor = anchor),
    });
  }

  private scheduleAnalysis(delay: number): void {
    clearTimeout(this.typingTimer);
    this.engine.supersede();
    this.typingTimer = setTimeout(() => void this.analyse(), delay);
  }

  private async analyse(): Promise<void> {
    clearTimeout(this.typingTimer);
    const view = this.view;
    if (!view || this.phase.name !== 'ready') return;
    const { doc } = view.state;
    this.problem = undefined;
    if (doc.length === 0) {
      this.summary = undefined;
      this.analysing = false;
      view.dispatch({ effects: showReport.of([]) });
      return;
    }
    const { assumeSpun } = this;
    this.analysing = true;
    try {
      // The editor's own text, not the pasted one: the editor writes all line ends in one way.
      const report = await this.engine.analyse(doc.toString(), { assumeSpun });
      if (view.state.doc.eq(doc)) {
        this.summary = report.document;
        this.searchedEverywhere = assumeSpun;
        view.dispatch({ effects: showReport.of(withKeys(report.findings)) });
        this.analysing = false;
      } else {
        // Something was accepted meanwhile: the offsets are those of a text that is gone.
        this.scheduleAnalysis(0);
      }
    } catch (error) {
      if (error instanceof SupersededError) return;
      this.analysing = false;
      // A dead engine answers nothing more: it has to be started again. Anything else is about this text only.
      if (error instanceof EngineError && error.code === 'crashed')
        this.phase = { name: 'failed', message: sentence(error) };
      else this.problem = sentence(error);
    }
  }

  private say(notice: string): void {
    this.notice = notice;
    clearTimeout(this.noticeTimer);
    this.noticeTimer = setTimeout(() => (this.notice = ''), NOTICE_MS);
  }
}

/** The place of the open finding on the screen, or undefined while it is scrolled out of sight. */
function measureAnchor(view: EditorView): Anchor | undefined {
  const finding = activeFinding(view.state);
  const place = finding && view.coordsAtPos(finding.start, 1);
  if (!place) return undefined;
  const frame = view.scrollDOM.getBoundingClientRect();
  if (place.bottom < frame.top || place.top > frame.bottom) return undefined;
  return { left: place.left, top: place.top, bottom: place.bottom };
}

function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const capitalised = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(capitalised) ? capitalised : `${capitalised}.`;
}
