import { bundledContent } from '@nelumbo/content';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClient } from '../client.js';
import type { Client } from '../client-api.js';
import type { MedicationAdministration } from '../fhir/index.js';
import { memoryPlatform, type MemoryPlatform } from '../memory/index.js';
import { answerId } from './event.js';
import { urls } from './plan.js';

const hour = 3_600_000;
const start = Date.parse('2026-03-06T07:30:00-05:00'); // two days before the clocks go forward
const all = ['too-soon', 'stock-out', 'over-maximum', 'expired'] as const;
const daily = ['take', 'skip', 'undo', 'snooze', 'wait', 'edit', 'other-tab', 'other-device', 'extra', 'undo-extra', 'refill', 'count', 'clock-set'] as const;
const kinds = [...daily, 'hold', 'travel'] as const;
type Act = { readonly kind: (typeof kinds)[number]; readonly which: number; readonly hours: number };
const actOf = (of: readonly Act['kind'][]): fc.Arbitrary<Act> =>
  fc.record({ kind: fc.constantFrom(...of), which: fc.nat(5), hours: fc.integer({ min: 1, max: 30 }) });
const livesOf = (of: readonly Act['kind'][]): fc.Arbitrary<Act[]> => fc.array(actOf(of), { minLength: 5, maxLength: 24 });

const pattern = { amount: 1, unit: '{tablet}', times: ['08:00', '20:00'] };

/** What the acts should have come to, beside what the records make of it. */
class Life {
  readonly taken = new Set<string>();
  readonly extra = new Set<string>();
  /** Of both, those that the last count of the stock does not know yet. */
  readonly counted = new Set<string>();
  /** Records that were taken back. */
  readonly errors = new Set<string>();
  stock = 100;
  held = false;
  /** Doses that were missed when the plan was changed. */
  readonly missed = new Set<string>();
  /** Days are whole: the plan was never held, and the device stayed where it was. */
  undisturbed = true;
  #latest = start;
  #edits = 0;
  #copies = 0;
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
    if (kind === 'wait') clock.advance(hours * hour);
    if (kind === 'clock-set') clock.set(Math.max(start, clock.now() + (which - 2) * hour)); // by hand, in either direction
    if (kind === 'travel') this.#zone = ['America/New_York', 'Asia/Shanghai', 'Europe/Berlin'][which % 3]!;
    this.#latest = Math.max(this.#latest, clock.now());
    this.undisturbed &&= kind !== 'travel' && kind !== 'hold';
    if (['wait', 'clock-set', 'travel'].includes(kind)) return;
    if (kind === 'other-device') return this.#answerElsewhere(which);
    if (['edit', 'hold', 'refill', 'extra', 'count'].includes(kind)) return this.#actOnPlan(kind, which);
    const { doses } = await medication.day();
    const dose = doses[which % Math.max(1, doses.length)];
    if (kind === 'undo-extra') {
      const id = [...this.extra].find((each) => this.counted.has(each));
      if (id) await this.#takeBack(id);
    } else if (!dose || dose.state === 'extra') return;
    else if (this.taken.has(dose.id) && !this.counted.has(dose.id))
      return; // from before the count: whether it was in the box nobody knows
    else if (kind === 'take' || kind === 'other-tab') {
      if ((await medication.take(dose, { accepted: all })).ok) [this.taken, this.counted].forEach((set) => set.add(dose.id));
    } else if (kind === 'skip') {
      if ((await medication.skip(dose, 'other')).ok) [this.taken, this.counted].forEach((set) => set.delete(dose.id));
    } else if (kind === 'undo') await this.#takeBack(dose.id);
    else if (kind === 'snooze') await medication.snooze(dose, 15);
  }

  async #takeBack(id: string): Promise<void> {
    await this.client.medication.undo({ id });
    for (const set of [this.taken, this.extra, this.counted]) set.delete(id);
  }

  /** The answer to a dose comes once more, under another id: a device that was offline had answered it too. */
  async #answerElsewhere(which: number): Promise<void> {
    const answers = (await this.#answers('completed', 'not-done')).filter((a) => this.#doseOf(a));
    const one = answers[which % Math.max(1, answers.length)];
    if (!one) return;
    const again = { ...one, identifier: [], id: answerId(this.#doseOf(one)!, 1000 + this.#copies++) };
    await this.client.records.write([{ put: again }]);
  }

  async #answers(...states: readonly string[]): Promise<readonly MedicationAdministration[]> {
    const found = await this.client.records.range<MedicationAdministration>({ type: 'MedicationAdministration' });
    return found.filter((a) => states.includes(a.status));
  }

  readonly #doseOf = (a: MedicationAdministration): string | undefined => a.extension?.find((e) => e.url === urls.dose)?.valueString;

  async #actOnPlan(kind: Act['kind'], which: number): Promise<void> {
    const { medication } = this.client;
    const plan = await this.plan();
    if (kind === 'hold') {
      await (this.held ? medication.resume(plan.ref) : medication.pause(plan.ref));
      return void (this.held = !this.held);
    }
    if (kind === 'refill') return void ((await medication.refill(plan.ref, { amount: 7 })).ok && (this.stock += 7));
    if (kind === 'extra') {
      const given = await medication.extra(plan.ref, { accepted: all });
      return void (given.ok && [this.extra, this.counted].forEach((set) => set.add(given.value)));
    }
    if (plan.paused) return;
    if (kind === 'count') {
      this.stock = 50 + which;
      this.counted.clear();
      return void (await medication.plan({ plan: plan.ref, name: 'A', stock: this.stock }));
    }
    const { doses } = await medication.day();
    for (const dose of doses) if (dose.state === 'missed') this.missed.add(dose.id);
    const times = this.#edits++ % 2 ? pattern.times : ['09:00', '21:00'];
    await medication.plan({ plan: plan.ref, name: 'A', pattern: { ...pattern, times } });
  }

  /** The plan is in force or held as it was left, the stock adds up, and what was taken back stays so. */
  async check(): Promise<void> {
    const plan = await this.plan();
    expect([plan.active, plan.paused]).toEqual([!this.held, this.held]);
    expect(plan.stock!.left).toBe(this.stock - this.counted.size);
    const back = new Set((await this.#answers('entered-in-error')).map((a) => a.id!));
    expect([...this.errors].filter((id) => !back.has(id))).toEqual([]);
    back.forEach((id) => this.errors.add(id));
  }

  /**
   * No dose stands on two days or twice on one, and what was taken stands as taken on exactly one. However often the hours of the plan
   * were changed, each day has the two doses that it asks for.
   */
  async checkAllDays(): Promise<void> {
    const shown: { readonly id: string; readonly state: string; readonly date: string }[] = [];
    const last = this.platform.clock.now() + 48 * hour;
    for (let at = start - 48 * hour; at < last; at += 24 * hour) {
      const date = new Date(at).toISOString().slice(0, 10);
      const { doses } = await this.other.medication.day(date);
      shown.push(...doses.filter((d) => d.local.date === date).map((d) => ({ ...d, date }))); // today shows yesterday's open ones too
    }
    expect(new Set(shown.map((d) => d.id)).size).toBe(shown.length);
    const standing = shown.filter((d) => d.state === 'taken').map((d) => d.id);
    expect(standing.sort()).toEqual([...this.taken].sort());
    const extra = shown.filter((d) => d.state === 'extra').map((d) => d.id);
    expect(extra.sort()).toEqual([...this.extra].sort());
    if (this.undisturbed) expect([...this.missed].filter((id) => !shown.some((d) => d.id === id))).toEqual([]);
    for (let at = start; this.undisturbed && at <= this.#latest; at += 24 * hour) {
      const date = new Date(at).toISOString().slice(0, 10);
      const asked = shown.filter((d) => d.date === date && d.state !== 'extra');
      expect([date, asked.length]).toEqual([date, 2]);
    }
  }
}

const a = (kind: Act['kind'], which = 0, hours = 1): Act => ({ kind, which, hours });
/** What was found once stays. */
const found: Act[][] = [
  [a('take'), a('take', 3), a('travel', 1)], // what was taken before a journey stood on two days
  [a('wait', 0, 5), a('edit'), a('clock-set'), a('edit'), a('hold'), a('hold'), a('take')], // a change after the clock was set back ended the plan
  [a('take'), a('other-device'), a('undo'), a('take')], // undo must take back both answers
  [a('take'), a('undo'), a('take'), a('undo'), a('take')], // each answer after an undo is a record of its own
  [a('wait', 0, 3), a('edit'), a('wait', 0, 13), a('edit')], // hours that came before an edit stand for the open dose of the morning
  [a('take'), a('wait', 0, 2), a('edit'), a('wait', 0, 12), a('edit')], // the second edit of a day asked again for what was taken under the first
  [a('wait', 0, 12), a('edit'), a('wait', 0, 20)], // what was missed before an edit stays missed
  [a('clock-set', 5), a('count'), a('clock-set', 0), a('take')], // a count of a fast clock did not fall
  [a('clock-set', 5), a('count'), a('clock-set', 0), a('refill')],
  [a('wait', 0, 3), a('take'), a('other-device'), a('skip')], // what another device had said stood over the change of mind
  [a('wait', 0, 25), a('edit'), a('wait', 0, 24), a('edit')], // 9:00 was moved to 8:00 at 8:30, and the day had no dose in the morning
  [a('clock-set', 5), a('take'), a('clock-set', 0), a('count')], // what a fast clock had taken was taken from a later count
  [a('take'), a('edit'), a('hold'), a('hold'), a('hold'), a('hold')], // a plan changed and held in one moment was not held
];

describe('the life of doses, in any order of acts', () => {
  it('loses none, counts none twice, and the stock adds up', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(livesOf(kinds), livesOf(daily)), async (acts) => {
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
