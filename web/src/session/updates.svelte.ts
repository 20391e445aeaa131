/** The service worker, seen from the page: offline use, and new versions that wait for the reader's word. */
class Updates {
  /** True once a newer version is ready to take over. */
  available = $state(false);
  private waiting: ServiceWorker | undefined;

  async register(): Promise<void> {
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
    // "?nosw" is the way out, should a service worker ever be broken.
    if (new URLSearchParams(location.search).has('nosw')) return this.unregister();
    try {
      const registration = await navigator.serviceWorker.register('./sw.js');
      this.watch(registration);
    } catch {
      // Without it the page works as long as there is a network.
    }
  }

  /** Lets the new version take over and loads the page anew; `keepDraft` must save what the reader has written. */
  apply(keepDraft: () => void): void {
    keepDraft();
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    this.waiting?.postMessage('take over');
  }

  private watch(registration: ServiceWorkerRegistration): void {
    this.offer(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing;
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed') this.offer(worker);
      });
    });
  }

  private offer(worker: ServiceWorker | null): void {
    // Without a controller this is the first visit, and there is nothing older to replace.
    if (!worker || !navigator.serviceWorker.controller) return;
    this.waiting = worker;
    this.available = true;
  }

  private async unregister(): Promise<void> {
    const registration = await navigator.serviceWorker.getRegistration('./');
    await registration?.unregister();
  }
}

export const updates = new Updates();
