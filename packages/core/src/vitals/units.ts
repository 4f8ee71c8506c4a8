import type { Measure, MeasureUnit } from './types.js';

interface UnitRow {
  /** The unit that this one is converted through. */
  readonly base: string;
  /** base = value x factor + offset */
  readonly factor: number;
  readonly offset?: number;
  /** How devices and old systems write it. */
  readonly aliases?: readonly string[];
}

/** The one table of unit factors. UCUM code -> base unit. */
const table: Readonly<Record<string, UnitRow>> = {
  'mm[Hg]': { base: 'mm[Hg]', factor: 1, aliases: ['mmHg', 'mmHG', '毫米汞柱', 'mm Hg', 'mmhg', 'mm_Hg'] },
  kPa: { base: 'mm[Hg]', factor: 7.50061683, aliases: ['千帕'] }, // conventional millimetre of mercury: 133.322387415 Pa
  '/min': {
    base: '/min',
    factor: 1,
    aliases: ['{beats}/min', 'beats/min', 'beats/minute', 'bpm', 'count/min', '{Beats}/min', 'breaths/min', '{breaths}/min', '1/min', '次/分', '次/分钟'],
  },
  'mmol/L': { base: 'mmol/L', factor: 1, aliases: ['mmol/l', 'mmol<180.1558800000541>/L'] },
  'mg/dL': { base: 'mmol/L', factor: 1 / 18.01559, aliases: ['mg/dl', 'mg/DL'] }, // molar mass of glucose 180.1559 g/mol
  '%': { base: '%', factor: 1, aliases: ['percent', '%{HbA1c}', '%{Hb}'] },
  'mmol/mol': { base: '%', factor: 0.09148, offset: 2.152 }, // HbA1c only: IFCC-NGSP master equation
  Cel: { base: 'Cel', factor: 1, aliases: ['degC', '°C', 'C', '℃'] },
  '[degF]': { base: 'Cel', factor: 5 / 9, offset: -160 / 9, aliases: ['degF', '°F', 'F', '℉'] },
  kg: { base: 'kg', factor: 1, aliases: ['公斤', '千克'] },
  g: { base: 'kg', factor: 0.001 },
  '500.g': { base: 'kg', factor: 0.5, aliases: ['斤', 'jin', '市斤'] }, // the Chinese jin; UCUM has no name for it, but any number may stand before g
  '[lb_av]': { base: 'kg', factor: 0.45359237, aliases: ['lb', 'lbs', '[lb_us]', 'lb_av'] },
  cm: { base: 'cm', factor: 1, aliases: ['厘米'] },
  m: { base: 'cm', factor: 100 },
  '[in_i]': { base: 'cm', factor: 2.54, aliases: ['in', 'inch', 'inches', '[in_us]'] },
  h: { base: 'h', factor: 1, aliases: ['hr', 'hour', 'hours', '小时'] },
  min: { base: 'h', factor: 1 / 60, aliases: ['minute', 'minutes', '分钟'] },
  '/d': { base: '/d', factor: 1, aliases: ['{steps}/d', 'steps/day', 'count', '步'] },
  '{score}': { base: '{score}', factor: 1, aliases: ['score', '分'] },
  'kg/m2': { base: 'kg/m2', factor: 1, aliases: ['kg/m^2', 'kg/m²'] },
};

let written: { readonly alias: ReadonlyMap<string, string>; readonly letters: ReadonlyMap<string, string> } | undefined;

/** By what is written; made for the first unit that is looked up. `letters`: `MMHG`, `Mmol/l`; one letter alone means something else in another case. */
function ways(): NonNullable<typeof written> {
  if (written) return written;
  const alias = new Map(Object.entries(table).flatMap(([code, row]) => [code, ...(row.aliases ?? [])].map((name) => [name, code] as const)));
  return (written = { alias, letters: new Map([...alias].filter(([name]) => name.length > 1).map(([name, code]) => [name.toLowerCase(), code])) });
}

/** The UCUM code for what a device or system wrote (`mmHg` -> `mm[Hg]`); `undefined` for a unit that is not known here. */
export const ucumCode = (text: string): string | undefined => ways().alias.get(text.trim()) ?? ways().letters.get(text.trim().toLowerCase());

/**
 * Converts between units of one dimension, unrounded.
 * @returns `undefined` when the two do not measure the same thing
 */
export function convert(value: number, from: string, to: string): number | undefined {
  if (from === to) return value;
  const a = table[from];
  const b = table[to];
  if (!a || !b || a.base !== b.base) return undefined;
  return (value * a.factor + (a.offset ?? 0) - (b.offset ?? 0)) / b.factor;
}

/**
 * Converts between units of one measure, unrounded: by the measure's own factors where a host gave some, else by the table.
 * @returns `undefined` when neither knows how
 */
export function convertIn(measure: Measure, value: number, from: string, to: string): number | undefined {
  const [own, other] = [unitOf(measure, from)?.toFirst, unitOf(measure, to)?.toFirst];
  if (from === to || (!own && !other)) return convert(value, from, to);
  const first = defaultUnit(measure).code;
  const inFirst = own ? value * own.factor + (own.plus ?? 0) : convert(value, from, first);
  if (inFirst === undefined || !other) return inFirst === undefined ? undefined : convert(inFirst, first, to);
  return (inFirst - (other.plus ?? 0)) / other.factor;
}

/** A difference in another unit of the measure: as {@link convertIn}, without the scale's own zero. */
export function differenceIn(measure: Measure, value: number, from: string, to: string): number | undefined {
  const [end, zero] = [convertIn(measure, value, from, to), convertIn(measure, 0, from, to)];
  return end === undefined || zero === undefined ? undefined : end - zero;
}

/** Digits after the point that a step needs: 0.1 -> 1. */
export const stepDigits = (step: number): number => Math.max(0, Math.ceil(-Math.log10(step)));

/** Rounds to a multiple of `step`, half away from zero, without binary dust: 4.35 by 0.1 is 4.4. */
export function roundToStep(value: number, step: number): number {
  const steps = Math.abs(value) / step;
  return Number((Math.sign(value) * Math.floor(steps + 0.5 + 1e-9) * step).toFixed(stepDigits(step)));
}

/** The unit's row in a measure; `undefined` when the measure is not entered in it. */
export const unitOf = (measure: Measure, code: string): MeasureUnit | undefined => measure.units.find((unit) => unit.code === code);

/**
 * The unit of a measure that somebody wrote: one of its own as it stands, so that a host's measure may bring a unit that is in no table here, or what
 * people and devices write for one of them (`mmHg`). `undefined` when the measure does not have it.
 */
export function unitIn(measure: Measure, written: string): string | undefined {
  if (unitOf(measure, written)) return written;
  const own = measure.units.find(({ aliases }) => aliases?.includes(written.trim()));
  const code = own?.code ?? ucumCode(written);
  return code !== undefined && unitOf(measure, code) ? code : undefined;
}

/** The unit that a measure is shown in unless somebody chose another. */
export const defaultUnit = (measure: Measure): MeasureUnit => measure.units[0]!; // the reader refuses a measure without units
