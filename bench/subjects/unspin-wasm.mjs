// Unspin's WebAssembly module under Node.js, as the page's worker uses it.
import { readFileSync } from 'node:fs';
import { ROOT } from '../../tools/lib/process.mjs';

export async function start() {
  const { default: createModule } = await import(`${ROOT}build/wasm/unspin.mjs`);
  const code = readFileSync(`${ROOT}build/wasm/unspin.wasm`);
  const manifest = JSON.parse(readFileSync(`${ROOT}public/model/manifest.json`, 'utf8'));
  const module = await createModule({ wasmBinary: code });

  const before = performance.now();
  module.allocateModel(manifest.bytes);
  module.modelMemory().set(readFileSync(`${ROOT}public/model/${manifest.file}`));
  const problem = module.loadModel();
  if (problem) throw new Error(problem);
  const modelMs = performance.now() - before;

  return { modelMs, analyse: (text) => JSON.parse(module.analyse(text, '{}')).findings.length };
}
