import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NelumboError } from '../i18n/index.js';
import { fileName, NAME_DIGITS, packFiles, shardPlace } from './pack-files.js';
import { sha256 } from './sha256.js';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

describe('sha256', () => {
  it('is SHA-256 of the UTF-8 form, for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => sha256(text) === hash(text)));
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    for (const length of [55, 56, 63, 64, 65, 119, 128]) expect(sha256('高'.repeat(length)), String(length)).toBe(hash('高'.repeat(length)));
    expect(sha256('\ud800x')).toBe(hash('\ufffdx'));
  });
});

/** A pack of two documents and two shards on a web server. */
function server() {
  const documents = { 'zh-CN/names': JSON.stringify({ names: '高血压' }), crisis: JSON.stringify({ phrases: [] }) };
  const shards = { 'zh-CN/cards-0': '["a"]', 'zh-CN/cards-1': '["b"]' };
  const list = JSON.stringify(Object.values(shards).map((text) => hash(text).slice(0, NAME_DIGITS)).join('')); // prettier-ignore
  const files = Object.fromEntries(
    [...Object.entries(documents), ['zh-CN/list-cards-0', list] as const].map(([name, text]) => [name, [hash(text), text.length]]),
  );
  const manifest = { format: 'nelumbo-pack/2', locales: ['zh-CN'], cardsPerShard: 1, entriesPerShard: 1, entries: { 'zh-CN': 2 }, licences: [], files };
  const stored = new Map([['https://cdn.example/p/manifest.json', JSON.stringify(manifest)]]);
  for (const [name, text] of [...Object.entries(documents), ...Object.entries(shards), ['zh-CN/list-cards-0', list] as const])
    stored.set(`https://cdn.example/p/${fileName(name, hash(text))}`, text);
  const asked: string[] = [];
  const fetchText = (url: string, { again }: { again: boolean }) => {
    asked.push(again ? `again ${url}` : url);
    const text = stored.get(url);
    return text === undefined ? Promise.reject(new NelumboError('not-found', 'nothing here')) : Promise.resolve(text);
  };
  return {
    stored,
    asked,
    read: packFiles('https://cdn.example/p', fetchText),
    fileOf: (part: string) => [...stored.keys()].find((url) => url.includes(part))!,
  };
}

describe('a pack of static files', () => {
  it('is read by the names of its documents, each file once it is what its hash says', async () => {
    const { read, asked } = server();
    expect(await read('encyclopedia/zh-CN/names')).toEqual({ names: '高血压' });
    expect(await read('encyclopedia/zh-CN/cards-1')).toEqual(['b']);
    expect(await read('encyclopedia/zh-CN/cards-0')).toEqual(['a']);
    expect(asked.filter((url) => url.endsWith('manifest.json'))).toHaveLength(1);
    expect(asked.filter((url) => url.includes('list-'))).toHaveLength(1);
    expect(shardPlace('zh-CN/cards-300')).toEqual({ list: 'zh-CN/list-cards-1', at: 44 });
  });

  it('fetches a bad file once more, past the caches', async () => {
    const { stored, asked, read, fileOf } = server();
    const url = fileOf('names.');
    const good = stored.get(url)!;
    stored.set(url, '{"names":"高血糖"}');
    await expect(read('encyclopedia/zh-CN/names')).rejects.toMatchObject({ code: 'damaged' });
    expect(asked.slice(-2)).toEqual([url, `again ${url}`]);
    stored.set(url, good);
    expect(await read('encyclopedia/zh-CN/names')).toEqual({ names: '高血压' });
  });

  it('says what it does not have, and refuses a folder that holds no pack', async () => {
    const { read, stored } = server();
    for (const name of ['zh-CN/cards-2', 'zh-CN/cards-900', 'zh-CN/none', 'constructor', '../secret'])
      await expect(read(name), name).rejects.toMatchObject({ code: 'not-found' });
    stored.set('https://cdn.example/p/manifest.json', '<html>');
    await expect(packFiles('https://cdn.example/p/', (url) => Promise.resolve(stored.get(url)!))('pack')).rejects.toMatchObject({ code: 'damaged' });
  });
});
