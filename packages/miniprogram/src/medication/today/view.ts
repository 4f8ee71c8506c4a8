import { pickTexts } from '@nelumbo/core/i18n';
import type { DayView, DoseRefusal, DoseView, Finding, PlanView, ScheduleContent, TakeOptions } from '@nelumbo/core/medication';
import type { MedicationTexts } from '../../../../elements/src/locales/medication/index.js';
import type { FindingTexts } from '../../../../elements/src/locales/medication/finding.js';
import { findingWords } from '../../../../elements/src/medication/finding-words.js';
import type { MiniTexts } from '../../components/texts.js';
import { amountWords, dosageWords, noteWords, unitWord } from '../../../../elements/src/medication/words.js';

/** Words of the day and of its panels. */
export type TodayTexts = MedicationTexts & FindingTexts;

/** What the open panel of a row holds. */
export interface Panel {
  readonly dose: string;
  readonly amount: string;
  /** `HH:MM` of the dose's day; now without it. */
  readonly at: string;
  readonly problem: DoseRefusal | undefined;
  readonly agreed: Partial<TakeOptions>;
}

/** All that the view is made of. */
export interface TodayInput {
  readonly day: DayView;
  readonly content: ScheduleContent;
  readonly texts: TodayTexts;
  readonly locale: string;
  readonly panel: Panel | undefined;
  readonly asked: { readonly plan: string; readonly findings: readonly Finding[] } | undefined;
  readonly readonly: boolean;
  readonly title: string;
  /** From which on the doses of a list are shown. */
  readonly from: Readonly<Record<string, number>>;
  readonly mini: MiniTexts;
}

/** A list shows so many at a time: each is some twenty nodes, and a phone has to draw them. */
const SHOWN = 40;

const tones = { upcoming: 'unknown', due: 'due', late: 'watch', missed: 'alert', snoozed: 'due', taken: 'good', skipped: 'unknown', extra: 'good' } as const;
/** A sign for each state: never colour alone. */
const signs = { upcoming: '○', due: '●', late: '!', missed: '–', snoozed: '◔', taken: '✓', skipped: '–', extra: '+' } as const;
const order: Readonly<Record<string, number>> = { late: 0, due: 1, snoozed: 2 };
const isOpen = ({ state }: DoseView): boolean => state in order;

function stateWord(dose: DoseView, { states }: MedicationTexts): string {
  if (dose.state === 'missed' && dose.beforePlan) return states.beforePlan;
  return dose.state === 'taken' && dose.takenLate ? states.takenLate : states[dose.state];
}

function detail(dose: DoseView, { texts, content, locale }: TodayInput): string {
  const reason = content.skipReasons.find(({ code }) => code === dose.reason);
  const parts = [
    ...(dose.takenAt && dose.state !== 'extra' ? [texts.today.takenAt(dose.takenAt.time)] : []),
    ...(dose.snoozedUntil ? [texts.today.snoozedUntil(dose.snoozedUntil.time)] : []),
    ...(dose.state === 'skipped' && reason ? [pickTexts(reason.text, locale)] : []),
  ];
  return parts.map((part) => ` · ${part}`).join('');
}

function stockOf(plan: PlanView | undefined, { texts, content, locale }: TodayInput): { text: string; low: boolean } | null {
  if (!plan?.stock) return null;
  const { left, unit, daysLeft } = plan.stock;
  const low = left === 0 || (daysLeft !== undefined && daysLeft <= content.lowStockDays);
  const said = [texts.today.left(amountWords({ value: left, code: unit, unit: unitWord(content.units, unit, locale) }, locale))];
  if (daysLeft !== undefined) said.push(texts.today.daysLeft(daysLeft));
  if (low) said.push(texts.today.lowStock);
  return { text: said.join(' · '), low };
}

function panelOf(dose: DoseView, input: TodayInput): object | null {
  const { panel: open, texts, content, locale } = input;
  if (open?.dose !== dose.id) return null;
  const { today, panel: t } = texts;
  const { problem } = open;
  const asks = problem?.rule === 'amount-differs' || problem?.rule === 'asks';
  const { prescribed, given } = problem ?? {};
  const differs =
    prescribed && given !== undefined ? [t.confirmAmount(amountWords({ ...dose.amount, value: given }, locale), amountWords(prescribed, locale))] : [];
  const skipped = dose.state === 'skipped';
  return {
    ...(skipped
      ? {}
      : {
          ...{ amount: open.amount, amountLabel: t.amount(unitWord(content.units, dose.amount?.code ?? '', locale)) },
          ...{ at: open.at, atLabel: t.at, record: today.record },
        }),
    laterLabel: isOpen(dose) ? t.later : '',
    later: isOpen(dose) ? content.snoozeMinutes.map((minutes) => ({ minutes, text: today.minutes(minutes) })) : [],
    skipLabel: skipped ? '' : t.skip,
    skip: skipped ? [] : content.skipReasons.map(({ code, text }) => ({ code, text: pickTexts(text, locale) })),
    early: skipped ? t.takeAfterAll : dose.state === 'upcoming' ? t.takeEarly : '',
    undo: skipped ? today.undo : '',
    other: skipped ? '' : dose.state === 'missed' ? today.record : t.other,
    error: problem && !asks ? texts.doseRefusals[problem.rule] : '',
    ask: asks ? [...differs, ...(problem?.findings ?? []).map((one) => findingWords(one, texts, locale))] : [],
    yes: asks ? (differs.length ? t.confirmYes : t.recordAnyway) : '',
  };
}

/** A button and what it is called when only it is heard; nothing of one that is not offered: all of this goes over to the page's thread. */
const button = (name: string, offered: boolean, text: string, label: string): object => (offered ? { [name]: text, [`${name}Label`]: label } : { [name]: '' });

function rowOf(dose: DoseView, input: TodayInput, stock: boolean): object {
  const { texts, locale, day, readonly } = input;
  const t = texts.today;
  const amount = dose.takenAmount ?? dose.amount;
  const { time } = dose.local;
  const open = isOpen(dose);
  const done = dose.state === 'taken' || dose.state === 'extra';
  return {
    id: dose.id,
    time,
    day: dose.local.days === -1 && open ? t.yesterday : '',
    tone: dose.state === 'missed' && dose.beforePlan ? 'unknown' : tones[dose.state],
    sign: signs[dose.state],
    open,
    aside: done || dose.state === 'skipped',
    name: dose.name,
    facts: [amount ? amountWords(amount, locale) : '', noteWords(dose, locale)].filter(Boolean).join(' · '),
    state: stateWord(dose, texts) + detail(dose, input),
    stock: stock ? stockOf(day.plans[dose.plan], input) : null,
    ...button('take', open && !readonly, t.take, t.takeNamed(dose.name, time)),
    ...button('record', dose.state === 'missed' && !readonly, t.record, t.recordNamed(dose.name, time)),
    ...button('undo', done && !readonly, t.undo, t.undoNamed(dose.name, time)),
    ...button('more', (open || dose.state === 'upcoming' || dose.state === 'skipped') && !readonly, t.more, t.moreNamed(dose.name, time)),
    panel: panelOf(dose, input),
  };
}

/** What the markup of the day shows: every word made, every choice decided. */
export function todayView(input: TodayInput): object {
  const { day, texts, locale, title, readonly, asked } = input;
  const t = texts.today;
  const now = day.doses.filter(isOpen).sort((a, b) => order[a.state]! - order[b.state]! || a.due - b.due);
  const rest = day.doses.filter((dose) => !isOpen(dose));
  const withStock = new Set(day.asNeeded.map(({ ref }) => ref));
  const row = (dose: DoseView) => {
    const first = !withStock.has(dose.plan);
    withStock.add(dose.plan);
    return rowOf(dose, input, first);
  };
  const counted = day.doses.filter((dose) => dose.state !== 'extra' && !(dose.state === 'missed' && dose.beforePlan));
  const done = counted.filter(({ state }) => state === 'taken' || state === 'skipped').length;
  const next = day.doses.find(({ state }) => state === 'upcoming');
  const sentence = now.length ? '' : next ? t.nextAt(next.local.time, next.name) : done === counted.length ? t.allDone : '';
  const both = rest.length && now.length;
  const part = (id: string, words: string, list: readonly DoseView[]) => {
    const from = Math.min(input.from[id] ?? 0, Math.floor((list.length - 1) / SHOWN) * SHOWN);
    const left = list.length - from - SHOWN;
    return {
      ...{ id, title: both ? words : '', rows: list.slice(from, from + SHOWN).map(row) },
      ...{ before: from - SHOWN, beforeText: from ? input.mini.before(from) : '', after: from + SHOWN, afterText: left > 0 ? input.mini.after(left) : '' },
    };
  };
  const groups = [part('now', t.now, now), part('rest', t.rest, rest)].filter(({ rows }) => rows.length);
  const isEmpty = !day.doses.length && !day.asNeeded.length;
  return {
    title,
    groups,
    meter: counted.length > SHOWN ? [] : counted.map(({ id, state }) => ({ id, state })),
    progress: counted.length && day.today ? [t.progress(done, counted.length), sentence].filter(Boolean).join(' · ') : '',
    none: isEmpty ? { title: t.emptyTitle, text: readonly ? '' : t.emptyText, add: readonly ? '' : t.add } : null,
    add: readonly || isEmpty ? '' : t.addShort,
    neededTitle: day.today && day.asNeeded.length ? t.asNeeded : '',
    needed: day.today
      ? day.asNeeded.map((plan) => ({
          ...{
            id: plan.ref,
            name: plan.name,
            facts: dosageWords(plan, locale),
            stock: stockOf(plan, input),
            ...button('once', !readonly, t.once, t.onceNamed(plan.name)),
          },
          ...(asked?.plan === plan.ref && {
            ask: asked.findings.map((one) => findingWords(one, texts, locale)),
            ...{ notNow: texts.panel.notNow, yes: texts.panel.recordAnyway },
          }),
        }))
      : [],
  };
}
