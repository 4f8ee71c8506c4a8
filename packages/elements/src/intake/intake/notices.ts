import { html, type TemplateResult } from 'lit';
import { infoIcon } from '../../base/icons/info.js';
import { warningIcon } from '../../base/icons/warning.js';
import type { Filling } from './filling.js';
import { issueWords } from './item.js';
import type { ViewContext } from './view-context.js';

/** One tab at a time writes the draft; this one shows it, and can go on with it. */
export function elsewhereBanner({ context, busy, takeOver }: Filling): TemplateResult {
  const { texts } = context;
  return html`<div class="banner" data-tone="watch" part="banner" role="status" id="elsewhere">
    ${infoIcon}
    <div>
      <p>${texts.elsewhere.told}</p>
      <div class="row"><button type="button" class="primary" ?disabled=${busy} @click=${takeOver}>${texts.elsewhere.here}</button></div>
    </div>
  </div>`;
}

/** What the author wants to be thought over about the whole form; it holds nobody up. */
export const advice = (context: ViewContext): TemplateResult[] =>
  context.form.issues
    .filter((issue) => issue.severity === 'warning')
    .map((issue) => html`<p class="banner" data-tone="watch" part="banner">${warningIcon}<span>${issueWords(context, issue)}</span></p>`);
