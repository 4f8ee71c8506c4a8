import type { Client, RecordsChanged } from '@nelumbo/core';
import type { Questionnaire, QuestionnaireResponse } from '@nelumbo/core/fhir';
import { NelumboError, toNelumboError } from '@nelumbo/core/i18n';
import type { DraftOutcome, IntakeSession, Terminology } from '@nelumbo/core/intake';
import { adoptStyles, html, nothing, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { NelumboElement, boxStyles, failureBanner } from '../../base/index.js';
import fieldStyles from '../../base/fields.styles.js';
import surfaceStyles from '../../base/surface.styles.js';
import waitingStyles from '../../base/waiting.styles.js';
import { emergencyNumberOf } from '../../base/context.js';
import { baseTexts } from '../../locales/base/index.js';
import { loadIntakeTexts, type IntakeTexts } from '../../locales/intake/index.js';
import { fillingView } from './filling.js';
import styles from './intake.styles.js';
import { pagesOf, questionsOf, wantsPages, type IntakeMode } from './pages.js';
import { ItemContext } from './item-context.js';
import {
  after,
  around,
  extras,
  lateStyles,
  loadAfter,
  loadAround,
  loadControls,
  loadExtras,
  loadFhirPath,
  loadSpeech,
  speechTools,
  type Around,
} from './late.js';
import { interruptOf, plainInterrupt } from './red-flag.js';
import { atStart, type Sitting, type Stage } from './sitting.js';
import type { SpeechPort } from './speech.js';

export type { SpeechListener, SpeechPort, SpeechTrouble } from './speech.js';

const modes: readonly string[] = ['page', 'steps', 'care'];

/**
 * Shows a FHIR questionnaire, keeps a draft on the device, interrupts at red flags, saves the response and shows a record for the doctor.
 *
 * @tag nelumbo-intake
 * @summary Fills in a FHIR Questionnaire.
 * @status experimental
 * @since 0.1.0
 *
 * @event {{ id: string }} nelumbo-ready - The form can be filled in; `id` is the questionnaire's `url|version`.
 * @event {{ linkId: string }} nelumbo-changed - An answer changed; never holds the answer.
 * @event {{ rule: string, urgency: string }} nelumbo-red-flag - A triage rule fired; holds the rule and its urgency, never the evidence.
 * @event {{ at: number }} nelumbo-draft-saved - The draft was stored on the device.
 * @event {{ id: string }} nelumbo-submit - The user finishes; preventing it keeps the form open and saves nothing.
 * @event {{ ref: string }} nelumbo-completed - The response was stored; `ref` names it.
 * @event {{ code: string }} nelumbo-error - Something failed; the code says what.
 *
 * @slot intro - Above the form.
 * @slot footer - Below the form.
 * @slot red-flag-actions - Further help in the interrupt, under the call button.
 *
 * @csspart box - The themed box around everything.
 * @csspart item - One question, group or text.
 * @csspart group - A group of questions.
 * @csspart label - The words of a question.
 * @csspart help - Help beneath a question.
 * @csspart control - A text, number, date or file field.
 * @csspart option - One option of a choice.
 * @csspart error - The issues of a question.
 * @csspart error-summary - The list of issues after submitting.
 * @csspart progress - How much is answered.
 * @csspart nav - The buttons at the end.
 * @csspart banner - A message above the form.
 * @csspart red-flag - The advice that the answers lead to.
 * @csspart speech - Reading aloud and voice input of a question.
 * @csspart review - All answers before they are saved, and the view after.
 */
export class NelumboIntake extends NelumboElement {
  static override styles = [boxStyles, surfaceStyles, fieldStyles, waitingStyles, styles];

  #sitting: Sitting | undefined;
  /** Keys of the questions that stood there when the form was shown. */
  #asked: ReadonlySet<string> = new Set();
  #stops: (() => void)[] = [];
  #closing: Promise<unknown> = Promise.resolve();
  #source: unknown;
  /** The session before: what it took over passes to the next. */
  #before: IntakeSession | undefined;
  #owner: Client | undefined;
  /** The session that can be checked and finished: what does so has come. */
  #checked: IntakeSession | undefined;
  #wanted: string | undefined;
  #paged = false;
  #adopted: readonly CSSResult[] = [];
  /** The review or what follows it was wanted: its styles are taken on then, as they style a long form anew. */
  #ended = false;
  #leave = (): void => void (this.session && !this.stage.completion && this.session.saveDraft().catch(() => undefined)); // told through onDraft

  #printing = (): void => this.#sitting?.context.draw();

  /** Texts of the language that is shown; the one before, while those of another load. */
  @state() private words: { readonly locale: string; readonly texts: IntakeTexts } | undefined;
  @state() private session: IntakeSession | undefined;
  @state() private stage: Stage = atStart;
  @state() private stopFor: string | undefined;

  /** Address of a questionnaire, or `urn:nelumbo:questionnaire:<id>` for one of the content. */
  @property() src = '';
  /** `page` (all questions), `steps` (one page per group) or `care` (one question at a time). By itself `care` in care mode, `steps` where the form has pages or tabs. */
  @property() mode: IntakeMode | '' = '';
  /** Shows every answer for a last check before it is saved; always so in the stepped modes. */
  @property({ type: Boolean }) review = false;
  /** `Patient/…` when the form is filled in for somebody. */
  @property() subject = '';
  /** Number of the interrupt's call button; the provider's without it. */
  @property({ attribute: 'emergency-number' }) callNumber = '';
  /** Shows the answers without letting them change. */
  @property({ type: Boolean, attribute: 'read-only' }) readOnly = false;
  /** Offers voice input where the browser has it. The browser may send the sound to its maker: the user is asked before, and confirms each answer. */
  @property({ type: Boolean }) voice = false;
  /** Offers to read each question aloud, where the device has a voice of the language. */
  @property({ type: Boolean, attribute: 'read-aloud' }) readAloud = false;
  /** Speech of the host instead of the browser's. Read, as `voice` and `read-aloud` are, when the form opens. */
  @property({ attribute: false }) speech: SpeechPort | undefined;
  /** A FHIR R4 Questionnaire, instead of `src`. */
  @property({ attribute: false }) questionnaire: Questionnaire | undefined;
  /** Expands value sets that the form only names; without it their answers are typed in. */
  @property({ attribute: false }) terminology: Terminology | undefined;
  /** Resources that the form may ask for at its start (`patient`, `user`…). */
  @property({ attribute: false }) launchContext: Readonly<Record<string, unknown>> | undefined;
  /** Answers to begin with, instead of the draft; after completion still the given one. */
  @property({ attribute: false }) response: QuestionnaireResponse | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('pagehide', this.#leave);
    window.addEventListener('beforeprint', this.#printing);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('pagehide', this.#leave);
    window.removeEventListener('beforeprint', this.#printing);
    this.#end();
  }

  /** The answers now, as a QuestionnaireResponse; `undefined` while no form is shown. */
  currentResponse(): QuestionnaireResponse | undefined {
    const { session } = this;
    return session?.form.peek(() => session.form.response());
  }

  protected override concerns(_change: RecordsChanged): boolean {
    return false; // the form is the truth while it is open
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.session && this.#wanted !== this.activeLocale) void this.#speak().catch(() => undefined); // the language before stays
    const { session, words } = this;
    if (session && words && session.form.peek(() => session.form.locale) !== words.locale) {
      session.form.locale = words.locale;
      const { completion } = this.stage;
      if (completion) this.#set({ completion: after()?.retold(session.form, completion, words.locale) ?? completion });
    }
    const given = changed.has('src') || changed.has('questionnaire') || changed.has('response') || changed.has('subject');
    if (given && this.hasUpdated) void this.#restart(true);
  }

  protected override async load(client: Client): Promise<void> {
    const source = this.questionnaire ?? this.src;
    // Another client is another user: nothing of the first one's may stay on the page.
    if (this.session && this.#source === source && this.#owner === client) return;
    if (this.#owner !== client) this.#clear();
    this.#owner = client;
    this.#end();
    await this.#closing;
    if (source === '') {
      await this.#speak();
      throw new NelumboError('bad-input', 'No form is given. Set src or questionnaire.');
    }
    try {
      await this.#open(client, source, true);
    } catch (error) {
      this.emit('nelumbo-error', { code: toNelumboError(error).code });
      throw error;
    }
  }

  protected override updated(): void {
    const dialog = this.#dialog;
    if (dialog && !dialog.open) {
      dialog.showModal();
      dialog.scrollTop = 0;
    }
  }

  protected override view(): TemplateResult {
    const sitting = this.#sitting;
    const { completion } = this.stage;
    const body = sitting && completion ? after()?.completionView(sitting, completion) : sitting && this.session ? this.#filling(sitting) : this.#waiting();
    return html`<slot name="intro"></slot>${body}<slot name="footer"></slot>`;
  }

  get #texts(): IntakeTexts {
    if (!this.words) throw new NelumboError('internal', 'The texts were not loaded.');
    return this.words.texts;
  }

  async #speak(): Promise<void> {
    const locale = this.activeLocale;
    if (this.words?.locale === locale) return;
    this.#wanted = locale;
    const texts = await loadIntakeTexts(locale);
    if (locale === this.activeLocale) this.words = { locale, texts };
  }

  /** Takes on the styles of the parts that were loaded. */
  #adopt(): void {
    const styles = lateStyles(this.#ended);
    if (this.#adopted.length === styles.length) return; // to adopt again is to style everything anew
    this.#adopted = styles;
    if (this.renderRoot instanceof ShadowRoot) adoptStyles(this.renderRoot, [...NelumboIntake.elementStyles, ...styles]);
  }

  async #open(client: Client, source: string | Questionnaire, resume: boolean): Promise<void> {
    const speaking = this.#speak(); // beside the form, not before it: on a phone each journey to the server is felt
    speaking.catch(() => undefined); // awaited next
    const questionnaire: unknown = await Promise.resolve(typeof source === 'string' ? client.intake.load(source) : source).finally(() => speaking);
    const controls = loadControls(questionnaire);
    controls.catch(() => undefined); // awaited below
    if (this.voice || this.readAloud) await loadSpeech().catch(() => undefined); // the form is whole without it
    let drawn: () => void = () => undefined;
    const shown = new Promise<void>((resolve) => (drawn = resolve)).then(loadAround); // first what says an issue, then what finds it
    const session = await client.intake.start(questionnaire, {
      locale: this.words?.locale ?? this.activeLocale,
      resume,
      ...(this.#before ? { after: this.#before } : {}),
      fhirpath: loadFhirPath,
      shown,
      ...(this.terminology ? { terminology: this.terminology } : {}),
      ...(this.launchContext ? { launchContext: this.launchContext } : {}),
      ...(this.subject ? { subject: this.subject } : {}),
      ...(this.response ? { response: this.response } : {}),
    });
    await Promise.all([controls, ...this.#needed(session)]).catch(async (error: unknown) => {
      await session.close();
      throw error;
    });
    if (!this.isConnected) {
      await session.close();
      return;
    }
    this.#adopt();
    this.#before = undefined;
    this.#source = source;
    this.#watch(session);
    this.session = session;
    this.#set({ page: session.position });
    this.emit('nelumbo-ready', { id: session.form.key });
    const all = this.updateComplete.then(drawn).then(() => Promise.allSettled([this.#sitting?.reviews() ? this.#prepare() : loadAfter(), loadAround()]));
    all.then(() => this.#whole(session)).catch(() => undefined); // what needs it tries again, and says so
  }

  /** What must be said before the first question: a draft, a red flag of an earlier session, what of the form does not run. An interrupt has its plain view. */
  #needed({ form, diagnostics, elsewhere, resumed }: IntakeSession): readonly Promise<unknown>[] {
    return form.peek(() => {
      const said =
        this.readOnly || elsewhere || resumed || form.unplaced.length > 0 || form.missingRules.length > 0 || form.failures.length > 0 || diagnostics.length > 0;
      return [...(said ? [loadAround()] : []), ...(form.redFlags.length > 0 ? [loadExtras().catch(interruptOf(form) && (() => undefined))] : [])];
    });
  }

  /** What stands around the questions, and what checks and finishes them; loads by itself once the form is shown. @throws NelumboError `offline` */
  async #whole(session: IntakeSession): Promise<void> {
    const { announce } = await this.#steering();
    await session.whole();
    if (this.#checked === session || this.session !== session) return;
    this.#checked = session;
    if (this.#sitting) this.#stops.push(announce(this.#sitting, this.#asked));
  }

  /** What the buttons do. @throws NelumboError `offline` */
  async #steering(): Promise<Around> {
    const steering = await loadAround();
    this.#adopt();
    this.requestUpdate();
    return steering;
  }

  /** What the form is followed by loads while it is filled in, so that finishing it needs no network. @throws NelumboError `offline` */
  async #prepare(): Promise<void> {
    await loadAfter();
    this.#ended = true;
    this.#adopt();
    this.requestUpdate();
  }

  /** Does what a button asks for. Where that cannot be had yet, it is said there, and the next press tries again. */
  #steer(act: (steering: Around) => Promise<void>): void {
    if (this.stage.trouble) this.#set({ trouble: undefined });
    const steering = around();
    if (steering) void act(steering);
    else this.#steering().then(act, this.#fail);
  }

  /** What the views and the buttons of a session are given. */
  #sit(session: IntakeSession): Sitting {
    const { form } = session;
    const context = new ItemContext(form, {
      texts: () => this.#texts,
      locale: () => this.words?.locale ?? this.activeLocale,
      readOnly: () => this.readOnly || session.elsewhere,
      speech: (items) => {
        const { voice, readAloud } = this;
        return (voice || readAloud) && !this.readOnly ? speechTools()?.speechOf(items, this.speech, voice, readAloud) : undefined;
      },
      changed: (linkId) => this.emit('nelumbo-changed', { linkId }),
    });
    const sitting: Sitting = {
      session,
      context,
      root: this.renderRoot,
      stage: () => this.stage,
      mode: () => this.#mode,
      reviews: () => !this.readOnly && !session.elsewhere && (this.review || this.#mode !== 'page'),
      locale: () => this.activeLocale,
      number: () => this.callNumber || this.emergencyNumber || emergencyNumberOf(this.activeLocale),
      set: (change) => this.#set(change),
      fail: this.#fail,
      drawn: () => this.updateComplete,
      ready: () =>
        this.#checked === session
          ? Promise.resolve(true)
          : this.#whole(session).then(
              () => true,
              (error: unknown) => {
                this.#fail(error);
                return false;
              },
            ),
      prepare: () => this.#prepare(),
      restart: (resume) => this.#restart(resume),
      emit: (name, detail, options) => this.emit(name, detail, options),
      go: (page) => this.#steer((steering) => steering.go(sitting, page)),
      submit: () => this.#steer((steering) => steering.submit(sitting)),
    };
    return sitting;
  }

  #watch(session: IntakeSession): void {
    const { form } = session;
    this.#paged = form.peek(() => wantsPages(form));
    this.#sitting = this.#sit(session);
    this.#asked = form.peek(() => new Set(questionsOf(form.items).map((item) => item.key)));
    const known = new Set(form.peek(() => form.redFlags.map((flag) => `${flag.rule} ${flag.at}`)));
    this.#stops = [
      session.onDraft((outcome) => this.#told(outcome)),
      session.onElsewhere(() => void this.#restart(true)),
      form.watch(() => {
        const flags = form.redFlags;
        this.stopFor = interruptOf(form)?.rule;
        // A form with rules has what shows them from the start; whatever else raises one, it is shown, too: each answer asks for it again.
        if (flags.length > 0 && !extras()) {
          void form.revision;
          const shown = (): void => {
            this.#adopt();
            this.requestUpdate();
          };
          void loadExtras().then(shown, shown);
        }
        for (const flag of flags) {
          const name = `${flag.rule} ${flag.at}`;
          if (!known.has(name)) form.peek(() => this.emit('nelumbo-red-flag', { rule: flag.rule, urgency: flag.urgency }));
          known.add(name);
        }
      }),
      // Pages come and go with the answers in the stepped modes.
      form.watch(() => {
        void pagesOf(form, this.#mode).length;
        if (this.#mode !== 'page') this.requestUpdate();
      }),
    ];
  }

  #told(outcome: DraftOutcome): void {
    this.#set({ draft: outcome });
    if (outcome.saved) this.emit('nelumbo-draft-saved', { at: outcome.at });
    else this.emit('nelumbo-error', { code: outcome.error.code });
  }

  #end(): void {
    for (const stop of this.#stops.splice(0)) stop();
    if (this.session) this.#closing = this.session.close().catch(() => undefined); // told through onDraft before
    this.#before = this.session ?? this.#before;
    this.session = undefined;
    this.stopFor = undefined;
    this.#source = undefined;
  }

  #clear(): void {
    this.stage = atStart;
  }

  #set(change: Partial<Stage>): void {
    this.stage = { ...this.stage, ...change };
  }

  #fail = (error: unknown): void => {
    const trouble = toNelumboError(error);
    this.#set({ trouble });
    this.emit('nelumbo-error', { code: trouble.code });
  };

  async #restart(resume: boolean): Promise<void> {
    this.#end();
    this.#clear();
    if (resume) return this.reload();
    await this.#closing;
    const client = await this.whenClient();
    const source = this.questionnaire ?? this.src;
    await this.#open(client, source, false).catch((error: unknown) => (this.failure = toNelumboError(error)));
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog.stop');
  }

  get #mode(): IntakeMode {
    if (modes.includes(this.mode)) return this.mode as IntakeMode; // checked against the list
    return this.activeCare ? 'care' : this.#paged ? 'steps' : 'page';
  }

  #waiting(): TemplateResult {
    const texts = this.words?.texts;
    const { failure } = this;
    if (!failure)
      return html`<section class="card stack" aria-busy="true">
        <p class="visually-hidden" role="status">${texts?.loading ?? this.texts(baseTexts).loading}</p>
        <div class="skeleton"></div>
        <div class="skeleton"></div>
        <div class="skeleton"></div>
      </section>`;
    const retry = failure.code === 'bad-input' ? undefined : () => void this.#restart(true);
    if (!texts) return html`<section class="card stack" part="banner">${failureBanner(failure, this.activeLocale, retry)}</section>`;
    const own = failure.code === 'bad-input' ? texts.source.missing : failure.code === 'unsupported' ? texts.source.notForm : undefined;
    return html`<section class="card stack" part="banner">
      <h2 class="title">${texts.source.heading}</h2>
      ${own ? html`<p class="muted">${own}</p>` : nothing} ${failureBanner(failure, this.activeLocale, retry)}
      <p class="muted">${texts.source.safe}</p>
    </section>`;
  }

  #filling(sitting: Sitting): TemplateResult {
    const { context, session } = sitting;
    const { form } = session;
    const flag = form.peek(() => interruptOf(form));
    return html`${fillingView(sitting)}
      <p class="visually-hidden" role="status" id="news"></p>
      ${
        flag && this.stopFor
          ? html`<dialog
              class="stop"
              aria-labelledby="interrupt-title"
              @cancel=${(event: Event) => event.preventDefault()}
              @close=${() => this.requestUpdate()}
            >
              ${form.peek(() => (extras()?.interruptView ?? plainInterrupt)(context, flag, sitting.number(), () => this.#proceed(session, flag.rule)))}
            </dialog>`
          : nothing
      }`;
  }

  #proceed(session: IntakeSession, rule: string): void {
    this.#dialog?.close();
    session.form.acknowledge(rule);
  }
}
