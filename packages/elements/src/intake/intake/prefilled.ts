import { formatDate } from '@nelumbo/core/i18n';
import type { FormItem } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';
import type { ViewContext } from './view-context.js';

/** Says that an answer came from the person's own records, and of when it is. */
export const prefilledNote = ({ texts, locale }: ViewContext, { prefilled }: FormItem): TemplateResult | typeof nothing =>
  prefilled ? html`<p class="help">${texts.prefilled(formatDate(prefilled.at, locale, { dateStyle: 'long' }))}</p>` : nothing;
