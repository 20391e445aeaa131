import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineClient } from '../../web/src/engine/engine-client';
import { EngineError, SupersededError } from '../../web/src/engine/errors';
import { FakeWorker, reportOf } from './support/fake-worker';

const INFO = { engine: 'test', model: { name: 'm', bytes: 3 }, storedOffline: true };

let workers: FakeWorker[];
let client: EngineClient;

function createWorker() {
  const worker = new FakeWorker();
  workers.push(worker);
  return worker;
}

async function loadedWorker(): Promise<FakeWorker> {
  const loading = client.load('http://localhost/', () => {});
  const worker = workers.at(-1) as FakeWorker;
  worker.reply({ id: worker.last.id, type: 'done', value: INFO });
  await loading;
  return worker;
}

beforeEach(() => {
  workers = [];
  client = new EngineClient(createWorker);
});

describe('loading', () => {
  it('tells the progress and then what was loaded', async () => {
    const progress = vi.fn();
    const loading = client.load('http://localhost/app/', progress);
    const [worker] = workers as [FakeWorker];
    expect(worker.last).toMatchObject({ type: 'load', baseUrl: 'http://localhost/app/' });
    worker.reply({ id: worker.last.id, type: 'progress', loaded: 1, total: 3 });
    worker.reply({ id: worker.last.id, type: 'done', value: INFO });
    expect(await loading).toEqual(INFO);
    expect(progress.mock.calls).toEqual([[1, 3]]);
  });

  it('fails with the code and the message from the worker, and can be tried again', async () => {
    const loading = client.load('http://localhost/', () => {});
    const [worker] = workers as [FakeWorker];
    worker.reply({ id: worker.last.id, type: 'failed', error: { code: 'download', message: 'no answer' } });
    await expect(loading).rejects.toThrowError(new EngineError('download', 'no answer'));

    await loadedWorker();
    expect(workers).toHaveLength(2);
    expect(worker.terminated).toBe(true);
  });

  it('fails when the worker cannot start', async () => {
    const loading = client.load('http://localhost/', () => {});
    workers[0]?.crash('syntax error');
    await expect(loading).rejects.toMatchObject({ code: 'crashed', message: 'syntax error' });
  });
});

describe('analysing', () => {
  it('gives each request the answer with its id', async () => {
    const worker = await loadedWorker();
    const first = client.analyse('one');
    worker.reply({ id: worker.last.id, type: 'done', value: reportOf(1) });
    expect((await first).document.words).toBe(1);
    const second = client.analyse('two');
    worker.reply({ id: worker.last.id, type: 'done', value: reportOf(2) });
    expect((await second).document.words).toBe(2);
  });

  it('hands the options on to the worker', async () => {
    const worker = await loadedWorker();
    void client.analyse('text', { assumeSpun: true });
    expect(worker.last).toMatchObject({ type: 'analyse', text: 'text', options: { assumeSpun: true } });
  });

  it('turns a failure into an error and goes on working', async () => {
    const worker = await loadedWorker();
    const failing = client.analyse('bad');
    worker.reply({ id: worker.last.id, type: 'failed', error: { code: 'analysis', message: 'too long' } });
    await expect(failing).rejects.toMatchObject({ code: 'analysis', message: 'too long' });
    const next = client.analyse('good');
    worker.reply({ id: worker.last.id, type: 'done', value: reportOf(3) });
    expect((await next).document.words).toBe(3);
  });

  it('answers only the newest of several requests and sends the worker no others', async () => {
    const worker = await loadedWorker();
    const first = client.analyse('first');
    const runningId = worker.last.id;
    const second = client.analyse('second');
    const third = client.analyse('third');
    await expect(first).rejects.toBeInstanceOf(SupersededError);
    await expect(second).rejects.toBeInstanceOf(SupersededError);
    worker.reply({ id: runningId, type: 'done', value: reportOf(1) });
    expect(worker.last).toMatchObject({ type: 'analyse', text: 'third' });
    worker.reply({ id: worker.last.id, type: 'done', value: reportOf(3) });
    expect((await third).document.words).toBe(3);
    expect(worker.requests.filter(({ type }) => type === 'analyse')).toHaveLength(2);
  });

  it('drops everything on supersede()', async () => {
    const worker = await loadedWorker();
    const running = client.analyse('running');
    client.supersede();
    await expect(running).rejects.toBeInstanceOf(SupersededError);
    worker.reply({ id: worker.last.id, type: 'done', value: reportOf(1) });
    const next = client.analyse('next');
    worker.reply({ id: worker.last.id, type: 'done', value: reportOf(2) });
    expect((await next).document.words).toBe(2);
  });

  it('leaves nobody waiting when the worker dies', async () => {
    const worker = await loadedWorker();
    const running = client.analyse('running');
    worker.crash('out of memory');
    await expect(running).rejects.toMatchObject({ code: 'crashed' });
    await expect(client.analyse('later')).rejects.toMatchObject({ code: 'crashed' });
    const again = await loadedWorker();
    const next = client.analyse('again');
    again.reply({ id: again.last.id, type: 'done', value: reportOf(4) });
    expect((await next).document.words).toBe(4);
  });

  it('ignores replies that nobody asked for', async () => {
    const worker = await loadedWorker();
    expect(() => worker.reply({ id: 999, type: 'done', value: reportOf(1) })).not.toThrow();
  });
});
