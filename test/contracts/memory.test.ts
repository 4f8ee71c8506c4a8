import { memoryKeyValue, memoryPlatform, MemoryLocks, LockBoard, memoryStorage, manualClock } from '@nelumbo/core/memory';
import { keyValueStorage } from '@nelumbo/core/platform/key-value';
import { describe, it } from 'vitest';
import { clockContract } from './clock.js';
import { cryptoContract } from './crypto.js';
import { locksContract } from './locks.js';
import { storageContract } from './storage.js';

const runner = { describe, it };
const platform = memoryPlatform({ webcrypto: globalThis.crypto });

storageContract('memory', memoryStorage, runner);
storageContract('mini-program', () => keyValueStorage({ keyValue: memoryKeyValue(), durable: true, quota: 10_000_000 }), runner);
cryptoContract('memory', () => platform.tab().crypto, runner);
clockContract(
  'memory',
  () => {
    const clock = manualClock(Date.UTC(2026, 2, 2), 'Asia/Shanghai');
    return { clock, pass: (ms) => Promise.resolve(clock.advance(ms)) };
  },
  runner,
);
locksContract(
  'memory',
  () => {
    const board = new LockBoard();
    return [new MemoryLocks(board), new MemoryLocks(board)];
  },
  async () => {
    for (let i = 0; i < 10; i++) await Promise.resolve();
  },
  runner,
);
