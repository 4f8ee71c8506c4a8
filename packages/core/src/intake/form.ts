import { batch, computed, effect, untracked } from '@preact/signals-core';
import type { Questionnaire, QuestionnaireResponse, QuestionnaireResponseItem } from '../fhir/index.js';
import { fail, NelumboError, ok, type Result } from '../i18n/index.js';
import { calendar } from '../fhir/fhirpath/temporal.js';
import type { Clock } from '../platform.js';
import { Engine } from './engine.js';
import { textIn, urls } from './extensions.js';
import type { Checks } from './finishing.js';
import type { Instance } from './instance.js';
import type { Limiting } from './limits.js';
import type { Plan } from './plan.js';
import type { RichReader } from './rich/index.js';
import { headerOf, respondItem } from './respond.js';
import type { Repeating, Repetitions } from './repetitions.js';
import type { AnswerOption, AnswerValue, Evidence, Form, FormItem, Issue, IssueCode, KnownAnswer, RedFlag, Score, Terminology, Unplaced } from './types.js';
import { isBlank, nameFor, readValue, type Held } from './values.js';

/** What a form starts with. */
export interface FormOptions {
  readonly clock: Clock;
  /** BCP 47; default `zh-CN`. */
  readonly locale?: string | undefined;
  /** An earlier response: its answers are put back and initial values are not applied again. */
  readonly response?: QuestionnaireResponse | undefined;
  /** `Patient/…` as it is to stand in the response. */
  readonly subject?: string | undefined;
  /** Values of `%patient`, `%user`… that the questionnaire declares. */
  readonly launchContext?: Readonly<Record<string, unknown>> | undefined;
  /** Answers that the records hold, by linkId; initial answers of the questionnaire give way to them. */
  readonly known?: ReadonlyMap<string, KnownAnswer> | undefined;
  /** Reads structured texts (`richReader`); without it they show as plain text. */
  readonly rich?: RichReader | undefined;
  /** Where value sets are expanded that the questionnaire does not contain. */
  readonly terminology?: Terminology | undefined;
}

/** Puts the answers of a response into a form; see `restore.ts`. */
export type Restore = (engine: Engine, response: QuestionnaireResponse) => readonly Unplaced[];

/** What few forms need, and loads for them. */
export interface FormParts {
  /** Puts the answers of a response back. */
  readonly restore?: Restore | undefined;
  /** Finds issues; may come later, see {@link LiveForm.check}. */
  readonly checks?: Checks | undefined;
  /** What keeps repeated groups and what is nested under repeated answers. */
  readonly repeating?: Repeating | undefined;
  /** What limits answers. */
  readonly limiting?: Limiting | undefined;
}

/** A live form; `create-form.ts` is its door. */
export class LiveForm implements Form {
  readonly key: string;
  readonly unplaced: readonly Unplaced[];
  readonly #engine: Engine;
  readonly #stops: (() => void)[] = [];
  readonly #repetitions: Repetitions | undefined;
  readonly #scores = computed(() => this.#engine.expressions?.scores() ?? []);
  readonly #red = computed(() => this.#engine.expressions?.flags?.list ?? []);
  readonly #issues = computed(() => this.#engine.checks.value?.formIssues(this.#engine) ?? []);
  readonly #response = computed(() => this.#build('in-progress', false));

  constructor(plan: Plan, options: FormOptions, { restore, repeating, limiting, checks }: FormParts) {
    this.key = plan.key;
    const response = restore && options.response;
    const subject = options.subject ?? response?.subject?.reference;
    this.#engine = new Engine(plan, options, subject, repeating, limiting);
    const { expressions } = this.#engine;
    this.unplaced = batch(() => {
      if (response) {
        expressions?.flags?.restore(response);
        return restore(this.#engine, response);
      }
      for (const instance of this.#engine.all()) this.#initial(instance);
      return [];
    });
    this.#repetitions = repeating?.repetitions(this.#engine, {
      change: (act) => this.#change(act),
      start: (instance, fresh) => this.#start(instance, fresh),
    });
    this.check(checks);
    this.#engine.onGrown = (instance) => this.#start(instance, true);
    batch(() => {
      for (const instance of this.#engine.all()) {
        if (response) expressions?.noticeOverride(instance, response);
        expressions?.start(instance);
      }
      this.#stops.push(...(expressions?.flags?.start() ?? []));
    });
  }

  get locale(): string {
    return this.#engine.locale.value;
  }

  set locale(locale: string) {
    this.#engine.locale.value = locale;
  }

  get questionnaire(): Questionnaire {
    return this.#engine.plan.questionnaire;
  }

  get title(): string {
    return this.#text('title') || this.#text('name');
  }

  get description(): string | undefined {
    return this.#text('description') || undefined;
  }

  get items(): readonly FormItem[] {
    return this.#engine.roots.value;
  }

  get copyright(): string | undefined {
    return this.#text('copyright') || undefined;
  }

  get experimental(): boolean {
    return this.#engine.plan.questionnaire.experimental === true;
  }

  get missingRules(): readonly string[] {
    const { failures, plan } = this.#engine;
    const failed = failures.value.filter(({ linkId }) => plan.rules.some((rule) => rule.id === linkId));
    return [...plan.missingRules, ...failed.map(({ linkId }) => linkId)];
  }

  get redFlags(): readonly RedFlag[] {
    return this.#red.value;
  }

  get issues(): readonly Issue[] {
    return this.#issues.value;
  }

  get scores(): readonly Score[] {
    return this.#scores.value;
  }

  get failures(): Form['failures'] {
    return this.#engine.failures.value;
  }

  get revision(): number {
    return this.#engine.revision.value;
  }

  find(linkId: string, path?: readonly string[]): FormItem | undefined {
    const index = this.#engine.plan.index.get(linkId);
    if (index === undefined) return undefined;
    const all = this.#engine.instancesOf(index);
    return path ? all.find((one) => one.path.join('\n') === path.join('\n')) : all[0];
  }

  answer(item: FormItem, value: AnswerValue | readonly AnswerValue[] | undefined): Result<void> {
    const instance = this.#own(item);
    if (!instance) return refuse('bad-input', 'This item is not part of the form.');
    if (instance.readOnly) return refuse('not-allowed', 'This item is read-only.');
    const given = isList(value) ? value : [value];
    const values = given.filter((one): one is AnswerValue => !isBlank(one));
    if (values.length > 1 && !instance.plan.repeats) return refuse('bad-input', 'This item takes one answer.');
    const held: Held[] = [];
    for (const raw of this.#engine.limiting?.settle(instance, values) ?? values) {
      const one = typeof raw === 'string' ? (calendar?.completed(raw, instance.type, this.#engine.clock) ?? raw) : raw;
      const name = nameFor(instance.type, one, instance.optionNames) ?? (instance.type === 'unknown' ? readValue({ valueString: one })?.name : undefined);
      if (!name) return refuse('bad-input', 'The value does not fit the type of the item; the old one stays.');
      const unfit = this.#engine.limiting?.fault(instance, one);
      if (unfit) return refuse(unfit, 'The file is too large, or of a type that the form does not take.');
      const same = instance.raw.peek().find((old) => old.name === name && JSON.stringify(old.value) === JSON.stringify(one));
      held.push(same && !held.includes(same) ? same : { key: this.#engine.nextKey(), name, value: one });
    }
    this.#change(() => {
      instance.rejected.value = undefined;
      if (instance.plan.calculated) instance.overridden.value = true;
      this.#engine.hold(instance, held);
    });
    return ok(undefined);
  }

  reject(item: FormItem, code: IssueCode): void {
    const instance = this.#own(item);
    if (!instance || instance.rejected.peek() === code) return;
    this.#change(() => {
      instance.rejected.value = code;
      this.#engine.hold(instance, []);
    });
  }

  touch(item: FormItem): void {
    const instance = this.#own(item);
    if (instance) instance.visited.value = true;
  }

  add(item: FormItem): Result<FormItem> {
    return this.#repetition(item, (repetitions, instance) => repetitions.add(instance));
  }

  remove(item: FormItem): Result<void> {
    return this.#repetition(item, (repetitions, instance) => repetitions.remove(instance));
  }

  async searchOptions(item: FormItem, words: string): Promise<readonly AnswerOption[]> {
    const instance = this.#own(item);
    if (!instance) return [];
    const wanted = words.trim().toLowerCase();
    const near = untracked(() => instance.options.filter(({ label }) => label.toLowerCase().includes(wanted)));
    return (await this.#engine.expressions?.dynamic?.search(instance, words, near)) ?? near;
  }

  retryOptions(item: FormItem): void {
    const instance = this.#own(item);
    if (instance) this.#engine.expressions?.dynamic?.retry(instance);
  }

  move(item: FormItem, to: number): Result<void> {
    return this.#repetition(item, (repetitions, instance) => repetitions.move(instance, to));
  }

  get removed(): FormItem | undefined {
    return this.#repetitions?.removed;
  }

  undo(): Result<FormItem> {
    return this.#repetitions?.undo() ?? refuse('bad-input', 'Nothing was removed.');
  }

  reset(item: FormItem): void {
    const instance = this.#own(item);
    if (instance) this.#change(() => (instance.overridden.value = false));
  }

  acknowledge(rule: string): void {
    this.#change(() => this.#engine.expressions?.flags?.acknowledge(rule));
  }

  why(item: FormItem): readonly Evidence[] {
    const instance = this.#own(item);
    return (instance && this.#engine.conditions?.why(instance)) ?? [];
  }

  /** Brings what finds issues. */
  check(checks: Checks | undefined): void {
    this.#engine.checks.value = checks;
  }

  validate(): readonly Issue[] {
    if (!this.#engine.checks.peek()) throw new NelumboError('offline', 'What checks the form has not loaded; wait for session.whole().');
    this.#engine.submitted.value = true;
    return untracked(() => [...this.#engine.all().flatMap((instance) => instance.issues), ...this.issues]);
  }

  response(options: { readonly status?: QuestionnaireResponse['status']; readonly all?: boolean } = {}): QuestionnaireResponse {
    if (options.all) return this.#build(options.status ?? 'in-progress', true);
    const cached = this.#response.value;
    return options.status === undefined || options.status === 'in-progress' ? cached : { ...cached, status: options.status };
  }

  watch(run: () => void): () => void {
    return effect(() => {
      run();
    });
  }

  peek<T>(read: () => T): T {
    return untracked(read);
  }

  inLocale<T>(locale: string, read: () => T): T {
    const own = this.#engine.locale.peek();
    if (own === locale) return untracked(read);
    return batch(() => {
      this.#engine.locale.value = locale;
      try {
        return untracked(read);
      } finally {
        this.#engine.locale.value = own;
      }
    });
  }

  dispose(): void {
    for (const stop of this.#stops.splice(0)) stop();
    for (const instance of this.#engine.all()) for (const stop of instance.stops.splice(0)) stop();
  }

  #text(name: 'title' | 'name' | 'description' | 'copyright'): string {
    return textIn(this.#engine.plan.questionnaire, name, this.#engine.locale.value);
  }

  #own(item: FormItem): Instance | undefined {
    const index = (item as Partial<Instance>).index ?? this.#engine.plan.index.get(item.linkId); // two items may have one linkId, each its own index
    return index === undefined ? undefined : untracked(() => this.#engine.instancesOf(index).find((one) => one.key === item.key));
  }

  #repetition<T>(item: FormItem, act: (repetitions: Repetitions, instance: Instance) => Result<T>): Result<T> {
    const instance = this.#own(item);
    if (instance?.type !== 'group' || !instance.plan.repeats || !this.#repetitions) return refuse('bad-input', 'Only a repeating group has repetitions.');
    return act(this.#repetitions, instance);
  }

  /** Everything that one act of the user causes is one batch. */
  #change(act: () => void): void {
    batch(() => {
      this.#engine.revision.value = this.#engine.revision.peek() + 1;
      act();
    });
  }

  #start(instance: Instance, fresh: boolean): void {
    if (fresh) this.#initial(instance);
    this.#engine.expressions?.start(instance);
    for (const child of instance.offspring.peek()) this.#start(child, fresh);
  }

  /** initialExpression, then initial, then initialSelected. */
  #initial(instance: Instance): void {
    const { plan, type } = instance;
    const fixed = (Array.isArray(plan.source.initial) ? plan.source.initial : []).flatMap((one) => readValue(one)?.value ?? []);
    const selected = plan.options.filter((option) => option.initial).map((option) => option.value);
    const known = this.#engine.options.known?.get(instance.linkId);
    const values = (known ? [known.value] : fixed.length > 0 ? fixed : selected).filter((value) => !isBlank(value) && !isUnitOnly(value));
    const held = values.flatMap((value): Held[] => {
      const name = nameFor(type, value, instance.optionNames);
      return name ? [{ key: this.#engine.nextKey(), name, value }] : [];
    });
    if (held.length > 0) this.#engine.hold(instance, plan.repeats ? held : held.slice(0, 1));
    this.#engine.expressions?.fillInitial(instance);
  }

  #build(status: QuestionnaireResponse['status'], all: boolean): QuestionnaireResponse {
    const items = this.#engine.roots.value.flatMap((root): QuestionnaireResponseItem[] => {
      if (!all) return root.json ? [root.json] : [];
      const item = respondItem(root, true);
      return item.answer || item.item || item.extension ? [item] : [];
    });
    const extension = [...(this.#engine.expressions?.flags?.extensions ?? []), ...this.unplaced.map(unplacedExtension)];
    return {
      ...headerOf(this.#engine, status),
      ...(extension.length > 0 ? { extension } : {}),
      ...(items.length > 0 ? { item: items } : {}),
    };
  }
}

const unplacedExtension = (one: Unplaced): { url: string; valueString: string } => ({
  url: urls.unplaced[0],
  valueString: JSON.stringify({ linkId: one.linkId, text: one.text, values: one.values }),
});

const refuse = (code: 'bad-input' | 'not-allowed' | 'out-of-range' | 'internal' | 'too-large' | 'unsupported', message: string): Result<never> =>
  fail(new NelumboError(code, message));

const isList = (value: AnswerValue | readonly AnswerValue[] | undefined): value is readonly AnswerValue[] => Array.isArray(value);

const isUnitOnly = (value: AnswerValue): boolean => typeof value === 'object' && 'unit' in value && !('value' in value);
