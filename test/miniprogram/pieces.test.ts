// A text in pieces under one name that is written again and again, on a storage that fails and says so late.
import type { KeyValue } from '@nelumbo/core/platform/key-value';
import { expect, it } from 'vitest';
import { inPieces } from '../../packages/miniprogram/src/ports/pieces.js';

interface Kept {
  readonly values: Map<string, string>;
  readonly kept: KeyValue;
  /** The write of this number, from now, takes effect or not and is said to have failed. */
  fail(n: number, after: boolean): void;
}

function storage(): Kept {
  const values = new Map<string, string>();
  let left = -1;
  let late = false;
  const kept: KeyValue = {
    names: () => Promise.resolve([...values.keys()]),
    get: (name) => Promise.resolve(values.get(name)),
    set(name, text) {
      const failing = left-- === 0;
      if (!failing || late) values.set(name, text);
      return failing ? Promise.reject(new Error('system error')) : Promise.resolve();
    },
    remove: (name) => Promise.resolve(void values.delete(name)),
  };
  return { values, kept, fail: (n, after) => void ([left, late] = [n, after]) };
}

const old = 'o'.repeat(25);
const next = 'n'.repeat(35); // four pieces of ten, and the head

for (const after of [true, false])
  for (const which of [0, 1, 2, 3, 4])
    it(`is the old one or the new one, and can be written again, when write ${which} of it failed${after ? ' and took effect' : ''}`, async () => {
      const { values, kept, fail } = storage();
      const text = inPieces(kept, 10);
      await text.set('t', old);
      fail(which, after);
      await expect(text.set('t', next)).rejects.toThrow('system error');
      expect(await text.get('t')).toBe(after && which === 4 ? next : old);
      expect(await inPieces(kept, 10).get('t')).toBe(after && which === 4 ? next : old);
      await text.set('t', next);
      expect(await text.get('t')).toBe(next);
      expect(values.size).toBe(5); // nothing is left of what was replaced once a write has resolved
      await text.set('t', 'short');
      expect([...values]).toEqual([['t', 'short']]);
      await text.remove('t');
      expect(await text.names()).toEqual([]);
    });
