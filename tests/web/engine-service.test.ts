import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineService } from '../../web/src/engine/engine-service';
import type { Reply } from '../../web/src/engine/protocol';
import { FakeModule } from './support/fake-module';
import { BASE_URL, inChunks, MANIFEST, manifestAnswer, MODEL, stubCaches, stubNetwork } from './support/fake-network';
import { reportOf } from './support/fake-worker';

let module: FakeModule;
let replies: Reply[];
let service: EngineService;

beforeEach(() => {
  module = new FakeModule();
  replies = [];
  service = new EngineService(
    async () => module,
    (reply) => replies.push(reply),
  );
  stubCaches();
});
afterEach(() => vi.unstubAllGlobals());

describe('a load request', () => {
  it('is answered with progress and then with what was loaded', async () => {
    stubNetwork({ 'manifest.json': manifestAnswer, 'unspin.model': () => inChunks(MODEL) });
    await service.handle({ id: 7, type: 'load', baseUrl: BASE_URL });
    expect(replies.every(({ id }) => id === 7)).toBe(true);
    expect(replies.filter(({ type }) => type === 'progress')).toHaveLength(5);
    expect(replies.at(-1)).toEqual({
      id: 7,
      type: 'done',
      value: { engine: 'fake 1', model: { name: 'test', bytes: MANIFEST.bytes }, storedOffline: true },
    });
  });

  it('is answered with an error when there is no network', async () => {
    stubNetwork({});
    await service.handle({ id: 8, type: 'load', baseUrl: BASE_URL });
    expect(replies).toMatchObject([{ id: 8, type: 'failed', error: { code: 'download' } }]);
  });

  it('is answered with an error when the engine cannot be created', async () => {
    const broken = new EngineService(
      async () => {
        throw new Error('no WebAssembly here');
      },
      (reply) => replies.push(reply),
    );
    await broken.handle({ id: 9, type: 'load', baseUrl: BASE_URL });
    expect(replies).toEqual([{ id: 9, type: 'failed', error: { code: 'crashed', message: 'no WebAssembly here' } }]);
  });
});

describe('an analyse request', () => {
  async function load() {
    stubNetwork({ 'manifest.json': manifestAnswer, 'unspin.model': () => inChunks(MODEL) });
    await service.handle({ id: 1, type: 'load', baseUrl: BASE_URL });
    replies = [];
  }

  it('is answered with the report', async () => {
    await load();
    module.answer = JSON.stringify(reportOf(5));
    await service.handle({ id: 2, type: 'analyse', text: 'text', options: {} });
    expect(replies).toEqual([{ id: 2, type: 'done', value: reportOf(5) }]);
  });

  it('reaches the engine with its options', async () => {
    await load();
    module.answer = JSON.stringify(reportOf(5));
    await service.handle({ id: 2, type: 'analyse', text: 'text', options: { assumeSpun: true } });
    expect(module.asked).toEqual({ text: 'text', optionsJson: '{"assumeSpun":true}' });
  });

  it("is answered with the engine's own error", async () => {
    await load();
    module.answer = '{"error":{"code":"bad-options","message":"threshold must be between 0 and 1"}}';
    await service.handle({ id: 3, type: 'analyse', text: 'text', options: { threshold: 7 } });
    expect(replies).toMatchObject([
      { id: 3, error: { code: 'analysis', message: 'threshold must be between 0 and 1' } },
    ]);
  });

  it('is answered with an error when the engine throws', async () => {
    await load();
    module.analyse = () => {
      throw new WebAssembly.RuntimeError('unreachable');
    };
    await service.handle({ id: 4, type: 'analyse', text: 'text', options: {} });
    expect(replies).toMatchObject([{ id: 4, type: 'failed', error: { code: 'crashed', message: 'unreachable' } }]);
  });

  it('is answered with an error before anything is loaded', async () => {
    await service.handle({ id: 5, type: 'analyse', text: 'text', options: {} });
    expect(replies).toMatchObject([{ id: 5, type: 'failed', error: { code: 'analysis' } }]);
  });
});
