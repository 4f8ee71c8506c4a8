import type { DataView, ErasureReceipt } from '@nelumbo/core';
import { html, nothing, type TemplateResult } from 'lit';
import type { PrivacyTexts } from '../../locales/privacy/index.js';

/** What is about to be erased. */
export type Erasure = { readonly what: 'device' | 'everywhere' } | { readonly what: 'span'; readonly type: string; readonly from: string; readonly to: string };

/** What the section shows and does. */
export interface Erasing {
  readonly view: DataView;
  readonly canErase: 'device' | 'everywhere';
  /** Asked for, and not yet confirmed; `count` are the records of a span. */
  readonly asked: { readonly erasure: Erasure; readonly count: number } | undefined;
  readonly nothingThere: boolean;
  readonly busy: boolean;
  readonly receipt: ErasureReceipt | undefined;
  /** The word on the button that closes. */
  readonly close: string;
  ask(erasure: Erasure): void;
  cancel(): void;
  go(): void;
  saveReceipt(): void;
}

/** One kind and a span, the whole device, or everything. */
export function eraseSection(texts: PrivacyTexts, locale: string, erasing: Erasing): TemplateResult {
  const t = texts.center;
  const { view, receipt } = erasing;
  return html`<section class="card" aria-labelledby="erase-title">
    <h3 class="title" id="erase-title">${t.erase}</h3>
    ${receipt ? receiptView(texts, locale, receipt, () => erasing.saveReceipt()) : nothing}
    <form class="span" @submit=${(event: SubmitEvent) => askForSpan(event, erasing)}>
      <h4>${t.eraseSpan}</h4>
      <div class="field">
        <label for="kind">${t.eraseKind}</label>
        <select id="kind" name="type">
          <option value="">${t.allKinds}</option>
          ${view.kinds.map(({ type }) => html`<option value=${type}>${t.kinds[type] ?? type}</option>`)}
        </select>
      </div>
      <div class="row dates">
        <div class="field"><label for="from">${t.from}</label><input id="from" name="from" type="date" required /></div>
        <div class="field"><label for="to">${t.to}</label><input id="to" name="to" type="date" required /></div>
      </div>
      <button type="submit" class="danger" ?disabled=${erasing.busy}>${t.eraseSpanGo}</button>
      <p role="status" class="small">${erasing.nothingThere ? t.eraseNothing : nothing}</p>
    </form>
    <div class="whole">
      <button type="button" class="danger" aria-describedby="device-help" ?disabled=${erasing.busy} @click=${() => erasing.ask({ what: 'device' })}>
        ${t.eraseDevice}
      </button>
      <p class="small muted" id="device-help">${t.eraseDeviceText}</p>
      ${
        erasing.canErase === 'everywhere'
          ? html`<button type="button" class="danger" aria-describedby="all-help" ?disabled=${erasing.busy} @click=${() => erasing.ask({ what: 'everywhere' })}>
                ${t.eraseAll}
              </button>
              <p class="small muted" id="all-help">${t.eraseAllText}</p>`
          : nothing
      }
    </div>
  </section>`;
}

function askForSpan(event: SubmitEvent, erasing: Erasing): void {
  event.preventDefault();
  const data = new FormData(event.currentTarget as HTMLFormElement); // listens on the form
  const text = (name: string): string => data.get(name) as string; // text fields of this form
  erasing.ask({ what: 'span', type: text('type'), from: text('from'), to: text('to') });
}

/** The question before anything is erased for good. */
export function eraseDialog(texts: PrivacyTexts, { asked, view, busy, close, cancel, go }: Erasing): TemplateResult | typeof nothing {
  if (!asked) return nothing;
  const t = texts.center;
  const { erasure, count } = asked;
  const title = erasure.what === 'span' ? t.eraseSpan : erasure.what === 'device' ? t.eraseDevice : t.eraseAll;
  const text = erasure.what === 'span' ? t.eraseSpanAsk(count) : erasure.what === 'device' ? t.eraseDeviceText : t.eraseAllText;
  return html`<dialog aria-labelledby="sure-title" @cancel=${cancel} @close=${cancel}>
    <form
      class="stack"
      method="dialog"
      @submit=${(event: Event) => {
        event.preventDefault();
        go();
      }}
    >
      <h3 class="title" id="sure-title">${title}</h3>
      <p>${text}</p>
      ${erasure.what === 'device' && view.unsent > 0 ? html`<p class="banner" data-tone="watch">${t.unsentLost(view.unsent)}</p>` : nothing}
      <label class="option"><input type="checkbox" required /><span>${t.eraseSure}</span></label>
      <div class="row">
        <button type="submit" class="danger" ?disabled=${busy}>${busy ? t.working : t.eraseGo}</button>
        <button type="button" @click=${cancel}>${close}</button>
      </div>
    </form>
  </dialog>`;
}

function receiptView(texts: PrivacyTexts, locale: string, receipt: ErasureReceipt, save: () => void): TemplateResult {
  return html`<div class="banner" data-tone="good" role="status">
    <div>
      ${receiptLines(texts, locale, receipt).map((line) => html`<p>${line}</p>`)}
      <button type="button" class="quiet" @click=${save}>${texts.center.receiptSave}</button>
    </div>
  </div>`;
}

/** A receipt in sentences. */
export function receiptLines(texts: PrivacyTexts, locale: string, { records, at, server, waiting }: ErasureReceipt): readonly string[] {
  const t = texts.center;
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
  return [t.receipt(records, when), ...(server ? [t.receiptServer(server.resources, server.id)] : []), ...(waiting > 0 ? [t.receiptWaiting(waiting)] : [])];
}
