import type { Engine } from './engine.js';
import { translated } from './extensions.js';
import type { Instance } from './instance.js';
import type { Score } from './types.js';

/** The totals of a form: items that carry score bands. Reading subscribes. */
export function scoresOf(engine: Engine): readonly Score[] {
  const out: Score[] = [];
  engine.plan.items.forEach((item, index) => {
    if (item.bands.length === 0) return;
    for (const instance of engine.instancesOf(index)) if (instance.enabled) out.push(scoreOf(engine, instance));
  });
  return out;
}

function scoreOf(engine: Engine, instance: Instance): Score {
  const locale = engine.locale.value;
  const value = instance.answers[0]?.value;
  const incomplete = partsOf(engine, instance).some((part) => part.enabled && part.answers.length === 0);
  const total = typeof value === 'number' && !incomplete ? value : undefined;
  const band = total === undefined ? undefined : instance.plan.bands.find((one) => one.low <= total && total <= one.high);
  return {
    linkId: instance.linkId,
    text: instance.shortText,
    value: total,
    incomplete,
    band: band && { low: band.low, high: band.high, code: band.code, text: translated(band.text, band.textElement, locale) },
  };
}

/** What a total is made of: the weighted items that its expression names, or all of them when it reads the whole form. */
function partsOf(engine: Engine, total: Instance): readonly Instance[] {
  const path = total.plan.calculated?.path;
  const named = path && !path.structural ? path.linkIds.flatMap((id) => engine.plan.index.get(id) ?? []) : undefined;
  const indices = named ?? engine.plan.items.map((_, index) => index);
  return indices
    .filter((index) => engine.plan.items[index]?.options.some((option) => option.weight !== undefined))
    .flatMap((index) => engine.instancesOf(index));
}
