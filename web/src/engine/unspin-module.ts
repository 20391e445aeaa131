/** What build/wasm/unspin.mjs exports by default. tests/wasm/module-types.test.ts holds these types to the real module. */
export type CreateUnspinModule = (options?: UnspinModuleOptions) => Promise<UnspinModule>;

export interface UnspinModuleOptions {
  wasmBinary?: ArrayBuffer;
  locateFile?: (path: string) => string;
}

/** The engine, compiled to WebAssembly. Text crosses as JavaScript strings, results as JSON. */
export interface UnspinModule {
  /** Makes room for a model of that many bytes and returns a view of it, to be filled at once. */
  allocateModel(bytes: number): Uint8Array;
  /** A new view of the same room. Views go stale whenever the engine's memory grows: take a new one, keep none. */
  modelMemory(): Uint8Array;
  /** Checks the model that was put there and starts to use it. Returns '' or what is wrong with it. */
  loadModel(): string;
  /** Returns a Report, or `{"error":{"code","message"}}`. `optionsJson` holds AnalysisOptions. */
  analyse(text: string, optionsJson: string): string;
  version(): string;
}
