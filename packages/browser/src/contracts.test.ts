import { clockContract } from '../../../test/contracts/clock.js';
import { cryptoContract } from '../../../test/contracts/crypto.js';
import { locksContract } from '../../../test/contracts/locks.js';
import { storageContract } from '../../../test/contracts/storage.js';
import { browserClock } from './clock.js';
import { browserCrypto } from './crypto/crypto.js';
import { inPageLocks } from './locks/in-page-locks.js';
import { browserLocks } from './locks/locks.js';
import { idbStorage } from './storage/idb-storage.js';

// Every implementation of a port passes the same suite; here the browser's, on the real thing.
const runner = { describe, it };
const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const inPage = inPageLocks();

storageContract('IndexedDB', () => idbStorage(), runner);
cryptoContract('WebCrypto', () => browserCrypto(), runner);
clockContract('browser', () => ({ clock: browserClock(), pass }), runner);
locksContract(
  'Web Locks',
  () => [browserLocks(), browserLocks()],
  () => pass(50),
  runner,
);
locksContract(
  'in-page queue',
  () => [browserLocks(inPage), browserLocks(inPage)],
  () => pass(50),
  runner,
);
