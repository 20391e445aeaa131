import { EngineError } from './errors';

/** public/model/manifest.json: which model file belongs to this version of the page. */
export interface ModelManifest {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly format: number;
}

export async function fetchManifest(baseUrl: string): Promise<ModelManifest> {
  const response = await fetchOrFail(new URL('model/manifest.json', baseUrl), 'the description of the language model');
  let value: unknown;
  try {
    value = await response.json();
  } catch {
    throw new EngineError('integrity', 'the description of the language model is not JSON');
  }
  if (!isManifest(value)) throw new EngineError('integrity', 'the description of the language model is incomplete');
  return value;
}

/** The address carries the hash, so that no cache on the way can answer with an older model. */
export function modelUrl(manifest: ModelManifest, baseUrl: string): URL {
  return new URL(`model/${manifest.file}?sha256=${manifest.sha256.slice(0, 16)}`, baseUrl);
}

export async function fetchOrFail(url: URL | string, what: string): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch {
    throw new EngineError('download', `${what} could not be downloaded. Check the connection and try again`);
  }
  if (!response.ok) throw new EngineError('download', `${what} could not be downloaded (status ${response.status})`);
  return response;
}

function isManifest(value: unknown): value is ModelManifest {
  const manifest = value as Partial<ModelManifest> | null;
  return (
    typeof manifest?.file === 'string' &&
    typeof manifest.name === 'string' &&
    typeof manifest.bytes === 'number' &&
    typeof manifest.sha256 === 'string'
  );
}
