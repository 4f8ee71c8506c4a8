import { numberTyped, pickTexts } from '@nelumbo/core/i18n';
import type { DoseRefusal, Finding, TakeOptions } from '@nelumbo/core/medication';
import { html, nothing, type TemplateResult } from 'lit';
import { undoIcon } from '../../base/icons/undo.js';
import { warningIcon } from '../../base/icons/warning.js';
import { findingTexts, type FindingTexts } from '../../locales/medication/finding.js';
import { findingWords } from '../finding-words.js';
import { amountWords, inLocale, unitWord } from '../words.js';
import { isOpen, type Panel, type RowInput } from './row.js';

// Loads a moment after the list: what a dose offers besides its button, and what a check found.

const panelWords = (locale: string): FindingTexts['panel'] => pickTexts(findingTexts, locale).panel;

/** Why an answer was not recorded, in a sentence. */
export const refusalWords = (rule: DoseRefusal['rule'], locale: string): string => pickTexts(findingTexts, locale).doseRefusals[rule];

/** What speaks against one more now, and the way to record it all the same: what was taken is true. */
export function askingPanel(findings: readonly Finding[], locale: string, answer: { readonly no: () => void; readonly yes: () => void }): TemplateResult {
  const words = pickTexts(findingTexts, locale);
  return html`<div class="banner panel" data-tone="watch" role="alert">
    ${warningIcon}
    <div class="stack">
      ${findings.map((f) => html`<p>${findingWords(f, words, locale)}</p>`)}
      <div class="row">
        <button type="button" class="primary not-now" @click=${answer.no}>${words.panel.notNow}</button>
        <button type="button" class="confirm" @click=${answer.yes}>${words.panel.recordAnyway}</button>
      </div>
    </div>
  </div>`;
}

/** What a dose offers besides its button: earlier, later, not at all, another amount or hour, and the questions these raise. */
export function panelOf(input: RowInput, panel: Panel): TemplateResult {
  const { dose } = input;
  if (dose.state === 'skipped') return html`<div class="panel">${skippedPanel(input)}</div>`;
  if (dose.state === 'taken' || dose.state === 'extra') return html``;
  // Who records a missed dose most often took it.
  if (dose.state === 'missed') return html`<div class="panel" part="panel">${otherForm(input, panel)} ${skipChoices(input)}</div>`;
  return html`<div class="panel" part="panel">
    ${dose.state === 'upcoming' ? earlyButton(input) : nothing} ${isOpen(dose) ? laterChoices(input) : nothing} ${skipChoices(input)} ${otherForm(input, panel)}
  </div>`;
}

function skippedPanel({ dose, texts, locale, take, undo }: RowInput): TemplateResult {
  const t = texts.today;
  const p = panelWords(locale);
  return html`<div class="row">
    <button type="button" class="after-all" @click=${() => take(dose)}>${p.takeAfterAll}</button>
    <button type="button" class="quiet undo" aria-label=${t.undoNamed(dose.name, dose.local.time)} @click=${() => undo(dose)}>${undoIcon}${t.undo}</button>
  </div>`;
}

const earlyButton = ({ dose, locale, take }: RowInput): TemplateResult =>
  html`<button type="button" class="early" @click=${() => take(dose)}>${panelWords(locale).takeEarly}</button>`;

function laterChoices({ dose, content, texts, locale, snooze }: RowInput): TemplateResult {
  const p = panelWords(locale);
  return html`<div role="group" aria-label=${p.later}>
    <p class="label">${p.later}</p>
    <div class="row">
      ${content.snoozeMinutes.map(
        (minutes) =>
          html`<button type="button" class="snooze" data-minutes=${minutes} @click=${() => snooze(dose, minutes)}>${texts.today.minutes(minutes)}</button>`,
      )}
    </div>
  </div>`;
}

function skipChoices({ dose, content, locale, skip }: RowInput): TemplateResult {
  const p = panelWords(locale);
  return html`<div role="group" aria-label=${p.skip}>
    <p class="label">${p.skip}</p>
    <div class="row">
      ${content.skipReasons.map(
        (reason) =>
          html`<button type="button" class="skip" data-reason=${reason.code} @click=${() => skip(dose, reason.code)}>${inLocale(reason.text, locale)}</button>`,
      )}
    </div>
  </div>`;
}

const typed = (event: Event): string => (event.target as HTMLInputElement).value; // bound to inputs only

function otherForm(input: RowInput, panel: Panel): TemplateResult {
  const { dose, content, texts, locale, edit, take } = input;
  const t = texts.today;
  const p = panelWords(locale);
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
    take(dose, { amount: numberTyped(value('.amount')) ?? NaN, ...(at ? { at } : {}), ...panel.agreed, ...(confirmed ? agreed(panel.problem) : {}) });
  };
  return html`<form novalidate @submit=${record(false)}>
    <p class="label">${dose.state === 'missed' ? t.record : p.other}</p>
    <div class="pair">
      <label class="field"
        ><span>${p.amount(unitWord(content.units, dose.amount?.code ?? '', locale))}</span>
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
        ><span>${p.at}</span><input class="at" type="time" .value=${panel.at} @input=${(e: Event) => edit({ at: typed(e), problem: undefined, agreed: {} })}
      /></label>
      ${asking(panel.problem) ? nothing : html`<button type="submit" class="record-other ${dose.state === 'missed' ? 'primary' : ''}">${t.record}</button>`}
    </div>
    ${problemOf(input, panel.problem, record(true))}
  </form>`;
}

/** Whether a refusal asks for a yes. */
const asking = (problem: DoseRefusal | undefined): boolean => problem?.rule === 'amount-differs' || problem?.rule === 'asks';

function problemOf({ dose, locale }: RowInput, problem: DoseRefusal | undefined, confirm: (e: Event) => void): TemplateResult | typeof nothing {
  if (problem === undefined) return nothing;
  const words = pickTexts(findingTexts, locale);
  const p = words.panel;
  if (!asking(problem)) return html`<p class="error" role="alert">${warningIcon}<span>${words.doseRefusals[problem.rule]}</span></p>`;
  const { prescribed, given } = problem;
  const differs =
    prescribed && given !== undefined ? [p.confirmAmount(amountWords({ ...dose.amount, value: given }, locale), amountWords(prescribed, locale))] : [];
  const said = [...differs, ...(problem.findings ?? []).map((f) => findingWords(f, words, locale))];
  return html`<div class="banner" data-tone="watch" role="alert">
    ${warningIcon}
    <div class="stack">
      ${said.map((line) => html`<p>${line}</p>`)}
      <button type="button" class="confirm" @click=${confirm}>${differs.length ? p.confirmYes : p.recordAnyway}</button>
    </div>
  </div>`;
}
