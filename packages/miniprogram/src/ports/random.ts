import { CryptoError } from '@nelumbo/core/platform';
import { call, has, type MiniApi } from './call.js';
import type { RandomSource } from './crypto.js';

/** Rejects always: on a platform without secure randomness nothing is encrypted, and so nothing is written. */
export const noRandom: RandomSource = () => Promise.reject(new CryptoError('unavailable'));

/**
 * The platform's own source (WeChat 2.15.0, Douyin 2.87.0: `getRandomValues`, asynchronous); else the host's; else none.
 * Never `Math.random`.
 * @param host - where the platform has none (Alipay, Baidu): for instance 4 kB from the host's server, over TLS, once a day
 */
export function randomSource(api: MiniApi, host?: RandomSource): RandomSource | undefined {
  if (!has(api, 'getRandomValues')) return host;
  return async (bytes) => {
    if (bytes === 0) return new Uint8Array(0);
    const { randomValues } = await call<{ randomValues: ArrayBuffer }>(api, 'getRandomValues', { length: bytes });
    return new Uint8Array(randomValues);
  };
}
