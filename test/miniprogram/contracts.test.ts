import { alipayPlatform, baiduPlatform, douyinPlatform, wechatPlatform, type MiniPlatform } from '@nelumbo/miniprogram';
import { describe, it } from 'vitest';
import { clockContract } from '../contracts/clock.js';
import { cryptoContract } from '../contracts/crypto.js';
import { locksContract } from '../contracts/locks.js';
import { storageContract } from '../contracts/storage.js';
import { LockBoard, MemoryLocks } from '@nelumbo/core/memory';
import { hostRandom, modelOf, type Dialect } from './model.js';

const runner = { describe, it };
const platforms = { wx: wechatPlatform, tt: douyinPlatform, my: alipayPlatform, swan: baiduPlatform };
const dialects: readonly Dialect[] = ['wx', 'tt', 'my', 'swan'];
const later = (run: () => void) => void setImmediate(run);

for (const dialect of dialects) {
  const { api } = modelOf(dialect, { later });
  const start = (): MiniPlatform => platforms[dialect](api, { random: hostRandom });
  storageContract(dialect, () => start().storage, runner);
  cryptoContract(dialect, () => start().crypto, runner);
  clockContract(dialect, () => ({ clock: start().clock, pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms + 5)) }), runner);
}

// A mini-program has one logic layer: two parts of it share one board.
locksContract(
  'mini-programs',
  () => {
    const board = new LockBoard();
    return [new MemoryLocks(board), new MemoryLocks(board)];
  },
  async () => {
    for (let i = 0; i < 10; i++) await Promise.resolve();
  },
  runner,
);
