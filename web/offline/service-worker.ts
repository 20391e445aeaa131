/**
 * Keeps the page on the device so that it opens without a network.
 *
 * The page's files are stored together, under the version that the build wrote here; a new version is stored beside
 * the old one and waits until the reader agrees. The language model is none of this file's business: see
 * src/engine/model-cache.ts. Imports nothing, so that it stays one file at one address.
 */
declare const self: ServiceWorkerGlobalScope;

interface Shell {
  version: string;
  files: string[];
}

/** Replaced by the build, see build/shell-files.ts. */
declare const __SHELL__: Shell;
const shell = __SHELL__;

/** Projects on one host share their caches: only names that begin like this are ours. */
const PREFIX = 'unspin:shell:';
const CACHE = PREFIX + shell.version;

self.addEventListener('install', (event) => event.waitUntil(store()));
self.addEventListener('activate', (event) => event.waitUntil(dropOldVersions()));
self.addEventListener('fetch', (event) => {
  const answer = route(event.request);
  if (answer) event.respondWith(answer);
});
self.addEventListener('message', (event) => {
  if (event.data === 'take over') void self.skipWaiting();
});

async function store(): Promise<void> {
  const cache = await caches.open(CACHE);
  // "reload" passes over the browser's own cache: all files must be of this version.
  await cache.addAll(shell.files.map((file) => new Request(file, { cache: 'reload' })));
}

async function dropOldVersions(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)),
  );
}

function route(request: Request): Promise<Response> | undefined {
  const url = new URL(request.url);
  if (request.method !== 'GET' || !url.href.startsWith(self.registration.scope)) return undefined;
  if (request.mode === 'navigate') return fromShell(new Request(self.registration.scope), request);
  if (url.pathname.includes('/model/') && !url.pathname.endsWith('/manifest.json')) return undefined;
  return fromShell(request, request);
}

/** The stored file, or else the one from the network, kept from then on. */
async function fromShell(stored: Request, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const known = await cache.match(stored, { ignoreSearch: true });
  if (known) return known;
  const response = await fetch(request);
  if (response.ok && request.mode !== 'navigate') await cache.put(request, response.clone());
  return response;
}

export {};
