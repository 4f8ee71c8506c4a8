import { html, type TemplateResult } from 'lit';

/** Names with their figures, as a list of both; the sheet of the element that shows it lays it out by `.figures`. */
export const figurePairs = (rows: readonly (readonly [name: string, figure: string | number])[]): TemplateResult =>
  html`<dl class="figures">
    ${rows.map(
      ([name, figure]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${figure}</dd>
        </div>`,
    )}
  </dl>`;
