import { toNelumboError, type NelumboError } from '@nelumbo/core/i18n';
import type { ImportProgress, ImportRefusal, ImportReport, RefusalReason } from '@nelumbo/core/vitals';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { NelumboElement, boxStyles, failureBanner } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { checkIcon } from '../../base/icons/check.js';
import { vitalsImportTexts, type VitalsImportTexts } from '../../locales/vitals/import.js';
import styles from './import.styles.js';

/** A file beyond this would not fit into the memory of a phone. */
const mostBytes = 100 * 1024 * 1024;
/** Why an entry was not taken over: in the words of the entry form, or the import's own. */
const reasonText = (reason: ImportRefusal, texts: VitalsImportTexts): string =>
  reason in texts.import.reasons ? texts.import.reasons[reason as keyof VitalsImportTexts['import']['reasons']] : texts.refused[reason as RefusalReason]; // one of the two holds every reason

/** So many refused entries are listed; the others are counted. */
const listed = 20;

/**
 * Imports readings from a FHIR R4 Bundle that the user chooses, and says what became of each entry. Doing it again adds nothing.
 *
 * @tag nelumbo-vitals-import
 * @summary Imports readings from a FHIR R4 Bundle file.
 * @status experimental
 * @since 0.1.0
 *
 * @event {{ saved: number, duplicate: number, refused: number, ignored: number }} nelumbo-imported - An import ended; counts only.
 *
 * @csspart box - The themed box around everything.
 */
export class NelumboVitalsImport extends NelumboElement {
  static override styles = [boxStyles, controlStyles, styles];

  #stop: AbortController | undefined;

  @state() private progress: ImportProgress | undefined;
  @state() private report: ImportReport | undefined;
  @state() private problem: NelumboError | 'tooLarge' | 'unreadable' | undefined;

  /** File kinds that the file picker offers. */
  @property() accept = '.json,application/json,application/fhir+json';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.abort();
  }

  /** Imports a FHIR R4 Bundle, given as text or as parsed JSON, and shows the report. Problems are shown, not thrown. */
  async run(bundle: unknown): Promise<void> {
    if (this.#stop) return;
    const stop = (this.#stop = new AbortController());
    this.report = undefined;
    this.problem = undefined;
    this.progress = { done: 0, total: 0, saved: 0, bytes: 0 };
    try {
      const { vitals } = await this.whenClient();
      const report = await vitals.importBundle(bundle, { signal: stop.signal, onProgress: (progress) => (this.progress = progress) });
      this.report = report;
      this.emit('nelumbo-imported', { saved: report.saved, duplicate: report.duplicate, refused: report.refused.length, ignored: report.ignored });
    } catch (error) {
      this.problem = toNelumboError(error);
    } finally {
      this.#stop = undefined;
      this.progress = undefined;
    }
  }

  protected override forget(): void {
    this.#stop?.abort();
    this.report = undefined;
    this.problem = undefined;
  }

  protected override concerns(): boolean {
    return false;
  }

  protected override view(): TemplateResult {
    const texts = this.texts(vitalsImportTexts);
    const { heading, hint, choose } = texts.import;
    return html`<section class="card">
      <h2 class="title">${heading}</h2>
      <p class="muted small">${hint}</p>
      ${this.progress ? this.#running(this.progress, texts) : html`<label class="button choose"><input class="file" type="file" accept=${this.accept} @change=${this.#chosen} />${choose}</label>`}
      <div role="status">${this.report ? this.#done(this.report, texts) : nothing}</div>
      ${this.problem ? this.#said(this.problem, texts) : nothing}
    </section>`;
  }

  #running({ done, total }: ImportProgress, texts: VitalsImportTexts): TemplateResult {
    return html`<progress max=${total || 1} value=${total ? done : nothing} aria-label=${texts.import.heading}></progress>
      <div class="row">
        <span class="muted">${texts.import.running(done, total)}</span>
        <button type="button" @click=${() => this.#stop?.abort()}>${texts.import.stop}</button>
      </div>`;
  }

  #done({ saved, duplicate, refused, ignored, byMeasure }: ImportReport, texts: VitalsImportTexts): TemplateResult {
    const words = texts.import;
    const counts = [
      ...(duplicate ? [words.duplicate(duplicate)] : []),
      ...(refused.length ? [words.refused(refused.length)] : []),
      ...(ignored ? [words.ignored(ignored)] : []),
    ];
    const kinds = Object.entries(byMeasure).map(([id, n]) => `${texts.names[id] ?? id} ${n}`);
    return html`<div class="banner" data-tone=${refused.length ? 'watch' : 'good'}>
        ${checkIcon}
        <div>
          <p><strong>${words.done(saved)}</strong></p>
          ${kinds.length ? html`<p class="small">${kinds.join(' · ')}</p>` : nothing}
          ${counts.length ? html`<p class="small">${counts.join(' · ')}</p>` : nothing}
        </div>
      </div>
      ${refused.length ? this.#refusals(refused, texts) : nothing}`;
  }

  #refusals(refused: ImportReport['refused'], texts: VitalsImportTexts): TemplateResult {
    const rest = refused.length - listed;
    return html`<ul class="small">
      ${refused.slice(0, listed).map(({ index, measure, reason }) => html`<li>${texts.import.entry(index + 1)} · ${texts.names[measure] ?? measure}${texts.listSeparator}${reasonText(reason, texts)}</li>`)}
      ${rest > 0 ? html`<li>${texts.import.more(rest)}</li>` : nothing}
    </ul>`;
  }

  #said(problem: NelumboError | 'tooLarge' | 'unreadable', texts: VitalsImportTexts): TemplateResult {
    const words = texts.import;
    const own =
      typeof problem === 'string'
        ? words[problem]
        : { 'not-json': words.notJson, unsupported: words.notBundle, aborted: words.stopped }[problem.code as string];
    if (own) return html`<div class="banner" data-tone="watch" role="alert"><p>${own}</p></div>`;
    return failureBanner(problem as NelumboError, this.activeLocale); // the two strings have their own words
  }

  async #chosen(event: Event): Promise<void> {
    const input = event.currentTarget as HTMLInputElement; // the listener sits on the file field
    const [file] = input.files ?? [];
    if (!file) return;
    this.report = undefined;
    this.problem = file.size > mostBytes ? 'tooLarge' : undefined;
    if (this.problem) return;
    let text: string;
    try {
      text = await file.text();
    } catch {
      this.problem = 'unreadable'; // removed or locked since it was chosen: the message says so
      return;
    }
    await this.run(text);
  }
}
