import { compilePlan, planDoses, nextDose, type CompiledPlan } from './doses.js';
import { readSchedule } from './content.js';
import { dosageOf, quantity, type DosePattern } from './pattern.js';
import { amountOf, endedResource, planResource, readPlan, sameDosages, stockExtension, urls, withExtension, type Plan } from './plan.js';
import { localTime } from './day.js';
import { describe } from './text/describe.js';
import { formatInstant, parseMoment } from './timing/civil.js';
import { fail, ok, type Result } from '../i18n/index.js';
import type { Change, Dosage, FamilyContext, MedicationRequest, Ref } from '../fhir/index.js';
import type { PlanInput, Preview } from './api.js';
import type { Ledger } from './ledger.js';
import type { Zones } from './timing/zone.js';
import type { LocalTime, PlanRefusal } from './views.js';

interface Checked {
  readonly dosages: readonly Dosage[];
  readonly compiled: CompiledPlan;
}

/** Checks plans and writes them as MedicationRequests. */
export class PlanWriter {
  constructor(
    private readonly context: FamilyContext,
    private readonly zones: Zones,
    private readonly ledger: () => Promise<Ledger>,
  ) {}

  async preview(input: PlanInput): Promise<Result<Preview, PlanRefusal>> {
    const checked = await this.#check(input);
    if (!checked.ok) return checked;
    const { compiled, dosages } = checked.value;
    const next: LocalTime[] = [];
    const now = this.context.clock.now();
    const zone = this.zones.get();
    for (let from = now; next.length < 3;) {
      const dose = nextDose(compiled, this.zones.get(input.zone), from);
      if (!dose) break;
      next.push(localTime(dose.due, zone, now));
      from = dose.due + 1;
    }
    return ok({ ...describe(dosages, this.context.locale()), dosages, next });
  }

  async save(input: PlanInput): Promise<Result<Ref, PlanRefusal>> {
    if (!input.name.trim()) return fail({ rule: 'no-name', path: 'name' });
    if (typeof input.stock === 'number' && !(input.stock >= 0)) return fail({ rule: 'stock', path: 'stock' });
    const checked = await this.#check(input);
    if (!checked.ok) return checked;
    const chain = (await this.ledger()).chains.find((c) => c.versions.some((v) => v.plan.ref === input.plan));
    if (input.plan !== undefined && !chain?.current.plan.active) return fail({ rule: 'unknown-plan', path: 'plan' });
    const texts = checked.value.dosages.map((d) => ({ ...d, text: d.text ?? describe(d, this.context.locale()).text }));
    const old = chain?.current.plan;
    if (old && (sameDosages(old.dosages, texts) || (await this.#untouched(chain.current)))) return ok(await this.#amend(old, input, texts));
    return ok(await this.#write(old, input, texts));
  }

  async end(ref: Ref): Promise<Result<Ref, PlanRefusal>> {
    const chain = (await this.ledger()).chains.find((c) => c.current.plan.ref === ref);
    if (!chain?.current.plan.active) return fail({ rule: 'unknown-plan', path: 'plan' });
    await this.context.records.write([{ put: endedResource(chain.current.plan, this.#now()) }]);
    return ok(ref);
  }

  async #check(input: PlanInput): Promise<Result<Checked, PlanRefusal>> {
    const { pattern } = input;
    if (pattern && !(pattern.amount > 0)) return fail({ rule: 'no-amount', path: 'amount' });
    const scheduled = pattern && (pattern.asNeeded || pattern.everyHours !== undefined || pattern.times?.length || pattern.when?.length);
    if (pattern && !scheduled) return fail({ rule: 'no-timing', path: 'pattern' });
    const dosages = input.dosages ?? (pattern ? [dosageOf(this.#withOffset(pattern))] : await this.#kept(input.plan));
    if (!dosages.length || !dosages.every(amountOf)) return fail({ rule: dosages.length ? 'no-amount' : 'no-timing', path: 'dosages' });
    const content = await readSchedule(this.context.content);
    const draft = readPlan(this.#resource(undefined, input, dosages, 'draft'));
    const compiled = compilePlan(draft, { zone: this.zones.get(input.zone), anchors: content });
    const [refusal] = compiled.refusals;
    return refusal ? fail(refusal) : ok({ dosages, compiled });
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
    const { events } = await this.ledger();
    const answered = (events.get(current.plan.group) ?? []).some((e) => e.plan === current.plan.ref);
    return !answered && !planDoses(current, zone, current.plan.from, this.context.clock.now()).length;
  }

  async #amend(old: Plan, input: PlanInput, dosages: readonly Dosage[]): Promise<Ref> {
    const stock = this.#stock(old, input, dosages);
    const remind = input.remind ?? old.remind;
    let request: MedicationRequest = { ...old.request, dosageInstruction: [...dosages], medicationCodeableConcept: this.#concept(input, old) };
    request = withExtension(request, urls.stock, stock && stockExtension(stock));
    request = withExtension(request, urls.remind, remind ? undefined : { url: urls.remind, valueBoolean: false });
    await this.context.records.write([{ put: request }]);
    return old.ref;
  }

  async #write(old: Plan | undefined, input: PlanInput, dosages: readonly Dosage[]): Promise<Ref> {
    const id = await this.context.uuid();
    const changes: Change[] = [{ put: this.#resource(old, input, dosages, id) }];
    // The old version ends in the same commit in which the new one begins.
    if (old) changes.push({ put: endedResource(old, this.#now()) });
    await this.context.records.write(changes);
    return `MedicationRequest/${id}`;
  }

  #resource(old: Plan | undefined, input: PlanInput, dosages: readonly Dosage[], id: string): MedicationRequest {
    const now = this.#now();
    return planResource({
      ...{ id, group: old?.group ?? id, concept: this.#concept(input, old), dosages, authoredOn: now, from: now },
      ...{ stock: this.#stock(old, input, dosages), remind: input.remind ?? old?.remind ?? true, prior: old?.ref, zone: input.zone ?? old?.zone },
    });
  }

  #concept(input: PlanInput, old: Plan | undefined): Plan['concept'] {
    const codes = input.codes ?? (old?.name === input.name.trim() ? old.concept.coding : undefined);
    return { text: input.name.trim(), ...(codes?.length ? { coding: [...codes] } : {}) };
  }

  #stock(old: Plan | undefined, input: PlanInput, dosages: readonly Dosage[]): { quantity: ReturnType<typeof quantity>; since: string } | undefined {
    if (input.stock === null) return undefined;
    const unit = dosages[0] && amountOf(dosages[0])?.code;
    if (input.stock !== undefined) return { quantity: quantity(input.stock, unit ?? '{unit}'), since: this.#now() };
    return old?.stock && { quantity: old.stock.quantity, since: this.#format(old.stock.since) };
  }

  #now(): string {
    return this.#format(this.context.clock.now());
  }

  #format(at: number): string {
    return formatInstant(at, this.zones.get().toLocal(at));
  }
}
