import { createClient } from '../client.js';
import { memoryPlatform } from '../memory/index.js';
import { describe, expect, it } from 'vitest';
import { openCopies } from './copies.js';
import type { Entry } from './entry.js';

const entry = (id: string, length: number): Entry => ({
  id,
  type: 'MedicalCondition',
  locale: 'zh-CN',
  title: id,
  summary: 'x'.repeat(length),
  updated: '2026-11-22',
  aliases: [],
  codes: [],
  departments: [],
  tags: [],
  related: [],
  weight: 1,
  redFlags: [],
  sections: [],
  review: { status: 'sample', reviewers: [] },
  source: { name: 'x', url: 'https://example.org/' },
  licence: { id: 'CC0-1.0' },
  references: [],
});

describe('copies of entries', () => {
  it('keeps what fits, drops the longest unused, and says of when a copy is', async () => {
    const client = await createClient({ platform: memoryPlatform({ webcrypto: globalThis.crypto }) });
    let time = 0;
    const copies = openCopies(client.records, () => ++time, 3000);
    for (const id of ['zh-CN/a', 'zh-CN/b']) await copies.keep(entry(id, 1000));
    expect((await copies.find('zh-CN/a'))!.at).toBe(1); // used: b is now the longest unused
    await copies.keep(entry('zh-CN/c', 1000));
    expect(await copies.find('zh-CN/b')).toBeUndefined();
    expect((await copies.find('zh-CN/a'))!.entry.id).toBe('zh-CN/a');
    await copies.keep(entry('zh-CN/d', 9000));
    expect((await copies.find('zh-CN/d'))!.entry.summary).toHaveLength(9000);
    expect(await copies.find('zh-CN/a')).toBeUndefined();
    await client.close();
  });
});
