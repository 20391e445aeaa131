import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../../web/src/engine/report';
import type { CreateUnspinModule, UnspinModule } from '../../../web/src/engine/unspin-module';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const WASM_FOLDER = process.env['UNSPIN_WASM'] ?? join(ROOT, 'build/wasm');
const MODEL_FOLDER = process.env['UNSPIN_MODEL_FOLDER'] ?? join(ROOT, 'public/model');

export const MANIFEST = JSON.parse(readFileSync(join(MODEL_FOLDER, 'manifest.json'), 'utf8')) as {
  name: string;
  file: string;
  bytes: number;
  sha256: string;
  format: number;
};

export const readModel = () => readFileSync(join(MODEL_FOLDER, MANIFEST.file));

/** The module as it comes, without a model. Under Node.js its code must be handed over: it is made for browsers. */
export async function createModule(): Promise<UnspinModule> {
  const { default: create } = (await import(join(WASM_FOLDER, 'unspin.mjs'))) as { default: CreateUnspinModule };
  const code = readFileSync(join(WASM_FOLDER, 'unspin.wasm'));
  return create({ wasmBinary: code.buffer.slice(code.byteOffset, code.byteOffset + code.byteLength) as ArrayBuffer });
}

/** Puts a model into the module and returns what loading it says. */
export function load(module: UnspinModule, model: Uint8Array): string {
  module.allocateModel(model.length);
  module.modelMemory().set(model);
  return module.loadModel();
}

export async function createEngine(): Promise<UnspinModule> {
  const module = await createModule();
  const problem = load(module, readModel());
  if (problem !== '') throw new Error(problem);
  return module;
}

export function analyse(module: UnspinModule, text: string, options: object = {}): Report {
  const report = JSON.parse(module.analyse(text, JSON.stringify(options))) as Report | { error: { message: string } };
  if ('error' in report) throw new Error(report.error.message);
  return report;
}

/** The text with the best suggestion of every finding. */
export function restore(text: string, { findings }: Report): string {
  return findings.reduceRight(
    (restored, { start, end, suggestions }) =>
      restored.slice(0, start) + (suggestions[0]?.text ?? text.slice(start, end)) + restored.slice(end),
    text,
  );
}

/** Runs the native program. */
export function native(command: 'analyse' | 'restore', text: string): string {
  const args = [command, '--model', join(MODEL_FOLDER, MANIFEST.file), '-'];
  return execFileSync(join(ROOT, 'build/native/unspin'), args, { input: text, encoding: 'utf8', maxBuffer: 1 << 28 });
}

/** The evaluation passages as [name, spun text], without their markup {{spun|original}} and comment lines. */
export function evaluationPassages(): [string, string][] {
  const folder = join(ROOT, 'data/eval');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => [name, spunText(readFileSync(join(folder, name), 'utf8'))]);
}

function spunText(passage: string): string {
  return passage.replace(/^#.*\n/gm, '').replace(/\{\{([^|{}]*)\|[^{}]*\}\}/g, '$1');
}
