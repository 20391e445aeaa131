import { EngineError } from './errors';
import { findModel, forgetModel, storeModel } from './model-cache';
import { fetchManifest, fetchOrFail, modelUrl, type ModelManifest } from './model-manifest';
import type { UnspinModule } from './unspin-module';

export type ReportProgress = (loaded: number, total: number) => void;

export interface LoadedModel {
  readonly manifest: ModelManifest;
  readonly storedOffline: boolean;
}

/** Brings the model into the engine: from this device if it is here, from the network otherwise. */
export async function loadModel(module: UnspinModule, baseUrl: string, progress: ReportProgress): Promise<LoadedModel> {
  const manifest = await fetchManifest(baseUrl);

  const stored = await findModel(manifest.sha256);
  if (stored) {
    try {
      await useModel(module, manifest, stored, progress);
      return { manifest, storedOffline: true };
    } catch {
      // A damaged copy is worth nothing: fetch a new one.
      await forgetModel(manifest.sha256);
    }
  }

  const response = await fetchOrFail(modelUrl(manifest, baseUrl), 'the language model');
  await useModel(module, manifest, response, progress);
  // slice() copies: the engine's memory may grow, and with that move, while the copy is being stored.
  return { manifest, storedOffline: await storeModel(manifest.sha256, module.modelMemory().slice()) };
}

async function useModel(module: UnspinModule, manifest: ModelManifest, response: Response, progress: ReportProgress) {
  await streamIntoMemory(module, manifest, response, progress);
  await verify(module, manifest);
  const problem = module.loadModel();
  if (problem !== '') throw new EngineError('model', problem);
}

/** Writes each chunk straight to its place in the engine's memory: there is never a second copy. */
async function streamIntoMemory(
  module: UnspinModule,
  manifest: ModelManifest,
  response: Response,
  progress: ReportProgress,
) {
  if (!response.body) throw new EngineError('download', 'the language model came without content');
  module.allocateModel(manifest.bytes);
  let loaded = 0;
  progress(loaded, manifest.bytes);
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await read(reader);
    if (done) break;
    if (loaded + value.length > manifest.bytes) {
      await reader.cancel();
      throw new EngineError('integrity', 'the language model is longer than it should be');
    }
    module.modelMemory().set(value, loaded);
    loaded += value.length;
    progress(loaded, manifest.bytes);
  }
  if (loaded < manifest.bytes) throw new EngineError('integrity', 'the language model is incomplete');
}

async function read(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch {
    throw new EngineError('download', 'the download of the language model broke off');
  }
}

async function verify(module: UnspinModule, manifest: ModelManifest) {
  // Browsers offer digests to secure pages only; elsewhere the engine's own checksum has to do.
  if (!globalThis.crypto?.subtle) return;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', module.modelMemory() as BufferSource));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex !== manifest.sha256) throw new EngineError('integrity', 'the language model is damaged (wrong checksum)');
}
