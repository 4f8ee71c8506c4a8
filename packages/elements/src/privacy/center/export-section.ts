import type { ExportFormat } from '@nelumbo/core';
import { html, nothing, type TemplateResult } from 'lit';
import type { PrivacyTexts } from '../../locales/privacy/index.js';

const formats: readonly ExportFormat[] = ['html', 'csv', 'fhir'];

/** File name and media type of an export. */
export const fileOf: Readonly<Record<ExportFormat, readonly [ending: string, type: string]>> = {
  html: ['html', 'text/html'],
  csv: ['csv', 'text/csv;charset=utf-8'],
  fhir: ['json', 'application/fhir+json'],
};

/** Takes everything along. */
export function exportSection(texts: PrivacyTexts, busy: boolean, done: string | undefined, take: (format: ExportFormat) => void): TemplateResult {
  const t = texts.center;
  return html`<section class="card" aria-labelledby="export-title">
    <h3 class="title" id="export-title">${t.export}</h3>
    <p class="muted">${t.exportText}</p>
    <div class="row">${formats.map((format) => html`<button type="button" ?disabled=${busy} @click=${() => take(format)}>${t.formats[format]}</button>`)}</div>
    <p role="status" class="small">${busy ? t.exporting : done ? t.exported(done) : nothing}</p>
  </section>`;
}
