import type { WorkerLike } from '../../../web/src/engine/engine-client';
import type { Reply, Request } from '../../../web/src/engine/protocol';
import type { Report } from '../../../web/src/engine/report';

/** A worker whose answers the test decides. */
export class FakeWorker implements WorkerLike {
  onmessage: ((event: MessageEvent<Reply>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly requests: Request[] = [];
  terminated = false;

  postMessage(message: Request): void {
    this.requests.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }

  get last(): Request {
    const request = this.requests.at(-1);
    if (!request) throw new Error('no request so far');
    return request;
  }

  reply(reply: Reply): void {
    this.onmessage?.({ data: reply } as MessageEvent<Reply>);
  }

  crash(message: string): void {
    this.onerror?.({ message } as ErrorEvent);
  }
}

/** A report that can be told from others by its number of words. */
export function reportOf(words: number): Report {
  return {
    schema: 1,
    engine: 'test',
    model: { name: 'test', version: '1' },
    document: { words, spinRate: 0, verdict: 'genuine' },
    findings: [],
  };
}
