import type { Crypto } from '../platform.js';

/** Same contract, no secrecy and no waiting: for tests of what is stored where, thousands of commits a second. */
export function clearCrypto(): Crypto {
  let drawn = 0;
  const mac = (bytes: Uint8Array, seed: number) => {
    const out = new Uint8Array(32);
    let h = 0x811c9dc5 ^ seed;
    for (let i = 0; i < bytes.length + 32; i++) {
      h = Math.imul(h ^ (bytes[i % Math.max(1, bytes.length)] ?? 0), 0x01000193) ^ (h >>> 15);
      out[i % 32]! ^= h & 255;
    }
    return out;
  };
  const random = (n: number) => {
    const out = new Uint8Array(n);
    drawn++;
    for (let i = 0; i < Math.min(n, 6); i++) out[n - 1 - i] = (drawn / 2 ** (8 * i)) & 255;
    return out;
  };
  return {
    suite: 1,
    random: (n) => Promise.resolve(random(n)),
    deviceKek: () => Promise.resolve({ kek: 1 }),
    forgetKek: () => Promise.resolve(),
    wrap: (raw) => Promise.resolve(raw),
    unwrap: () => Promise.resolve({ keys: 1 }),
    seal: (_keys, plain, aad) => Promise.resolve(Uint8Array.of(0, 0, 0, 0, ...random(8), ...mac(aad, 7).subarray(0, 4), ...plain)),
    open: (_keys, sealed, aad) => {
      const moved = mac(aad, 7)
        .subarray(0, 4)
        .some((byte, i) => byte !== sealed[12 + i]);
      return moved ? Promise.reject(new Error('moved')) : Promise.resolve(sealed.slice(16));
    },
    mac: (_keys, part, bytes) => Promise.resolve(mac(bytes, part.length)),
  };
}
