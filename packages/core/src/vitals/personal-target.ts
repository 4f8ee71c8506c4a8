import { wordOf, type Classification, type Direction, type Tone } from './classify.js';
import { convertIn, roundToStep, unitOf } from './units.js';
import type { GuidelineDocument, PersonalTarget } from './guideline-types.js';
import type { FullReading, Measure } from './types.js';

/**
 * A limit in another unit: the published partner where there is one (4.4 mmol/L is 80 mg/dL, not 79), else converted and rounded to the unit's step.
 * @returns `undefined` when the two units do not measure the same thing
 */
export function pairedLimit(document: Pick<GuidelineDocument, 'glucosePairs'>, measure: Measure, limit: number, from: string, to: string): number | undefined {
  if (from === to) return limit;
  const pair = document.glucosePairs.find((p) => (p as unknown as Record<string, number>)[from] === limit) as unknown as Record<string, number> | undefined; // two of its fields are named by unit
  const partner = measure.id === 'glucose' ? pair?.[to] : undefined;
  const converted = partner ?? convertIn(measure, limit, from, to);
  return converted === undefined ? undefined : roundToStep(converted, unitOf(measure, to)?.step ?? 0.1);
}

/** The targets that speak about a reading: of its measure, and of its meal where they name meals. */
export const targetsFor = (targets: readonly PersonalTarget[], reading: Pick<FullReading, 'measure' | 'context'>): readonly PersonalTarget[] =>
  targets.filter((t) => t.measure === reading.measure && (!t.meal || t.meal.includes(reading.context.meal ?? 'random')));

/** Where a value lies from its target. */
function sideOf(target: PersonalTarget, measure: Measure, reading: Pick<FullReading, 'values' | 'unit'>, document: GuidelineDocument): Direction | undefined {
  const given = reading.values[target.component ?? 'value'];
  const step = unitOf(measure, reading.unit)?.step;
  if (given === undefined || !step) return undefined;
  const value = roundToStep(given, step);
  const limit = (x: number | undefined) => (x === undefined ? undefined : pairedLimit(document, measure, x, target.unit, reading.unit));
  const [from, to] = [limit(target.from), limit(target.to)];
  if (from !== undefined && value < from) return 'down';
  return to !== undefined && value > to ? 'up' : 'none';
}

/** Whether the targets draw a line in the direction in which the guideline objects; where they do not, the guideline stands. */
const limits = (targets: readonly PersonalTarget[], direction: Direction): boolean =>
  direction === 'none' || targets.some((t) => (direction === 'up' ? t.to : t.from) !== undefined);

/**
 * Lets personal targets decide over what the guideline said. An urgent value stays urgent; a side that no target limits stays the guideline's, so a
 * target of "at most 130" never makes a low pressure green.
 */
export function applyTargets(
  judged: Classification,
  measure: Measure,
  reading: Pick<FullReading, 'measure' | 'values' | 'unit' | 'context'>,
  all: readonly PersonalTarget[],
  document: GuidelineDocument,
): Classification {
  const targets = targetsFor(all, reading);
  if (!targets.length || judged.tone === 'urgent') return judged;
  const sides = targets.map((target) => ({ target, side: sideOf(target, measure, reading, document) }));
  const missed = sides.find(({ side }) => side === 'up' || side === 'down');
  if (missed) {
    const direction = missed.side as Direction; // one of the two, by the line above
    const tone: Tone = judged.tone === 'alert' && judged.direction === direction ? 'alert' : 'watch';
    return { ...judged, tone, direction, word: wordOf(tone, direction), target: missed.target };
  }
  const met = sides.find(({ side }) => side === 'none');
  if (!met || !limits(targets, judged.direction)) return judged;
  return { ...judged, tone: 'good', direction: 'none', word: 'in-range', target: met.target };
}
