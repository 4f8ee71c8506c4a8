import { formatNumber } from '@nelumbo/core/i18n';
import type { ImportFormat, ImportRefusal, ImportReport, Measure, RefusalReason } from '@nelumbo/core/vitals';
import { html, nothing, type TemplateResult } from 'lit';
import { checkIcon } from '../../base/icons/check.js';
import { undoIcon } from '../../base/icons/undo.js';
import type { VitalsImportTexts } from '../../locales/vitals/import.js';
import { measureName } from '../words.js';

/** So many refused entries are listed; the others are counted. */
const listed = 20;

/** What the step shows, and what its buttons do. */
export interface ReportStep {
  readonly report: ImportReport;
  readonly format: ImportFormat | 'device';
  readonly measures: readonly Measure[];
  readonly texts: VitalsImportTexts;
  readonly locale: string;
  readonly busy: boolean;
  undo(): void;
}

/** Why an entry was not taken over: in the words of the entry form, or the import's own. */
export const reasonText = (reason: ImportRefusal, texts: VitalsImportTexts): string =>
  reason in texts.import.reasons ? texts.import.reasons[reason as keyof VitalsImportTexts['import']['reasons']] : texts.refused[reason as RefusalReason]; // one of the two holds every reason

const nameOf = (id: string, { measures, texts }: ReportStep): string => {
  const measure = measures.find((m) => m.id === id);
  return measure ? measureName(measure, texts) : id;
};

function refusals(step: ReportStep): TemplateResult {
  const { texts, format, locale } = step;
  const { refused, refusedCount } = step.report;
  const place = (index: number): string => (format === 'csv' ? texts.import.row(index + 1) : texts.import.entry(index + 1));
  const rest = refusedCount - Math.min(listed, refused.length);
  return html`<ul class="small">
    ${refused.slice(0, listed).map(({ index, measure, reason }) => html`<li>${place(index)} · ${nameOf(measure, step)}${texts.listSeparator}${reasonText(reason, texts)}</li>`)}
    ${rest > 0 ? html`<li>${texts.import.more(Number(formatNumber(rest, locale, { useGrouping: false })))}</li>` : nothing}
  </ul>`;
}

/** What became of a file, counted, and the way back. */
export function reportStep(step: ReportStep): TemplateResult {
  const { texts, locale, busy, undo } = step;
  const { saved, duplicate, refusedCount, ignored, byMeasure, truncated, refs } = step.report;
  const words = texts.import;
  const counts = [
    ...(duplicate ? [words.duplicate(duplicate)] : []),
    ...(refusedCount ? [words.refused(refusedCount)] : []),
    ...(ignored ? [words.ignored(ignored)] : []),
  ];
  const kinds = Object.entries(byMeasure).map(([id, n]) => `${nameOf(id, step)} ${formatNumber(n, locale)}`);
  return html`<div class="banner" data-tone=${refusedCount || truncated ? 'watch' : 'good'}>
      ${checkIcon}
      <div>
        <p><strong>${words.done(saved)}</strong></p>
        ${kinds.length ? html`<p class="small">${kinds.join(' · ')}</p>` : nothing}
        ${counts.length ? html`<p class="small">${counts.join(' · ')}</p>` : nothing} ${truncated ? html`<p class="small">${words.truncated}</p>` : nothing}
      </div>
    </div>
    ${refusedCount ? refusals(step) : nothing}
    ${saved && refs ? html`<button type="button" class="quiet undo" ?disabled=${busy} @click=${undo}>${undoIcon}${words.undo}</button>` : nothing}
    ${saved && !refs ? html`<p class="small muted">${words.tooMany}</p>` : nothing}`;
}
