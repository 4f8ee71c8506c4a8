import { memoryPlatform, MemoryLocks, LockBoard, memoryStorage, manualClock } from '@nelumbo/core/memory';
import { describe, it } from 'vitest';
import { clockContract } from './clock.js';
import { cryptoContract } from './crypto.js';
import { locksContract } from './locks.js';
import { storageContract } from './storage.js';

const runner = { describe, it };
const platform = memoryPlatform({ webcrypto: globalThis.crypto });

storageContract('memory', memoryStorage, runner);
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
