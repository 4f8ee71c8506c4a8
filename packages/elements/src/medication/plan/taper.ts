import { numberTyped } from '@nelumbo/core/i18n';
import type { Dosage } from '@nelumbo/core/fhir';
import { dosageOf, patternOf, type DosePattern } from '@nelumbo/core/medication';

/** An amount that follows another one, as it stands in the fields; only the last may go on without an end. */
export interface TaperStep {
  readonly amount: string;
  readonly days: string;
}

/** The fields of a tapered dose. */
export interface TaperFields {
  readonly taper: readonly TaperStep[];
  readonly taperDays: string;
}

const dayMs = 86_400_000;
const later = (date: string, days: number): string => new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);
const number = (text: string): number => numberTyped(text) ?? NaN;

/** Dosages one after another, each with the days that it is for: nothing depends on where the one before ended. `start` must be there. */
export function taperDosages(pattern: DosePattern, { taper, taperDays }: TaperFields): readonly Dosage[] {
  const { end: _end, ...base } = pattern;
  const steps = [{ amount: String(pattern.amount), days: taperDays }, ...taper];
  let start = base.start ?? '';
  return steps.map((step, i) => {
    const days = number(step.days);
    const ends = days > 0;
    const dosage = dosageOf({ ...base, amount: number(step.amount), start, ...(ends ? { end: later(start, days - 1) } : {}) });
    if (ends) start = later(start, days);
    return { ...dosage, sequence: i + 1 };
  });
}

/** The fields of dosages that follow one another day on day and differ in their amount alone; `undefined` for others. */
export function stepsOf(dosages: readonly Dosage[]): (TaperFields & { readonly pattern: DosePattern }) | undefined {
  const patterns = dosages.map(patternOf);
  const [first] = patterns;
  if (dosages.length < 2 || !first?.start || dosages.some((d, i) => d.sequence !== i + 1)) return undefined;
  const days = patterns.map((p) => (p?.start && p.end ? String((Date.parse(p.end) - Date.parse(p.start)) / dayMs + 1) : ''));
  const fields = { taperDays: days[0]!, taper: patterns.slice(1).map((p, i) => ({ amount: String(p?.amount ?? ''), days: days[i + 1]! })) };
  // What the fields do not say shows as a difference.
  const again = patterns.every(Boolean) && fields.taperDays ? taperDosages(first, fields) : [];
  const said = (list: readonly Dosage[]): string => JSON.stringify(list.map((dosage) => [dosage.sequence, patternOf(dosage)]));
  return again.length === dosages.length && said(again) === said(dosages) ? { pattern: first, ...fields } : undefined;
}
