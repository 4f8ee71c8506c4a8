import { signal, type Signal } from '@preact/signals-core';
import type { Clock } from '../platform.js';
import type { Enablement } from './enablement.js';
import { numberOf } from './extensions.js';
import type { Checks } from './finishing.js';
import type { ExpressionRun } from './expressions.js';
import { Instance } from './instance.js';
import type { FormOptions } from './form.js';
import type { Limiting } from './limits.js';
import type { Plan, PlanItem } from './plan.js';
import type { Repeating } from './repetitions.js';
import { sameAnswer, type Held } from './values.js';

const noInstances: readonly Instance[] = [];

/** So many repetitions are begun because a form demands them (`minOccurs`): with depth they multiply. */
const maxDemanded = 1000;

/** The state of one live form: instances, signals, and who is enabled. */
export class Engine {
  readonly clock: Clock;
  readonly locale: Signal<string>;
  readonly submitted = signal(false);
  /** What finds issues; none are found before it is there. */
  readonly checks = signal<Checks | undefined>(undefined);
  readonly revision = signal(0);
  readonly roots: Signal<readonly Instance[]> = signal(noInstances);
  readonly failures = signal<readonly { readonly linkId: string; readonly message: string }[]>([]);
  /** How expressions and triage rules run; `undefined` when the form has none. */
  readonly expressions: ExpressionRun | undefined;
  /** Who is asked; `undefined` when the form has no conditions. */
  readonly conditions: Enablement | undefined;
  /** Whose answer a value is, by index of the item. */
  readonly owners = new WeakMap<object, number>();
  readonly #lists: readonly Signal<readonly Instance[]>[];
  #keys = 0;
  #sequence = 0;
  #demanded = 0;

  constructor(
    readonly plan: Plan,
    /** What the form was started with. */
    readonly options: FormOptions,
    readonly subject: string | undefined,
    readonly repeating?: Repeating,
    readonly limiting?: Limiting,
  ) {
    this.clock = options.clock;
    this.locale = signal(options.locale ?? 'zh-CN');
    this.#lists = plan.linkIds.map(() => signal(noInstances));
    this.conditions = plan.conditions?.run(this);
    this.roots.value = this.grow(undefined);
    this.expressions = plan.expressions?.run(this);
  }

  planItem(index: number): PlanItem {
    return this.plan.items[index] as PlanItem; // indices come from the plan itself
  }

  nextKey(): string {
    return `k${(this.#keys++).toString(36)}`;
  }

  // ------------------------------------------------------------ instances

  /** Live instances of an item, in document order. */
  instancesOf(index: number): readonly Instance[] {
    return this.#lists[index]?.value ?? noInstances;
  }

  /** Changes which instances of an item are live; they stand in document order. */
  relist(index: number, change: (live: readonly Instance[]) => readonly Instance[]): void {
    const list = this.#lists[index];
    if (list) list.value = change(list.peek());
  }

  /** Creates an instance with everything beneath it. */
  create(index: number, parent: Instance | undefined, repetition: string, answerKey?: string): Instance {
    const made = new Instance(this, { index, parent, repetition, answerKey, sequence: this.#sequence++ });
    this.relist(index, (live) => (live.length === 0 ? [made] : [...live, made].sort(this.inOrder)));
    if (!nestsPerAnswer(made) && (this.plan.ends[index] ?? 0) > index + 1) made.offspring.value = this.grow(made);
    return made;
  }

  /** Children of an item: for a repeating question, those under one of its answers. */
  grow(parent: Instance | undefined, answerKey?: string): readonly Instance[] {
    const { plan } = this;
    const out: Instance[] = [];
    const end = parent ? (plan.ends[parent.index] ?? 0) : plan.size;
    for (let i = parent ? parent.index + 1 : 0; i < end; i = plan.ends[i] ?? end) {
      const item = this.planItem(i);
      const repeated = item.repeats && plan.types[i] === 'group';
      const count = repeated ? Math.min(Math.max(1, item.limits.minOccurs ?? 1), 100) : 1;
      for (let n = 0; n < count && (n === 0 || this.#demanded++ < maxDemanded); n++)
        out.push(this.create(i, parent, repeated ? this.nextKey() : '', answerKey));
    }
    return out;
  }

  /** Which of two instances comes first in the response; without repetitions, the order of the questionnaire. */
  inOrder = (a: Instance, b: Instance): number => this.repeating?.inDocumentOrder(a, b) ?? a.index - b.index;

  /** Replaces the raw answers; nested items of a repeating question come and go with their answers. */
  hold(instance: Instance, next: readonly Held[]): void {
    for (const held of next) if (typeof held.value === 'object') this.owners.set(held.value, instance.index);
    const before = instance.raw.peek();
    if (before.length === next.length && before.every((held, i) => held === next[i])) return;
    instance.raw.value = next;
    if (nestsPerAnswer(instance)) this.repeating?.nest(this, instance);
  }

  /** Starts the effects of instances that were created after the form started. */
  onGrown: ((instance: Instance) => void) | undefined;

  /** Every instance in document order. */
  all(): readonly Instance[] {
    const found: Instance[] = [];
    const visit = (from: readonly Instance[]): void => {
      for (const instance of from) {
        found.push(instance);
        visit(instance.offspring.peek());
      }
    };
    visit(this.roots.peek());
    return found;
  }

  // ------------------------------------------------------------ enablement

  isEnabled(instance: Instance): boolean {
    if (instance.parent && !instance.parent.enabled) return false;
    return this.conditions ? this.conditions.allows(instance) : this.expressed(instance);
  }

  /** Whether an item's condition by expression holds, where it has one. */
  expressed(instance: Instance): boolean {
    const { enableWhen } = instance.plan;
    if (!enableWhen) return true;
    return enableWhen.deferred ? instance.expressed.value : (this.expressions?.holds(enableWhen.path, instance) ?? true);
  }

  /** The weight of a value among an item's options. */
  weight(index: number, value: unknown): number | undefined {
    if (typeof value !== 'object' || value === null) return undefined;
    const own = numberOf(value, 'weight');
    return own ?? this.plan.items[index]?.options.find((option) => sameAnswer(option.value, value))?.weight; // compared by content only
  }
}

const nestsPerAnswer = (instance: Instance): boolean => instance.plan.repeats && instance.type !== 'group';
