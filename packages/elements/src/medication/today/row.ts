import type { DoseRefusal, DoseView, PlanView, ScheduleContent, TakeOptions } from '@nelumbo/core/medication';
import { html, nothing, type TemplateResult } from 'lit';
import { bellIcon } from '../../base/icons/bell.js';
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
import { amountWords, inLocale, noteWords, unitWord } from '../words.js';

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
  /** Its reminder rings now. */
  readonly ringing: boolean;
  readonly panel: Panel | undefined;
  /** Draws it; loaded a moment after the list. */
  readonly panelOf: ((input: RowInput, panel: Panel) => TemplateResult) | undefined;
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

/** Whether it can be taken or put off now. */
export const isOpen = (dose: DoseView): boolean => ['due', 'late', 'snoozed'].includes(dose.state);

/** One dose: its time on the spine, what and how much, its state in shape and word, and the one thing to press. */
export function doseRow(input: RowInput): TemplateResult {
  const { dose, texts, locale } = input;
  const quiet = dose.state === 'missed' && dose.beforePlan;
  const tone = quiet ? 'unknown' : tones[dose.state];
  const amount = dose.takenAmount ?? dose.amount;
  const facts = [amount ? amountWords(amount, locale) : '', noteWords(dose, locale)].filter(Boolean).join(' · ');
  return html`<li
    class="dose ${isOpen(dose) ? 'open' : dose.state === 'missed' ? '' : 'aside'} ${input.ringing ? 'ringing' : ''}"
    part="dose"
    data-state=${dose.state}
    data-tone=${tone}
    data-slot=${dose.slot}
  >
    <div class="when">
      <time datetime="${dose.local.date}T${dose.local.time}">${dose.local.time}</time>
      ${dose.local.days === -1 && isOpen(dose) ? html`<span class="small">${texts.today.yesterday}</span>` : nothing}
    </div>
    <span class="shape" aria-hidden="true">${input.ringing ? bellIcon : icons[dose.state]}</span>
    <div class="what">
      <h3 class="name">${dose.name}</h3>
      ${facts ? html`<p class="facts">${facts}</p>` : nothing}
      <p class="state">${stateWord(dose, texts)}${detail(input)}</p>
      ${stockLine(input)}
    </div>
    ${input.readonly ? nothing : html`<div class="do">${buttons(input)}</div>`} ${input.panel && input.panelOf ? input.panelOf(input, input.panel) : nothing}
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

/** Whether the medicine runs out soon. */
export function runsLow({ stock }: PlanView, { lowStockDays }: ScheduleContent): boolean {
  return stock !== undefined && (stock.left === 0 || (stock.daysLeft !== undefined && stock.daysLeft <= lowStockDays));
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
  const low = runsLow(plan, content);
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
    ${isOpen(dose) ? t.more : nothing}${chevronDownIcon}
  </button>`;
  if (isOpen(dose))
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
