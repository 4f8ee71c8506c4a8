import type { Crypto } from '@nelumbo/core/platform';
import { bytes, rejects, same, type Runner } from './runner.js';

/**
 * What every Crypto must do.
 * @param make - the crypto of one device; called twice in a test it must find the same wrapping keys, as after a reload
 */
export function cryptoContract(name: string, make: () => Crypto | Promise<Crypto>, { describe, it }: Runner): void {
  let count = 0;
  const test = (title: string, body: (crypto: Crypto, kek: string) => Promise<void>) =>
    it(title, async () => {
      const crypto = await make();
      const kek = `contract/${name}/${++count}`;
      try {
        await body(crypto, kek);
      } finally {
        await crypto.forgetKek(kek);
      }
    });
  const keysOf = async (crypto: Crypto, kek: string) =>
    crypto.unwrap(await crypto.wrap(await crypto.random(32), await crypto.deviceKek(kek)), await crypto.deviceKek(kek));

  describe(`crypto contract: ${name}`, () => {
    test('draws random bytes of any length, never the same', async (crypto) => {
      same((await crypto.random(7)).length, 7);
      same((await crypto.random(0)).length, 0);
      same(String(await crypto.random(16)) === String(await crypto.random(16)), false);
    });
    test('opens what it sealed, at its place only', async (crypto, kek) => {
      const keys = await keysOf(crypto, kek);
      for (const plain of [new Uint8Array(0), bytes('x'), new Uint8Array(70_000)]) {
        const sealed = await crypto.seal(keys, plain, bytes('here'));
        same(await crypto.open(keys, sealed, bytes('here')), plain);
        await rejects(crypto.open(keys, sealed, bytes('there')), 'tampered');
      }
    });
    test('notices a flipped bit anywhere and any cut', async (crypto, kek) => {
      const keys = await keysOf(crypto, kek);
      const sealed = await crypto.seal(keys, bytes('120'), bytes(''));
      for (let i = 0; i < sealed.length; i++) {
        const flipped = sealed.slice();
        flipped[i]! ^= 128;
        for (const bad of [flipped, sealed.slice(0, i)]) {
          const outcome = await crypto.open(keys, bad, bytes('')).then(
            () => 'opened',
            () => 'refused',
          );
          same(outcome, 'refused', `byte ${i}`);
        }
      }
    });
    test('does not open what another root sealed', async (crypto, kek) => {
      const sealed = await crypto.seal(await keysOf(crypto, kek), bytes('x'), bytes(''));
      await rejects(crypto.open(await keysOf(crypto, kek), sealed, bytes('')), 'unknown-key');
    });
    test('finds the wrapping key again after a reload', async (crypto, kek) => {
      const wrapped = await crypto.wrap(bytes('0123456789abcdef0123456789abcdef'), await crypto.deviceKek(kek));
      const sealed = await crypto.seal(await crypto.unwrap(wrapped, await crypto.deviceKek(kek)), bytes('x'), bytes(''));
      const later = await make();
      const keys = await later.unwrap(wrapped, await later.deviceKek(kek));
      same(await later.open(keys, sealed, bytes('')), bytes('x'));
      same(await later.mac(keys, 'idx', bytes('a')), await crypto.mac(keys, 'idx', bytes('a')));
    });
    test('gives two tabs that start together the same wrapping key', async (crypto, kek) => {
      const other = await make();
      const [a, b] = await Promise.all([crypto.deviceKek(kek), other.deviceKek(kek)]);
      await other.unwrap(await crypto.wrap(bytes('0123456789abcdef0123456789abcdef'), a), b);
    });
    test('keeps wrapping keys apart by name, and forgets them for good', async (crypto, kek) => {
      const wrapped = await crypto.wrap(bytes('0123456789abcdef0123456789abcdef'), await crypto.deviceKek(kek));
      await rejects(crypto.unwrap(wrapped, await crypto.deviceKek(`${kek}/other`)), 'tampered');
      await crypto.forgetKek(`${kek}/other`);
      await crypto.forgetKek(kek);
      await rejects(crypto.unwrap(wrapped, await crypto.deviceKek(kek)), 'tampered');
    });
    test('renews the sealing key and still opens what earlier ones sealed, if it can', async (crypto, kek) => {
      if (!crypto.rotate) return;
      const keys = await keysOf(crypto, kek);
      const old = await crypto.seal(keys, bytes('old'), bytes(''));
      const next = await crypto.rotate(await crypto.rotate(keys));
      const fresh = await crypto.seal(next, bytes('new'), bytes(''));
      same([await crypto.open(next, old, bytes('')), await crypto.open(next, fresh, bytes(''))], [bytes('old'), bytes('new')]);
      same(await crypto.mac(next, 'idx', bytes('a')), await crypto.mac(keys, 'idx', bytes('a')));
      await rejects(crypto.open(keys, fresh, bytes('')), 'unknown-key');
    });
    const root = bytes('0123456789abcdef0123456789abcdef');
    const salt = bytes('0123456789abcdef');
    const [secret, share] = [bytes('a secret of full strength'), bytes('the share of a server')];
    test('wraps by a secret instead of the device, if it can', async (crypto, kek) => {
      if (!crypto.secretKek || !crypto.reveal) return;
      const byDevice = await crypto.wrap(root, await crypto.deviceKek(kek));
      same(await crypto.reveal(byDevice, await crypto.deviceKek(kek)), root);
      const bySecret = await crypto.wrap(root, await crypto.secretKek(secret, salt));
      same(await crypto.reveal(bySecret, await crypto.secretKek(secret, salt)), root);
      await rejects(crypto.reveal(bySecret, await crypto.secretKek(secret, bytes('another salt 123'))), 'tampered');
      await rejects(crypto.reveal(bySecret, await crypto.deviceKek(kek)), 'tampered');
    });
    test('wraps by a PIN with its share, if it can', async (crypto) => {
      if (!crypto.pinKek || !crypto.reveal) return;
      const byPin = await crypto.wrap(root, await crypto.pinKek('2580', share, salt));
      same(await crypto.reveal(byPin, await crypto.pinKek('2580', share, salt)), root);
      await rejects(crypto.reveal(byPin, await crypto.pinKek('2581', share, salt)), 'tampered');
      await rejects(crypto.reveal(byPin, await crypto.pinKek('2580', secret, salt)), 'tampered');
    });
    test('macs 32 bytes, different by part and by text', async (crypto, kek) => {
      const keys = await keysOf(crypto, kek);
      const macs = [await crypto.mac(keys, 'idx', bytes('a')), await crypto.mac(keys, 'idx', bytes('b')), await crypto.mac(keys, 'audit', bytes('a'))];
      same(
        macs.map(({ length }) => length),
        [32, 32, 32],
      );
      same(new Set(macs.map(String)).size, 3);
    });
  });
}
