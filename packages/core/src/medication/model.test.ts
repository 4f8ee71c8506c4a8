import { bundledContent } from '@nelumbo/content';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClient } from '../client.js';
import { memoryPlatform } from '../memory/index.js';

const hour = 3_600_000;
const all = ['too-soon', 'stock-out', 'over-maximum'] as const;
const act = fc.record({
  kind: fc.constantFrom('take', 'skip', 'undo', 'snooze', 'wait', 'edit', 'other-tab'),
  which: fc.nat(5),
  hours: fc.integer({ min: 1, max: 30 }),
});

describe('the life of doses, in any order of acts', () => {
  it('loses none, counts none twice, and the stock adds up', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 18 }), async (acts) => {
        const platform = memoryPlatform({ webcrypto: globalThis.crypto, start: Date.parse('2026-03-06T07:30:00-05:00'), zone: 'America/New_York' });
        const client = await createClient({ platform, content: bundledContent(), locale: 'en' });
        const other = await createClient({ platform: platform.tab(), content: bundledContent(), locale: 'en' });
        const pattern = { amount: 1, unit: '{tablet}', times: ['08:00', '20:00'] };
        await client.medication.plan({ name: 'A', pattern, stock: 100 });
        const taken = new Set<string>();
        let doubled = 0;
        for (const { kind, which, hours } of acts) {
          const { medication } = kind === 'other-tab' ? other : client;
          const { doses } = await medication.day();
          expect(new Set(doses.map((d) => d.id)).size).toBe(doses.length);
          const dose = doses[which % Math.max(1, doses.length)];
          if (kind === 'wait') platform.clock.advance(hours * hour);
          else if (kind === 'edit') {
            const [plan] = await medication.plans();
            doubled++;
            await medication.plan({ plan: plan!.ref, name: 'A', pattern: { ...pattern, times: doubled % 2 ? ['09:00', '21:00'] : ['08:00', '20:00'] } });
          } else if (!dose) continue;
          else if (kind === 'take' || kind === 'other-tab') {
            if ((await medication.take(dose, { accepted: all })).ok) taken.add(dose.id);
          } else if (kind === 'skip') {
            if ((await medication.skip(dose, 'other')).ok) taken.delete(dose.id);
          } else if (kind === 'undo') {
            await medication.undo(dose);
            taken.delete(dose.id);
          } else await medication.snooze(dose, 15);
          const [plan] = await client.medication.plans();
          expect(plan!.stock!.left).toBe(100 - taken.size);
        }
        await Promise.all([client.close(), other.close()]);
      }),
      { numRuns: 12 },
    );
  });
});
