import type { PlanView, Summary } from '@nelumbo/core/medication';
import { html, nothing, type TemplateResult } from 'lit';
import type { RecordTexts } from '../../locales/medication/record.js';
import { amountWords, dosageWords, fullDateWords } from '../words.js';

/** What the printed list is made of. */
export interface PrintInput {
  readonly plans: readonly PlanView[];
  /** The last 30 days. */
  readonly month: Summary;
  readonly texts: RecordTexts;
  readonly locale: string;
}

/** The list for the doctor: what is taken and how, what was prescribed in its own words, how it goes. */
export function printList({ plans, month, texts, locale }: PrintInput): TemplateResult {
  const t = texts.print;
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const row = (plan: PlanView): TemplateResult => {
    const found = month.plans.find((p) => p.plan === plan.ref);
    const notes = [plan.prescriberText, ...(plan.refusals.length ? [t.unscheduled, plan.asNeeded ? t.needed : ''] : [])].filter(Boolean);
    return html`<tr>
      <th scope="row">${plan.name}</th>
      <td class="dosage">${dosageWords(plan, locale)}${notes.map((note) => html`<small>${note}</small>`)}</td>
      <td>
        ${found?.adherence === undefined ? '–' : `${percent.format(found.adherence)} (${texts.summary.counts(found.taken + found.late, found.taken + found.late + found.missed + found.skipped)})`}
      </td>
      <td class="left">${plan.stock ? amountWords({ value: plan.stock.left, code: plan.stock.unit, unit: plan.stock.unit }, locale) : '–'}</td>
    </tr>`;
  };
  const table = (list: readonly PlanView[]): TemplateResult =>
    html`<table>
      <thead>
        <tr>
          <th scope="col">${t.columns.name}</th>
          <th scope="col">${t.columns.dosage}</th>
          <th scope="col">${t.columns.adherence}</th>
          <th scope="col">${t.columns.left}</th>
        </tr>
      </thead>
      <tbody>
        ${list.map(row)}
      </tbody>
    </table>`;
  const [active, ended] = [plans.filter((p) => p.active), plans.filter((p) => !p.active)];
  return html`<main>
    <h1>${t.title}</h1>
    <p>${t.made(fullDateWords(month.to, locale))} · ${t.own}</p>
    ${table(active)}
    ${
      ended.length
        ? html`<h2>${t.ended}</h2>
            ${table(ended)}`
        : nothing
    }
  </main>`;
}
