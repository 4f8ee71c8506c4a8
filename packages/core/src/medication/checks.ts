import { isAsNeeded, nextDose, planDoses, type CompiledPlan } from './doses.js';
import { localTime } from './day.js';
import { limitsOf } from './limits.js';
import { exact, stockOf } from './stock.js';
import { dayMs } from './timing/civil.js';
import type { DoseEvent } from './event.js';
import type { Chain, Ledger } from './ledger.js';
import type { Dosage, Quantity, Ref } from '../fhir/index.js';
import type { Plan } from './plan.js';
import type { LocalTime } from './views.js';

/**
 * What a check can find. `stop`: it is recorded only after the user was told and said yes. `warn`: shown beside. `info`: said before.
 */
export const findingRules = [
  'over-once', // more at once than the most at once
  'over-maximum', // more than the most in a period
  'last-allowed', // with this one the most in a period is reached
  'too-soon', // before the least distance from the last one, or under half the usual one
  'stock-out', // more than is left
  'expired',
  'same-ingredient', // also in another active plan
  'interaction',
] as const;

/** One of {@link findingRules}. */
export type FindingRule = (typeof findingRules)[number];

/** Something that a user should know before a plan is saved or a dose taken. */
export interface Finding {
  readonly rule: FindingRule;
  readonly level: 'stop' | 'warn' | 'info';
  /** The plan it is about; of `same-ingredient` the other one. */
  readonly plan: Ref;
  readonly name: string;
  /** The most that is allowed, in `period` ms where that counts. */
  readonly most?: Quantity;
  readonly periodMs?: number;
  /** What it would come to. */
  readonly sum?: Quantity;
  /** From when on it may be taken, ms, and on the plan's clock. */
  readonly allowedFrom?: number;
  readonly allowed?: LocalTime;
  /** What an interaction provider said, in its own words. */
  readonly text?: string;
}

/** What is about to be taken. */
export interface Taking {
  readonly chain: Chain;
  readonly plan: Plan;
  readonly amount: Quantity & { readonly value: number };
  readonly at: number;
  /** The planned dose it answers; none for an extra one. */
  readonly dose?: { readonly id: string; readonly due: number; readonly dosage?: Dosage };
}

const unitOf = (q: Quantity): string => q.code ?? q.unit ?? '';

/** What to know before a dose is taken; also one that is entered for an hour in the past. */
export function checkTaking(ledger: Ledger, taking: Taking): Finding[] {
  const { chain, plan } = taking;
  const about = { plan: plan.ref, name: chain.current.plan.name };
  const dosage = taking.dose?.dosage ?? plan.dosages.find(isAsNeeded) ?? plan.dosages[0];
  const found = [...(dosage ? checkLimits(ledger, taking, dosage, about) : []), ...checkRhythm(ledger, taking, about), ...checkStock(ledger, taking, about)];
  return found.filter((f, i) => found.findIndex((g) => g.rule === f.rule) === i); // each is said once
}

type About = Pick<Finding, 'plan' | 'name'>;

function checkLimits(ledger: Ledger, taking: Taking, dosage: Dosage, about: About): Finding[] {
  const { amount, at, dose } = taking;
  const limits = limitsOf(dosage);
  const taken = takenOf(ledger, taking.chain).filter((e) => e.dose === undefined || e.dose !== dose?.id);
  const out: Finding[] = [];
  const { once, times, gapMs } = limits;
  if (once && unitOf(once) === unitOf(amount) && amount.value > once.value) out.push({ rule: 'over-once', level: 'stop', ...about, most: once, sum: amount });
  for (const { ms, most } of limits.windows) {
    if (unitOf(most) !== unitOf(amount)) continue;
    const sum = exact(amount.value + worstWindow(taken, at, ms, (e) => (e.amount && unitOf(e.amount) === unitOf(amount) ? e.amount.value : 0)));
    if (sum >= most.value) out.push(limitFinding(about, sum > most.value, { ...amount, value: sum }, most, ms));
  }
  if (times) {
    const sum = 1 + worstWindow(taken, at, times.ms, () => 1);
    const count = (value: number): Quantity => ({ value, unit: 'doses' });
    if (sum >= times.most) out.push(limitFinding(about, sum > times.most, count(sum), count(times.most), times.ms));
  }
  const nearest = Math.max(...taken.filter((e) => e.at <= at).map((e) => e.at), -Infinity);
  if (gapMs !== undefined && at - nearest < gapMs) out.push({ rule: 'too-soon', level: 'stop', ...about, ...allowedAt(nearest + gapMs, taking) });
  return out;
}

const limitFinding = (about: About, over: boolean, sum: Quantity, most: Quantity, periodMs: number): Finding => ({
  ...{ rule: over ? 'over-maximum' : 'last-allowed', level: over ? 'stop' : 'info', ...about, most, sum, periodMs },
});

/** The most that was taken in any window of `ms` that holds the instant: an hour entered late counts with what came after it too. */
function worstWindow(taken: readonly DoseEvent[], at: number, ms: number, weight: (e: DoseEvent) => number): number {
  const near = taken.filter((e) => e.at > at - ms && e.at < at + ms);
  const ends = [at, ...near.filter((e) => e.at > at).map((e) => e.at)];
  return Math.max(...ends.map((end) => near.filter((e) => e.at > end - ms && e.at <= end).reduce((sum, e) => sum + weight(e), 0)));
}

const allowedAt = (at: number, { chain, at: now }: Taking): Pick<Finding, 'allowedFrom' | 'allowed'> => ({
  allowedFrom: at,
  allowed: localTime(at, chain.zone, now),
});

/** What was taken of the same ingredient, in this plan and in others. */
function takenOf(ledger: Ledger, chain: Chain): DoseEvent[] {
  const same = ledger.chains.filter((c) => c === chain || sameIngredient(c.current.plan, chain.current.plan));
  return same.flatMap((c) => (ledger.events.get(c.current.plan.group) ?? []).filter((e) => e.kind === 'taken'));
}

/** Under half the usual distance from the one before: said, because travel and late doses bring them together. */
function checkRhythm(ledger: Ledger, taking: Taking, about: About): Finding[] {
  const { chain, plan, at, dose } = taking;
  const version = chain.versions.find((v) => v.plan.ref === plan.ref);
  const events = (ledger.events.get(plan.group) ?? []).filter((e) => e.kind === 'taken' && e.dose !== dose?.id && e.at <= at);
  const last = Math.max(...events.map((e) => e.at), -Infinity);
  const usual = version && dose ? usualDistance(version, chain, dose.due) : undefined;
  if (usual === undefined || at - last >= usual / 2) return [];
  return [{ rule: 'too-soon', level: 'stop', ...about, ...allowedAt(last + usual / 2, taking) }];
}

/** The shorter distance from a dose to its neighbours in the schedule. */
function usualDistance(version: CompiledPlan, { zone }: Chain, due: number): number | undefined {
  const before = planDoses(version, zone, due - 2 * dayMs, due).at(-1)?.due;
  const after = nextDose(version, zone, due + 1)?.due;
  const found = [before === undefined ? Infinity : due - before, after === undefined ? Infinity : after - due];
  const least = Math.min(...found);
  return Number.isFinite(least) ? least : undefined;
}

function checkStock(ledger: Ledger, { chain, amount, at }: Taking, about: About): Finding[] {
  const events = ledger.events.get(chain.current.plan.group) ?? [];
  const stock = stockOf({ chain, events, now: at, lowStockDays: 0 });
  if (!stock) return [];
  const out: Finding[] = [];
  if (stock.expired) out.push({ rule: 'expired', level: 'stop', ...about });
  if (stock.unit === unitOf(amount) && stock.left < amount.value)
    out.push({ rule: 'stock-out', level: 'warn', ...about, most: { ...amount, value: stock.left } });
  return out;
}

/** Letters and digits of a name, without strength, form and spacing: "Paracetamol 500 mg tablets" is "paracetamol". */
export function ingredientName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\d+(?:[.,]\d+)?\s*(?:mg|g|µg|μg|ug|mcg|ml|iu|%|毫克|克|微克|毫升|单位)(?:\/\w+)?/g, ' ')
    .replace(/\b(?:tablets?|tabs?|capsules?|caps?|syrup|drops?|oral|film-coated|extended[- ]release|er|xr|sr)\b/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/(?:缓释|控释|肠溶|分散|咀嚼|泡腾)?(?:片剂?|胶囊|颗粒|口服液|滴剂|糖浆|软膏|注射液)$/g, '');
}

/** Whether two plans hold the same ingredient: a shared code, else the same name without strength and form. */
export function sameIngredient(a: Pick<Plan, 'concept' | 'name'>, b: Pick<Plan, 'concept' | 'name'>): boolean {
  const codes = new Set(a.concept.coding?.map((c) => `${c.system ?? ''}|${c.code ?? ''}`));
  if (b.concept.coding?.some((c) => c.code && codes.has(`${c.system ?? ''}|${c.code}`))) return true;
  const name = ingredientName(a.name);
  return name !== '' && name === ingredientName(b.name);
}

/** What to know before a plan is saved: other active plans with the same ingredient. */
export function checkPlan(ledger: Ledger, draft: Pick<Plan, 'concept' | 'name' | 'group'>): Finding[] {
  return ledger.chains
    .filter(({ current }) => current.plan.active && current.plan.group !== draft.group && sameIngredient(current.plan, draft))
    .map(({ current }) => ({ rule: 'same-ingredient', level: 'warn', plan: current.plan.ref, name: current.plan.name }));
}
