import { webCryptoSuite, type CryptoKeyLike, type KekStore, type WebCryptoLike } from '../crypto/index.js';
import type { Platform, Transport } from '../platform.js';
import { manualClock, type ManualClock } from './clock.js';
import { LockBoard, MemoryLocks } from './locks.js';
import { memoryNotifier, type MemoryNotifier } from './notifier.js';
import { memoryStorage, type MemoryStorage } from './storage.js';

/** What {@link memoryPlatform} takes. */
export interface MemoryPlatformOptions {
  /** `globalThis.crypto` of Node or a browser. */
  readonly webcrypto: WebCryptoLike;
  /** Where the clock stands at first, ms since 1970 UTC. Default 2026-03-02T00:00Z. */
  readonly start?: number;
  /** IANA name of the device's zone. Default `Asia/Shanghai`. */
  readonly zone?: string;
  /** Default: no network. */
  readonly transport?: Transport;
}

/** Every port in memory: for Node, for tests, for a server that renders. */
export interface MemoryPlatform extends Platform {
  readonly storage: MemoryStorage;
  readonly clock: ManualClock;
  readonly locks: MemoryLocks;
  readonly notifier: MemoryNotifier;
  readonly keks: KekStore;
  /** Another tab of the same browser: same storage, keys and clock, its own side of the locks. */
  tab(transport?: Transport): MemoryPlatform;
}

/** Wrapping keys in a Map: gone with the process. */
export function memoryKeks(): KekStore {
  const kept = new Map<string, CryptoKeyLike>();
  return {
    get: (name) => Promise.resolve(kept.get(name)),
    add: (name, key) => Promise.resolve(void (kept.has(name) || kept.set(name, key))),
    remove: (name) => Promise.resolve(void kept.delete(name)),
  };
}

const noNetwork: Transport = { online: false, send: () => Promise.reject(new Error('no network')) };

/** A fresh "device" with one tab. What is stored lives as long as the object. */
export function memoryPlatform({
  webcrypto,
  start = Date.UTC(2026, 2, 2),
  zone = 'Asia/Shanghai',
  transport = noNetwork,
}: MemoryPlatformOptions): MemoryPlatform {
  const storage = memoryStorage();
  const clock = manualClock(start, zone);
  const board = new LockBoard();
  const keks = memoryKeks();
  const notifier = memoryNotifier();
  const crypto = webCryptoSuite({ webcrypto, keks });
  const tab = (through: Transport): MemoryPlatform => ({
    storage,
    crypto,
    clock,
    notifier,
    keks,
    locks: new MemoryLocks(board),
    transport: through,
    tab: (another = through) => tab(another),
  });
  return tab(transport);
}
