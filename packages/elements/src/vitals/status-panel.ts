import { pickTexts } from '@nelumbo/core/i18n';
import type { Classification, GuidelineDocument, Population, RowText } from '@nelumbo/core/vitals';
import { html, nothing, type TemplateResult } from 'lit';
import { phoneIcon } from '../base/icons/phone.js';
import { statusMark } from '../base/status-mark.js';
import type { VitalsTexts } from '../locales/vitals/index.js';
import type { VitalsStatusTexts } from '../locales/vitals/status.js';

/** How a classification is worded. */
export interface StatusWords {
  readonly texts: VitalsStatusTexts;
  /** BCP 47 tag. */
  readonly locale: string;
  /** Number to call in an emergency. */
  readonly call: string;
}

const inLocale = (text: RowText, locale: string): string => pickTexts(text, locale);

/** Whether any guideline speaks about a measure; weight and height alone are nobody's to judge. */
export const isClassified = (document: GuidelineDocument, measure: string): boolean => document.profiles.some((p) => p.measure === measure);

/** Shape, colour and word in one pill; never one without the others. */
export const statusPill = ({ tone, direction, word }: Classification, texts: VitalsTexts): TemplateResult =>
  html`<span class="status" part="status" data-tone=${tone}>${statusMark(tone, direction)}<span>${texts.words[word]}</span></span>`;

/** What the guideline calls it: its grade for the same numbers where it has one, else its row; nothing where a personal target decided instead. */
export function rowName({ row, grade, target }: Classification, locale: string): string {
  if (target) return '';
  return grade ? inLocale(grade.text, locale) : row ? inLocale(row.text, locale) : '';
}

/** What to do about an urgent reading, with the number to call. */
function urgentBanner(status: Classification, measure: string, { texts, call }: StatusWords): TemplateResult {
  const say = texts.urgent[measure] ?? texts.urgent.other;
  return html`<div class="banner urgent" data-tone="urgent" role="alert">
    <p>${say(call, status.direction)}</p>
    <a class="button call" href=${`tel:${call}`}>${phoneIcon}${texts.call(call)}</a>
  </div>`;
}

/** By a personal target where one decided, and which guideline says so else, for whom, from which source (not in the brief form, at a glance), and how sure that is. Stands beside every colour. */
export function guidelineLine(
  status: Classification,
  document: GuidelineDocument,
  population: Population,
  { texts, locale, brief = false }: { readonly texts: VitalsTexts; readonly locale: string; readonly brief?: boolean },
): TemplateResult | typeof nothing {
  const { guideline, row, grade, profile, target } = status;
  const own = target ? [texts.byTarget[target.by]] : [];
  if (!guideline) return html`<p class="by">${[...own, texts.guidelineUnknown].join(' · ')}</p>`;
  const said = grade ?? row;
  const title = said && (said.source === 'editorial' ? texts.editorialSource : (document.sources[said.source]?.title ?? ''));
  const parts = [
    ...own,
    texts.by(inLocale(guideline.title, locale), guideline.version),
    ...(profile?.measure === 'glucose' ? [texts.forWhom(texts.populations[population])] : []),
    ...(title && !brief ? [texts.source(title)] : []),
    ...(row?.confidence === 'unverified' ? [texts.unverified] : []),
  ];
  return html`<p class="by">${parts.join(' · ')}</p>`;
}

/** The whole judgement: pill, name, meaning, guideline; for an urgent one what to do comes first. */
export function statusPanel(status: Classification, measure: string, document: GuidelineDocument, population: Population, words: StatusWords): TemplateResult {
  const { texts, locale } = words;
  const name = status.row && !status.target ? inLocale(status.row.text, locale) : '';
  return html`<div class="judgement" data-tone=${status.tone}>
    <p class="verdict">
      ${statusPill(status, texts)}${status.grade || !name || name === texts.words[status.word] ? nothing : html`<span class="row-name">${name}</span>`}
    </p>
    ${status.grade ? html`<p class="grade">${texts.grade(inLocale(status.grade.text, locale))}</p>` : nothing}
    ${status.tone === 'urgent' ? urgentBanner(status, measure, words) : html`<p class="meaning">${texts.meanings[status.word]}</p>`}
    ${status.tone === 'alert' ? html`<p class="muted small">${texts.oneReading}</p>` : nothing} ${guidelineLine(status, document, population, words)}
  </div>`;
}
