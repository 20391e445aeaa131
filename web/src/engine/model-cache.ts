/**
 * Keeps the model on the device, under its hash. Everything here is best effort: a full disk or a private window must
 * never keep the page from working.
 *
 * Projects on one host share its caches, hence the prefix, and hence nothing but our own cache is ever looked at.
 */
const CACHE_NAME = 'unspin:model';

/** Cache Storage wants addresses as keys. Nothing is ever fetched from this one. */
const keyOf = (sha256: string) => `stored-model-${sha256}`;

export async function findModel(sha256: string): Promise<Response | undefined> {
  try {
    return await (await caches.open(CACHE_NAME)).match(keyOf(sha256));
  } catch {
    return undefined;
  }
}

/** Stores the model and drops all others. Resolves to whether it can really be read back. */
export async function storeModel(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  try {
    const cache = await caches.open(CACHE_NAME);
    await cache.put(keyOf(sha256), new Response(bytes));
    for (const request of await cache.keys()) {
      if (!request.url.endsWith(keyOf(sha256))) await cache.delete(request);
    }
    return (await cache.match(keyOf(sha256))) !== undefined;
  } catch {
    return false;
  }
}

export async function forgetModel(sha256: string): Promise<void> {
  try {
    await (await caches.open(CACHE_NAME)).delete(keyOf(sha256));
  } catch {
    // Nothing to forget.
  }
}
