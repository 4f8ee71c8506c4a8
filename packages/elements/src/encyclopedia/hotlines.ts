import type { Hotline } from '@nelumbo/core/encyclopedia';
import { pickTexts } from '@nelumbo/core/i18n';
import { html, type TemplateResult } from 'lit';
import { phoneIcon } from '../base/icons/phone.js';
import { encyclopediaTexts } from '../locales/encyclopedia/index.js';

const named = (texts: Readonly<Record<string, string>>, locale: string): string => pickTexts({ en: '', ...texts }, locale);

/**
 * The lines that help, nothing else beside them: what to do, one call button each.
 * @param called - told the number when a button is pressed
 */
export function hotlinePanel(hotlines: readonly Hotline[], locale: string, called: (number: string) => void): TemplateResult {
  const texts = pickTexts(encyclopediaTexts, locale);
  return html`<section class="card crisis" part="card" role="group" aria-labelledby="crisis">
    <h3 id="crisis" class="title">${texts.crisisTitle}</h3>
    <p>${texts.crisisText}</p>
    ${hotlines.map(
      (line, i) =>
        html`<div class="line">
          <a class="button wide ${i === 0 ? 'primary' : ''}" href="tel:${line.number}" @click=${() => called(line.number)}
            >${phoneIcon}<span>${texts.call(line.number)} · ${named(line.name, locale)}</span></a
          >
          <p class="small muted">${texts.hours(named(line.hours, locale), line.source.title, line.checkedOn)}</p>
        </div>`,
    )}
  </section>`;
}
