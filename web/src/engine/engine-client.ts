import { EngineError, SupersededError } from './errors';
import type { ReportProgress } from './load-model';
import type { EngineInfo, Reply, Request } from './protocol';
import type { AnalysisOptions, Report } from './report';

/** The part of a Worker that is needed here; tests put something simpler in its place. */
export interface WorkerLike {
  postMessage(message: Request): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Reply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

interface Pending {
  resolve(value: never): void;
  reject(error: Error): void;
  progress?: ReportProgress;
}

interface WaitingAnalysis {
  text: string;
  options: AnalysisOptions;
  pending: Pending;
}

/**
 * The page's side of the protocol: the engine as an object with promises.
 *
 * A running analysis cannot be interrupted, so the worker gets one at a time, and only the newest of the others waits
 * for it. Whoever asked earlier learns by a SupersededError that nobody needs the answer any more.
 */
export class EngineClient {
  private worker: WorkerLike | undefined;
  private lastId = 0;
  private readonly pending = new Map<number, Pending>();
  private running: { id: number; superseded: boolean } | undefined;
  private waiting: WaitingAnalysis | undefined;

  constructor(private readonly createWorker: () => WorkerLike) {}

  /** Starts the engine. After a failure this may be called again: it begins from nothing. */
  load(baseUrl: string, progress: ReportProgress): Promise<EngineInfo> {
    this.stop(new SupersededError());
    const worker = this.createWorker();
    worker.onmessage = (event) => this.receive(event.data);
    worker.onerror = (event) => this.stop(new EngineError('crashed', event.message || 'the engine could not start'));
    this.worker = worker;
    return new Promise((resolve, reject) => {
      this.send({ id: ++this.lastId, type: 'load', baseUrl }, { resolve, reject, progress });
    });
  }

  analyse(text: string, options: AnalysisOptions = {}): Promise<Report> {
    this.supersede();
    return new Promise((resolve, reject) => {
      this.waiting = { text, options, pending: { resolve, reject } };
      this.startWaiting();
    });
  }

  /** Makes sure that no analysis asked for so far will still be answered. */
  supersede(): void {
    this.waiting?.pending.reject(new SupersededError());
    this.waiting = undefined;
    if (this.running && !this.running.superseded) {
      this.running.superseded = true;
      this.pending.get(this.running.id)?.reject(new SupersededError());
    }
  }

  private startWaiting(): void {
    if (!this.waiting || this.running) return;
    const { text, options, pending } = this.waiting;
    this.waiting = undefined;
    const id = ++this.lastId;
    this.running = { id, superseded: false };
    this.send({ id, type: 'analyse', text, options }, pending);
  }

  private send(request: Request, pending: Pending): void {
    if (!this.worker) {
      pending.reject(new EngineError('crashed', 'the engine is not running'));
      this.running = undefined;
      return;
    }
    this.pending.set(request.id, pending);
    this.worker.postMessage(request);
  }

  private receive(reply: Reply): void {
    const pending = this.pending.get(reply.id);
    if (!pending) return;
    if (reply.type === 'progress') {
      pending.progress?.(reply.loaded, reply.total);
      return;
    }
    this.pending.delete(reply.id);
    if (reply.type === 'done') pending.resolve(reply.value as never);
    else pending.reject(new EngineError(reply.error.code, reply.error.message));
    if (this.running?.id === reply.id) {
      this.running = undefined;
      this.startWaiting();
    }
  }

  /** Ends the worker. Nobody is left waiting for an answer that cannot come. */
  private stop(reason: Error): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.running = undefined;
    for (const pending of this.pending.values()) pending.reject(reason);
    this.pending.clear();
    this.waiting?.pending.reject(reason);
    this.waiting = undefined;
  }
}

/** The real thing, in a worker of its own. */
export function createEngine(): EngineClient {
  return new EngineClient(() => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }));
}
