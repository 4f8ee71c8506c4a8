import type { RecordSection } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';

/**
 * The sections of a record that have something to say; all answers stand last, closed.
 * @param level - of their headings
 */
export const recordSections = (sections: readonly RecordSection[], level: 3 | 4): readonly TemplateResult[] =>
  sections
    .filter((section) => section.lines.length > 0 || section.empty)
    .map((section) => (section.id === 'answers' ? answersView(section) : sectionView(section, level)));

const sectionView = (section: RecordSection, level: number): TemplateResult =>
  html`<section class="record" data-section=${section.id}>
    <h4 aria-level=${level}>${section.title}</h4>
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
            html`<div data-depth=${Math.min(line.depth, 2)} ?data-heading=${!line.value}>
              <dt>${line.label}</dt>
              ${line.value ? html`<dd>${line.value}</dd>` : nothing} ${(line.notes ?? []).map((note) => html`<dd class="muted small">${note}</dd>`)}
            </div>`,
        )}
      </dl>`;
