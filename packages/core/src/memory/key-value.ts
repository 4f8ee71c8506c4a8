import { StorageError } from '../platform.js';
import type { KeyValue } from '../platform/key-value/index.js';

/** A mini-program's storage, simulated: 1 MB a key, 10 MB in all, asynchronous, fails at the limits. */
export interface MemoryKeyValue extends KeyValue {
  /** What is stored; a test may look and tamper. */
  readonly texts: Map<string, string>;
  /** Asked before each call that changes something; a rejection is what the caller gets. */
  fault: ((call: { readonly kind: 'set' | 'remove'; readonly name: string }) => void | Promise<void>) | undefined;
}

/**
 * @param most - characters under one name, and in all, names included
 */
export function memoryKeyValue(most: { readonly each: number; readonly all: number } = { each: 1_000_000, all: 10_000_000 }): MemoryKeyValue {
  const texts = new Map<string, string>();
  let used = 0;
  const weigh = (name: string) => (texts.has(name) ? name.length + texts.get(name)!.length : 0);
  const keyValue: MemoryKeyValue = {
    texts,
    fault: undefined,
    get: (name) => Promise.resolve(texts.get(name)),
    async set(name, text) {
      await keyValue.fault?.({ kind: 'set', name });
      const after = used - weigh(name) + name.length + text.length;
      if (text.length > most.each || after > most.all) throw new StorageError('quota');
      texts.set(name, text);
      used = after;
    },
    async remove(name) {
      await keyValue.fault?.({ kind: 'remove', name });
      used -= weigh(name);
      texts.delete(name);
    },
    names: () => Promise.resolve([...texts.keys()]),
  };
  return keyValue;
}
