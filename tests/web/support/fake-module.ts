import type { UnspinModule } from '../../../web/src/engine/unspin-module';

/** An engine that remembers its model and finds nothing. */
export class FakeModule implements UnspinModule {
  memory = new Uint8Array();
  refusal = '';
  answer = '';
  /** What the last analysis was asked for. */
  asked: { text: string; optionsJson: string } | undefined;

  allocateModel(bytes: number): Uint8Array {
    this.memory = new Uint8Array(bytes);
    return this.memory;
  }

  modelMemory(): Uint8Array {
    return this.memory;
  }

  loadModel(): string {
    return this.refusal;
  }

  analyse(text: string, optionsJson: string): string {
    this.asked = { text, optionsJson };
    return this.answer;
  }

  version(): string {
    return 'fake 1';
  }
}
