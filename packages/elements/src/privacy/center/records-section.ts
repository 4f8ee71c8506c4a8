import type { Resource } from '@nelumbo/core/fhir';
import { html, nothing, type TemplateResult } from 'lit';
import { arrowLeftIcon } from '../../base/icons/arrow-left.js';
import { editIcon } from '../../base/icons/edit.js';
import { trashIcon } from '../../base/icons/trash.js';
import type { PrivacyTexts } from '../../locales/privacy/index.js';
import { correctables, recordWords } from './record-words.js';

/** A stored record. */
export type Kept = Resource & { readonly id: string };

/** The records of one kind, newest first. */
export interface Browsing {
  readonly type: string;
  readonly records: readonly Kept[];
  readonly more: boolean;
  back(): void;
  showMore(): void;
  correct(record: Kept): void;
  remove(record: Kept): void;
}

/** Records of one kind, each with what can be done. */
export function recordsSection(texts: PrivacyTexts, locale: string, browsing: Browsing): TemplateResult {
  const t = texts.center;
  return html`<section class="card" aria-labelledby="records-title">
    <button type="button" class="quiet back" @click=${() => browsing.back()}>${arrowLeftIcon}${t.back}</button>
    <h3 class="title" id="records-title" tabindex="-1">${t.kinds[browsing.type] ?? browsing.type}</h3>
    <ul class="records">
      ${browsing.records.map((record) => row(texts, locale, record, browsing))}
    </ul>
    ${browsing.more ? html`<button type="button" class="wide" @click=${() => browsing.showMore()}>${t.more}</button>` : nothing}
  </section>`;
}

function row(texts: PrivacyTexts, locale: string, record: Kept, browsing: Browsing): TemplateResult {
  const t = texts.center;
  const { when, what, value } = recordWords(record, locale);
  const name = [what, when].filter(Boolean).join(' · ');
  return html`<li>
    <div>
      <p>${what}${value ? html` <span class="value">${value}</span>` : nothing}</p>
      <p class="small muted">${when}</p>
    </div>
    <div class="row">
      <button type="button" class="quiet" aria-label=${t.correctNamed(name)} @click=${() => browsing.correct(record)}>${editIcon}${t.correct}</button>
      <button type="button" class="quiet danger" aria-label=${t.removeNamed(name)} @click=${() => browsing.remove(record)}>${trashIcon}${t.remove}</button>
    </div>
  </li>`;
}

/** What the correction dialog does. */
export interface Correcting {
  readonly record: Kept;
  readonly busy: boolean;
  /** The word on the button that closes. */
  readonly close: string;
  cancel(): void;
  save(values: readonly number[], reason: string): void;
}

/** New numbers and a reason; the earlier version stays in the history. */
export function correctDialog(texts: PrivacyTexts, locale: string, { record, busy, close, cancel, save }: Correcting): TemplateResult {
  const t = texts.center;
  const parts = correctables(record);
  const { what, when } = recordWords(record, locale);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement); // listens on the form
    save(
      parts.map((_, i) => Number(data.get(`value-${i}`))),
      data.get('reason') as string, // a text field of this form
    );
  };
  return html`<dialog aria-labelledby="correct-title" @cancel=${cancel} @close=${cancel}>
    <form class="stack" method="dialog" @submit=${submit}>
      <h3 class="title" id="correct-title">${t.correctTitle}</h3>
      <p class="muted">${what} · ${when}</p>
      ${
        parts.length === 0
          ? html`<p>${t.elsewhere}</p>`
          : html`${parts.map(
                ({ label, unit, value }, i) =>
                  html`<div class="field">
                    <label for="value-${i}">${t.value(label, unit)}</label>
                    <input id="value-${i}" name="value-${i}" type="number" .step=${'any'} inputmode="decimal" required .value=${String(value)} />
                  </div>`,
              )}
              <div class="field">
                <label for="reason">${t.reason}</label>
                <input id="reason" name="reason" type="text" required maxlength="200" aria-describedby="reason-help" />
                <p class="help" id="reason-help">${t.reasonHelp}</p>
              </div>`
      }
      <div class="row">
        ${parts.length > 0 ? html`<button type="submit" class="primary" ?disabled=${busy}>${busy ? t.working : t.save}</button>` : nothing}
        <button type="button" @click=${cancel}>${close}</button>
      </div>
    </form>
  </dialog>`;
}
