import type { Completion, RecordSection } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';
import { checkIcon } from '../../base/icons/check.js';
import { copyIcon } from '../../base/icons/copy.js';
import { printerIcon } from '../../base/icons/printer.js';
import type { IntakeTexts } from '../../locales/intake/index.js';

export { default as completionStyles } from './completion.styles.js';

/** What the completion view can do. */
export interface CompletionActions {
  print(): void;
  copy(): void;
  again(): void;
}

/** Whether the text was copied; `failed` shows it for copying by hand. */
export type CopyState = 'no' | 'copied' | 'failed';

/** The structured record, to read, print and copy. */
export function completionView({ record }: Completion, texts: IntakeTexts, copied: CopyState, actions: CompletionActions): TemplateResult {
  const { done } = texts;
  return html`<section class="card done" part="review">
    <h2 class="title" tabindex="-1" id="done-title">${checkIcon}${done.heading}</h2>
    <p class="muted">${done.where}</p>
    <div class="row actions">
      <button type="button" @click=${() => actions.print()}>${printerIcon}${done.print}</button>
      <button type="button" @click=${() => actions.copy()}>${copyIcon}${copied === 'copied' ? done.copied : done.copy}</button>
      <button type="button" class="quiet" @click=${() => actions.again()}>${done.again}</button>
    </div>
    <p class="visually-hidden" role="status">${copied === 'copied' ? done.copied : nothing}</p>
    ${
      copied === 'failed'
        ? html`<div class="field">
            <label class="help" for="record-text">${done.copyFailed}</label>
            <textarea id="record-text" readonly rows="8" .value=${record.text}></textarea>
          </div>`
        : nothing
    }
    <h3 class="record-title">${done.record}</h3>
    ${record.sections
      .filter((section) => section.lines.length > 0 || section.empty)
      .map((section) => (section.id === 'answers' ? answersView(section) : sectionView(section)))}
  </section>`;
}

const sectionView = (section: RecordSection): TemplateResult =>
  html`<section class="record" data-section=${section.id}>
    <h4>${section.title}</h4>
    ${linesView(section)}
  </section>`;

/** What was summed up above, answer by answer: there to be checked, closed to keep the summary short. */
const answersView = (section: RecordSection): TemplateResult =>
  html`<details class="record" data-section=${section.id}>
    <summary>${section.title}</summary>
    ${linesView(section)}
  </details>`;

const linesView = ({ lines, empty }: RecordSection): TemplateResult =>
  lines.length === 0
    ? html`<p class="muted">${empty}</p>`
    : html`<dl>
        ${lines.map(
          (line) =>
            html`<div data-depth=${Math.min(line.depth, 2)}>
              <dt>${line.label}</dt>
              ${line.value ? html`<dd>${line.value}</dd>` : nothing} ${(line.notes ?? []).map((note) => html`<dd class="muted small">${note}</dd>`)}
            </div>`,
        )}
      </dl>`;

/** Prints the record's own page, from a blob, so that the host's page and its styles stay out. */
export function printRecord(html: string): void {
  const url = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
  const opened = window.open(url, '_blank');
  if (!opened) {
    URL.revokeObjectURL(url);
    window.print();
    return;
  }
  opened.addEventListener('load', () => {
    opened.print();
    URL.revokeObjectURL(url);
  });
}
