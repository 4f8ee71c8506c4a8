import { pickTexts, type NelumboError } from '@nelumbo/core/i18n';
import { html, nothing, type TemplateResult } from 'lit';
import { baseTexts } from '../locales/base/index.js';
import { errorText, recordTexts } from './error-text.js';
import { warningIcon } from './icons/warning.js';

/** The banner where the browser refuses to keep anything: nothing entered outlives the visit. Announced politely. */
export const visitBanner = (locale: string): TemplateResult =>
  html`<div class="banner" data-tone="watch" role="status">
    ${warningIcon}
    <p>${recordTexts(locale)?.visitOnly}</p>
  </div>`;

/**
 * The banner for an error: what happened, what is safe, and what to press. Announced at once.
 * @param error - its code chooses the text
 * @param locale - BCP 47 tag
 * @param retry - called by the button; without it, or where retrying cannot help, there is none
 */
export function failureBanner(error: NelumboError, locale: string, retry?: () => void): TemplateResult {
  return html`<div class="banner" data-tone="alert" role="alert">
    ${warningIcon}
    <p>${errorText(error.code, locale)}</p>
    ${retry ? html`<button type="button" class="quiet" @click=${retry}>${pickTexts(baseTexts, locale).retry}</button>` : nothing}
  </div>`;
}
