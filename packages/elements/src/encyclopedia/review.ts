import type { Card, Review } from '@nelumbo/core/encyclopedia';
import { html, type TemplateResult } from 'lit';
import { infoIcon } from '../base/icons/info.js';
import { checkIcon } from '../base/icons/check.js';
import type { EncyclopediaTexts } from '../locales/encyclopedia/index.js';

/** Shape and word of the review status; never colour alone. */
export function reviewBadge(review: Review, texts: EncyclopediaTexts, overdue = false): TemplateResult {
  const checked = !overdue && (review.status === 'reviewed' || review.status === 'corrected');
  return html`<span class="badge" part="badge" data-review=${overdue ? 'overdue' : review.status}
    >${checked ? checkIcon : infoIcon}<span>${overdue ? texts.overdue : texts.badge[review.status]}</span></span
  >`;
}

/** Whether a card may leave its id in events: sensitive topics do not. */
export const detailOf = <T extends object>(card: Pick<Card, 'sensitive'>, detail: T): T | Record<string, never> => (card.sensitive ? {} : detail);

/** Topics beside which the lines that help stand, by their sensitive class. */
export const crisisClasses: readonly (Card['sensitive'] | undefined)[] = ['mental-health', 'self-harm', 'substance'];
