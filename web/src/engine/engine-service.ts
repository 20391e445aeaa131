import { EngineError, type EngineErrorCode } from './errors';
import { loadModel } from './load-model';
import type { EngineInfo, Reply, Request } from './protocol';
import type { Report } from './report';
import type { UnspinModule } from './unspin-module';

/**
 * The worker's side of the protocol, apart from the worker: answers requests by calling the engine. Nothing that goes
 * wrong escapes; it becomes a `failed` reply.
 */
export class EngineService {
  private module: UnspinModule | undefined;

  constructor(
    private readonly createModule: () => Promise<UnspinModule>,
    private readonly reply: (reply: Reply) => void,
  ) {}

  async handle(request: Request): Promise<void> {
    try {
      const value = await this.perform(request);
      this.reply({ id: request.id, type: 'done', value });
    } catch (error) {
      this.reply({ id: request.id, type: 'failed', error: describe(error) });
    }
  }

  private async perform(request: Request): Promise<EngineInfo | Report> {
    switch (request.type) {
      case 'load':
        return this.load(request.id, request.baseUrl);
      case 'analyse':
        return this.analyse(request.text, JSON.stringify(request.options));
    }
  }

  private async load(id: number, baseUrl: string): Promise<EngineInfo> {
    const module = await this.createModule();
    const { manifest, storedOffline } = await loadModel(module, baseUrl, (loaded, total) =>
      this.reply({ id, type: 'progress', loaded, total }),
    );
    this.module = module;
    return { engine: module.version(), model: { name: manifest.name, bytes: manifest.bytes }, storedOffline };
  }

  private analyse(text: string, optionsJson: string): Report {
    if (!this.module) throw new EngineError('analysis', 'the engine has not been loaded yet');
    const answer = JSON.parse(this.module.analyse(text, optionsJson)) as Report | { error: { message: string } };
    if ('error' in answer) throw new EngineError('analysis', answer.error.message);
    return answer;
  }
}

function describe(error: unknown): { code: EngineErrorCode; message: string } {
  if (error instanceof EngineError) return { code: error.code, message: error.message };
  return { code: 'crashed', message: error instanceof Error ? error.message : String(error) };
}
