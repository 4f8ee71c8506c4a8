import type { AuditEntry, AuditVerdict, Client, ConsentState, DataView, ErasureReceipt, ExportFormat } from '@nelumbo/core';
import { toNelumboError, type NelumboError } from '@nelumbo/core/i18n';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { boxStyles, failureBanner, NelumboElement, statusMark } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { baseTexts } from '../../locales/base/index.js';
import { privacyTexts, type PrivacyTexts } from '../../locales/privacy/index.js';
import { hostOf } from '../purposes.js';
import styles from './center.styles.js';
import { eraseDialog, eraseSection, receiptLines, type Erasing, type Erasure } from './erase-section.js';
import { exportSection, fileOf } from './export-section.js';
import { logSection } from './log-section.js';
import { correctDialog, recordsSection, type Kept } from './records-section.js';
import { correction } from './record-words.js';
import { saveFile } from '../../base/save-file.js';

/** Records and log entries shown at a time. */
const page = 20;
const day = 86_400_000; // ms

/**
 * What is kept about the user and where; correct it, take it along, delete it, take consents back, and see who did what.
 *
 * @tag nelumbo-privacy-center
 * @summary See, correct, export and delete what is kept; consents; the log.
 * @status experimental
 * @since 0.1.0
 *
 * @event {{ format: string }} nelumbo-exported - Everything was saved to a file.
 * @event {{ scope: string, records: number }} nelumbo-erased - Records were erased, the device, or everything.
 * @event {{ id: string }} nelumbo-edited - A record was corrected; its reference.
 * @event {{ id: string }} nelumbo-deleted - A record was deleted; its reference.
 *
 * @csspart box - The themed box around everything.
 */
export class NelumboPrivacyCenter extends NelumboElement {
  static override styles = [boxStyles, controlStyles, styles];

  /** Purposes of consent to show, parted by spaces. */
  @property() purposes = 'sync';
  /** Whether the server's copy can be erased from here, too. */
  @property({ type: Boolean, attribute: 'erase-everywhere' }) eraseEverywhere = false;

  @state() private data: DataView | undefined;
  @state() private log: readonly AuditEntry[] = [];
  @state() private logLimit = page;
  @state() private verdict: AuditVerdict | undefined;
  @state() private kind: string | undefined;
  @state() private records: readonly Kept[] = [];
  @state() private recordLimit = page;
  @state() private correcting: Kept | undefined;
  @state() private removing: Kept | undefined;
  @state() private asked: { readonly erasure: Erasure; readonly count: number } | undefined;
  @state() private nothingThere = false;
  @state() private receipt: ErasureReceipt | undefined;
  @state() private exported: string | undefined;
  @state() private said = '';
  @state() private busy = false;
  @state() private actFailure: NelumboError | undefined;

  protected override forget(): void {
    // The receipt of an erasure stays: it is the one thing that the user should keep.
    this.data = this.verdict = this.kind = this.correcting = this.removing = this.asked = this.exported = this.actFailure = undefined;
    this.log = this.records = [];
    this.said = '';
  }

  protected override async load(client: Client): Promise<void> {
    const { kind, recordLimit, logLimit } = this;
    if (!this.data) this.data = await client.privacy.view();
    else this.data = { ...this.data, ...(await counted(client, this.data)) };
    this.records = kind === undefined ? [] : await client.records.range<Kept>({ type: kind, reverse: true, limit: recordLimit + 1 });
    this.log = await client.privacy.audit({ limit: logLimit + 1 });
  }

  protected override updated(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
  }

  protected override view(): TemplateResult {
    const texts = this.texts(privacyTexts);
    const { data, activeLocale: locale } = this;
    if (!data)
      return html`<section class="card" aria-busy=${this.failure ? 'false' : 'true'}>
        ${this.failure ? failureBanner(this.failure, locale, () => void this.reload()) : html`<p class="skeleton">${texts.center.working}</p>`}
      </section>`;
    return html`<div class="stack center">
      <div class="intro">
        <h2 class="title">${texts.center.title}</h2>
        <p class="muted">${texts.center.intro}</p>
      </div>
      ${this.actFailure ? failureBanner(this.actFailure, locale) : nothing}
      <p class="visually-hidden" role="status">${this.said}</p>
      ${this.kind === undefined ? this.#overview(texts, data) : this.#browse(texts, this.kind)} ${this.#dialog(texts, data)}
    </div>`;
  }

  #overview(texts: PrivacyTexts, data: DataView): TemplateResult {
    const locale = this.activeLocale;
    return html`${this.#kept(texts, data)}
      <section class="group" aria-labelledby="consents-title">
        <h3 class="title" id="consents-title">${texts.center.consents}</h3>
        <nelumbo-consent
          purposes=${this.purposes}
          server=${data.server ?? nothing}
          locale=${locale}
          theme=${this.activeTheme}
          ?care=${this.activeCare}
        ></nelumbo-consent>
      </section>
      ${exportSection(texts, this.busy, this.exported, (format) => void this.#export(format))} ${eraseSection(texts, locale, this.#erasing(data))}
      ${logSection(texts, locale, {
        entries: this.log.slice(0, this.logLimit),
        more: this.log.length > this.logLimit,
        verdict: this.verdict,
        verify: () => void this.#act(async (client) => void (this.verdict = await client.privacy.verify())),
        showMore: () => this.#more('logLimit'),
      })}`;
  }

  #kept(texts: PrivacyTexts, { kinds, durable, server, unsent, refused }: DataView): TemplateResult {
    const t = texts.center;
    const when = new Intl.DateTimeFormat(this.activeLocale, { dateStyle: 'medium' });
    const span = (from: number, to: number): string => (Number.isFinite(from) && Number.isFinite(to) ? t.span(when.format(from), when.format(to)) : '');
    const { keeps, dropped } = this.client?.storage ?? { keeps: 'promised' };
    const stays = keeps === 'visit' ? t.visit : durable ? '' : t.notDurable;
    // Nothing is on its way while nothing is sent.
    const waiting = [server && unsent && t.unsent(unsent), refused && t.refused(refused)].filter(Boolean).join(' · ');
    return html`<section class="card" aria-labelledby="kept-title">
      <h3 class="title" id="kept-title">${t.kept}</h3>
      <p>${[t.here, stays, server ? t.there(hostOf(server)) : t.nowhere].filter(Boolean).join(t.between)}</p>
      ${dropped ? html`<p>${statusMark('alert')} ${t.dropped(when.format(dropped))}</p>` : nothing} ${waiting ? html`<p class="small">${waiting}</p>` : nothing}
      ${
        kinds.length === 0
          ? html`<p class="muted">${t.none}</p>`
          : html`<ul class="kinds">
              ${kinds.map(
                ({ type, count, from, to }) =>
                  html`<li>
                    <button type="button" class="quiet" @click=${() => this.#open(type)}>
                      <span>${t.kinds[type] ?? type}</span><span class="count">${t.count(count)}</span><span class="small muted">${span(from, to)}</span>
                    </button>
                  </li>`,
              )}
            </ul>`
      }
    </section>`;
  }

  #browse(texts: PrivacyTexts, type: string): TemplateResult {
    return recordsSection(texts, this.activeLocale, {
      type,
      records: this.records.slice(0, this.recordLimit),
      more: this.records.length > this.recordLimit,
      back: () => this.#open(undefined),
      showMore: () => this.#more('recordLimit'),
      correct: (record) => (this.correcting = record),
      remove: (record) => (this.removing = record),
    });
  }

  #dialog(texts: PrivacyTexts, data: DataView): TemplateResult | typeof nothing {
    const close = this.texts(baseTexts).cancel;
    const { correcting, removing, busy } = this;
    if (correcting)
      return correctDialog(texts, this.activeLocale, {
        record: correcting,
        busy,
        close,
        cancel: () => (this.correcting = undefined),
        save: (values, reason) => void this.#correct(correcting, values, reason),
      });
    if (removing) return this.#removeDialog(texts, removing, close);
    return eraseDialog(texts, this.#erasing(data));
  }

  #removeDialog(texts: PrivacyTexts, record: Kept, close: string): TemplateResult {
    const t = texts.center;
    const cancel = (): void => void (this.removing = undefined);
    return html`<dialog aria-labelledby="remove-title" @cancel=${cancel} @close=${cancel}>
      <div class="stack">
        <h3 class="title" id="remove-title">${t.removeAsk(t.kinds[record.resourceType] ?? record.resourceType)}</h3>
        <div class="row">
          <button type="button" class="danger" ?disabled=${this.busy} @click=${() => void this.#remove(record)}>${t.remove}</button>
          <button type="button" @click=${cancel}>${close}</button>
        </div>
      </div>
    </dialog>`;
  }

  #erasing(view: DataView): Erasing {
    return {
      view,
      canErase: this.eraseEverywhere && view.server !== undefined ? 'everywhere' : 'device',
      asked: this.asked,
      nothingThere: this.nothingThere,
      busy: this.busy,
      receipt: this.receipt,
      close: this.texts(baseTexts).cancel,
      ask: (erasure) => void this.#ask(erasure),
      cancel: () => (this.asked = undefined),
      go: () => void this.#erase(),
      saveReceipt: () => this.#saveReceipt(),
    };
  }

  #open(kind: string | undefined): void {
    this.kind = kind;
    this.recordLimit = page;
    this.records = [];
    void this.reload().then(async () => {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('#records-title')?.focus();
    });
  }

  #more(limit: 'logLimit' | 'recordLimit'): void {
    this[limit] += page;
    void this.reload();
  }

  /** Does something with the client; a failure is told, and nothing is half done. */
  async #act(deed: (client: Client) => Promise<void>): Promise<boolean> {
    const { client } = this;
    if (!client || this.busy) return false;
    this.busy = true;
    this.actFailure = undefined;
    this.said = '';
    try {
      await deed(client);
      return true;
    } catch (error) {
      this.actFailure = toNelumboError(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  async #export(format: ExportFormat): Promise<void> {
    const [ending, type] = fileOf[format];
    const name = `nelumbo-${new Date().toISOString().slice(0, 10)}.${ending}`;
    const done = await this.#act(async (client) => {
      const parts: string[] = [];
      for await (const part of await client.privacy.export(format, { locale: this.activeLocale })) parts.push(part);
      saveFile(parts, name, type);
    });
    if (!done) return;
    this.exported = name;
    this.emit('nelumbo-exported', { format });
  }

  async #correct(record: Kept, values: readonly number[], reason: string): Promise<void> {
    const ref = `${record.resourceType}/${record.id}` as const;
    const done = await this.#act((client) => client.privacy.correct(ref, correction(record, values), reason));
    this.correcting = undefined;
    if (!done) return;
    this.said = this.texts(privacyTexts).center.corrected;
    this.emit('nelumbo-edited', { id: ref });
  }

  async #remove(record: Kept): Promise<void> {
    const ref = `${record.resourceType}/${record.id}` as const;
    const done = await this.#act(async (client) => void (await client.privacy.erase({ ref })));
    this.removing = undefined;
    if (!done) return;
    this.said = this.texts(privacyTexts).center.removed;
    this.emit('nelumbo-deleted', { id: ref });
  }

  async #ask(erasure: Erasure): Promise<void> {
    this.nothingThere = false;
    this.receipt = undefined;
    if (erasure.what !== 'span') {
      this.asked = { erasure, count: 0 };
      return;
    }
    await this.#act(async (client) => {
      const types = erasure.type ? [erasure.type] : (this.data?.kinds ?? []).map(({ type }) => type);
      const counts = await Promise.all(types.map((type) => client.records.count({ type, ...spanOf(erasure) })));
      const count = counts.reduce((a, b) => a + b, 0);
      this.nothingThere = count === 0;
      this.asked = count === 0 ? undefined : { erasure, count };
    });
  }

  async #erase(): Promise<void> {
    const erasure = this.asked?.erasure;
    if (!erasure) return;
    await this.#act(async (client) => {
      const what = erasure.what === 'span' ? { ...(erasure.type ? { type: erasure.type } : {}), ...spanOf(erasure) } : erasure.what;
      this.receipt = await client.privacy.erase(what);
      this.emit('nelumbo-erased', { scope: this.receipt.scope, records: this.receipt.records });
    });
    this.asked = undefined;
    if (erasure.what === 'span') await this.reload();
  }

  #saveReceipt(): void {
    if (!this.receipt) return;
    const lines = receiptLines(this.texts(privacyTexts), this.activeLocale, this.receipt);
    saveFile([`${lines.join('\n')}\n`], `nelumbo-receipt-${new Date(this.receipt.at).toISOString().slice(0, 10)}.txt`, 'text/plain;charset=utf-8');
  }
}

/** Local midnight to local midnight, the last day included; ms since 1970 UTC. */
function spanOf({ from, to }: { readonly from: string; readonly to: string }): { from: number; to: number } {
  const midnight = (date: string): number => new Date(`${date}T00:00:00`).getTime();
  return { from: midnight(from), to: midnight(to) + day };
}

/** Counts and consents again, without an entry in the log: that belongs to the first look. */
async function counted(client: Client, before: DataView): Promise<Partial<DataView>> {
  const kinds = await Promise.all(before.kinds.map(async (kind) => ({ ...kind, count: await client.records.count({ type: kind.type }) })));
  const consents: readonly ConsentState[] = await client.privacy.consents();
  return { kinds: kinds.filter(({ count }) => count > 0), consents };
}
