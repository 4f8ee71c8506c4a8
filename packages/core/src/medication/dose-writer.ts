import { answerId, eventResource, type DoseEvent, type EventParts } from './event.js';
import { quantity } from './pattern.js';
import { checkTaking, type Finding, type Taking } from './checks.js';
import { usualAmount } from './limits.js';
import { movedCount } from './stock.js';
import { dayMs, formatInstant, hourMs, minuteMs, parseTime } from './timing/civil.js';
import { fail, ok, pickTexts, type Result } from '../i18n/index.js';
import type { Change, FamilyContext, MedicationAdministration, Ref } from '../fhir/index.js';
import type { Chain, Ledger } from './ledger.js';
import { stockExtension, urls, withExtension, type Plan } from './plan.js';
import type { Zones } from './timing/zone.js';
import type { DoseRefusal, DoseView, TakeOptions } from './views.js';

/** A dose is taken so much too early at most. */
const earlyMs = 3 * hourMs;
/** An answer lies near its dose. */
const aroundMs = 2 * dayMs;
const yearMs = 400 * dayMs;

/** Writes what was done about doses, as MedicationAdministrations. */
export class DoseWriter {
  constructor(
    private readonly context: FamilyContext,
    private readonly zones: Zones,
    /** With answers back to an instant, ms, where what matters now is not enough. */
    private readonly ledger: (since?: number) => Promise<Ledger>,
  ) {}

  async take(dose: DoseView, options: TakeOptions): Promise<Result<Ref, DoseRefusal>> {
    const ledger = await this.ledger(dose.due - aroundMs);
    const known = ledger.answers.get(dose.id);
    if (known?.kind === 'taken') return ok(known.ref); // the second tap of a double tap
    const found = find(ledger, dose.plan);
    if (!found) return fail({ rule: 'unknown-plan' });
    const amount = this.#amount(dose.amount, options);
    if (!amount.ok) return amount;
    const at = this.#at(options.at, dose.due);
    if (!(at <= this.context.clock.now() + minuteMs)) return fail({ rule: 'future' });
    const asked = asks(checkTaking(ledger, { ...found, amount: amount.value, at, dose }), options);
    if (asked) return fail(asked);
    return ok(await this.#answer(ledger, found, dose, { at, amount: amount.value }));
  }

  /** What to know before a dose is taken, or one outside the schedule. */
  async check(what: DoseView | Ref, options: TakeOptions): Promise<readonly Finding[]> {
    const ledger = await this.ledger();
    const found = find(ledger, typeof what === 'string' ? what : what.plan);
    const prescribed = found && (typeof what === 'string' ? usualAmount(found.plan.dosages) : what.amount);
    const value = options.amount ?? prescribed?.value;
    if (!found || !prescribed || value === undefined) return [];
    const at = this.#at(options.at, typeof what === 'string' ? this.context.clock.now() : what.due);
    return checkTaking(ledger, {
      ...found,
      amount: { ...quantity(value, prescribed.code ?? prescribed.unit ?? '{unit}'), value },
      at,
      ...(typeof what === 'string' ? {} : { dose: what }),
    });
  }

  async skip(dose: DoseView, code: string): Promise<Result<Ref, DoseRefusal>> {
    const ledger = await this.ledger(dose.due - aroundMs);
    const found = find(ledger, dose.plan);
    const plan = found?.plan;
    const reason = ledger.content.skipReasons.find((r) => r.code === code);
    if (!found || !plan) return fail({ rule: 'unknown-plan' });
    if (!reason) return fail({ rule: 'unknown-reason' });
    const at = Math.min(dose.due, this.context.clock.now());
    return ok(await this.#answer(ledger, found, dose, { at, reason: { code, text: pickTexts(reason.text, this.context.locale()) } }));
  }

  async extra(ref: Ref, options: TakeOptions): Promise<Result<Ref, DoseRefusal>> {
    const ledger = await this.ledger();
    const found = find(ledger, ref);
    if (!found) return fail({ rule: 'unknown-plan' });
    const { plan } = found;
    const amount = this.#amount(usualAmount(plan.dosages), options);
    if (!amount.ok) return amount;
    const at = this.#at(options.at, this.context.clock.now());
    if (!(at <= this.context.clock.now() + minuteMs)) return fail({ rule: 'future' });
    const asked = asks(checkTaking(ledger, { ...found, amount: amount.value, at }), options);
    if (asked) return fail(asked);
    const id = await this.context.uuid();
    await this.context.records.write([
      { put: eventResource({ id, plan, at: this.#format(at), amount: amount.value }) },
      ...this.#movedUp(ledger, found.chain, at),
    ]);
    return ok(`MedicationAdministration/${id}`);
  }

  async undo({ id, due }: Pick<DoseView, 'id'> & Partial<Pick<DoseView, 'due'>>): Promise<void> {
    const standing = (await this.#standing(id, due)) ?? (await this.#standing(id, this.context.clock.now() - yearMs));
    if (!standing) return; // taken back already, here or on another device
    await this.context.records.write(standing.map(takenBack));
  }

  /** The answer to a dose (or the extra one of that ref), with those that say it twice. */
  async #standing(id: string, due: number | undefined): Promise<readonly DoseEvent[] | undefined> {
    const { answers, doubles, events } = await this.ledger(due === undefined ? undefined : due - aroundMs);
    const found = answers.get(id) ?? [...events.values()].flat().find((e) => e.ref === id);
    return found && [found, ...doubles.filter((e) => e.dose === id)];
  }

  /** The amount to record: the prescribed one, or another that was confirmed. */
  #amount(prescribed: DoseView['amount'], { amount, confirmed }: TakeOptions): Result<Taking['amount'], DoseRefusal> {
    const value = amount ?? prescribed?.value;
    if (prescribed === undefined || value === undefined || !(value > 0)) return fail({ rule: 'no-amount' });
    const inRange = value >= prescribed.value && value <= (prescribed.high ?? prescribed.value);
    // The confirmation repeats both numbers, so that it cannot be one for another amount or another plan.
    const agreed = confirmed?.prescribed === prescribed.value && confirmed.given === value;
    if (!inRange && !agreed) return fail({ rule: 'amount-differs', prescribed, given: value });
    const { high: _high, ...plain } = prescribed;
    return ok(plain.code ? { ...quantity(value, plain.code), ...plain, value } : { ...plain, value });
  }

  async #answer(ledger: Ledger, { plan, chain }: Found, dose: DoseView, what: Pick<EventParts, 'amount' | 'reason'> & { at: number }): Promise<Ref> {
    const known = ledger.answers.get(dose.id);
    // An answer that is changed (skipped, then taken after all) stays one record; one after an undo is a new record.
    const id = known ? known.ref.slice('MedicationAdministration/'.length) : answerId(dose.id, ledger.errors.get(dose.id) ?? 0);
    const slot = { id: dose.id, slot: dose.slot, due: this.#format(dose.due) };
    // What another device had answered is taken back: the user has just said how it is.
    const others = ledger.doubles.filter((e) => e.dose === dose.id).map(takenBack);
    await this.context.records.write([
      { put: eventResource({ id, plan, dose: slot, ...what, at: this.#format(what.at) }) },
      ...others,
      ...this.#movedUp(ledger, chain, what.at),
    ]);
    return `MedicationAdministration/${id}`;
  }

  /** A count of the stock that is old, or made by a clock that was fast, is moved in the same commit. */
  #movedUp(ledger: Ledger, chain: Chain, at: number): Change[] {
    const { plan } = chain.current;
    const clock = this.context.clock.now();
    const now = at > clock - minuteMs ? Math.min(at, clock) : clock; // what is taken now is taken from the count
    const moved = plan.active && movedCount({ chain, events: ledger.events.get(plan.group) ?? [], now });
    if (!moved) return [];
    const stock = { quantity: moved.quantity, since: this.#format(moved.since), ...(moved.expires ? { expires: moved.expires } : {}) };
    return [{ put: withExtension(plan.request, urls.stock, stockExtension(stock)) }];
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

const takenBack = ({ resource }: DoseEvent): { readonly put: MedicationAdministration } => ({ put: { ...resource, status: 'entered-in-error' } });

/** The refusal for findings that the user must have said yes to, and has not. */
function asks(findings: readonly Finding[], { accepted = [] }: TakeOptions): DoseRefusal | undefined {
  const open = findings.filter((f) => f.level === 'stop' && !accepted.includes(f.rule));
  return open.length ? { rule: 'asks', findings } : undefined;
}

interface Found {
  readonly plan: Plan;
  readonly chain: Chain;
}

function find(ledger: Ledger, ref: Ref): Found | undefined {
  for (const chain of ledger.chains) {
    const version = chain.versions.find((v) => v.plan.ref === ref);
    if (version) return { plan: version.plan, chain };
  }
  return undefined;
}
