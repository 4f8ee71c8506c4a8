import type { Client, RecordsChanged } from '@nelumbo/core';
import type { Questionnaire, QuestionnaireResponse } from '@nelumbo/core/fhir';
import { NelumboError, toNelumboError } from '@nelumbo/core/i18n';
import type { Completion, DraftOutcome, FormItem, IntakeSession, Issue, Terminology } from '@nelumbo/core/intake';
import { adoptStyles, html, nothing, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { NelumboElement, boxStyles, failureBanner } from '../../base/index.js';
import fieldStyles from '../../base/fields.styles.js';
import surfaceStyles from '../../base/surface.styles.js';
import waitingStyles from '../../base/waiting.styles.js';
import { emergencyNumberOf } from '../../base/context.js';
import { baseTexts } from '../../locales/base/index.js';
import { loadIntakeTexts, type IntakeTexts } from '../../locales/intake/index.js';
import { Announcer } from './announcer.js';
import type { CopyState } from '../record/handing-over.js';
import { fillingView } from './filling.js';
import styles from './intake.styles.js';
import { pagesOf, questionsOf, wantsPages, type IntakeMode } from './pages.js';
import { ItemContext } from './item-context.js';
import { extras, lateStyles, loadAfter, loadAround, loadControls, loadExtras, loadFhirPath, loadSpeech } from './late.js';
import { interruptOf } from './red-flag.js';
import type { SpeechPort } from './speech.js';
import type { ViewContext } from './view-context.js';

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

  #context: ItemContext | undefined;
  #announcer: Announcer | undefined;
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
  readonly #adopted = new Set<CSSResult>();
  #tools: Awaited<ReturnType<typeof loadSpeech>> | undefined;
  #after: Awaited<ReturnType<typeof loadAfter>> | undefined;
  #leave = (): void => void (this.session && !this.completion && this.session.saveDraft().catch(() => undefined)); // told through onDraft

  #printing = (): void => this.#context?.draw();

  /** Texts of the language that is shown; the one before, while those of another load. */
  @state() private words: { readonly locale: string; readonly texts: IntakeTexts } | undefined;
  @state() private session: IntakeSession | undefined;
  @state() private completion: Completion | undefined;
  @state() private issues: readonly Issue[] = [];
  @state() private submitFailure: NelumboError | undefined;
  @state() private draft: DraftOutcome | undefined;
  @state() private busy = false;
  @state() private resumeSeen = false;
  @state() private asking = false;
  @state() private copied: CopyState = 'no';
  @state() private pageAt = 0;
  /** An answer is being changed; then back to the review. */
  @state() private returning = false;
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
      this.completion &&= this.#after?.retold(session.form, this.completion, words.locale) ?? this.completion;
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
    await this.#speak();
    await this.#closing;
    if (source === '') throw new NelumboError('bad-input', 'No form is given. Set src or questionnaire.');
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
    const { session, completion } = this;
    const body = completion ? this.#completed(completion) : session ? this.#filling(session) : this.#waiting();
    return html`<slot name="intro"></slot>${body}<slot name="footer"></slot>`;
  }

  get #texts(): IntakeTexts {
    if (!this.words) throw new NelumboError('internal', 'A form is shown without its texts.');
    return this.words.texts;
  }

  async #speak(): Promise<void> {
    const locale = this.activeLocale;
    if (this.words?.locale === locale) return;
    this.#wanted = locale;
    const texts = await loadIntakeTexts(locale);
    if (locale === this.activeLocale) this.words = { locale, texts };
  }

  /** What the form is followed by loads while it is filled in, so that finishing it needs no network. */
  async #prepareAfter(): Promise<void> {
    this.#after ??= await loadAfter();
    this.#adopt(...this.#after.afterStyles);
  }

  /** Takes on the styles of a part that was loaded. */
  #adopt(...styles: readonly CSSResult[]): void {
    const before = this.#adopted.size;
    for (const one of styles) this.#adopted.add(one);
    if (this.#adopted.size === before) return; // to adopt again is to style everything anew
    if (this.renderRoot instanceof ShadowRoot) adoptStyles(this.renderRoot, [...NelumboIntake.elementStyles, ...this.#adopted]);
  }

  async #open(client: Client, source: string | Questionnaire, resume: boolean): Promise<void> {
    const questionnaire: unknown = typeof source === 'string' ? await client.intake.load(source) : source;
    const controls = loadControls(questionnaire);
    controls.catch(() => undefined); // awaited below
    this.#tools = this.voice || this.readAloud ? await loadSpeech().catch(() => undefined) : undefined; // the form is whole without it
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
    this.#adopt(...lateStyles(), ...(this.#tools ? [this.#tools.speechStyles] : []));
    this.#before = undefined;
    this.#source = source;
    this.#watch(session);
    this.session = session;
    this.pageAt = session.position;
    this.emit('nelumbo-ready', { id: session.form.key });
    const all = this.updateComplete.then(drawn).then(() => Promise.all([this.#whole(session), this.#reviews ? this.#prepareAfter() : loadAfter()]));
    all.then(
      () => this.requestUpdate(),
      () => undefined, // what needs it tries again, and says so
    );
  }

  /** What must be said before the first question: a draft, a red flag of an earlier session, what of the form does not run. */
  #needed({ form, diagnostics, elsewhere, resumed }: IntakeSession): readonly Promise<void>[] {
    return form.peek(() => {
      const said =
        this.readOnly || elsewhere || resumed || form.unplaced.length > 0 || form.missingRules.length > 0 || form.failures.length > 0 || diagnostics.length > 0;
      return [...(said ? [loadAround()] : []), ...(form.redFlags.length > 0 ? [loadExtras()] : [])];
    });
  }

  /** What stands around the questions, and what checks and finishes them; loads by itself once the form is shown. @throws NelumboError `offline` */
  async #whole(session: IntakeSession): Promise<void> {
    await loadAround();
    this.#adopt(...lateStyles());
    await session.whole();
    this.#checked = session;
  }

  /** Waits for it where something was pressed that needs it. `false` when it cannot be had: said there, and the next press tries again. */
  async #ready(session: IntakeSession): Promise<boolean> {
    this.submitFailure = undefined;
    return this.#whole(session).then(
      () => true,
      (error: unknown) => {
        this.submitFailure = toNelumboError(error);
        this.emit('nelumbo-error', { code: this.submitFailure.code });
        return false;
      },
    );
  }

  #watch(session: IntakeSession): void {
    const { form } = session;
    this.#paged = form.peek(() => wantsPages(form));
    this.#context = new ItemContext(form, {
      texts: () => this.#texts,
      locale: () => this.words?.locale ?? this.activeLocale,
      readOnly: () => this.readOnly || session.elsewhere,
      speech: (context) => this.#speech(context),
      changed: (linkId) => this.emit('nelumbo-changed', { linkId }),
    });
    this.#announcer = new Announcer(form, () => this.#texts);
    const known = new Set(form.peek(() => form.redFlags.map((flag) => `${flag.rule} ${flag.at}`)));
    this.#stops = [
      session.onDraft((outcome) => this.#told(outcome)),
      session.onElsewhere(() => void this.#restart(true)),
      this.#announcer.start(() => this.renderRoot.querySelector('#news')),
      form.watch(() => {
        const flags = form.redFlags;
        this.stopFor = interruptOf(form)?.rule;
        // A form with rules has what shows them from the start; whatever else raises one, it is shown, too.
        if (this.stopFor && !extras()) {
          const shown = (): void => this.requestUpdate();
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

  #speech(context: ViewContext): ((item: FormItem) => unknown) | undefined {
    const tools = this.#tools;
    if (!tools || this.readOnly) return undefined;
    const { voice, readAloud } = this;
    const port = this.speech ?? tools.browserSpeech();
    const use = { port, voice, readAloud, agreed: false, stop: undefined, now: () => Date.now() };
    return (item) => tools.speechTools(context, item, use);
  }

  #told(outcome: DraftOutcome): void {
    this.draft = outcome;
    if (outcome.saved) {
      this.emit('nelumbo-draft-saved', { at: outcome.at });
    } else this.emit('nelumbo-error', { code: outcome.error.code });
  }

  #end(): void {
    for (const stop of this.#stops.splice(0)) stop();
    if (this.session) this.#closing = this.session.close().catch(() => undefined); // told through onDraft before
    this.#before = this.session ?? this.#before;
    this.session = undefined;
    this.#context = undefined;
    this.stopFor = undefined;
    this.#source = undefined;
  }

  #clear(): void {
    Object.assign(this, {
      completion: undefined,
      issues: [],
      submitFailure: undefined,
      draft: undefined,
      resumeSeen: false,
      asking: false,
      copied: 'no',
      pageAt: 0,
    });
  }

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

  get #number(): string {
    return this.callNumber || this.emergencyNumber || emergencyNumberOf(this.activeLocale);
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

  #filling(session: IntakeSession): TemplateResult {
    const context = this.#context;
    if (!context) return html``;
    const { form } = session;
    const flag = form.peek(() => interruptOf(form));
    return html`${fillingView({
        context,
        session,
        mode: this.#mode,
        page: this.pageAt,
        issues: this.issues,
        draft: this.draft,
        submitFailure: this.submitFailure,
        busy: this.busy,
        resume: this.resumeSeen ? 'seen' : this.asking ? 'asking' : 'offered',
        number: this.#number,
        review: this.#reviews ? this.#reviewOf(context, session) : 'none',
        returning: this.returning,
        submit: () => void this.#submit(session),
        go: (page) => void this.#go(session, page),
        takeOver: () => void this.#takeOver(session),
        saveDraft: () => void session.saveDraft().catch(() => undefined), // told through onDraft
        resumeAnswer: (answer) => this.#answerResume(session, answer),
        focus: (issue) => void this.#edit(session, issue),
      })}
      <p class="visually-hidden" role="status" id="news"></p>
      ${
        flag && this.stopFor
          ? html`<dialog
              class="stop"
              aria-labelledby="interrupt-title"
              @cancel=${(event: Event) => event.preventDefault()}
              @close=${() => this.requestUpdate()}
            >
              ${form.peek(() => extras()?.interruptView(context, flag, this.#number, () => this.#proceed(session, flag.rule)))}
            </dialog>`
          : nothing
      }`;
  }

  #proceed(session: IntakeSession, rule: string): void {
    this.#dialog?.close();
    session.form.acknowledge(rule);
  }

  async #takeOver(session: IntakeSession): Promise<void> {
    this.busy = true;
    await session.takeOver();
    this.busy = false;
    await this.#restart(true);
    this.resumeSeen = true; // the answers were asked for
  }

  #answerResume(session: IntakeSession, answer: 'continue' | 'ask' | 'cancel' | 'discard'): void {
    if (answer === 'continue') this.resumeSeen = true;
    else if (answer !== 'discard') this.asking = answer === 'ask';
    else
      session
        .discardDraft()
        .then(() => this.#restart(false))
        .catch((error: unknown) => (this.submitFailure = toNelumboError(error)));
  }

  async #go(session: IntakeSession, page: number): Promise<void> {
    const { form } = session;
    const pages = form.peek(() => pagesOf(form, this.#mode));
    if (page > this.pageAt) {
      if (this.#checked !== session && !(await this.#ready(session))) return;
      const shown = form.peek(() => questionsOf(pages[this.pageAt]?.items ?? []));
      for (const item of shown) form.touch(item);
      const blocked = form.peek(() => shown.find((item) => item.issues.some((issue) => issue.severity === 'error')));
      if (blocked) {
        this.#context?.focus(this.renderRoot, blocked);
        return;
      }
    }
    this.issues = [];
    await this.#turnTo(session, Math.max(0, page), pages.length);
    this.renderRoot.querySelector<HTMLElement>('#page-title')?.focus();
  }

  async #turnTo(session: IntakeSession, page: number, count: number): Promise<void> {
    if (page >= count) {
      this.returning = false;
      await this.#prepareAfter().catch((error: unknown) => (this.submitFailure = toNelumboError(error)));
    }
    this.pageAt = page;
    session.position = page;
    await this.updateComplete;
  }

  async #submit(session: IntakeSession): Promise<void> {
    if (this.busy || (this.#checked !== session && !(await this.#ready(session)))) return;
    const { form } = session;
    this.submitFailure = undefined;
    this.issues = form.validate().filter((issue) => issue.severity === 'error');
    if (this.issues.length > 0) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('#summary')?.focus();
      return;
    }
    if (!this.emit('nelumbo-submit', { id: form.key }, { cancelable: true })) return;
    this.busy = true;
    try {
      await this.#prepareAfter();
      this.completion = await session.complete({ locale: this.activeLocale });
      this.emit('nelumbo-completed', { ref: this.completion.ref });
    } catch (error) {
      this.submitFailure = toNelumboError(error);
      this.emit('nelumbo-error', { code: this.submitFailure.code });
    } finally {
      this.busy = false;
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(this.completion ? '#done-title' : '#submit-failure')?.focus();
  }

  /** Goes to the question of an issue, or to one that is to be changed. */
  async #edit(session: IntakeSession, to: Issue | FormItem): Promise<void> {
    const { form } = session;
    const item = form.peek(() => questionsOf(form.items).find((one) => one.key === to.key)) ?? form.find(to.linkId);
    const pages = form.peek(() => pagesOf(form, this.#mode));
    const page = form.peek(() => pages.findIndex((one) => questionsOf(one.items).some((question) => question.key === to.key)));
    this.returning ||= this.#reviews && this.pageAt >= pages.length;
    if (page >= 0) this.pageAt = page;
    await this.updateComplete;
    if (item) this.#context?.focus(this.renderRoot, item);
  }

  get #reviews(): boolean {
    return !this.readOnly && this.session?.elsewhere !== true && (this.review || this.#mode !== 'page');
  }

  #reviewOf(context: ItemContext, session: IntakeSession): (() => TemplateResult) | undefined {
    const after = this.#after;
    return after && (() => after.reviewView(context, (item) => void this.#edit(session, item)));
  }

  #completed(completion: Completion): TemplateResult {
    const after = this.#after;
    if (!after) return html``;
    return after.completionView(completion, this.#texts, this.copied, {
      print: () => after.printRecord(completion.record.html),
      copy: () => void after.copyText(completion.record.text).then((copied) => (this.copied = copied)),
      again: () => void this.#restart(false),
    });
  }
}
