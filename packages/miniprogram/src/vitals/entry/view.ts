import { formatNumber, pickTexts } from '@nelumbo/core/i18n';
import { meals, stepDigits, unitOf, type CheckResult, type Measure, type Population, type Reading, type Refusal, type Setting } from '@nelumbo/core/vitals';
import type { VitalsEntryTexts } from '../../../../elements/src/locales/vitals/entry.js';
import type { VitalsStatusTexts } from '../../../../elements/src/locales/vitals/status.js';
import { offersUnits, pulseField, type Circumstances, type Typed } from '../../../../elements/src/vitals/entry/draft.js';
import { formatAgo, formatValue, formatValues, measureName, unitName } from '../../../../elements/src/vitals/words.js';
import type { MiniTexts } from '../../components/texts.js';
import { statusView } from '../status-view.js';
import type { EntryGround, Review } from './entry.js';

interface Shared {
  readonly ground: EntryGround;
  readonly measure: Measure;
  readonly texts: VitalsEntryTexts & VitalsStatusTexts;
  readonly locale: string;
  readonly circumstances: Circumstances;
  readonly now: number;
}

const places: readonly Setting[] = ['home', 'clinic'];
const chip = (value: string, text: string, chosen: string | undefined): object => ({ value, text, on: value === chosen });

function refusalText(refusal: Refusal, { texts, circumstances, locale }: Shared): string {
  const { limits, reason, component } = refusal;
  const say = texts.refused[reason];
  if (!limits) return say;
  const digits = (x: number) => formatNumber(x, locale, { maximumFractionDigits: 1, useGrouping: false });
  return say + texts.entry.between(digits(limits[0]), digits(limits[1]), unitName(component === pulseField ? '/min' : circumstances.unit, texts));
}

/** The fields, each with its ghost of the last value and what is wrong with it. */
function fieldsOf(input: Shared & { typed: Typed; findings: CheckResult }): object[] {
  const { ground, measure, texts, locale, typed, findings, circumstances } = input;
  const { unit } = circumstances;
  const error = (id: string) => {
    const refusal = findings.refused.find(({ component }) => component === id);
    return refusal ? refusalText(refusal, input) : '';
  };
  const field = (id: string, label: string, ghost: string, unitText: string, decimal: boolean) => ({
    ...{ id, label, ghost, unit: unitText, hint: texts.componentHints[id] ?? '', value: typed[id] ?? '', error: error(id) },
    keyboard: decimal ? 'digit' : 'number',
  });
  const own = measure.components.map(({ id }) => {
    const last = ground.latest?.unit === unit ? ground.latest.values[id] : undefined;
    const ghost = last === undefined ? '' : formatValue(measure, last, unit, locale);
    return field(id, texts.components[id] ?? measureName(measure, texts), ghost, unitName(unit, texts), stepDigits(unitOf(measure, unit)?.step ?? 1) > 0);
  });
  return ground.heartRate ? [...own, field(pulseField, texts.components['pulse'] ?? '', '', unitName('/min', texts), false)] : own;
}

/** What the first step shows. */
export function typingView(input: Shared & { typed: Typed; findings: CheckResult; mini: MiniTexts }): object {
  const { ground, measure, texts, locale, findings, circumstances, now, typed, mini } = input;
  const { unit, meal, setting, at } = circumstances;
  const t = texts.entry;
  const { latest } = ground;
  const isSwapped = findings.doubts.some(({ reason }) => reason === 'swapped');
  const fits = offersUnits(measure) ? findings.refused.find((one) => one.fits)?.fits : undefined;
  const timely = findings.refused.find(({ reason }) => reason === 'no-time' || reason === 'in-the-future');
  const whole = findings.refused.find((one) => one.component === undefined && one !== timely);
  const local = at === undefined ? '' : new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString();
  return {
    heading: t.heading(measureName(measure, texts)),
    last: latest
      ? t.last(`${formatValues(measure, latest.values, latest.unit, locale)} ${unitName(latest.unit, texts)}`, formatAgo(latest.at, locale, now))
      : t.first,
    fields: fieldsOf(input),
    swapped: isSwapped ? { text: t.swapped(measure.components.map(({ id }) => typed[id]).join('/')), button: t.swap } : null,
    fits: fits ? { text: t.fits(unitName(fits, texts)), button: t.useUnit(unitName(fits, texts)), unit: fits } : null,
    error: whole && !fits ? refusalText(whole, input) : '',
    groups: [
      ...(offersUnits(measure) ? [{ id: 'unit', title: t.unit, chips: measure.units.map(({ code }) => chip(code, unitName(code, texts), unit)) }] : []),
      ...(meal ? [{ id: 'meal', title: texts.meal, chips: meals.map((one) => chip(one, texts.meals[one], meal)) }] : []),
      { id: 'place', title: t.setting, chips: places.map((one) => chip(one, texts.settings[one], setting)) },
    ],
    when: {
      ...{ title: t.when, now: t.now, earlier: t.earlier, isEarlier: at !== undefined },
      ...(at !== undefined && { label: t.whenLabel, dayLabel: mini.day, day: local.slice(0, 10), time: local.slice(11, 16) }),
      ...{ error: timely ? texts.refused[timely.reason] : '' },
    },
    next: t.next,
  };
}

/** What the second step shows: the reading large, what it means, Save; and what was saved. */
export function reviewView(input: Shared & { review: Review; saved: boolean; call: string; population: Population }): object {
  const { review, measure, texts, locale, saved, ground, call, population } = input;
  const t = texts.entry;
  const [main, pulse] = review.readings;
  const valueText = (reading: Reading) => formatValues(measure, reading.values, reading.unit ?? '', locale);
  const unit = unitName(main!.unit ?? '', texts); // a review has a reading
  const { meal, setting } = main?.context ?? {};
  const pulseText = pulse ? `${texts.components['pulse'] ?? ''} ${String(pulse.values['value'] ?? '')}` : '';
  const beside = [pulse ? `${pulseText} ${unitName('/min', texts)}` : '', meal ? texts.meals[meal] : '', setting ? texts.settings[setting] : ''];
  const own = review.doubts.some(({ component }) => component !== pulseField);
  const duplicate = review.doubts.some(({ reason }) => reason === 'duplicate');
  return {
    ...{ name: measureName(measure, texts), value: valueText(main!), unit, beside: beside.filter(Boolean).join(' · ') },
    doubt:
      review.doubts.length && !saved
        ? {
            ask: t.ask(own || !pulse ? `${valueText(main!)} ${unit}` : pulseText),
            reasons: [...new Set(review.doubts.map(({ reason }) => t.doubts[reason]))].join(' '),
          }
        : null,
    status: ground.document.profiles.some((one) => one.measure === measure.id)
      ? statusView(review.status, measure.id, ground.document, { texts, locale, call, population, inLocale: (text) => pickTexts(text, locale) })
      : null,
    saved: saved ? `${t.saved} ` : '',
    ...(saved ? { savedHint: t.savedHint, again: t.again } : { save: duplicate ? t.saveBoth : review.doubts.length ? t.saveSure : t.save, back: t.back }),
    notSaved: t.notSaved,
  };
}
