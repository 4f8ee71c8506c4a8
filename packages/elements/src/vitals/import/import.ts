import type { Client } from '@nelumbo/core';
import { formatNumber, toNelumboError, type NelumboError } from '@nelumbo/core/i18n';
import type { ImportFormat, ImportOptions, ImportPreview, ImportProgress, ImportReport, Measure, Reading } from '@nelumbo/core/vitals';
import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { NelumboElement, boxStyles, failureBanner } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { vitalsImportTexts, type VitalsImportTexts } from '../../locales/vitals/import.js';
import { DevicePart } from './device-part.js';
import { openFile, type FileSource, type FileTrouble } from './file-source.js';
import styles from './import.styles.js';
import { previewStep } from './preview-step.js';
import { reportStep } from './report-step.js';

const fileFormats = ['apple-health', 'csv', 'fhir-bundle'] as const satisfies readonly ImportFormat[];

/** A file that was looked at and waits for the user's word. */
interface Chosen {
  readonly source: FileSource;
  readonly preview: ImportPreview;
  readonly options: ImportOptions;
}

/** What an import did, and of what. */
interface Done {
  readonly report: ImportReport;
  readonly format: ImportFormat | 'device';
}

/**
 * Brings in readings from a file (Apple Health export, table, FHIR R4 Bundle) or a Bluetooth device. A file is shown before anything is written, an
 * import can be stopped and taken back, and doing it again adds nothing.
 *
 * @tag nelumbo-vitals-import
 * @summary Imports readings from a file or a device, with a look before and a way back.
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
  /** What is being looked at; an answer for anything else is late. */
  #wanted: ImportOptions | undefined;
  readonly #device = new DevicePart({ changed: () => this.requestUpdate(), save: (readings) => this.#saveDevice(readings) });

  @query('.preview') private previewBlock!: HTMLElement | null;
  @query('.file') private fileField!: HTMLElement | null;
  @query('.outcome') private outcome!: HTMLElement | null;

  @state() private measures: readonly Measure[] = [];
  /** Undefined until it is known. */
  @state() private devices: boolean | undefined;
  @state() private looking = false;
  @state() private chosen: Chosen | undefined;
  @state() private progress: ImportProgress | undefined;
  /** Share of the file that was read, 0 to 1; undefined where it has no size. */
  @state() private share: number | undefined;
  @state() private done: Done | undefined;
  @state() private undone: number | undefined;
  @state() private busy = false;
  @state() private dropping = false;
  @state() private problem: NelumboError | FileTrouble | undefined;

  /** What is offered, space-separated: `apple-health`, `csv`, `fhir-bundle`, `device`; all without it. */
  @property() formats = '';
  /** File kinds that the file picker offers. */
  @property() accept = '.json,.csv,.tsv,.txt,.xml,.zip,application/json,application/fhir+json,text/csv,text/xml,application/zip';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.abort();
    this.#device.close();
  }

  /** Imports a FHIR R4 Bundle, given as text or as parsed JSON, at once and without a preview, and shows the report. Problems are shown, not thrown. */
  async run(bundle: unknown): Promise<void> {
    await this.#import('fhir-bundle', ({ vitals }, options) => vitals.importBundle(bundle, options));
  }

  /** Looks at a file as if the user had chosen it: shows what it holds and asks before anything is written. Problems are shown, not thrown. */
  async open(file: File): Promise<void> {
    this.#clear();
    this.looking = true;
    const opened = await openFile(file);
    this.looking = false;
    if (typeof opened === 'string') this.problem = opened;
    else if (this.#offers(opened.format)) await this.#look(opened, {});
    else this.problem = 'unknown';
    await this.updateComplete;
    this.previewBlock?.focus();
  }

  protected override forget(): void {
    this.#stop?.abort();
    this.#device.close();
    this.#clear();
  }

  protected override concerns(): boolean {
    return false;
  }

  protected override async load({ vitals }: Client): Promise<void> {
    const [measures, devices] = await Promise.all([vitals.measures(), this.#offers('device') ? vitals.devicesAvailable() : false]);
    this.measures = measures;
    this.devices = devices;
  }

  protected override view(): TemplateResult {
    const texts = this.texts(vitalsImportTexts);
    const { heading, hint } = texts.import;
    const calm = !this.progress && !this.chosen && !this.looking;
    return html`<section class="card">
      <div>
        <h2 class="title">${heading}</h2>
        <p class="muted small">${hint}</p>
      </div>
      ${this.progress ? this.#running(this.progress, texts) : nothing} ${this.chosen && !this.progress ? this.#preview(this.chosen, texts) : nothing}
      <div class="outcome" role="status" tabindex="-1">${this.looking ? texts.import.looking : nothing}${this.#outcome(texts)}</div>
      ${this.problem ? this.#said(this.problem, texts) : nothing} ${calm ? this.#ways(texts) : nothing}
    </section>`;
  }

  #offers(format: ImportFormat | 'device'): boolean {
    return !this.formats.trim() || this.formats.split(/\s+/).includes(format);
  }

  /** Where readings can come from. */
  #ways(texts: VitalsImportTexts): TemplateResult {
    const files = fileFormats.filter((format) => this.#offers(format));
    const words = { measures: this.measures, texts, locale: this.activeLocale, now: Date.now() };
    return html`<div class="ways">
      ${files.length ? this.#filePart(files, texts) : nothing}
      ${this.#offers('device') && this.devices !== undefined ? this.#device.view(this.devices ? this.client : undefined, words) : nothing}
    </div>`;
  }

  #filePart(files: readonly (typeof fileFormats)[number][], texts: VitalsImportTexts): TemplateResult {
    const words = texts.import;
    return html`<section
      class="part drop"
      data-over=${this.dropping ? 'true' : 'false'}
      @dragover=${this.#dragOver}
      @dragleave=${() => (this.dropping = false)}
      @drop=${this.#dropped}
    >
      <h3 class="subtitle">${words.fileHeading}</h3>
      <ul class="small muted">
        ${files.map((format) => html`<li>${words.formats[format]}</li>`)}
      </ul>
      <div class="row">
        <label class="button choose"
          ><input
            class="file"
            type="file"
            accept=${this.accept}
            @change=${this.#picked}
          />${this.done || this.undone !== undefined ? words.another : words.choose}</label
        >
        <span class="small muted by-mouse">${words.drop}</span>
      </div>
    </section>`;
  }

  #preview({ source, preview, options }: Chosen, texts: VitalsImportTexts): TemplateResult {
    return previewStep({
      name: source.name,
      preview,
      options,
      measures: this.measures,
      texts,
      locale: this.activeLocale,
      now: Date.now(),
      change: (next) => void this.#look(source, next),
      start: () => void this.#start(source, options),
      cancel: () => void this.#cancel(),
    });
  }

  #running({ done, saved }: ImportProgress, texts: VitalsImportTexts): TemplateResult {
    const { share } = this;
    const percent = share === undefined ? '' : texts.import.percent(formatNumber(share, this.activeLocale, { style: 'percent' }));
    return html`<progress max="1" value=${share ?? nothing} aria-label=${texts.import.heading}></progress>
      <div class="row">
        <span class="muted">${[percent, texts.import.running(done, saved)].filter(Boolean).join(' · ')}</span>
        <button type="button" @click=${() => this.#stop?.abort()}>${texts.import.stop}</button>
      </div>`;
  }

  #outcome(texts: VitalsImportTexts): TemplateResult | typeof nothing {
    if (this.undone !== undefined) return html`<div class="banner" data-tone="info"><p>${texts.import.undone(this.undone)}</p></div>`;
    const { done } = this;
    if (!done) return nothing;
    return reportStep({ ...done, measures: this.measures, texts, locale: this.activeLocale, busy: this.busy, undo: () => void this.#undo(done.report) });
  }

  #said(problem: NelumboError | FileTrouble, texts: VitalsImportTexts): TemplateResult {
    const words = texts.import;
    const own =
      typeof problem === 'string'
        ? words.troubles[problem]
        : { 'not-json': words.notJson, unsupported: words.notUnderstood, aborted: words.stopped }[problem.code as string];
    if (own) return html`<div class="banner" data-tone="watch" role="alert"><p>${own}</p></div>`;
    return failureBanner(problem as NelumboError, this.activeLocale); // the file's own troubles have their words
  }

  #clear(): void {
    this.#wanted = undefined;
    this.chosen = this.done = this.undone = this.problem = undefined;
  }

  readonly #picked = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement; // the listener sits on the file field
    const [file] = input.files ?? [];
    if (file) void this.open(file);
  };

  readonly #dragOver = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dropping = true;
  };

  readonly #dropped = (event: DragEvent): void => {
    this.dropping = false;
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    void this.open(file);
  };

  /** Reads the beginning; nothing is written. */
  async #look(source: FileSource, options: ImportOptions): Promise<void> {
    this.#wanted = options;
    if (this.chosen) this.chosen = { ...this.chosen, options };
    try {
      const { vitals } = await this.whenClient();
      const preview = await vitals.preview(source.format, source.chunks(), options);
      if (this.#wanted === options) this.chosen = { source, preview, options }; // else it was changed meanwhile, or put away
    } catch (error) {
      this.chosen = undefined;
      this.problem = toNelumboError(error);
    }
  }

  async #cancel(): Promise<void> {
    this.#clear();
    await this.updateComplete;
    this.fileField?.focus(); // the pressed button is gone
  }

  async #start(source: FileSource, options: ImportOptions): Promise<void> {
    let read = 0;
    this.share = 0;
    const chunks = source.chunks((bytes) => {
      read += bytes;
      this.share = Math.min(1, read / source.size);
    });
    this.#clear();
    await this.#import(source.format, ({ vitals }, more) => vitals.import(source.format, chunks, { ...options, ...more }));
  }

  async #import(format: ImportFormat, work: (client: Client, options: ImportOptions) => Promise<ImportReport>): Promise<void> {
    if (this.#stop) return;
    const stop = (this.#stop = new AbortController());
    this.#clear();
    this.progress = { done: 0, total: 0, saved: 0, bytes: 0 };
    const onProgress = (progress: ImportProgress): void => {
      this.progress = progress;
      if (progress.total) this.share = progress.done / progress.total;
    };
    try {
      this.#finish(await work(await this.whenClient(), { signal: stop.signal, onProgress }), format);
    } catch (error) {
      this.problem = toNelumboError(error);
    } finally {
      this.#stop = this.progress = this.share = undefined;
    }
    await this.updateComplete;
    if (this.done) this.outcome?.focus();
  }

  #finish(report: ImportReport, format: Done['format']): void {
    this.done = { report, format };
    this.undone = undefined;
    this.emit('nelumbo-imported', { saved: report.saved, duplicate: report.duplicate, refused: report.refusedCount, ignored: report.ignored });
  }

  async #saveDevice(readings: readonly Reading[]): Promise<void> {
    const { vitals } = await this.whenClient();
    this.#finish(await vitals.importReadings(readings), 'device');
  }

  async #undo({ refs = [] }: ImportReport): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      const { vitals } = await this.whenClient();
      this.undone = await vitals.takeBack(refs);
      this.done = undefined;
    } catch (error) {
      this.problem = toNelumboError(error);
    } finally {
      this.busy = false;
    }
    await this.updateComplete;
    this.outcome?.focus();
  }
}
