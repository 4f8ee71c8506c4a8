import { checkPlan, type Finding } from './checks.js';
import { compilePlan, planDoses, nextDose, type CompiledPlan, type PlannedDose } from './doses.js';
import { readSchedule } from './content.js';
import { daySpan, localTime } from './day.js';
import { anchorsFor, habitsDoc, pinsOf, readHabits, type Habits } from './habits.js';
import { canonical, dosageOf, quantity, type DosePattern } from './pattern.js';
import {
  amountOf,
  endedResource,
  fillExtension,
  planResource,
  readPlan,
  recordExtension,
  sameDosages,
  stockExtension,
  urls,
  withExtension,
  type Plan,
  type StockParts,
  type ZonePolicy,
} from './plan.js';
import { countFor, movedCount } from './stock.js';
import { describe } from './text/describe.js';
import { dayMs, formatDay, formatInstant, parseDay, parseMoment, parseTime } from './timing/civil.js';
import { fail, ok, type Result } from '../i18n/index.js';
import type { Change, Dosage, Extension, FamilyContext, MedicationRequest, Ref } from '../fhir/index.js';
import type { PlanInput, Preview, RefillInput } from './api.js';
import type { Chain, Ledger } from './ledger.js';
import type { Zones } from './timing/zone.js';
import type { LocalTime, PlanRefusal } from './views.js';

interface Checked {
  readonly dosages: readonly Dosage[];
  readonly compiled: CompiledPlan;
  readonly findings: readonly Finding[];
}

/** An input with what only the writer adds: the hours to pin, and where it counts from. */
type DraftInput = Omit<PlanInput, 'dosages' | 'pattern' | 'plan'> & { readonly pins?: Readonly<Record<string, string>>; readonly begin?: string };

/** Checks plans and writes them as MedicationRequests. */
export class PlanWriter {
  constructor(
    private readonly context: FamilyContext,
    private readonly zones: Zones,
    /** With answers back to an instant, ms, where what matters now is not enough. */
    private readonly ledger: (since?: number) => Promise<Ledger>,
  ) {}

  async preview(input: PlanInput): Promise<Result<Preview, PlanRefusal>> {
    const checked = await this.#check(input);
    if (!checked.ok) return checked;
    const { compiled, dosages, findings } = checked.value;
    const now = this.context.clock.now();
    const [zone, own] = [this.zones.get(), this.zones.get(input.zone)];
    const time = (dose: PlannedDose): LocalTime => localTime(dose.due, zone, now);
    const next: LocalTime[] = [];
    for (let from = now; next.length < 3;) {
      const dose = nextDose(compiled, own, from);
      if (!dose) break;
      next.push(time(dose));
      from = dose.due + 1;
    }
    const today = Math.floor(zone.toLocal(now) / dayMs);
    const week = Array.from({ length: 7 }, (_, i) => {
      const doses = planDoses(compiled, own, ...daySpan(today + i, zone)).filter((d) => d.due >= now);
      return { date: formatDay(today + i), doses: doses.map((d) => ({ ...time(d), amount: d.amount })) };
    });
    return ok({ ...describe(dosages, this.context.locale()), dosages, next, week, findings });
  }

  async save(input: PlanInput): Promise<Result<Ref, PlanRefusal>> {
    if (!input.name.trim()) return fail({ rule: 'no-name', path: 'name' });
    if (typeof input.stock === 'number' && !(input.stock >= 0)) return fail({ rule: 'stock', path: 'stock' });
    if (input.expires && parseDay(input.expires) === undefined) return fail({ rule: 'stock', path: 'expires' });
    const checked = await this.#check(input);
    if (!checked.ok) return checked;
    const chain = (await this.ledger()).chains.find((c) => c.versions.some((v) => v.plan.ref === input.plan));
    if (input.plan !== undefined && !chain?.current.plan.active) return fail({ rule: 'unknown-plan', path: 'plan' });
    const texts = checked.value.dosages.map((d) => ({ ...d, text: d.text ?? describe(d, this.context.locale()).text }));
    const old = chain?.current.plan;
    input = chain ? await this.#counted(input, chain, checked.value.dosages) : input;
    const same = old && sameDosages(old.dosages, texts) && !this.#movesTimes(old, input);
    if (old && (same || (await this.#untouched(chain.current)))) return ok(await this.#amend(old, input, texts));
    return ok(await this.#write(old, input, texts));
  }

  /** A count that was made just now, less what the records have of later: a clock that was fast wrote it. */
  async #counted(input: PlanInput, chain: Chain, dosages: readonly Dosage[]): Promise<PlanInput> {
    const code = dosages[0] && amountOf(dosages[0])?.code;
    if (typeof input.stock !== 'number' || code === undefined) return input;
    const events = (await this.ledger()).events.get(chain.current.plan.group) ?? [];
    const at = { quantity: quantity(0, code), since: this.context.clock.now() };
    return { ...input, stock: countFor({ chain, events }, input.stock, at) };
  }

  /** Ends a plan, or holds it until {@link resume}. */
  async end(ref: Ref, status: 'stopped' | 'on-hold'): Promise<Result<Ref, PlanRefusal>> {
    const chain = (await this.ledger()).chains.find((c) => c.current.plan.ref === ref);
    const ends = chain?.current.plan.active || (chain?.current.plan.paused && status === 'stopped');
    if (!chain || !ends) return fail({ rule: 'unknown-plan', path: 'plan' });
    const { plan } = chain.current;
    const at = plan.paused ? this.#format(plan.until) : this.#from(plan); // what was held was over when it was held
    await this.context.records.write([{ put: endedResource(plan, at, status) }]);
    return ok(ref);
  }

  /** Goes on with a plan that was held: a new version from now on; "every other day" and bounds still count from the first beginning. */
  async resume(ref: Ref): Promise<Result<Ref, PlanRefusal>> {
    const chain = (await this.ledger()).chains.find((c) => c.current.plan.ref === ref);
    if (!chain?.current.plan.paused) return fail({ rule: 'unknown-plan', path: 'plan' });
    const { plan } = chain.current;
    return ok(await this.#write(plan, { name: plan.name, ...(plan.start ? { begin: plan.start } : {}) }, plan.dosages, false));
  }

  /** Notes a supply that was collected; the stock grows in the same record. */
  async refill(ref: Ref, { amount, at, days, expires }: RefillInput): Promise<Result<Ref, PlanRefusal>> {
    const chain = (await this.ledger()).chains.find((c) => c.current.plan.ref === ref);
    if (!chain?.current.plan.active) return fail({ rule: 'unknown-plan', path: 'plan' });
    if (!(amount > 0)) return fail({ rule: 'stock', path: 'amount' });
    const { plan } = chain.current;
    const unit = plan.stock?.quantity.code ?? (plan.dosages[0] && amountOf(plan.dosages[0])?.code) ?? '{unit}';
    const now = this.context.clock.now();
    const on = this.#format(at ?? now);
    const fill = fillExtension({ quantity: quantity(amount, unit), on, ...(days ? { days } : {}) });
    let request: MedicationRequest = { ...plan.request, extension: [...(plan.request.extension ?? []), fill] };
    // A medicine that was not counted yet is counted from this supply on.
    const events = (await this.ledger()).events.get(plan.group) ?? [];
    const before = (plan.stock && plan.stock.since > now && movedCount({ chain, events, now })) || plan.stock;
    const counted = before
      ? {
          quantity: before.quantity,
          since: this.#format(before.since),
          ...((expires ?? before.expires) ? { expires: expires ?? before.expires! } : {}),
        }
      : { quantity: quantity(0, unit), since: on, ...(expires ? { expires } : {}) };
    request = withExtension(request, urls.stock, stockExtension(counted));
    await this.context.records.write([{ put: request }]);
    return ok(ref);
  }

  /** Answers a plan that asks after a journey: `follow` the device from now on, or `stay` where it is. */
  async settleZone(ref: Ref, answer: 'follow' | 'stay'): Promise<Result<Ref, PlanRefusal>> {
    const chain = (await this.ledger()).chains.find((c) => c.current.plan.ref === ref);
    if (!chain?.current.plan.active || chain.current.plan.zonePolicy !== 'ask') return fail({ rule: 'unknown-plan', path: 'plan' });
    const { plan } = chain.current;
    const zone = answer === 'follow' ? this.#deviceZone() : plan.zone;
    if (zone === undefined) return fail({ rule: 'zone', path: 'zone' });
    const input: DraftInput = { name: plan.name, zone, zonePolicy: answer === 'follow' ? 'ask' : 'home', ...(plan.start ? { begin: plan.start } : {}) };
    return ok(await this.#write(plan, input, plan.dosages));
  }

  /** Writes new versions of the active plans whose hours change with the user's habits; their past keeps the old ones. */
  async keepHabits(habits: Habits): Promise<void> {
    const { chains, content } = await this.ledger();
    const changes: Change[] = [{ doc: habitsDoc, value: habits }];
    for (const { current } of chains) {
      const { plan } = current;
      if (!plan.active || !plan.own) continue;
      const anchors = pinsOf(habits);
      const moved = compilePlan({ ...plan, anchors }, { zone: this.zones.get(plan.zone), anchors: anchorsFor(content, habits, { own: true, anchors }) });
      if (canonical(moved.lines.map((l) => l.schedule.rule)) === canonical(current.lines.map((l) => l.schedule.rule))) continue;
      const draft: DraftInput = { name: plan.name, pins: anchors, ...(plan.start ? { begin: plan.start } : {}) };
      const id = await this.context.uuid();
      changes.push({ put: this.#resource(plan, draft, plan.dosages, id) }, { put: endedResource(plan, this.#from(plan)) });
    }
    await this.context.records.write(changes);
  }

  async #check(input: PlanInput): Promise<Result<Checked, PlanRefusal>> {
    const { pattern } = input;
    if (pattern && !(pattern.amount > 0)) return fail({ rule: 'no-amount', path: 'amount' });
    const scheduled = pattern && (pattern.asNeeded || pattern.everyHours !== undefined || pattern.times?.length || pattern.when?.length);
    if (pattern && !scheduled) return fail({ rule: 'no-timing', path: 'pattern' });
    const dosages = input.dosages ?? (pattern ? [dosageOf(this.#withOffset(pattern))] : await this.#kept(input.plan));
    if (!dosages.length || !dosages.every(amountOf)) return fail({ rule: dosages.length ? 'no-amount' : 'no-timing', path: 'dosages' });
    const content = await readSchedule(this.context.content);
    const invalid = invalidSettings(input);
    if (invalid) return fail(invalid);
    const old = await this.#chainOf(input.plan);
    const [zone, policy] = this.#zoneOf(old?.current.plan, input);
    if (policy !== 'follow-device' && zone === undefined) return fail({ rule: 'zone', path: 'zone' }); // the device does not say where home is
    const draft = readPlan(this.#resource(old?.current.plan, { ...input, pins: await this.#pins(input, old) }, dosages, 'draft'));
    const compiled = compilePlan(draft, { zone: this.zones.get(draft.zone), anchors: anchorsFor(content, {}, draft) });
    const [refusal] = compiled.refusals;
    if (refusal) return fail(refusal);
    return ok({ dosages, compiled, findings: input.name.trim() ? checkPlan(await this.ledger(), draft) : [] });
  }

  async #chainOf(ref: Ref | undefined): Promise<Chain | undefined> {
    return ref === undefined ? undefined : (await this.ledger()).chains.find((c) => c.versions.some((v) => v.plan.ref === ref));
  }

  /** The hours that a version is written with: the input's own, else those that the plan has, else the user's. */
  async #pins(input: PlanInput, old: Chain | undefined): Promise<Readonly<Record<string, string>>> {
    if (input.anchors) return { ...pinsOf(await readHabits(this.context.records)), ...input.anchors };
    return old?.current.plan.own ? (old.current.plan.anchors ?? {}) : pinsOf(await readHabits(this.context.records));
  }

  /** Whether an edit changes hours, windows or zone: then it is a new version although the dosage is the same. */
  #movesTimes(old: Plan, { anchors, windows, zone, zonePolicy }: PlanInput): boolean {
    const zoneMoves = (zone !== undefined && zone !== old.zone) || (zonePolicy !== undefined && zonePolicy !== old.zonePolicy);
    return (
      zoneMoves ||
      Boolean(anchors && canonical(anchors) !== canonical(old.anchors ?? {})) ||
      Boolean(windows && canonical(windows) !== canonical(old.windows ?? {}))
    );
  }

  /** The device's zone by name, if the platform's clock agrees with it. */
  #deviceZone(): string | undefined {
    const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const now = this.context.clock.now();
    return [now, now + 182 * dayMs].every((t) => this.context.clock.offset(t) === this.context.clock.offset(t, name)) ? name : undefined;
  }

  /** The dosages of the plan that is edited, where the input has none. */
  async #kept(ref: Ref | undefined): Promise<readonly Dosage[]> {
    const chain = (await this.ledger()).chains.find((c) => c.current.plan.ref === ref);
    return chain?.current.plan.dosages ?? [];
  }

  /** A beginning with a time gets the zone's offset, as FHIR asks. */
  #withOffset(pattern: DosePattern): DosePattern {
    const begin = pattern.start === undefined ? undefined : parseMoment(pattern.start);
    if (!begin || begin.wholeDay || begin.instant !== undefined) return pattern;
    return { ...pattern, start: this.#format(this.zones.get().toInstant(begin.local)) };
  }

  /** Whether no dose of this version has been due or answered yet: then it is corrected in place. */
  async #untouched(current: CompiledPlan): Promise<boolean> {
    const zone = this.zones.get(current.plan.zone);
    const { events } = await this.ledger(current.plan.from);
    const answered = (events.get(current.plan.group) ?? []).some((e) => e.plan === current.plan.ref);
    return !answered && !planDoses(current, zone, current.plan.from, this.context.clock.now()).length;
  }

  async #amend(old: Plan, input: PlanInput, dosages: readonly Dosage[]): Promise<Ref> {
    const stock = this.#stock(old, input, dosages);
    const remind = input.remind ?? old.remind;
    const [zone, policy] = this.#zoneOf(old, input);
    const pins = await this.#pins(input, await this.#chainOf(old.ref));
    const windows = input.windows ?? old.windows ?? {};
    let request: MedicationRequest = { ...old.request, dosageInstruction: [...dosages], medicationCodeableConcept: this.#concept(input, old) };
    const replace = (url: string, value: Extension | undefined): void => void (request = withExtension(request, url, value));
    replace(urls.stock, stock && stockExtension(stock));
    replace(urls.remind, remind ? undefined : { url: urls.remind, valueBoolean: false });
    replace(urls.zone, zone ? { url: urls.zone, valueCode: zone } : undefined);
    replace(urls.zonePolicy, zone && policy === 'ask' ? { url: urls.zonePolicy, valueCode: 'ask' } : undefined);
    replace(urls.anchors, Object.keys(pins).length ? recordExtension(urls.anchors, pins) : undefined);
    replace(urls.windows, Object.keys(windows).length ? recordExtension(urls.windows, windows) : undefined);
    await this.context.records.write([{ put: request }]);
    return old.ref;
  }

  async #write(old: Plan | undefined, input: DraftInput, dosages: readonly Dosage[], ends = true): Promise<Ref> {
    const id = await this.context.uuid();
    const pins = input.pins ?? (await this.#pins(input, await this.#chainOf(old?.ref)));
    const changes: Change[] = [{ put: this.#resource(old, { ...input, pins }, dosages, id) }];
    // The old version ends in the same commit in which the new one begins.
    if (old && ends) changes.push({ put: endedResource(old, this.#from(old)) });
    await this.context.records.write(changes);
    return `MedicationRequest/${id}`;
  }

  #resource(old: Plan | undefined, input: DraftInput, dosages: readonly Dosage[], id: string): MedicationRequest {
    const [zone, zonePolicy] = this.#zoneOf(old, input);
    return planResource({
      ...{ id, group: old?.group ?? id, concept: this.#concept(input, old), dosages, authoredOn: this.#now(), from: this.#from(old) },
      ...{ stock: this.#stock(old, input, dosages), remind: input.remind ?? old?.remind ?? true, prior: old?.ref, zone, zonePolicy },
      ...{ anchors: input.pins ?? {}, windows: input.windows ?? old?.windows ?? {} },
      ...(input.begin ? { begin: input.begin } : {}),
    });
  }

  #zoneOf(old: Plan | undefined, input: Pick<PlanInput, 'zone' | 'zonePolicy'>): [zone: string | undefined, policy: ZonePolicy] {
    const policy = input.zonePolicy ?? (input.zone ? 'home' : (old?.zonePolicy ?? 'follow-device'));
    if (policy === 'follow-device') return [undefined, policy];
    return [input.zone ?? old?.zone ?? this.#deviceZone(), policy];
  }

  #concept(input: Pick<PlanInput, 'name' | 'codes'>, old: Plan | undefined): Plan['concept'] {
    const codes = input.codes ?? (old?.name === input.name.trim() ? old.concept.coding : undefined);
    return { text: input.name.trim(), ...(codes?.length ? { coding: [...codes] } : {}) };
  }

  #stock(old: Plan | undefined, input: Pick<PlanInput, 'stock' | 'expires'>, dosages: readonly Dosage[]): StockParts | undefined {
    if (input.stock === null) return undefined;
    const unit = dosages[0] && amountOf(dosages[0])?.code;
    const kept = input.expires === undefined ? old?.stock?.expires : input.expires;
    const expires = kept ? { expires: kept } : {};
    if (input.stock !== undefined) return { quantity: quantity(input.stock, unit ?? '{unit}'), since: this.#now(), ...expires };
    return old?.stock && { quantity: old.stock.quantity, since: this.#format(old.stock.since), ...expires };
  }

  /** From when on a change holds: after a clock was set back, the new version must still not come before the old one. */
  #from(old: Plan | undefined): string {
    return this.#format(Math.max(this.context.clock.now(), old?.from ?? -Infinity));
  }

  #now(): string {
    return this.#format(this.context.clock.now());
  }

  #format(at: number): string {
    return formatInstant(at, this.zones.get().toLocal(at));
  }
}

/** What of a plan's own hours, windows and zone cannot be kept. */
function invalidSettings({ anchors = {}, windows = {}, zone, zonePolicy }: PlanInput): PlanRefusal | undefined {
  if (!Object.values(anchors).every((time) => parseTime(time) !== undefined)) return { rule: 'anchors', path: 'anchors' };
  if (!Object.values(windows).every((minutes) => Number.isInteger(minutes) && minutes >= 0 && minutes <= 1440)) return { rule: 'windows', path: 'windows' };
  return zone !== undefined && zonePolicy === 'follow-device' ? { rule: 'zone', path: 'zone' } : undefined;
}
