import { pickTexts } from '@nelumbo/core/i18n';
import { asksForAnother, type Classification, type Measure, type StoredReading } from '@nelumbo/core/vitals';
import { html, nothing, type TemplateResult } from 'lit';
import type { VitalsEntryTexts } from '../../locales/vitals/entry.js';
import { vitalsEntryExtraTexts } from '../../locales/vitals/entry-extra.js';
import { statusPill } from '../status-panel.js';
import { formatValues, unitName } from '../words.js';

/** Readings taken one after another, as far as they are stored. */
export interface ReadingSet {
  readonly readings: readonly StoredReading[];
  /** Their mean, once there are two. */
  readonly mean: StoredReading | undefined;
  readonly meanStatus: Classification | undefined;
}

/** What the part words with, and what its button does. */
export interface SetPart {
  readonly set: ReadingSet;
  readonly measure: Measure;
  readonly texts: VitalsEntryTexts;
  readonly locale: string;
  /** Seconds of rest that are left. */
  readonly rest: number;
  next(): void;
}

/** Whether one more reading is worth it: a second always, a third when two lie far apart. */
export const wantsAnother = (measure: Measure, { readings }: ReadingSet): boolean =>
  measure.repeatBeyond !== undefined && (readings.length === 1 || asksForAnother(measure, readings));

function meanLine({ set: { readings, mean, meanStatus }, measure, texts, locale }: SetPart): TemplateResult | typeof nothing {
  if (!mean) return nothing;
  const own = pickTexts(vitalsEntryExtraTexts, locale);
  return html`<div class="mean">
    <p>${own.meanOf(readings.length)}</p>
    <p class="reading">
      <span class="value">${formatValues(measure, mean.values, mean.unit, locale)}</span><span class="unit">${unitName(mean.unit, texts)}</span>${
        meanStatus ? statusPill(meanStatus, texts) : nothing
      }
    </p>
    <p class="muted small">${readings.map((r) => formatValues(measure, r.values, r.unit, locale)).join(' · ')}</p>
  </div>`;
}

/** After a pressure is stored: the mean so far, and the offer of another reading after a rest. */
export function setPart(part: SetPart): TemplateResult | typeof nothing {
  const { set, measure, locale, rest, next } = part;
  if (!set.readings.length || measure.repeatBeyond === undefined) return nothing;
  const own = pickTexts(vitalsEntryExtraTexts, locale);
  const why = set.readings.length === 1 ? own.second : own.third(measure.repeatBeyond);
  return html`${meanLine(part)}
  ${
    wantsAnother(measure, set)
      ? html`<div class="banner" data-tone="info">
          <div>
            <p>${why}</p>
            <p class="small muted">${rest ? own.rest(rest) : own.rested}</p>
            <p class="visually-hidden" role="status">${rest ? '' : own.rested}</p>
          </div>
          <button type="button" class="another" @click=${next}>${own.nth(set.readings.length + 1)}</button>
        </div>`
      : nothing
  }`;
}
