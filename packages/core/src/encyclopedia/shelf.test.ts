import { createClient } from '../client.js';
import { memoryPlatform } from '../memory/index.js';
import { describe, expect, it } from 'vitest';
import type { Card } from './entry.js';
import { openShelf, SEARCHES, type Shelved } from './shelf.js';

const topic = (slug: string, over: Partial<Shelved> = {}): Shelved => ({
  id: `zh-CN/${slug}`,
  title: slug,
  departments: ['心血管内科'],
  tags: [],
  related: [],
  ...over,
});
const cardOf = (slug: string, departments: string[], over: Partial<Card> = {}): Card => ({
  id: `zh-CN/${slug}`,
  type: 'MedicalCondition',
  locale: 'zh-CN',
  title: slug,
  summary: slug,
  updated: '2026-11-22',
  departments,
  redFlags: [],
  review: { status: 'sample', reviewers: [] },
  source: { name: 'x', url: 'https://example.org/' },
  licence: { id: 'CC0-1.0' },
  contents: [],
  ...over,
});

async function open() {
  const client = await createClient({ platform: memoryPlatform({ webcrypto: globalThis.crypto }) });
  let time = Date.UTC(2026, 10, 22);
  return { client, shelf: openShelf(client.records, () => (time += 1000)) };
}

describe('the shelf', () => {
  it('keeps favourites as records, once each, and lets them go', async () => {
    const { client, shelf } = await open();
    await shelf.favour(topic('gout'), true);
    await shelf.favour(topic('gout'), true);
    await shelf.favour(topic('acne'), true);
    expect((await shelf.favourites()).map(({ id }) => id)).toEqual(['zh-CN/acne', 'zh-CN/gout']);
    expect(await client.records.count({ type: 'List' })).toBe(2);
    await shelf.favour(topic('gout'), false);
    expect(await shelf.isFavourite('zh-CN/gout')).toBe(false);
    expect(await client.records.count({ type: 'List' })).toBe(1);
    await client.close();
  });

  it('remembers what was read, the latest first, nothing sensitive, and forgets all of it', async () => {
    const { client, shelf } = await open();
    for (const slug of ['gout', 'acne', 'gout']) await shelf.read(topic(slug));
    await shelf.read(topic('depression', { sensitive: 'mental-health' }));
    expect((await shelf.history()).map(({ id }) => id)).toEqual(['zh-CN/gout', 'zh-CN/acne']);
    await shelf.forget();
    expect(await shelf.history()).toEqual([]);
    await client.close();
  });

  it('recommends what the read topics point to and share, says why, and nothing read, sensitive or withdrawn', async () => {
    const { client, shelf } = await open();
    await shelf.read(topic('hypertension', { related: ['zh-CN/stroke', 'zh-CN/depression', 'zh-CN/old', 'zh-CN/gout'] }));
    await shelf.favour(topic('gout', { departments: ['风湿免疫科'], related: ['zh-CN/arthritis'] }), true);
    const asked: string[][] = [];
    const cards = [
      cardOf('stroke', ['心血管内科']),
      cardOf('depression', [], { sensitive: 'mental-health' }),
      cardOf('old', ['心血管内科'], { review: { status: 'withdrawn', reviewers: [] } }),
      cardOf('arthritis', ['骨科']),
    ];
    const found = await shelf.recommend((ids) => (asked.push([...ids]), Promise.resolve(cards)));
    expect(found.map(({ card }) => card.id)).toEqual(['zh-CN/stroke', 'zh-CN/arthritis']);
    expect(found[0]!.reason).toEqual({ from: { id: 'zh-CN/hypertension', title: 'hypertension' }, kept: false, tags: ['心血管内科'] });
    expect(found[1]!.reason.kept).toBe(true);
    expect(asked[0]).not.toContain('zh-CN/gout');
    await client.close();
  });

  it('keeps the latest searches on this device only', async () => {
    const { client, shelf } = await open();
    for (let i = 0; i < SEARCHES + 3; i++) await shelf.searched(`q${i}`);
    await shelf.searched('q5');
    expect((await shelf.searches()).slice(0, 2)).toEqual(['q5', 'q12']);
    expect(await shelf.searches()).toHaveLength(SEARCHES);
    await shelf.forgetSearches();
    expect(await shelf.searches()).toEqual([]);
    expect(await client.records.count({ type: 'List' })).toBe(0);
    await client.close();
  });
});
