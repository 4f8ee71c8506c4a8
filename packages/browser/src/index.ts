export { browserPlatform, type BrowserPlatformOptions } from './browser-platform.js';
export { browserClock } from './clock.js';
export { browserCrypto, type BrowserCryptoOptions } from './crypto/crypto.js';
export { browserLocks } from './locks/locks.js';
export { lazyNotifier } from './notifier/lazy-notifier.js';
export type { WebPushOptions } from './push/link.js';
export { browserStorage } from './storage/browser-storage.js';
export { idbStorage } from './storage/idb-storage.js';
export { browserTransport } from './transport/transport.js';
