import type { DoseRefusal, DoseView, PlanView, ScheduleContent, TakeOptions } from '@nelumbo/core/medication';
import { html, nothing, type TemplateResult } from 'lit';
import { checkIcon } from '../../base/icons/check.js';
import { chevronDownIcon } from '../../base/icons/chevron-down.js';
import { clockIcon } from '../../base/icons/clock.js';
import { minusIcon } from '../../base/icons/minus.js';
import { pillIcon } from '../../base/icons/pill.js';
import { plusIcon } from '../../base/icons/plus.js';
import { snoozeIcon } from '../../base/icons/snooze.js';
import { undoIcon } from '../../base/icons/undo.js';
import { warningIcon } from '../../base/icons/warning.js';
import type { MedicationTexts } from '../../locales/medication/index.js';
import { amountWords, findingWords, inLocale, noteWords, unitWord } from '../words.js';

/** What the open panel of a row holds. */
export interface Panel {
  readonly dose: string;
  readonly amount: string;
  readonly at: string;
  /** The refusal that waits for an answer. */
  readonly problem: DoseRefusal | undefined;
  /** What was said yes to already, for the entry as it stands. */
  readonly agreed: Partial<TakeOptions>;
}

/** All that a row needs to draw itself and to say what was pressed. */
export interface RowInput {
  readonly dose: DoseView;
  readonly plan: PlanView | undefined;
  readonly content: ScheduleContent;
  readonly texts: MedicationTexts;
  readonly locale: string;
  readonly readonly: boolean;
  /** Shows the stock line here: once a plan. */
  readonly stock: boolean;
  readonly panel: Panel | undefined;
  readonly take: (dose: DoseView, options?: TakeOptions) => void;
  readonly skip: (dose: DoseView, reason: string) => void;
  readonly snooze: (dose: DoseView, minutes: number) => void;
  readonly undo: (dose: DoseView) => void;
  readonly toggle: (dose: DoseView) => void;
  readonly edit: (part: Partial<Panel>) => void;
}

const tones = { upcoming: 'unknown', due: 'due', late: 'watch', missed: 'alert', snoozed: 'due', taken: 'good', skipped: 'unknown', extra: 'good' } as const;

/** Icon of a state: each has its own shape, so that colour is never alone. */
const icons = {
  ...{ upcoming: clockIcon, due: pillIcon, late: warningIcon, missed: minusIcon },
  ...{ snoozed: snoozeIcon, taken: checkIcon, skipped: minusIcon, extra: plusIcon },
} as const;

/** The state in a word. */
export function stateWord(dose: DoseView, texts: MedicationTexts): string {
  if (dose.state === 'missed' && dose.beforePlan) return texts.states.beforePlan;
  if (dose.state === 'taken' && dose.takenLate) return texts.states.takenLate;
  return texts.states[dose.state];
}

const open = (dose: DoseView): boolean => ['due', 'late', 'snoozed'].includes(dose.state);
const answered = (dose: DoseView): boolean => ['taken', 'skipped', 'extra'].includes(dose.state);

/** One dose: its time on the spine, what and how much, its state in shape and word, and the one thing to press. */
export function doseRow(input: RowInput): TemplateResult {
  const { dose, texts, locale } = input;
  const quiet = dose.state === 'missed' && dose.beforePlan;
  const tone = quiet ? 'unknown' : tones[dose.state];
  const amount = dose.takenAmount ?? dose.amount;
  const facts = [amount ? amountWords(amount, locale) : '', noteWords(dose, locale)].filter(Boolean).join(' · ');
  return html`<li
    class="dose ${open(dose) ? 'open' : dose.state === 'missed' ? '' : 'aside'}"
    part="dose"
    data-state=${dose.state}
    data-tone=${tone}
    data-slot=${dose.slot}
  >
    <div class="when">
      <time datetime="${dose.local.date}T${dose.local.time}">${dose.local.time}</time>
      ${dose.local.days === -1 && open(dose) ? html`<span class="small">${texts.today.yesterday}</span>` : nothing}
    </div>
    <span class="shape" aria-hidden="true">${icons[dose.state]}</span>
    <div class="what">
      <h3 class="name">${dose.name}</h3>
      ${facts ? html`<p class="facts">${facts}</p>` : nothing}
      <p class="state">${stateWord(dose, texts)}${detail(input)}</p>
      ${stockLine(input)}
    </div>
    ${input.readonly ? nothing : html`<div class="do">${buttons(input)}</div>`} ${input.panel ? panelOf(input, input.panel) : nothing}
  </li>`;
}

function detail({ dose, texts, content, locale }: RowInput): string {
  const t = texts.today;
  const parts: string[] = [];
  if (dose.takenAt && dose.state !== 'extra') parts.push(t.takenAt(dose.takenAt.time));
  if (dose.snoozedUntil) parts.push(t.snoozedUntil(dose.snoozedUntil.time));
  const reason = content.skipReasons.find((r) => r.code === dose.reason);
  if (dose.state === 'skipped' && reason) parts.push(inLocale(reason.text, locale));
  return parts.map((part) => ` · ${part}`).join('');
}

/** What is left of the medicine, with a warning when it runs low. */
export function stockLine({
  plan,
  stock,
  content,
  texts,
  locale,
}: Pick<RowInput, 'plan' | 'stock' | 'content' | 'texts' | 'locale'>): TemplateResult | typeof nothing {
  if (!stock || !plan?.stock) return nothing;
  const { left, unit, daysLeft } = plan.stock;
  const low = left === 0 || (daysLeft !== undefined && daysLeft <= content.lowStockDays);
  const said = [texts.today.left(amountWords({ value: left, code: unit, unit: unitWord(content.units, unit, locale) }, locale))];
  if (daysLeft !== undefined) said.push(texts.today.daysLeft(daysLeft));
  return html`<p class="stock" part="stock" ?data-low=${low}>
    ${low ? warningIcon : nothing}<span>${said.join(' · ')}${low ? ` · ${texts.today.lowStock}` : ''}</span>
  </p>`;
}

function buttons(input: RowInput): TemplateResult {
  const { dose, texts, panel } = input;
  const t = texts.today;
  const time = dose.local.time;
  const more = html`<button
    type="button"
    class="quiet more"
    aria-expanded=${panel ? 'true' : 'false'}
    aria-label=${t.moreNamed(dose.name, time)}
    @click=${() => input.toggle(dose)}
  >
    ${open(dose) ? t.more : nothing}${chevronDownIcon}
  </button>`;
  if (open(dose))
    return html`<button type="button" class="primary take" aria-label=${t.takeNamed(dose.name, time)} @click=${() => input.take(dose)}>${t.take}</button
      >${more}`;
  if (dose.state === 'missed')
    return html`<button type="button" class="record" aria-label=${t.recordNamed(dose.name, time)} @click=${() => input.toggle(dose)}>${t.record}</button>`;
  if (dose.state === 'taken' || dose.state === 'extra')
    return html`<button type="button" class="quiet undo" aria-label=${t.undoNamed(dose.name, time)} @click=${() => input.undo(dose)}>
      ${undoIcon}${t.undo}
    </button>`;
  return more;
}

function panelOf(input: RowInput, panel: Panel): TemplateResult {
  const { dose } = input;
  if (dose.state === 'skipped') return html`<div class="panel">${skippedPanel(input)}</div>`;
  if (answered(dose)) return html``;
  return html`<div class="panel" part="panel">
    ${dose.state === 'upcoming' ? earlyButton(input) : nothing} ${open(dose) ? laterChoices(input) : nothing} ${skipChoices(input)} ${otherForm(input, panel)}
  </div>`;
}

function skippedPanel({ dose, texts, take, undo }: RowInput): TemplateResult {
  const t = texts.today;
  return html`<div class="row">
    <button type="button" class="after-all" @click=${() => take(dose)}>${t.takeAfterAll}</button>
    <button type="button" class="quiet undo" aria-label=${t.undoNamed(dose.name, dose.local.time)} @click=${() => undo(dose)}>${undoIcon}${t.undo}</button>
  </div>`;
}

const earlyButton = ({ dose, texts, take }: RowInput): TemplateResult =>
  html`<button type="button" class="early" @click=${() => take(dose)}>${texts.today.takeEarly}</button>`;

function laterChoices({ dose, content, texts, snooze }: RowInput): TemplateResult {
  return html`<div role="group" aria-label=${texts.today.later}>
    <p class="label">${texts.today.later}</p>
    <div class="row">
      ${content.snoozeMinutes.map(
        (minutes) =>
          html`<button type="button" class="snooze" data-minutes=${minutes} @click=${() => snooze(dose, minutes)}>${texts.today.minutes(minutes)}</button>`,
      )}
    </div>
  </div>`;
}

function skipChoices({ dose, content, texts, locale, skip }: RowInput): TemplateResult {
  return html`<div role="group" aria-label=${texts.today.skip}>
    <p class="label">${texts.today.skip}</p>
    <div class="row">
      ${content.skipReasons.map(
        (reason) =>
          html`<button type="button" class="skip" data-reason=${reason.code} @click=${() => skip(dose, reason.code)}>${inLocale(reason.text, locale)}</button>`,
      )}
    </div>
  </div>`;
}

const typed = (event: Event): string => (event.target as HTMLInputElement).value; // bound to inputs only

/** A number as people type it; 0 for nothing, `NaN` for what is none. */
const amountTyped = (text: string): number => Number(text.trim().replace(',', '.'));

function otherForm(input: RowInput, panel: Panel): TemplateResult {
  const { dose, content, texts, locale, edit, take } = input;
  const t = texts.today;
  // What was asked is answered by the same numbers and rules: another entry asks again.
  const agreed = (problem: DoseRefusal | undefined): Partial<TakeOptions> => ({
    ...(problem?.prescribed && problem.given !== undefined ? { confirmed: { prescribed: problem.prescribed.value, given: problem.given } } : {}),
    ...(problem?.findings ? { accepted: problem.findings.map((f) => f.rule) } : {}),
  });
  const record = (confirmed: boolean) => (event: Event) => {
    event.preventDefault();
    // Read from the fields: a press may come before the last key was drawn.
    const form = (event.currentTarget as HTMLElement).closest('form')!; // bound inside the form only
    const value = (selector: string): string => form.querySelector<HTMLInputElement>(selector)?.value ?? '';
    const at = value('.at');
    take(dose, { amount: amountTyped(value('.amount')), ...(at ? { at } : {}), ...panel.agreed, ...(confirmed ? agreed(panel.problem) : {}) });
  };
  return html`<form novalidate @submit=${record(false)}>
    <p class="label">${dose.state === 'missed' ? t.record : t.other}</p>
    <div class="pair">
      <label class="field"
        ><span>${t.amount(unitWord(content.units, dose.amount?.code ?? '', locale))}</span>
        <input
          class="amount"
          type="text"
          inputmode="decimal"
          autocomplete="off"
          .value=${panel.amount}
          aria-invalid=${panel.problem?.rule === 'no-amount' ? 'true' : 'false'}
          @input=${(e: Event) => edit({ amount: typed(e), problem: undefined, agreed: {} })}
        />
      </label>
      <label class="field"
        ><span>${t.at}</span><input class="at" type="time" .value=${panel.at} @input=${(e: Event) => edit({ at: typed(e), problem: undefined, agreed: {} })}
      /></label>
      ${asking(panel.problem) ? nothing : html`<button type="submit" class="record-other">${t.record}</button>`}
    </div>
    ${problemOf(input, panel.problem, record(true))}
  </form>`;
}

/** Whether a refusal asks for a yes. */
const asking = (problem: DoseRefusal | undefined): boolean => problem?.rule === 'amount-differs' || problem?.rule === 'asks';

function problemOf({ dose, texts, locale }: RowInput, problem: DoseRefusal | undefined, confirm: (e: Event) => void): TemplateResult | typeof nothing {
  if (problem === undefined) return nothing;
  const t = texts.today;
  if (!asking(problem)) return html`<p class="error" role="alert">${warningIcon}<span>${texts.doseRefusals[problem.rule]}</span></p>`;
  const { prescribed, given } = problem;
  const differs =
    prescribed && given !== undefined ? [t.confirmAmount(amountWords({ ...dose.amount, value: given }, locale), amountWords(prescribed, locale))] : [];
  const said = [...differs, ...(problem.findings ?? []).map((f) => findingWords(f, texts, locale))];
  return html`<div class="banner" data-tone="watch" role="alert">
    ${warningIcon}
    <div class="stack">
      ${said.map((line) => html`<p>${line}</p>`)}
      <button type="button" class="confirm" @click=${confirm}>${differs.length ? t.confirmYes : t.recordAnyway}</button>
    </div>
  </div>`;
}
