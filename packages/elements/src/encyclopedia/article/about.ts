import { isOverdue, type Entry } from '@nelumbo/core/encyclopedia';
import { formatDate } from '@nelumbo/core/i18n';
import { html, nothing, type TemplateResult } from 'lit';
import { statusMark } from '../../base/index.js';
import type { ArticleTexts } from '../../locales/encyclopedia/article/index.js';
import type { EncyclopediaTexts } from '../../locales/encyclopedia/index.js';
import { reviewBadge } from '../review.js';

/** The words of an article and of what it shares with cards. */
export type Texts = ArticleTexts & EncyclopediaTexts;

/** `YYYY-MM-DD`. */
export const today = (): string => new Date().toISOString().slice(0, 10);

// Entries come from a server: only an address of the web becomes a link, never one that is a script.
const webLink = (url: string, title: string): TemplateResult =>
  /^https?:\/\//i.test(url) ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${title}</a>` : html`<span>${title}</span>`;

/** `YYYY-MM-DD` in the reader's words; the day is a calendar day, so no zone may shift it. */
function written(day: string, locale: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? day : formatDate(at, locale, { dateStyle: 'long', timeZone: 'UTC' });
}

/** What is left of a withdrawn article: when, why, and what to read in its place. */
export function withdrawnNotice({ review: { withdrawal } }: Entry, texts: Texts, locale: string, follow: (id: string) => void): TemplateResult {
  const replacement = withdrawal?.replacedBy;
  return html`<div class="banner" data-tone="watch">
    ${statusMark('watch')}
    <div>
      <p><strong>${texts.withdrawn}</strong></p>
      ${withdrawal ? html`<p>${texts.withdrawnBecause(written(withdrawal.on, locale), withdrawal.reason)}</p>` : nothing}
      ${replacement ? html`<button type="button" @click=${() => follow(replacement)}>${texts.replacedBy}</button>` : nothing}
    </div>
  </div>`;
}

/** Who stands for the text, where it comes from, and that it is no diagnosis. */
export function aboutArticle(entry: Entry, texts: Texts, locale: string): TemplateResult {
  const { review, source, licence } = entry;
  const overdue = isOverdue(review, today());
  return html`<footer class="review" part="review">
    <h3>${texts.about}</h3>
    <p><strong>${texts.notDiagnosis}</strong></p>
    <p>${reviewBadge(review, texts, overdue)}</p>
    ${review.reviewers.map((person) => html`<p>${texts.reviewedBy(person.name, person.title, person.hospital)}</p>`)}
    ${review.reviewedOn ? html`<p>${texts.reviewedOn(written(review.reviewedOn, locale))}</p>` : nothing}
    ${review.nextReviewOn ? html`<p>${texts.nextReview(written(review.nextReviewOn, locale))}</p>` : nothing}
    ${review.correction ? html`<p>${texts.corrected(written(review.correction.on, locale), review.correction.text)}</p>` : nothing}
    ${
      review.steps && review.steps.length > 0
        ? html`<h3>${texts.steps}</h3>
            <ol part="steps">
              ${review.steps.map(({ step, by, on }) => html`<li>${texts.step[step]}: ${texts.stepBy(written(on, locale), by.name, by.title ?? '', by.hospital ?? '')}</li>`)}
            </ol>`
        : nothing
    }
    <p class="muted">
      ${texts.sourceLabel}: ${webLink(source.url, source.name)}<br />${texts.licenceLabel}:
      ${licence.id}${licence.attribution ? ` · ${licence.attribution}` : ''}<br />${texts.updated(written(entry.updated, locale))}
    </p>
    ${
      entry.references.length > 0
        ? html`<h3>${texts.references}</h3>
            <ul part="references">
              ${entry.references.map((link) => html`<li>${webLink(link.url, link.title)}</li>`)}
            </ul>`
        : nothing
    }
  </footer>`;
}
