import { bundledContent } from '@nelumbo/content';
import { describe, expect, it } from 'vitest';
import { createClient } from '../client.js';
import { memoryPlatform } from '../memory/index.js';
import { urls } from './plan.js';
import type { MedicationRequest } from '../fhir/index.js';

const dayMs = 86_400_000;
const all = ['too-soon', 'stock-out', 'over-maximum'] as const;

async function scene(pattern: object = { times: ['08:00'] }) {
  const platform = memoryPlatform({ webcrypto: globalThis.crypto, start: Date.parse('2026-01-05T08:10:00+08:00') });
  const client = await createClient({ platform, content: bundledContent(), locale: 'en' });
  const saved = await client.medication.plan({ name: 'A', pattern: { amount: 1, unit: '{tablet}', ...pattern }, stock: 500 });
  if (!saved.ok) throw new Error(saved.error.rule);
  const takeToday = async (): Promise<void> => {
    const { doses } = await client.medication.day();
    const taken = await client.medication.take(
      doses.find((d) => d.local.days === 0)!,
      { accepted: all },
    );
    expect(taken.ok).toBe(true);
  };
  const counted = async (): Promise<string> => {
    const [request] = await client.records.range<MedicationRequest>({ type: 'MedicationRequest' });
    return request!
      .extension!.find((e) => e.url === urls.stock)!
      .extension!.find((e) => e.url === 'since')!
      .valueDateTime!.slice(0, 10);
  };
  return { platform, client, takeToday, counted, left: async () => (await client.medication.plans())[0]!.stock!.left };
}

describe('what a day reads', () => {
  it('moves an old count of the stock up, and it still adds up', { timeout: 60_000 }, async () => {
    const { platform, takeToday, counted, left } = await scene();
    for (let day = 0; day < 200; day += 5) {
      await takeToday();
      platform.clock.advance(5 * dayMs);
    }
    expect(await left()).toBe(460);
    expect(await counted()).toBe('2026-04-05'); // moved once, on the 180th day, to the 90th
    await takeToday();
    expect(await left()).toBe(459);
  });

  it('still answers, shows and takes back what is longer ago than what matters now', async () => {
    const { platform, client, takeToday } = await scene();
    await takeToday();
    platform.clock.advance(90 * dayMs);
    const { medication } = client;
    await medication.plan({ plan: (await medication.plans())[0]!.ref, name: 'A', stock: 300 }); // no count reaches back any more
    const [first] = (await medication.day('2026-01-05')).doses;
    expect(first!.state).toBe('taken');
    await medication.undo({ id: first!.id }); // as a host may call it: the id alone
    expect((await medication.day('2026-01-05')).doses[0]!.state).toBe('missed');
    const [second] = (await medication.day('2026-01-06')).doses;
    expect((await medication.take(second!, { at: '08:30', accepted: all })).ok).toBe(true);
    expect((await medication.take(second!, { at: '08:30', accepted: all })).ok).toBe(true); // a second tap writes nothing new
    expect((await medication.day('2026-01-06')).doses.map((d) => d.state)).toEqual(['taken']);
    expect((await medication.adherence('2026-01-05', '2026-01-06')).taken).toBe(1); // the first was due before the plan was entered: taken back, it does not count
  });
});
