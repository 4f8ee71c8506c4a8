import { patternOf } from './pattern.js';
import { amountOf } from './plan.js';
import { stockOf } from './stock.js';
import { localTime } from './day.js';
import { describe } from './text/describe.js';
import { dayMs } from './timing/civil.js';
import type { LocaleTag } from '../i18n/index.js';
import type { Chain, Ledger } from './ledger.js';
import type { Zone } from './timing/zone.js';
import type { PlanVersion, PlanView } from './views.js';

/** The current version of a plan as it is shown. */
export function viewPlan(chain: Chain, ledger: Ledger, locale: LocaleTag, now: number, device: Zone): PlanView {
  const { current } = chain;
  const { plan, refusals, asNeeded } = current;
  const { text, omitted: unsaid } = describe(plan.dosages, locale);
  const omitted = plan.problems.some(Boolean) ? [...unsaid, 'dosage'] : unsaid;
  const said = plan.dosages
    .map((d) => d.text ?? '')
    .filter((t) => t && t !== text && !['zh-CN', 'en'].some((tag) => tag !== locale && describe(plan.dosages, tag).text === t)) // words of ours are not the prescriber's
    .join('; ');
  const [only, more] = plan.dosages;
  const pattern = only && !more ? patternOf(only) : undefined;
  const amount = only && amountOf(only);
  const stock = stockOf({ chain, events: ledger.events.get(plan.group) ?? [], now, lowStockDays: ledger.content.lowStockDays });
  return {
    ...{ ref: plan.ref, name: plan.name, text, dosages: plan.dosages, omitted, active: plan.active, asNeeded, refusals, remind: plan.remind },
    ...{ paused: plan.paused, optional: current.optional, zonePolicy: plan.zonePolicy, versions: chain.versions.length },
    ...(plan.zone ? { zone: plan.zone } : {}),
    ...(plan.zonePolicy === 'ask' && differs(chain.zone, device, now) ? { asksZone: true } : {}),
    ...(plan.paused && plan.until < Infinity ? { pausedAt: plan.until } : {}),
    ...(said ? { prescriberText: said } : {}),
    ...(pattern ? { pattern } : {}),
    ...(amount ? { amount } : {}),
    ...(stock ? { stock } : {}),
  };
}

/** Whether two zones show another time, today or in half a year. */
const differs = (a: Zone, b: Zone, now: number): boolean => [now, now + 182 * dayMs].some((t) => a.toLocal(t) !== b.toLocal(t));

/** All versions of a plan, newest first. */
export function viewVersions({ versions }: Chain, locale: LocaleTag, now: number, device: Zone): readonly PlanVersion[] {
  const shown = versions.map(({ plan }, i): PlanVersion => {
    const isLast = i === versions.length - 1;
    const held = plan.paused ? 'paused' : 'ended';
    return {
      ...{ ref: plan.ref, name: plan.name, text: describe(plan.dosages, locale).text, dosages: plan.dosages },
      ...(Number.isFinite(plan.from) ? { from: localTime(plan.from, device, now) } : {}),
      ...(Number.isFinite(plan.until) ? { until: localTime(plan.until, device, now) } : {}),
      state: plan.active ? 'in-force' : isLast || plan.paused ? held : 'replaced',
    };
  });
  return shown.reverse();
}
