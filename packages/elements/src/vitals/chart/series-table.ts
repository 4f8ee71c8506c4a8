import { contextAt, fold, type Fold, type Measure, type Series } from '@nelumbo/core/vitals';
import { html, nothing, type TemplateResult } from 'lit';
import { statusMark } from '../../base/index.js';
import type { VitalsChartTexts } from '../../locales/vitals/chart.js';
import { rowName } from '../status-panel.js';
import { formatMoment, formatValue, formatValues, formatWall, unitName } from '../words.js';

/** More rows than anybody reads are folded into days, weeks or months. */
const mostRows = 500;

/** What the table words. */
export interface TableWords {
  readonly texts: VitalsChartTexts;
  readonly locale: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly caption: string;
}

function readingRow(measure: Measure, series: Series, i: number, { texts, locale, now }: TableWords): TemplateResult {
  const status = series.classes[series.status[i]!]!; // every sample has its class
  const values = Object.fromEntries(measure.components.map((c) => [c.id, series.v[c.id]![i]])); // a series has all columns of its measure
  const { meal, site, setting } = contextAt(measure, series.flags[i]!); // as above
  const name = rowName(status, locale);
  const circumstances = [meal && texts.meals[meal], site && (texts.sites[site] ?? site), setting && texts.settings[setting]].filter(Boolean).join(' · ');
  return html`<tr data-tone=${status.tone}>
    <th scope="row">${formatMoment(series.t[i]!, series.offset[i]!, locale, now)}</th>
    <td class="number">${formatValues(measure, values, series.unit, locale)}</td>
    <td>
      <span class="state"
        >${statusMark(status.tone, status.direction)}<span
          >${texts.words[status.word]}${name && name !== texts.words[status.word] ? html`<br /><span class="muted small">${name}</span>` : nothing}</span
        ></span
      >
    </td>
    <td class="extra">${circumstances}</td>
  </tr>`;
}

function foldedRow(measure: Measure, series: Series, { from, to, of }: Fold, format: Intl.DateTimeFormatOptions, { locale }: TableWords): TemplateResult {
  const value = (x: number): string => formatValue(measure, x, series.unit, locale);
  const figures = measure.components.map((c) => of[c.id]!); // a fold has all columns of its measure
  return html`<tr>
    <th scope="row">${formatWall(series.t[from]!, series.offset[from]!, locale, format)}</th>
    <td class="number">${to - from}</td>
    <td class="number">${figures.map(({ mean }) => value(mean)).join('/')}</td>
    <td class="number">${figures.map(({ low, high }) => `${value(low)}–${value(high)}`).join(' / ')}</td>
  </tr>`;
}

/** Days, or weeks or months where those are still too many rows; newest first. */
function folded(series: Series): readonly [runs: readonly Fold[], format: Intl.DateTimeFormatOptions] {
  for (const by of ['day', 'week'] as const) {
    const runs = fold(series, by);
    if (runs.length <= mostRows) return [[...runs].reverse(), { year: 'numeric', month: 'short', day: 'numeric' }];
  }
  return [[...fold(series, 'month')].reverse(), { year: 'numeric', month: 'long' }];
}

/** The readings of a series as a table, newest first; the same numbers as the drawing. */
export function seriesTable(measure: Measure, series: Series, words: TableWords): TemplateResult {
  const { chart } = words.texts;
  const value = `${chart.mean} (${unitName(series.unit, words.texts)})`;
  if (series.t.length <= mostRows) {
    const rows = Array.from(series.t, (_, i) => readingRow(measure, series, series.t.length - 1 - i, words));
    return html`<table>
      <caption class="visually-hidden">
        ${words.caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${chart.time}</th>
          <th scope="col">${unitName(series.unit, words.texts)}</th>
          <th scope="col">${chart.status}</th>
          <th scope="col" class="extra">${chart.context}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
  }
  const [runs, format] = folded(series);
  return html`<table>
    <caption class="visually-hidden">
      ${words.caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${chart.day}</th>
        <th scope="col">${chart.readings}</th>
        <th scope="col">${value}</th>
        <th scope="col">${chart.lowestHighest}</th>
      </tr>
    </thead>
    <tbody>
      ${runs.map((run) => foldedRow(measure, series, run, format, words))}
    </tbody>
  </table>`;
}
