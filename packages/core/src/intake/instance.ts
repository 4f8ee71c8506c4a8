import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals-core';
import type { Coding, QuestionnaireResponseItem } from '../fhir/index.js';
import type { Engine } from './engine.js';
import { extension, extensionValue, textIn, translated } from './extensions.js';
import type { ItemNode } from './nodes.js';
import type { PlanItem, PlanOption } from './plan.js';
import type { RichNode } from './rich/tree.js';
import { respondItem } from './respond.js';
import type { AnswerOption, FormItem, Issue, IssueCode, ItemType, KnownAnswer, Limits, OptionState } from './types.js';
import type { Held, ValueName } from './values.js';

const empty: readonly never[] = [];

/** Where an instance stands. */
export interface Position {
  readonly index: number;
  readonly parent: Instance | undefined;
  /** Key of this repetition of a group; '' when the group does not repeat. */
  readonly repetition: string;
  /** Key of the answer of a repeating question that this item is nested under. */
  readonly answerKey: string | undefined;
  /** Grows with creation: siblings in document order. */
  readonly sequence: number;
}

/** One live item. Signals are made when first read, so that an untouched item costs almost nothing. */
export class Instance implements FormItem {
  readonly index: number;
  readonly parent: Instance | undefined;
  readonly answerKey: string | undefined;
  readonly key: string;
  readonly linkId: string;
  readonly type: ItemType;
  readonly plan: PlanItem;
  /** Grows with creation; repetitions that are reordered exchange theirs. */
  sequence: number;
  /** Answers as entered, whether enabled or not. */
  readonly raw: Signal<readonly Held[]> = signal(empty);
  readonly offspring: Signal<readonly Instance[]> = signal(empty);
  /** Stops of the effects that belong to this instance. */
  readonly stops: (() => void)[] = [];
  /** This item as FHIRPath sees it, once it did; see `nodeOf`. */
  node: ItemNode | undefined;
  readonly #engine: Engine;
  readonly #repetition: string;
  #overridden: Signal<boolean> | undefined;
  #expressed: Signal<boolean> | undefined;
  #visited: Signal<boolean> | undefined;
  #rejected: Signal<IssueCode | undefined> | undefined;
  #enabled: ReadonlySignal<boolean> | undefined;
  #content: ReadonlySignal<boolean> | undefined;
  #issues: ReadonlySignal<readonly Issue[]> | undefined;
  #json: ReadonlySignal<QuestionnaireResponseItem | undefined> | undefined;
  #shown: { readonly from: readonly PlanOption[]; readonly options: readonly AnswerOption[] } | undefined;

  constructor(engine: Engine, position: Position) {
    const { plan } = engine;
    this.#engine = engine;
    this.index = position.index;
    this.parent = position.parent;
    this.answerKey = position.answerKey;
    this.sequence = position.sequence;
    this.#repetition = position.repetition;
    this.linkId = plan.linkIds[position.index] ?? '';
    this.type = plan.types[position.index] ?? 'unknown';
    this.plan = engine.planItem(position.index);
    const again = plan.index.get(this.linkId) === this.index ? '' : String(this.index); // a linkId that is used twice
    const own = [this.linkId, position.repetition, position.answerKey ?? '', again].filter((text) => text !== '').join('~');
    this.key = this.parent ? `${this.parent.key}/${own}` : own;
  }

  /** The user replaced the calculated value. */
  get overridden(): Signal<boolean> {
    return (this.#overridden ??= signal(false));
  }

  /** What a deferred condition came to; true until it ran. */
  get expressed(): Signal<boolean> {
    return (this.#expressed ??= signal(true));
  }

  get visited(): Signal<boolean> {
    return (this.#visited ??= signal(false));
  }

  get rejected(): Signal<IssueCode | undefined> {
    return (this.#rejected ??= signal<IssueCode | undefined>(undefined));
  }

  get path(): readonly string[] {
    const above = this.parent?.path ?? [];
    const own = [this.answerKey, this.#repetition].filter((key): key is string => key !== undefined && key !== '');
    return own.length > 0 ? [...above, ...own] : above;
  }

  get text(): string {
    const given = this.plan.dynamic && this.#engine.expressions?.dynamic?.text(this);
    if (given) return given;
    return this.#say(this.plan.source, 'text');
  }

  get rich(): readonly RichNode[] | undefined {
    return this.#engine.options.rich?.read((this.plan.source as { _text?: unknown })._text, this.#engine.locale.value); // primitive extension
  }

  get richHelp(): readonly RichNode[] | undefined {
    const help = this.#engine.options.rich && this.#noteItem('help');
    return help && this.#engine.options.rich?.read((help.source as { _text?: unknown })._text, this.#engine.locale.value); // primitive extension
  }

  get shortText(): string {
    const short = extension(this.plan.source, 'shortText');
    return short?.valueString ? this.#say(short, 'valueString') : this.text;
  }

  get prefix(): string | undefined {
    return this.plan.source.prefix === undefined ? undefined : this.#say(this.plan.source, 'prefix');
  }

  get help(): string | undefined {
    return this.#note('help');
  }

  get control(): string | undefined {
    return this.plan.control;
  }

  get placeholder(): string | undefined {
    const format = extension(this.plan.source, 'entryFormat');
    return format?.valueString && this.#say(format, 'valueString');
  }

  get unit(): string | undefined {
    const coding = extensionValue(extension(this.plan.source, 'unit')) as Coding | undefined; // Coding by definition
    const named = coding && (this.#say(coding, 'display') || coding.code);
    return named ?? this.#note('unit');
  }

  get units(): readonly Coding[] {
    return this.#engine.limiting?.unitsOf(this.plan.source) ?? empty;
  }

  get hidden(): boolean {
    return this.plan.hidden || (this.parent?.hidden ?? false);
  }

  get required(): boolean {
    return (this.plan.dynamic && this.#engine.expressions?.dynamic?.flag(this, 'required')) ?? this.plan.required;
  }

  get readOnly(): boolean {
    if (this.type === 'reference') return true;
    return (this.plan.dynamic && this.#engine.expressions?.dynamic?.flag(this, 'readOnly')) ?? this.plan.readOnly;
  }

  get calculated(): boolean {
    return this.plan.calculated !== undefined && !this.overridden.value;
  }

  get prefilled(): KnownAnswer | undefined {
    const known = this.#engine.options.known?.get(this.linkId);
    return known !== undefined && this.raw.value[0]?.value === known.value ? known : undefined;
  }

  get repeats(): boolean {
    return this.plan.repeats;
  }

  get limits(): Limits {
    return this.plan.dynamic ? (this.#engine.expressions?.dynamic?.limits(this, this.plan.limits) ?? this.plan.limits) : this.plan.limits;
  }

  get enabled(): boolean {
    if (this.plan.conditions.length === 0 && !this.plan.enableWhen) return this.parent ? this.parent.enabled : true;
    this.#enabled ??= computed(() => this.#engine.isEnabled(this));
    return this.#enabled.value;
  }

  get answers(): readonly Held[] {
    return this.enabled ? this.raw.value : empty;
  }

  get options(): readonly AnswerOption[] {
    const { offered } = this;
    if (offered !== this.#shown?.from) this.#shown = { from: offered, options: offered.map((option) => answerOption(option, this.#engine)) };
    return this.#shown.options;
  }

  /** The options now: the questionnaire's, or those that an expression or a value set gives. */
  get offered(): readonly PlanOption[] {
    const asks = this.plan.dynamic ?? (this.#engine.options.terminology && this.plan.source.answerValueSet);
    return (asks && this.#engine.expressions?.dynamic?.options(this)) || this.plan.options;
  }

  /** value[x] names of the options: a choice may offer integers, dates or strings. */
  get optionNames(): ReadonlySet<ValueName> {
    return this.offered === this.plan.options ? this.plan.optionNames : new Set(this.offered.map((option) => option.name));
  }

  get optionState(): OptionState {
    return (this.#engine.options.terminology && this.#engine.expressions?.dynamic?.state(this)) ?? 'ready';
  }

  get issues(): readonly Issue[] {
    this.#issues ??= computed(() => this.#engine.checks.value?.issuesOf(this, this.#engine) ?? empty);
    return this.#issues.value;
  }

  get touched(): boolean {
    return this.visited.value || this.#engine.submitted.value;
  }

  get children(): readonly Instance[] {
    return this.offspring.value;
  }

  /** Whether the item is in the response: enabled, and something in it is answered (or a calculated value was taken out by the user). */
  get present(): boolean {
    if (this.type === 'display') return false;
    this.#content ??= computed(
      () => this.enabled && (this.raw.value.length > 0 || this.overridden.value || this.offspring.value.some((child) => child.present)),
    );
    return this.#content.value;
  }

  /** The response item; `undefined` when not {@link present}. Rebuilt only when something in it changed. */
  get json(): QuestionnaireResponseItem | undefined {
    this.#json ??= computed(() => (this.present ? respondItem(this, false) : undefined));
    return this.#json.value;
  }

  /** Text of a display item directly beneath that belongs to this item's label. */
  #note(control: 'help' | 'unit'): string | undefined {
    const found = this.#noteItem(control);
    return found && this.#say(found.source, 'text');
  }

  #noteItem(control: 'help' | 'unit'): PlanItem | undefined {
    const { plan } = this.#engine;
    for (let i = this.index + 1; i < (plan.ends[this.index] ?? 0); i = plan.ends[i] ?? Infinity) {
      const item = plan.items[i];
      if (item?.control === control && plan.types[i] === 'display') return item;
    }
    return undefined;
  }

  #say(element: object, name: string): string {
    return textIn(element, name, this.#engine.locale.value);
  }
}

/** An option as it is shown; reading its label subscribes to the locale. */
export const answerOption = (option: PlanOption, { locale, options: { rich } }: Engine): AnswerOption => ({
  key: option.key,
  value: option.value,
  prefix: option.prefix,
  weight: option.weight,
  exclusive: option.exclusive,
  get label() {
    return translated(option.label, option.labelElement, locale.value);
  },
  get rich() {
    return rich?.read(option.labelElement, locale.value);
  },
});
