import type { Client, RecordsChanged } from '@nelumbo/core';
import type { Composition, Questionnaire, QuestionnaireResponse } from '@nelumbo/core/fhir';
import { NelumboError, toNelumboError } from '@nelumbo/core/i18n';
import type { ClinicalRecord, IntakeSession } from '@nelumbo/core/intake';
import { writeRecord } from '@nelumbo/core/intake/record';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { NelumboElement, boxStyles, failureBanner } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { baseTexts } from '../../locales/base/index.js';
import { loadIntakeTexts, type IntakeTexts } from '../../locales/intake/index.js';
import { copyText, handOver, printRecord, type CopyState } from './handing-over.js';
import sectionStyles from './record-sections.styles.js';
import { recordSections } from './record-view.js';
import styles from './record.styles.js';

/** How a record is shown: in sections, as the plain text that is copied, or as the FHIR document. */
export type RecordFormat = 'sections' | 'text' | 'fhir';

/** Content addresses only: a response that came from elsewhere must not make this page fetch anything. */
const ours = /^urn:nelumbo:/;

/**
 * Shows the record of a filled-in form for the clinician, to read, print and copy.
 *
 * @tag nelumbo-intake-record
 * @summary Shows the record of a filled-in form.
 * @status experimental
 * @since 0.1.0
 *
 * @event {{ code: string }} nelumbo-error - The record could not be shown; the code says why.
 *
 * @csspart box - The themed box around everything.
 * @csspart record - The card with the record.
 */
export class NelumboIntakeRecord extends NelumboElement {
  static override styles = [boxStyles, controlStyles, sectionStyles, styles];

  #session: IntakeSession | undefined;
  #given: readonly unknown[] = [];

  @state() private words: { readonly locale: string; readonly texts: IntakeTexts } | undefined;
  @state() private shown: ClinicalRecord | undefined;
  /** The record is being made: nothing is missing yet. */
  @state() private making = false;
  @state() private copied: CopyState = 'no';

  /** A record that is there already, as `session.complete()` returns it. */
  @property({ attribute: false }) record: ClinicalRecord | undefined;
  /** A FHIR R4 QuestionnaireResponse to make the record of, instead of `record`. */
  @property({ attribute: false }) response: QuestionnaireResponse | undefined;
  /** The Questionnaire that `response` answers; not needed for those of the content. */
  @property({ attribute: false }) questionnaire: Questionnaire | undefined;
  /** `sections` (to read), `text` (what is copied) or `fhir` (the document Bundle as JSON). */
  @property() format: RecordFormat = 'sections';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  protected override concerns(_change: RecordsChanged): boolean {
    return false; // it shows what it was given
  }

  protected override forget(): void {
    this.#close();
    this.shown = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('record') || changed.has('response') || changed.has('questionnaire')) this.copied = 'no';
    const given = changed.has('record') || changed.has('response') || changed.has('questionnaire') || (this.words && this.words.locale !== this.activeLocale);
    if (given && this.client) void this.reload();
  }

  protected override async load(client: Client): Promise<void> {
    this.making = true;
    try {
      const locale = this.activeLocale;
      if (this.words?.locale !== locale) this.words = { locale, texts: await loadIntakeTexts(locale) };
      this.shown = this.record ?? (this.response && (await this.#make(client, this.response, locale)));
    } catch (error) {
      this.emit('nelumbo-error', { code: toNelumboError(error).code });
      throw error;
    } finally {
      this.making = false;
    }
  }

  protected override view(): TemplateResult {
    const texts = this.words?.texts;
    if (this.failure) return html`<section class="card">${failureBanner(this.failure, this.activeLocale, () => void this.reload())}</section>`;
    if (!texts || (this.making && !this.shown))
      return html`<section class="card stack" aria-busy="true">
        <p class="visually-hidden" role="status">${this.texts(baseTexts).loading}</p>
        <div class="skeleton"></div>
        <div class="skeleton"></div>
      </section>`;
    const { shown } = this;
    if (!shown) return html`<section class="card" part="record"><p class="muted">${texts.done.noResponse}</p></section>`;
    const text = this.format === 'fhir' ? JSON.stringify(shown.bundle, null, 2) : shown.text;
    return html`<section class="card sheet" part="record" aria-labelledby="record-heading">
      <h2 class="title" id="record-heading">${titleOf(shown) ?? texts.done.record}</h2>
      ${handOver(texts, this.copied, text, {
        print: () => printRecord(shown.html),
        copy: () => void copyText(text).then((copied) => (this.copied = copied)),
      })}
      ${this.format === 'sections' ? recordSections(shown.sections, 3) : this.copied === 'failed' ? nothing : this.#plain(texts, text)}
    </section>`;
  }

  #plain({ done }: IntakeTexts, text: string): TemplateResult {
    const data = this.format === 'fhir';
    return html`<pre class=${data ? 'text data' : 'text'} role="region" aria-label=${data ? done.dataLabel : done.textLabel} tabindex="0">${text}</pre>`;
  }

  async #make(client: Client, response: QuestionnaireResponse, locale: string): Promise<ClinicalRecord> {
    const given = [client, response, this.questionnaire];
    if (!this.#session || given.some((one, i) => one !== this.#given[i])) {
      this.#close();
      const session = await client.intake.start(this.questionnaire ?? (await named(client, response)), { response, resume: false, locale });
      if (!this.isConnected) await session.close();
      this.#session = session;
      this.#given = given;
    }
    return writeRecord(this.#session.form, { response, locale });
  }

  #close(): void {
    void this.#session?.close().catch(() => undefined); // nothing was changed, nothing is lost
    this.#session = undefined;
  }
}

function named(client: Client, response: QuestionnaireResponse): Promise<Questionnaire> {
  const canonical = response.questionnaire ?? '';
  if (ours.test(canonical)) return client.intake.load(canonical);
  throw new NelumboError('bad-input', 'The questionnaire of this response is not given. Set the property questionnaire.');
}

/** The document's own title. */
const titleOf = ({ bundle }: ClinicalRecord): string | undefined =>
  bundle.entry?.map((one) => one.resource).find((one): one is Composition => one?.resourceType === 'Composition')?.title;
