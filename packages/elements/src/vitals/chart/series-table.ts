import { mealAt, settingAt, statistics, type Measure, type Series } from '@nelumbo/core/vitals';
import { html, nothing, type TemplateResult } from 'lit';
import { statusMark } from '../../base/index.js';
import type { VitalsTexts } from '../../locales/vitals/index.js';
import { rowName } from '../status-panel.js';
import { formatMoment, formatValue, formatValues, formatWall, unitName } from '../words.js';

/** More rows than anybody reads are folded into days, then months. */
const mostRows = 500;

/** What the table words. */
export interface TableWords {
  readonly texts: VitalsTexts;
  readonly locale: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly caption: string;
}

function readingRow(measure: Measure, series: Series, i: number, { texts, locale, now }: TableWords): TemplateResult {
  const status = series.classes[series.status[i]!]!; // every sample has its class
  const values = Object.fromEntries(measure.components.map((c) => [c.id, series.v[c.id]![i]])); // a series has all columns of its measure
  const [meal, setting] = [mealAt(series, i), settingAt(series, i)];
  const name = rowName(status, locale);
  const circumstances = [meal && texts.meals[meal], setting && texts.settings[setting]].filter(Boolean).join(' · ');
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

/** Start and end index of each run of samples that share a key, newest first. */
function folds(series: Series, key: (i: number) => string): (readonly [from: number, to: number])[] {
  const runs: [number, number][] = [];
  let last: string | undefined;
  for (let i = 0; i < series.t.length; i++) {
    const now = key(i);
    if (now === last) runs.at(-1)![1] = i + 1;
    else runs.push([i, i + 1]);
    last = now;
  }
  return runs.reverse();
}

function foldedRow(
  measure: Measure,
  series: Series,
  [from, to]: readonly [number, number],
  format: Intl.DateTimeFormatOptions,
  { locale }: TableWords,
): TemplateResult {
  const figures = measure.components.map((c) => ({ id: c.id, of: statistics(series.v[c.id]!.subarray(from, to)) })); // a series has all columns of its measure
  const value = (x: number | undefined): string => (x === undefined ? '–' : formatValue(measure, x, series.unit, locale));
  return html`<tr>
    <th scope="row">${formatWall(series.t[from]!, series.offset[from]!, locale, format)}</th>
    <td class="number">${to - from}</td>
    <td class="number">${figures.map(({ of }) => value(of.mean)).join('/')}</td>
    <td class="number">${figures.map(({ of }) => `${value(of.min)}–${value(of.max)}`).join(' / ')}</td>
  </tr>`;
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
  const byDay: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short', day: 'numeric' };
  const days = folds(series, (i) => String(Math.floor((series.t[i]! + series.offset[i]! * 60_000) / 86_400_000)));
  const [runs, format] =
    days.length <= mostRows
      ? [days, byDay]
      : [
          folds(series, (i) => formatWall(series.t[i]!, series.offset[i]!, 'en', { year: 'numeric', month: 'numeric' })),
          { year: 'numeric', month: 'long' } as const,
        ];
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
