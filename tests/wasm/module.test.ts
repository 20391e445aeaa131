import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { UnspinModule } from '../../web/src/engine/unspin-module';
import { analyse, createEngine, createModule, load, MANIFEST, readModel, ROOT } from './support/engine';

function refusesArguments(call: (...values: unknown[]) => unknown): boolean {
  try {
    call(...new Array(9).fill(0));
    return false;
  } catch (error) {
    return /expected \d+ args/.test(String(error));
  }
}

describe('the hand-written types', () => {
  it('name exactly what the module offers', async () => {
    const module = await createModule();
    // Written out so that the compiler compares it with the interface, and the test with the module.
    const declared: Record<keyof UnspinModule, number> = {
      allocateModel: 1,
      modelMemory: 0,
      loadModel: 0,
      analyse: 2,
      version: 0,
    };
    for (const [name, parameters] of Object.entries(declared)) {
      const call = module[name as keyof UnspinModule] as (...values: unknown[]) => unknown;
      expect(call, name).toBeTypeOf('function');
      // Embind counts, and says what it wanted.
      expect(() => call(...new Array(9).fill(0)), name).toThrow(`expected ${parameters} args`);
    }
    // Functions that nobody declared would show here, too: only ours refuse a wrong number of arguments in this way.
    const bound = Object.entries(module as unknown as Record<string, unknown>).filter(
      ([, value]) => typeof value === 'function' && refusesArguments(value as (...values: unknown[]) => unknown),
    );
    expect(bound.map(([name]) => name).sort()).toEqual(Object.keys(declared).sort());
  });

  it('name the types of what comes back', async () => {
    const module = await createEngine();
    expect(module.allocateModel(16)).toBeInstanceOf(Uint8Array);
    expect(module.modelMemory()).toHaveLength(16);
    expect(module.version()).toMatch(/^\d+\.\d+\.\d+$/);
    expect(module.loadModel()).toBeTypeOf('string');
    expect(module.analyse('text', '{}')).toBeTypeOf('string');
  });
});

describe('the module', () => {
  it('needs no dynamic code, so that the page can forbid it', async () => {
    const glue = readFileSync(join(process.env['UNSPIN_WASM'] ?? join(ROOT, 'build/wasm'), 'unspin.mjs'), 'utf8');
    expect(glue).not.toMatch(/\beval\(|new Function\b/);
  });

  it('has the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect((await createModule()).version()).toBe(version);
  });

  it('hands out the very memory that it loads the model from', async () => {
    const module = await createModule();
    module.allocateModel(4).set([1, 2, 3, 4]);
    expect([...module.modelMemory()]).toEqual([1, 2, 3, 4]);
  });
});

describe('the model', () => {
  let model: Buffer;
  beforeAll(() => {
    model = readModel();
  });

  it('is what its manifest says, and small enough', () => {
    expect(model.length).toBe(MANIFEST.bytes);
    expect(createHash('sha256').update(model).digest('hex')).toBe(MANIFEST.sha256);
    expect(model.length).toBeLessThanOrEqual(10_000_000);
  });

  it('loads, and loads again', async () => {
    const module = await createModule();
    expect(load(module, model)).toBe('');
    expect(load(module, model)).toBe('');
    expect(analyse(module, 'The minister mentioned it.').schema).toBe(1);
  });

  const changed = (position: number) => {
    const copy = Buffer.from(readModel());
    const at = position < 0 ? copy.length + position : position;
    copy.writeUInt8(copy.readUInt8(at) ^ 0x20, at);
    return copy;
  };
  it.each<[string, () => Uint8Array]>([
    ['empty', () => new Uint8Array()],
    ['cut off', () => model.subarray(0, model.length >> 1)],
    ['one byte short', () => model.subarray(0, -1)],
    ['a web page', () => new TextEncoder().encode('<!doctype html><title>Please log in</title>')],
    ['changed at the beginning', () => changed(0)],
    ['changed in the middle', () => changed(model.length >> 1)],
    ['changed at the end', () => changed(-1)],
    ['zeros', () => new Uint8Array(model.length)],
  ])('is refused with a sentence when it is %s', async (_, bytes) => {
    const module = await createModule();
    expect(load(module, bytes())).toMatch(/^[A-Z].{10,}\.$/s);
    expect(JSON.parse(module.analyse('text', '{}'))).toMatchObject({ error: { message: expect.any(String) } });
  });

  it('can be replaced after a damaged one', async () => {
    const module = await createModule();
    expect(load(module, changed(5000))).not.toBe('');
    expect(load(module, model)).toBe('');
  });
});
