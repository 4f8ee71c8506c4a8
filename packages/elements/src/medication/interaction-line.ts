import type { InteractionView } from '@nelumbo/core/medication';
import { html, type TemplateResult } from 'lit';
import { warningIcon } from '../base/icons/warning.js';
import type { FindingTexts } from '../locales/medication/finding.js';
import { findingWords } from './finding-words.js';

/** Says what is known about interactions, and by whom: not checked, could not be checked, sample data, or what was found. */
export function interactionLine(view: InteractionView, texts: FindingTexts, locale: string): TemplateResult {
  const t = texts.interactions;
  if (view.state === 'not-checked') return html`<p class="small muted interactions">${t.notChecked}</p>`;
  if (view.state === 'failed') return html`<p class="small banner interactions" data-tone="watch">${warningIcon}<span>${t.failed(view.source)}</span></p>`;
  const source = view.sample ? t.sample(view.source) : t.source(view.source);
  if (!view.findings.length) return html`<p class="small muted interactions">${t.none} ${source}</p>`;
  return html`<div class="banner interactions" data-tone="watch">
    ${warningIcon}
    <div class="stack">
      ${view.findings.map((f) => html`<p>${findingWords(f, texts, locale)}</p>`)}
      <p class="small">${source}</p>
    </div>
  </div>`;
}
