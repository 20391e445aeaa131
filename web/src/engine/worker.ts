/// <reference lib="webworker" />
import createModule from '@wasm/unspin.mjs';
import wasmUrl from '@wasm/unspin.wasm?url';
import { EngineService } from './engine-service';
import { fetchOrFail } from './model-manifest';
import type { Request } from './protocol';

declare const self: DedicatedWorkerGlobalScope;

/** Fetching the code here, not in Emscripten's loader, gives honest errors and never downloads it twice. */
async function startEngine() {
  const response = await fetchOrFail(wasmUrl, 'the engine');
  return createModule({ wasmBinary: await response.arrayBuffer() });
}

const service = new EngineService(startEngine, (reply) => self.postMessage(reply));
self.onmessage = (event: MessageEvent<Request>) => void service.handle(event.data);
