import { pickTexts, type NelumboError } from '@nelumbo/core/i18n';
import type { Doubt, GuidelineDocument, Measure, Population, Reading } from '@nelumbo/core/vitals';
import { html, nothing, type TemplateResult } from 'lit';
import { failureBanner } from '../../base/index.js';
import { checkIcon } from '../../base/icons/check.js';
import { warningIcon } from '../../base/icons/warning.js';
import type { VitalsEntryTexts } from '../../locales/vitals/entry.js';
import { vitalsStatusTexts } from '../../locales/vitals/status.js';
import { isClassified, statusPanel } from '../status-panel.js';
import { formatValues, measureName, unitName } from '../words.js';
import { pulseField } from './draft.js';
import type { Review } from './entry.js';

/** All that the second step shows, and what its buttons do. */
export interface ReviewStep {
  readonly review: Review;
  readonly measure: Measure;
  readonly document: GuidelineDocument;
  readonly population: Population;
  readonly texts: VitalsEntryTexts;
  readonly locale: string;
  readonly call: string;
  readonly saved: boolean;
  readonly busy: boolean;
  readonly failure: NelumboError | undefined;
  /** What stands under a saved reading: the mean of the set, and the offer of another. */
  readonly after: TemplateResult | typeof nothing;
  back(): void;
  save(): void;
  again(): void;
}

const valueText = (step: ReviewStep, reading: Reading): string => formatValues(step.measure, reading.values, reading.unit ?? '', step.locale);

function circumstancesLine({ texts }: ReviewStep, [main, pulse]: readonly Reading[]): string {
  const { meal, setting, site, position } = main?.context ?? {};
  const beside = pulse ? [`${texts.components['pulse'] ?? ''} ${pulse.values['value'] ?? ''} ${unitName('/min', texts)}`] : [];
  return [
    ...beside,
    ...(meal ? [texts.meals[meal]] : []),
    ...(setting ? [texts.settings[setting]] : []),
    ...(site ? [texts.sites[site] ?? site] : []),
    ...(position ? [texts.entry.positions[position]] : []),
  ].join(' · ');
}

function doubtBanner(step: ReviewStep, doubts: readonly Doubt[]): TemplateResult {
  const { texts, review } = step;
  const [main, pulse] = review.readings;
  const own = doubts.some((d) => d.component !== pulseField);
  const what =
    own || !pulse ? `${valueText(step, main!)} ${unitName(main!.unit ?? '', texts)}` : `${texts.components['pulse'] ?? ''} ${pulse.values['value'] ?? ''}`; // a review has a reading
  const reasons = [...new Set(doubts.map((d) => texts.entry.doubts[d.reason]))];
  return html`<div class="banner doubt" data-tone="watch" role="alert">
    ${warningIcon}
    <p><strong>${texts.entry.ask(what)}</strong><br />${reasons.join(' ')}</p>
  </div>`;
}

function actions(step: ReviewStep): TemplateResult {
  const { texts, saved, busy, review } = step;
  if (saved)
    return html`<p class="done">
        ${checkIcon}<span>${texts.entry.saved} <span class="small">${texts.entry.savedHint}</span></span>
      </p>
      ${step.after}
      <div class="actions"><button type="button" @click=${step.again}>${texts.entry.again}</button></div>`;
  const duplicate = review.doubts.some((d) => d.reason === 'duplicate');
  const label = duplicate ? texts.entry.saveBoth : review.doubts.length ? texts.entry.saveSure : texts.entry.save;
  return html`<div class="actions">
    <button class="primary" type="button" aria-disabled=${busy ? 'true' : 'false'} @click=${step.save}>${busy ? texts.entry.saving : label}</button>
    <button type="button" @click=${step.back}>${texts.entry.back}</button>
  </div>`;
}

/** The second step: the reading large, what it means, Save; and what was saved. */
export function reviewStep(step: ReviewStep): TemplateResult {
  const { review, measure, document, population, texts, locale, call, failure, saved } = step;
  const [main] = review.readings;
  return html`<div class="review" role="group" tabindex="-1" aria-label=${texts.entry.reviewHeading}>
    <div>
      <h2 class="title">${measureName(measure, texts)}</h2>
      <p class="reading"><span class="hero">${valueText(step, main!)}</span><span class="unit">${unitName(main!.unit ?? '', texts)}</span></p>
      <p class="aside small">${circumstancesLine(step, review.readings)}</p>
    </div>
    ${review.doubts.length && !saved ? doubtBanner(step, review.doubts) : nothing}
    ${isClassified(document, measure.id) ? statusPanel(review.status, measure.id, document, population, { texts: pickTexts(vitalsStatusTexts, locale), locale, call }) : nothing}
    ${
      failure
        ? html`${failureBanner(failure, locale)}
            <p class="muted small">${texts.entry.notSaved}</p>`
        : nothing
    }
    ${actions(step)}
  </div>`;
}
