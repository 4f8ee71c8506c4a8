import { formatNumber } from '@nelumbo/core/i18n';
import type { CsvColumn, CsvMapping, DateOrder, ImportOptions, ImportPreview, ImportQuestion, Measure } from '@nelumbo/core/vitals';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { VitalsImportTexts } from '../../locales/vitals/import.js';
import { formatMoment, formatValues, measureName, unitName } from '../words.js';
import { columnChoices, columnKey } from './csv-mapping.js';

/** So many readings are listed before the import. */
const listed = 5;

/** What the step shows, and what its controls do. */
export interface PreviewStep {
  readonly name: string;
  readonly preview: ImportPreview;
  readonly options: ImportOptions;
  readonly measures: readonly Measure[];
  readonly texts: VitalsImportTexts;
  /** BCP 47 tag. */
  readonly locale: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  change(options: ImportOptions): void;
  start(): void;
  cancel(): void;
}

/** The element below is a select, whatever the event says. */
const chosen = (event: Event): string => (event.currentTarget as HTMLSelectElement).value; // the listener sits on selects only

function columnField(step: PreviewStep, i: number, table: NonNullable<ImportPreview['table']>): TemplateResult {
  const { texts, measures, options, change } = step;
  const { header, mapping, rows } = table;
  const now = options.csv?.columns ?? mapping.columns; // what was chosen a moment ago, though the file is still being looked at
  const choices = columnChoices(measures, [...mapping.columns, ...now], texts);
  const at = columnKey(now[i] ?? { kind: 'ignore' });
  const example = rows.map((row) => row[i]?.trim()).find(Boolean);
  const set = (key: string): void => {
    const column = choices.find((choice) => choice.key === key)?.column;
    const columns: readonly CsvColumn[] = now.map((was, place) => (place === i && column ? column : was));
    change({ ...options, csv: { ...options.csv, columns } });
  };
  return html`<li>
    <label for=${`column-${i}`}
      ><strong>${header[i]?.trim() || '–'}</strong>${example ? html` <span class="muted small">${texts.import.example} ${example}</span>` : nothing}</label
    >
    <select id=${`column-${i}`} aria-label=${texts.import.column(header[i] ?? '')} .value=${live(at)} @change=${(e: Event) => set(chosen(e))}>
      ${choices.map(({ key, label }) => html`<option value=${key} ?selected=${key === at}>${label}</option>`)}
    </select>
  </li>`;
}

function columnsPart(step: PreviewStep, table: NonNullable<ImportPreview['table']>, missing: boolean): TemplateResult {
  const { columnsHeading, columnsHint, columnsMissing } = step.texts.import;
  return html`<fieldset>
    <legend>${columnsHeading}</legend>
    <p class=${missing ? 'small' : 'muted small'} role=${missing ? 'alert' : nothing}>${missing ? columnsMissing : columnsHint}</p>
    <ul class="columns">
      ${table.header.map((_, i) => columnField(step, i, table))}
    </ul>
  </fieldset>`;
}

function orderField(step: PreviewStep, question: ImportQuestion): TemplateResult {
  const { texts, options, change } = step;
  const set = (dateOrder: DateOrder): void => change({ ...options, csv: { ...options.csv, dateOrder } satisfies CsvMapping });
  return html`<fieldset>
    <legend>${texts.import.questions[question.kind as 'date-order' | 'foreign-date'] /* asked for these two only */}</legend>
    <div class="chips">
      ${(['dmy', 'mdy'] as const).map((order) => html`<label class="chip"><input type="radio" name="order" value=${order} .checked=${live(options.csv?.dateOrder === order)} @change=${() => set(order)} />${texts.import.orders[order]}</label>`)}
    </div>
  </fieldset>`;
}

function swapField(step: PreviewStep, { rows }: ImportQuestion): TemplateResult {
  const { texts, options, change, locale } = step;
  const named = rows.map((row) => formatNumber(row + 1, locale)).join(texts.listSeparator);
  return html`<label class="option"
    ><input
      type="checkbox"
      .checked=${live(options.swap ?? false)}
      @change=${(e: Event) => change({ ...options, swap: (e.currentTarget as HTMLInputElement).checked }) /* the listener sits on it */}
    /><span>${texts.import.questions.swapped(named)}</span></label
  >`;
}

function readingsPart({ preview, measures, texts, locale, now }: PreviewStep): TemplateResult | typeof nothing {
  const shown = preview.readings.slice(0, listed);
  if (!shown.length) return nothing;
  return html`<table class="first">
    <caption class="small muted">
      ${texts.import.firstOnes(shown.length)}
    </caption>
    <tbody>
      ${shown.map((reading) => {
        const measure = measures.find((m) => m.id === reading.measure);
        return html`<tr>
          <th scope="row">${measure ? measureName(measure, texts) : reading.measure}</th>
          <td>
            <strong>${measure ? formatValues(measure, reading.values, reading.unit, locale) : ''}</strong>
            <span class="unit">${unitName(reading.unit, texts)}</span>
          </td>
          <td class="small muted">${formatMoment(reading.at, reading.offset, locale, now)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/** Before the first write: what was understood, what only the user can say, and the first readings. */
export function previewStep(step: PreviewStep): TemplateResult {
  const { name, preview, texts, options } = step;
  const asked = preview.questions;
  const missing = asked.some((q) => q.kind === 'columns');
  const order = asked.find((q) => q.kind === 'date-order' || q.kind === 'foreign-date');
  const keptOrder = order ?? (options.csv?.dateOrder ? ({ kind: 'date-order', rows: [] } as const) : undefined); // an answer can be changed
  const swap = asked.find((q) => q.kind === 'swapped');
  const unusable = preview.refused.length;
  return html`<div class="preview" tabindex="-1" role="group" aria-label=${texts.import.previewHeading(name, texts.import.names[preview.format])}>
    <p><strong class="file-name">${texts.import.previewHeading(name, texts.import.names[preview.format])}</strong></p>
    <p class="small">${missing ? nothing : texts.import.found(preview.readings.length)}</p>
    ${preview.table ? columnsPart(step, preview.table, missing) : nothing} ${keptOrder ? orderField(step, keptOrder) : nothing}
    ${swap || options.swap ? swapField(step, swap ?? { kind: 'swapped', rows: [] }) : nothing} ${readingsPart(step)}
    ${unusable && !missing ? html`<p class="small muted">${texts.import.notUsable(unusable)}</p>` : nothing}
    <div class="row">
      <button class="primary" type="button" ?disabled=${missing} @click=${step.start}>${texts.import.start}</button>
      <button type="button" @click=${step.cancel}>${texts.import.cancel}</button>
    </div>
  </div>`;
}
