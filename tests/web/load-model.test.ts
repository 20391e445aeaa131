import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadModel } from '../../web/src/engine/load-model';
import { FakeModule } from './support/fake-module';
import { BASE_URL, inChunks, MANIFEST, manifestAnswer, MODEL, stubCaches, stubNetwork } from './support/fake-network';

const CACHE_KEY = `stored-model-${MANIFEST.sha256}`;
let module: FakeModule;

beforeEach(() => {
  module = new FakeModule();
});
afterEach(() => vi.unstubAllGlobals());

function load(progress: (loaded: number, total: number) => void = () => {}) {
  return loadModel(module, BASE_URL, progress);
}

describe('from the network', () => {
  it('streams the model into the engine, with progress, and keeps it', async () => {
    const stored = stubCaches();
    const asked = stubNetwork({ 'manifest.json': manifestAnswer, 'unspin.model': () => inChunks(MODEL) });
    const progress: number[] = [];
    const { storedOffline } = await load((loaded, total) => progress.push(loaded / total));
    expect(module.memory).toEqual(MODEL);
    expect(progress).toEqual([0, 0.3, 0.6, 0.9, 1]);
    expect(storedOffline).toBe(true);
    expect(stored.get(CACHE_KEY)).toEqual(MODEL);
    expect(asked).toEqual(['/some/path/model/manifest.json', '/some/path/model/unspin.model']);
  });

  it('works without room for keeping it', async () => {
    stubCaches({ broken: true });
    stubNetwork({ 'manifest.json': manifestAnswer, 'unspin.model': () => inChunks(MODEL) });
    expect((await load()).storedOffline).toBe(false);
    expect(module.memory).toEqual(MODEL);
  });

  it('drops models of older versions', async () => {
    const stored = stubCaches();
    stored.set('stored-model-old', MODEL);
    stubNetwork({ 'manifest.json': manifestAnswer, 'unspin.model': () => inChunks(MODEL) });
    await load();
    expect([...stored.keys()]).toEqual([CACHE_KEY]);
  });

  const changed = MODEL.slice();
  changed[500] = 99;
  const failures: [string, () => Response | Promise<Response>, string][] = [
    ['a missing model', () => new Response('', { status: 404 }), 'download'],
    ['a page instead of the model', () => new Response('<html>Please log in</html>'), 'integrity'],
    ['a model with a changed byte', () => inChunks(changed), 'integrity'],
    ['a model that is too long', () => inChunks(new Uint8Array(1500)), 'integrity'],
    ['a model that is cut off', () => inChunks(MODEL.subarray(0, 700)), 'integrity'],
    ['a lost connection', () => Promise.reject(new TypeError('Failed to fetch')), 'download'],
  ];
  it.each(failures)('refuses %s and keeps nothing', async (_, answer, code) => {
    const stored = stubCaches();
    stubNetwork({ 'manifest.json': manifestAnswer, 'unspin.model': answer });
    await expect(load()).rejects.toMatchObject({ name: 'EngineError', code });
    expect(stored.size).toBe(0);
  });

  it('passes on why the engine refuses a model', async () => {
    stubCaches();
    module.refusal = 'this model has format 2, format 1 is needed';
    stubNetwork({ 'manifest.json': manifestAnswer, 'unspin.model': () => inChunks(MODEL) });
    await expect(load()).rejects.toMatchObject({ code: 'model', message: module.refusal });
  });

  it.each([
    ['no JSON', () => new Response('<html>')],
    ['incomplete', () => Response.json({ file: 'x' })],
  ])('refuses a manifest that is %s', async (_, answer) => {
    stubCaches();
    stubNetwork({ 'manifest.json': answer });
    await expect(load()).rejects.toMatchObject({ code: 'integrity' });
  });
});

describe('from this device', () => {
  it('asks the network for the manifest only', async () => {
    stubCaches().set(CACHE_KEY, MODEL);
    const asked = stubNetwork({ 'manifest.json': manifestAnswer });
    expect((await load()).storedOffline).toBe(true);
    expect(module.memory).toEqual(MODEL);
    expect(asked).toHaveLength(1);
  });

  it('replaces a damaged copy', async () => {
    const stored = stubCaches();
    stored.set(CACHE_KEY, MODEL.subarray(0, 10));
    stubNetwork({ 'manifest.json': manifestAnswer, 'unspin.model': () => inChunks(MODEL) });
    await load();
    expect(module.memory).toEqual(MODEL);
    expect(stored.get(CACHE_KEY)).toEqual(MODEL);
  });
});
