import type { EngineErrorCode } from './errors';
import type { AnalysisOptions, Report } from './report';

/**
 * What the page and the engine's worker say to each other. Every request has an id, and every request gets exactly one
 * `done` or `failed` with that id; `progress` may come before.
 */
export type Request =
  | { id: number; type: 'load'; baseUrl: string }
  | { id: number; type: 'analyse'; text: string; options: AnalysisOptions };

export type Reply =
  | { id: number; type: 'progress'; loaded: number; total: number }
  | { id: number; type: 'done'; value: EngineInfo | Report }
  | { id: number; type: 'failed'; error: { code: EngineErrorCode; message: string } };

export interface EngineInfo {
  readonly engine: string;
  readonly model: { readonly name: string; readonly bytes: number };
  /** True if the model is kept on this device, so that the page works without a network. */
  readonly storedOffline: boolean;
}
