import { NelumboError } from '@nelumbo/core/i18n';
import { expect } from '@open-wc/testing';
import { waitUntil } from '../testing.js';
import { cachedText } from './pack-cache.js';

const base = 'https://pack.example/p';
const hashed = (name: string) => `${base}/${name}.${'0'.repeat(24)}.json`;
const kept = async () => {
  const list = await (await caches.open('nelumbo-pack')).match('https://nelumbo.invalid/kept');
  return Object.keys(((await list?.json()) ?? {}) as object);
};

describe('the cache of packs', () => {
  let asked: string[];
  let offline: boolean;
  const read = cachedText((url) => {
    asked.push(url);
    return offline ? Promise.reject(new NelumboError('offline', 'no network')) : Promise.resolve(`text of ${url}`);
  });
  beforeEach(async () => {
    [asked, offline] = [[], false];
    await caches.delete('nelumbo-pack');
  });

  it('asks once for a file with its hash in its name, and again when its copy was bad', async () => {
    await read(hashed('a'), { again: false });
    await waitUntil(async () => (await kept()).length === 1);
    expect(await read(hashed('a'), { again: false })).to.equal(`text of ${hashed('a')}`);
    expect(asked).to.have.length(1);
    await read(hashed('a'), { again: true });
    expect(asked).to.have.length(2);
  });

  it('asks for the manifest each time, and serves the old one without a network', async () => {
    const manifest = `${base}/manifest.json`;
    await read(manifest, { again: false });
    await waitUntil(async () => (await kept()).length === 1);
    offline = true;
    expect(await read(manifest, { again: false })).to.equal(`text of ${manifest}`);
    expect(asked).to.have.length(2);
    const missing = await read(hashed('never'), { again: false }).then(
      () => '',
      (error: NelumboError) => error.code,
    );
    expect(missing).to.equal('offline');
  });

  it('keeps 8 MB, the longest unused go first', async () => {
    const large = cachedText(() => Promise.resolve('x'.repeat(3_000_000)));
    for (const name of ['a', 'b', 'c']) {
      await large(hashed(name), { again: false });
      await waitUntil(async () => (await kept()).includes(hashed(name)));
    }
    expect(await kept()).to.have.members([hashed('b'), hashed('c')]);
    expect(await (await caches.open('nelumbo-pack')).match(hashed('a'))).to.equal(undefined);
  });
});
