import { bundledContent } from '@nelumbo/content';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClient } from '../client.js';
import type { Client } from '../client-api.js';
import { memoryPlatform, type MemoryPlatform } from '../memory/index.js';

const hour = 3_600_000;
const start = Date.parse('2026-03-06T07:30:00-05:00'); // two days before the clocks go forward
const all = ['too-soon', 'stock-out', 'over-maximum', 'expired'] as const;
const kinds = ['take', 'skip', 'undo', 'snooze', 'wait', 'edit', 'other-tab', 'extra', 'undo-extra', 'refill', 'hold', 'clock-set', 'travel'] as const;
const act = fc.record({ kind: fc.constantFrom(...kinds), which: fc.nat(5), hours: fc.integer({ min: 1, max: 30 }) });
type Act = { readonly kind: (typeof kinds)[number]; readonly which: number; readonly hours: number };

const pattern = { amount: 1, unit: '{tablet}', times: ['08:00', '20:00'] };

/** What the acts should have come to, beside what the records make of it. */
class Life {
  readonly taken = new Set<string>();
  readonly extra = new Set<string>();
  stock = 100;
  held = false;
  #edits = 0;
  #zone = 'America/New_York';

  private constructor(
    readonly platform: MemoryPlatform,
    readonly client: Client,
    readonly other: Client,
  ) {
    const { clock } = platform; // one for both tabs
    const own = clock.offset.bind(clock);
    clock.offset = (t, zone) => own(t, zone ?? this.#zone);
  }

  static async begin(): Promise<Life> {
    const platform = memoryPlatform({ webcrypto: globalThis.crypto, start, zone: 'America/New_York' });
    const open = (on: MemoryPlatform): Promise<Client> => createClient({ platform: on, content: bundledContent(), locale: 'en' });
    const life = new Life(platform, await open(platform), await open(platform.tab()));
    await life.client.medication.plan({ name: 'A', pattern, stock: 100 });
    return life;
  }

  async plan() {
    return (await this.client.medication.plans())[0]!;
  }

  async act({ kind, which, hours }: Act): Promise<void> {
    const { clock } = this.platform;
    const { medication } = kind === 'other-tab' ? this.other : this.client;
    if (kind === 'wait') return clock.advance(hours * hour);
    if (kind === 'clock-set') return clock.set(Math.max(start, clock.now() + (which - 2) * hour)); // by hand, in either direction
    if (kind === 'travel') return void (this.#zone = ['America/New_York', 'Asia/Shanghai', 'Europe/Berlin'][which % 3]!);
    if (['edit', 'hold', 'refill', 'extra'].includes(kind)) return this.#actOnPlan(kind);
    const { doses } = await medication.day();
    const dose = doses[which % Math.max(1, doses.length)];
    if (kind === 'undo-extra') {
      const [id] = this.extra;
      if (id) await medication.undo({ id });
      this.extra.delete(id ?? '');
    } else if (!dose || dose.state === 'extra') return;
    else if (kind === 'take' || kind === 'other-tab') {
      if ((await medication.take(dose, { accepted: all })).ok) this.taken.add(dose.id);
    } else if (kind === 'skip') {
      if ((await medication.skip(dose, 'other')).ok) this.taken.delete(dose.id);
    } else if (kind === 'undo') {
      await medication.undo(dose);
      this.taken.delete(dose.id);
    } else if (kind === 'snooze') await medication.snooze(dose, 15);
  }

  async #actOnPlan(kind: Act['kind']): Promise<void> {
    const { medication } = this.client;
    const plan = await this.plan();
    if (kind === 'hold') {
      await (this.held ? medication.resume(plan.ref) : medication.pause(plan.ref));
      return void (this.held = !this.held);
    }
    if (kind === 'refill') return void ((await medication.refill(plan.ref, { amount: 7 })).ok && (this.stock += 7));
    if (kind === 'extra') {
      const given = await medication.extra(plan.ref, { accepted: all });
      return void (given.ok && this.extra.add(given.value));
    }
    if (plan.paused) return;
    const times = this.#edits++ % 2 ? pattern.times : ['09:00', '21:00'];
    await medication.plan({ plan: plan.ref, name: 'A', pattern: { ...pattern, times } });
  }

  /** The plan is in force or held as it was left, and the stock adds up. */
  async check(): Promise<void> {
    const plan = await this.plan();
    expect([plan.active, plan.paused]).toEqual([!this.held, this.held]);
    expect(plan.stock!.left).toBe(this.stock - this.taken.size - this.extra.size);
  }

  /** No dose stands on two days or twice on one, and what was taken stands as taken on exactly one. */
  async checkAllDays(): Promise<void> {
    const shown: { readonly id: string; readonly state: string }[] = [];
    const last = this.platform.clock.now() + 48 * hour;
    for (let at = start - 48 * hour; at < last; at += 24 * hour) {
      const date = new Date(at).toISOString().slice(0, 10);
      const { doses } = await this.other.medication.day(date);
      shown.push(...doses.filter((d) => d.local.date === date)); // today shows yesterday's open ones too
    }
    expect(new Set(shown.map((d) => d.id)).size).toBe(shown.length);
    const standing = shown.filter((d) => d.state === 'taken').map((d) => d.id);
    expect(standing.sort()).toEqual([...this.taken].sort());
    const extra = shown.filter((d) => d.state === 'extra').map((d) => d.id);
    expect(extra.sort()).toEqual([...this.extra].sort());
  }
}

const a = (kind: Act['kind'], which = 0, hours = 1): Act => ({ kind, which, hours });
/** What was found once stays. */
const found: Act[][] = [
  [a('take'), a('take', 3), a('travel', 1)], // what was taken before a journey stood on two days
  [a('wait', 0, 5), a('edit'), a('clock-set'), a('edit'), a('hold'), a('hold'), a('take')], // a change after the clock was set back ended the plan
];

describe('the life of doses, in any order of acts', () => {
  it('loses none, counts none twice, and the stock adds up', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 24 }), async (acts) => {
        const life = await Life.begin();
        for (const each of acts) {
          await life.act(each);
          await life.check();
        }
        await life.checkAllDays();
        await Promise.all([life.client.close(), life.other.close()]);
      }),
      { numRuns: 12, examples: found.map((acts) => [acts]) },
    );
  });
});
