import { createHash } from 'node:crypto';
import { vi } from 'vitest';

export const MODEL = new Uint8Array(1000).map((_, index) => index % 251);
export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
export const MANIFEST = { name: 'test', file: 'unspin.model', bytes: MODEL.length, sha256: sha256(MODEL), format: 1 };
export const BASE_URL = 'http://localhost/some/path/';

type Answer = () => Response | Promise<Response>;

/** Answers requests by the last part of their path; everything else fails as without a network. */
export function stubNetwork(answers: Record<string, Answer>): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: URL) => {
    asked.push(url.pathname);
    const answer = answers[url.pathname.split('/').at(-1) ?? ''];
    if (!answer) throw new TypeError('Failed to fetch');
    return answer();
  });
  return asked;
}

export const manifestAnswer: Answer = () => Response.json(MANIFEST);

/** The bytes in small pieces, as they arrive over a network. */
export function inChunks(bytes: Uint8Array, size = 300): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
  return new Response(body);
}

/** Cache Storage as far as it is used; `broken` makes every access fail, as in a browser without room. */
export function stubCaches({ broken = false } = {}): Map<string, Uint8Array> {
  const stored = new Map<string, Uint8Array>();
  const keyOf = (key: string | Request) => (typeof key === 'string' ? key : key.url);
  const cache = {
    match: async (key: string) => {
      const bytes = stored.get(key);
      return bytes && new Response(bytes.slice());
    },
    put: async (key: string, response: Response) => stored.set(key, new Uint8Array(await response.arrayBuffer())),
    delete: async (key: string | Request) => stored.delete(keyOf(key)),
    keys: async () => [...stored.keys()].map((url) => ({ url })),
  };
  const open = async () => {
    if (broken) throw new DOMException('no room', 'QuotaExceededError');
    return cache;
  };
  vi.stubGlobal('caches', { open });
  return stored;
}
