import { html, nothing, type TemplateResult } from 'lit';
import { copyIcon } from '../../base/icons/copy.js';
import { printerIcon } from '../../base/icons/printer.js';
import type { IntakeTexts } from '../../locales/intake/index.js';

/** Whether the text was copied; `failed` shows it for copying by hand. */
export type CopyState = 'no' | 'copied' | 'failed';

/** Print and copy, and whatever else stands in their row. */
export function handOver(
  texts: IntakeTexts,
  copied: CopyState,
  text: string,
  actions: { print(): void; copy(): void },
  more: unknown = nothing,
): TemplateResult {
  const { done } = texts;
  return html`<div class="row actions">
      <button type="button" @click=${() => actions.print()}>${printerIcon}${done.print}</button>
      <button type="button" @click=${() => actions.copy()}>${copyIcon}${copied === 'copied' ? done.copied : done.copy}</button>
      ${more}
    </div>
    <p class="visually-hidden" role="status">${copied === 'copied' ? done.copied : nothing}</p>
    ${
      copied === 'failed'
        ? html`<div class="field">
            <label class="help" for="record-text">${done.copyFailed}</label>
            <textarea id="record-text" readonly rows="8" .value=${text}></textarea>
          </div>`
        : nothing
    }`;
}

/** Puts a text on the clipboard; `failed` without permission or clipboard. */
export const copyText = (text: string): Promise<CopyState> =>
  Promise.resolve()
    .then(() => navigator.clipboard.writeText(text))
    .then(
      () => 'copied',
      () => 'failed',
    );

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
