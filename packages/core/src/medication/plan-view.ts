import { patternOf } from './pattern.js';
import { amountOf } from './plan.js';
import { stockOf } from './stock.js';
import { describe } from './text/describe.js';
import type { LocaleTag } from '../i18n/index.js';
import type { Chain, Ledger } from './ledger.js';
import type { PlanView } from './views.js';

/** The current version of a plan as it is shown. */
export function viewPlan(chain: Chain, ledger: Ledger, locale: LocaleTag, now: number): PlanView {
  const { current, zone } = chain;
  const { plan, refusals, asNeeded } = current;
  const { text, omitted } = describe(plan.dosages, locale);
  const own = new Set(['zh-CN', 'en'].map((tag) => describe(plan.dosages, tag).text));
  const said = plan.dosages
    .map((d) => d.text ?? '')
    .filter((t) => t && !own.has(t))
    .join('; ');
  const [only, more] = plan.dosages;
  const pattern = only && !more ? patternOf(only) : undefined;
  const amount = only && amountOf(only);
  const stock = stockOf(current, ledger.events.get(plan.group) ?? [], zone, now);
  return {
    ...{ ref: plan.ref, name: plan.name, text, dosages: plan.dosages, omitted, active: plan.active, asNeeded, refusals, remind: plan.remind },
    ...(said ? { prescriberText: said } : {}),
    ...(pattern ? { pattern } : {}),
    ...(amount ? { amount } : {}),
    ...(stock ? { stock } : {}),
  };
}
