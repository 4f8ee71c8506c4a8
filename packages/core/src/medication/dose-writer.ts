import { answerId, eventResource, type EventParts } from './event.js';
import { quantity } from './pattern.js';
import { amountOf, type Plan } from './plan.js';
import { dayMs, formatInstant, hourMs, minuteMs, parseTime } from './timing/civil.js';
import { fail, ok, pickTexts, type Result } from '../i18n/index.js';
import type { FamilyContext, MedicationAdministration, Quantity, Ref } from '../fhir/index.js';
import type { Ledger } from './ledger.js';
import type { Zones } from './timing/zone.js';
import type { DoseRefusal, DoseView } from './views.js';

/** What differs from the plan when a dose is taken. */
export interface TakeOptions {
  readonly amount?: number;
  readonly at?: number | string;
  readonly confirmed?: boolean;
}

/** A dose is taken so much too early at most. */
const earlyMs = 3 * hourMs;

/** Writes what was done about doses, as MedicationAdministrations. */
export class DoseWriter {
  constructor(
    private readonly context: FamilyContext,
    private readonly zones: Zones,
    private readonly ledger: () => Promise<Ledger>,
  ) {}

  async take(dose: DoseView, options: TakeOptions): Promise<Result<Ref, DoseRefusal>> {
    const ledger = await this.ledger();
    const known = ledger.answers.get(dose.id);
    if (known?.kind === 'taken') return ok(known.ref); // the second tap of a double tap
    const plan = find(ledger, dose.plan);
    if (!plan) return fail({ rule: 'unknown-plan' });
    const amount = this.#amount(dose.amount, options);
    if (!amount.ok) return amount;
    const at = this.#at(options.at, dose.due);
    if (!(at <= this.context.clock.now() + minuteMs)) return fail({ rule: 'future' });
    return ok(await this.#answer(ledger, plan, dose, { at: this.#format(at), amount: amount.value }));
  }

  async skip(dose: DoseView, code: string): Promise<Result<Ref, DoseRefusal>> {
    const ledger = await this.ledger();
    const plan = find(ledger, dose.plan);
    const reason = ledger.content.skipReasons.find((r) => r.code === code);
    if (!plan) return fail({ rule: 'unknown-plan' });
    if (!reason) return fail({ rule: 'unknown-reason' });
    const at = this.#format(Math.min(dose.due, this.context.clock.now()));
    return ok(await this.#answer(ledger, plan, dose, { at, reason: { code, text: pickTexts(reason.text, this.context.locale()) } }));
  }

  async extra(ref: Ref, options: TakeOptions): Promise<Result<Ref, DoseRefusal>> {
    const plan = find(await this.ledger(), ref);
    if (!plan) return fail({ rule: 'unknown-plan' });
    const amount = this.#amount(plan.dosages[0] && amountOf(plan.dosages[0]), options);
    if (!amount.ok) return amount;
    const at = this.#at(options.at, this.context.clock.now());
    if (!(at <= this.context.clock.now() + minuteMs)) return fail({ rule: 'future' });
    const id = await this.context.uuid();
    await this.context.records.write([{ put: eventResource({ id, plan, at: this.#format(at), amount: amount.value }) }]);
    return ok(`MedicationAdministration/${id}`);
  }

  async undo(id: string): Promise<void> {
    const { answers, doubles, events } = await this.ledger();
    const standing = answers.get(id) ?? [...events.values()].flat().find((e) => e.ref === id);
    if (!standing) return; // taken back already, here or on another device
    const all = [standing, ...doubles.filter((e) => e.dose === id)];
    await this.context.records.write(all.map(({ resource }) => ({ put: { ...resource, status: 'entered-in-error' } satisfies MedicationAdministration })));
  }

  /** The amount to record: the prescribed one, or another that was confirmed. */
  #amount(prescribed: DoseView['amount'], { amount, confirmed }: TakeOptions): Result<Quantity, DoseRefusal> {
    const value = amount ?? prescribed?.value;
    if (prescribed === undefined || value === undefined || !(value > 0)) return fail({ rule: 'no-amount' });
    const inRange = value >= prescribed.value && value <= (prescribed.high ?? prescribed.value);
    if (!inRange && !confirmed) return fail({ rule: 'amount-differs' });
    const { high: _high, ...plain } = prescribed;
    return ok(plain.code ? { ...quantity(value, plain.code), ...plain, value } : { ...plain, value });
  }

  async #answer(ledger: Ledger, plan: Plan, dose: DoseView, what: Pick<EventParts, 'at' | 'amount' | 'reason'>): Promise<Ref> {
    const known = ledger.answers.get(dose.id);
    // An answer that is changed (skipped, then taken after all) stays one record; one after an undo is a new record.
    const id = known ? known.ref.slice('MedicationAdministration/'.length) : answerId(dose.id, ledger.errors.get(dose.id) ?? 0);
    const slot = { id: dose.id, slot: dose.slot, due: this.#format(dose.due) };
    await this.context.records.write([{ put: eventResource({ id, plan, dose: slot, ...what }) }]);
    return `MedicationAdministration/${id}`;
  }

  /**
   * The instant of an hour on the civil day of `near`, or across the midnight beside it: the dose of 23:30 that was taken at 00:15,
   * the one of 00:30 that was taken at 23:50. `NaN` for what is no time.
   */
  #at(at: number | string | undefined, near: number): number {
    const now = this.context.clock.now();
    if (typeof at !== 'string') return at ?? now;
    const zone = this.zones.get();
    const time = parseTime(at);
    if (time === undefined) return NaN;
    const on = (day: number): number => zone.toInstant((Math.floor(zone.toLocal(near) / dayMs) + day) * dayMs + time);
    const [before, same, after] = [on(-1), on(0), on(1)];
    if (near - same > dayMs / 2 && after <= now + minuteMs) return after;
    return same > now + minuteMs && near - before <= earlyMs ? before : same;
  }

  #format(at: number): string {
    return formatInstant(at, this.zones.get().toLocal(at));
  }
}

const find = (ledger: Ledger, ref: Ref): Plan | undefined => ledger.chains.flatMap((c) => c.versions).find((v) => v.plan.ref === ref)?.plan;
