import type { UnspinModule } from '../../../web/src/engine/unspin-module';

/** An engine that remembers its model and finds nothing. */
export class FakeModule implements UnspinModule {
  memory = new Uint8Array();
  refusal = '';
  answer = '';

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

  analyse(): string {
    return this.answer;
  }

  version(): string {
    return 'fake 1';
  }
}
