import type { Client, RecordsChanged } from '@nelumbo/core';
import { formatDate, numberTyped } from '@nelumbo/core/i18n';
import type { AnswerValue, Completion, FormItem, IntakeSession, RedFlag } from '@nelumbo/core/intake';
import { loadIntakeTexts, type IntakeTexts } from '../../../../elements/src/locales/intake/index.js';
import { pagesOf, questionsOf, type Page } from '../../../../elements/src/intake/intake/pages.js';
import type { Host, Touch } from '../../components/define.js';
import { miniTexts } from '../../components/texts.js';
import { Widget } from '../../components/widget.js';
import { later } from '../../ports/globals.js';
import { miniContent } from '../../runtime/families.js';
import { settings } from '../../runtime/settings.js';
import { firstLook, type Look } from './first-look.js';
import { doneView, fieldText, flagView, pageView, reviewView, type Typing } from './view.js';

/** What a page may give: `src` is an address or `urn:nelumbo:questionnaire:headache`; `subject` a `Patient/…` when it is for somebody. */
export const questionProps = { src: '', subject: '' };
type QuestionProps = typeof questionProps;

/** A questionnaire, one question a screen, with the same engine, drafts, red flags and words as `<nelumbo-intake>` in care mode. */
export class IntakeQuestion extends Widget<QuestionProps> {
  private session: IntakeSession | undefined;
  /** The one before: what it took over passes to the next. */
  private before: IntakeSession | undefined;
  /** How the form begins, until the engine stands. */
  private first: Look | undefined;
  /** What was done on it, in order. */
  private kept: (() => void)[] = [];
  /** Counts what is opened: only the latest goes on. */
  private opening = 0;
  private opened = '';
  private words: IntakeTexts | undefined;
  private spoken = '';
  private unwatch: (() => void) | undefined;
  private at = 0;
  private typing: Typing | undefined;
  private sought: string | undefined;
  private done: Completion | undefined;
  private resumed = false;
  /** The review was left to change one answer. */
  private fromReview = false;
  private busy = false;

  constructor(host: Host<QuestionProps>) {
    super(host);
  }

  override stop(): void {
    super.stop();
    void this.leave();
  }

  override changed(name: string): void {
    void this.leave().then(() => super.changed(name));
  }

  protected override concerns(_change: RecordsChanged): boolean {
    return false; // the form is the user's until it is finished
  }

  protected override forget(): void {
    void this.leave();
  }

  private async leave(): Promise<void> {
    this.unwatch?.();
    const { session } = this;
    this.before = session ?? this.before;
    this.session = this.done = this.unwatch = this.first = this.typing = this.sought = undefined;
    this.kept = [];
    this.opening++;
    this.at = 0;
    this.opened = this.trouble = '';
    this.resumed = this.fromReview = false;
    await session?.close().catch(() => undefined); // the draft was saved as far as it could be
  }

  protected override async load(client: Client): Promise<void> {
    const { src, subject } = this.host.props;
    this.words = await loadIntakeTexts(this.locale);
    this.spoken = this.locale;
    if (!src || this.opened === src) return;
    const opening = ++this.opening;
    const questionnaire = await documentOf(src, client);
    const first = await firstLook(questionnaire, client.records, { locale: this.locale, subject });
    if (opening !== this.opening) return;
    if (first) await this.showFirst(first);
    const session = await client.intake.start(questionnaire, {
      locale: this.locale,
      ...(this.before && { after: this.before }),
      ...(subject && { subject }),
    });
    if (opening !== this.opening) return session.close(); // something else was opened since
    this.stand(session, src);
  }

  /** Puts the first question on the screen before the engine is read; what is done there meanwhile waits for it. */
  private async showFirst(first: Look): Promise<void> {
    this.first = first;
    this.empty = false;
    this.render();
    await new Promise<void>((go) => void later(0, go));
  }

  private stand(session: IntakeSession, src: string): void {
    this.session = session;
    this.first = undefined;
    this.opened = src;
    this.resumed = session.resumed !== undefined;
    this.at = session.position;
    for (const act of this.kept.splice(0)) act(); // one picture of them all
    session.onElsewhere(() => void this.leave().then(() => this.reload()));
    session.onDraft(({ saved }) => {
      const told = this.words?.draftFailed ?? '';
      if (saved && this.trouble !== told) return;
      this.trouble = saved ? '' : told;
      this.render();
    });
    const { form } = session;
    let first = true;
    this.unwatch = form.watch(() => {
      void form.revision;
      void form.redFlags;
      if (!first) this.render();
      first = false;
    });
  }

  /** Whether something has to wait until the engine stands: an answer counts only once its rules have seen it. */
  private waits(act: () => void): boolean {
    if (!this.first) return false;
    this.kept.push(act);
    return true;
  }

  protected override render(): void {
    if (this.session && this.spoken && this.spoken !== this.locale) {
      this.spoken = this.locale;
      this.session.form.locale = this.locale; // what was answered stays; the words are loaded anew
    }
    super.render();
  }

  private get pages(): readonly Page[] {
    const form = this.session?.form ?? this.first;
    return form ? pagesOf(form, 'care') : [];
  }

  private flag(form: Look): RedFlag | undefined {
    return form.redFlags.find(
      ({ urgency, withdrawnAt, acknowledgedAt }) =>
        (urgency === 'emergency-ambulance' || urgency === 'emergency') && withdrawnAt === undefined && acknowledgedAt === undefined,
    );
  }

  protected override view(): object {
    const { session, words: texts, trouble, locale, done, resumed } = this;
    const form = session?.form ?? this.first;
    if (!form || !texts) return {};
    return form.peek(() => {
      const { pages } = this;
      const flag = done ? undefined : this.flag(form);
      const page = pages[Math.min(this.at, pages.length)];
      const words = { texts, locale, typing: this.typing, sought: this.sought };
      const shared = session && { ...words, form: session.form, call: settings().emergencyNumber };
      const questions = questionsOf(form.items);
      const answered = questions.filter(({ answers }) => answers.length > 0).length;
      return {
        ...{ title: flag ? '' : form.title, trouble },
        about: page && this.at === 0 && !flag && !done ? (form.description ?? '') : '',
        source: page && !flag && !done ? (form.copyright ?? '') : '',
        note: form.experimental && !flag ? texts.experimental : '',
        rules: form.missingRules.length ? texts.rulesMissing : '',
        // Another page of the mini-program has it open: nothing that is entered here would be kept.
        resumed: session?.elsewhere
          ? { text: texts.elsewhere.told, goOn: texts.elsewhere.here, startOver: '' }
          : session && resumed && !flag && !done
            ? { text: texts.resumed(momentWords(session.resumed?.savedAt ?? 0, locale)), goOn: texts.continue, startOver: texts.startOver }
            : null,
        flag: flag && shared ? flagView(flag, shared) : null,
        page:
          !flag && !done && page
            ? { ...pageView(page, words), back: this.at > 0 ? texts.back : '', next: this.fromReview ? texts.review.back : texts.next }
            : null,
        progress: done || flag ? '' : page ? texts.question(Math.min(this.at, pages.length - 1) + 1, pages.length) : texts.progress(answered, questions.length),
        share: pages.length ? Math.round((Math.min(this.at + 1, pages.length) / pages.length) * 100) : 0,
        review: !flag && !done && !page ? { ...reviewView(pages, words), back: texts.back, submit: this.busy ? texts.saving : texts.submit } : null,
        done: done && shared ? doneView(shared) : null,
        web: { text: this.texts(miniTexts).onWeb },
      };
    });
  }

  /** What may be answered here. */
  private item(key: string | undefined): FormItem | undefined {
    if (this.session?.elsewhere) return undefined;
    const find = (items: readonly FormItem[]): FormItem | undefined => {
      for (const item of items) {
        const found = item.key === key ? item : find(item.children);
        if (found) return found;
      }
      return undefined;
    };
    return this.session?.form.peek(() => find(this.session!.form.items)); // looked at on the left
  }

  private answer(item: FormItem, value: AnswerValue | readonly AnswerValue[] | undefined): void {
    this.trouble = '';
    this.session?.form.answer(item, value);
  }

  choose(touch: Touch): void {
    if (this.waits(() => this.choose(touch))) return;
    const { data } = touch;
    const item = this.item(data['key']);
    const form = this.session?.form;
    if (!item || !form) return;
    if (item.type === 'boolean') return this.answer(item, data['option'] === 'true');
    const [option, chosen] = form.peek(() => [item.options.find(({ key }) => key === data['option']), item.answers.map(({ value }) => value)] as const);
    if (!option) return;
    const same = (value: AnswerValue) => JSON.stringify(value) === JSON.stringify(option.value);
    if (!form.peek(() => item.repeats)) return this.answer(item, chosen.some(same) ? undefined : option.value);
    this.answer(item, chosen.some(same) ? chosen.filter((value) => !same(value)) : [...chosen, option.value]);
  }

  type(touch: Touch): void {
    if (this.waits(() => this.type(touch))) return;
    const { data, value } = touch;
    const item = this.item(data['key']);
    const form = this.session?.form;
    if (!item || !form) return;
    const given = this.typing?.key === item.key ? this.typing.given : form.peek(() => fieldText(item));
    const answer = (text: string, made: AnswerValue | undefined) => {
      this.typing = { key: item.key, given, answer: text };
      this.answer(item, made);
    };
    const text = value.trim();
    if (!text) return answer('', undefined);
    if (item.type === 'integer' || item.type === 'decimal' || item.type === 'quantity') {
      const number = numberTyped(text);
      if (number === undefined || (item.type === 'integer' && !Number.isInteger(number))) {
        this.typing = { key: item.key, given, answer: '' }; // what was typed stands, and what is wrong with it
        return form.reject(item, 'not-a-number');
      }
      const unit = form.peek(() => item.units[0]);
      return answer(String(number), item.type === 'quantity' ? { value: number, ...(unit?.display && { unit: unit.display }), ...(unit?.code && { code: unit.code }), ...(unit?.system && { system: unit.system }) } : number); // prettier-ignore
    }
    answer(value, value);
  }

  /** Looks for words in a long list of options. */
  seek({ value }: Touch): void {
    this.sought = value;
    this.render();
  }

  date(touch: Touch): void {
    if (this.waits(() => this.date(touch))) return;
    const { data, value } = touch;
    const item = this.item(data['key']);
    if (item && value) this.answer(item, item.type === 'dateTime' ? `${value}T${this.clockOf(item)}:00${zone()}` : value);
  }

  time(touch: Touch): void {
    if (this.waits(() => this.time(touch))) return;
    const { data, value } = touch;
    const item = this.item(data['key']);
    if (!item || !value) return;
    const day = this.session?.form.peek(() => answerOf(item).slice(0, 10));
    if (item.type === 'time') this.answer(item, `${value}:00`);
    else if (day) this.answer(item, `${day}T${value}:00${zone()}`);
  }

  private clockOf(item: FormItem): string {
    return this.session?.form.peek(() => answerOf(item).slice(11, 16)) || '00:00';
  }

  /** Goes on when this page is whole. */
  next(): void {
    if (this.waits(() => this.next())) return;
    const { session } = this;
    const page = this.pages[this.at];
    if (!session || !page) return;
    const { form } = session;
    const questions = form.peek(() => questionsOf(page.items));
    for (const item of questions) form.touch(item);
    if (form.peek(() => questions.some(({ issues }) => issues.some(({ severity }) => severity === 'error')))) return this.render();
    this.go(this.fromReview ? this.pages.length : this.at + 1);
  }

  back(): void {
    this.go(Math.max(0, this.at - 1));
  }

  private go(to: number): void {
    this.at = to;
    this.typing = this.sought = undefined;
    this.fromReview = false;
    this.resumed = false;
    this.trouble = '';
    if (this.session) this.session.position = to;
    this.render();
    this.host.emit('moved', { position: to, of: this.pages.length });
  }

  edit({ data }: Touch): void {
    const to = Number(data['page']);
    if (!Number.isInteger(to)) return;
    this.go(to);
    this.fromReview = true;
    this.render();
  }

  goOn(): void {
    const { session } = this;
    if (session?.elsewhere)
      return void this.run(async (client) => {
        await session.takeOver();
        await this.leave();
        await this.load(client);
        this.resumed = false; // the answers were asked for
      });
    this.resumed = false;
    this.render();
  }

  startOver(): void {
    void this.run(async (client) => {
      await this.session?.discardDraft();
      await this.leave();
      await this.load(client);
    });
  }

  callNow({ data }: Touch): void {
    this.dial(data['number'] ?? settings().emergencyNumber);
  }

  acknowledge({ data }: Touch): void {
    if (data['rule']) this.session?.form.acknowledge(data['rule']);
    this.render();
  }

  /** What no native control asks (files, a body map): the page sends the user to the web page. */
  openWeb({ data }: Touch): void {
    const item = this.item(data['key']);
    if (item) this.host.emit('web', { src: this.opened, linkId: item.linkId });
  }

  submit(): void {
    void this.run(async () => {
      const { session } = this;
      if (!session || session.elsewhere) return;
      const issue = session.form.validate().find(({ severity }) => severity === 'error');
      const page = issue && this.pages.findIndex(({ items }) => session.form.peek(() => questionsOf(items).some(({ key }) => key === issue.key)));
      if (page !== undefined && page >= 0) return this.go(page);
      this.done = await session.complete();
      this.host.emit('completed', { id: this.done.ref });
    });
  }

  again(): void {
    void this.run(async (client) => {
      await this.leave();
      await this.load(client);
    });
  }

  private async run(task: (client: Client) => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.trouble = '';
    this.render();
    await this.act(async (client) => {
      try {
        await task(client);
      } finally {
        this.busy = false;
      }
    });
  }
}

const contentName = /^urn:nelumbo:questionnaire:([\w-]+)(?:\|.*)?$/;

/** The family reads it in the same places; of a name the content is asked here, before the family's code is read. */
const documentOf = (src: string, { intake }: Client): Promise<unknown> => {
  const name = contentName.exec(src)?.[1];
  return name === undefined ? intake.load(src) : miniContent.read(`intake/${name}`);
};

/** The first answer where it is a text, such as a date. */
const answerOf = ({ answers: [answer] }: FormItem): string => (typeof answer?.value === 'string' ? answer.value : '');

const momentWords = (at: number, locale: string): string => formatDate(at, locale, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });

/** `+08:00` of now. */
function zone(): string {
  const minutes = -new Date(Date.now()).getTimezoneOffset();
  const two = (n: number) => String(Math.floor(Math.abs(n))).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(Math.abs(minutes) % 60)}`;
}
