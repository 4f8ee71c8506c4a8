import { computed, effect, signal, untracked, type ReadonlySignal, type Signal } from '@preact/signals-core';
import { PathError, truth, type Coll, type CompiledPath, type PathEnvironment, type Reach } from '../fhir/fhirpath/index.js';
import type { Clock } from '../platform.js';
import { numberOf } from './extensions.js';
import { Instance } from './instance.js';
import { FormNode, type ItemNode } from './nodes.js';
import type { Plan, PlanItem } from './plan.js';
import { sameAnswer, type Held } from './values.js';

const noInstances: readonly Instance[] = [];

/** An effect that reads the whole form and writes to it may wake itself; after so many turns in one change it is stopped. */
const maxTurns = 25;

/** The state of one live form: instances, signals, and how expressions see them. */
export class Engine {
  readonly locale: Signal<string>;
  readonly submitted = signal(false);
  readonly revision = signal(0);
  readonly roots: Signal<readonly Instance[]> = signal(noInstances);
  readonly failures = signal<readonly { readonly linkId: string; readonly message: string }[]>([]);
  readonly node = new FormNode(this);
  readonly #lists: Signal<readonly Instance[]>[];
  readonly #owners = new WeakMap<object, number>();
  readonly #settled = new Map<readonly number[], ReadonlySignal<ReadonlyMap<Instance, boolean>>>();
  readonly #rootVariables = new Map<string, ReadonlySignal<Coll | undefined>>();
  #keys = 0;
  #sequence = 0;

  constructor(
    readonly plan: Plan,
    readonly clock: Clock,
    locale: string,
    readonly launchContext: Readonly<Record<string, unknown>>,
    readonly subject: string | undefined,
  ) {
    this.locale = signal(locale);
    this.#lists = plan.linkIds.map(() => signal(noInstances));
    this.roots.value = this.#grow(undefined, undefined);
  }

  planItem(index: number): PlanItem {
    return this.plan.items[index] as PlanItem; // indices come from the plan itself
  }

  nextKey(): string {
    return `k${(this.#keys++).toString(36)}`;
  }

  /** A root element of the response that expressions may read. */
  header(name: string): unknown {
    const { subject } = this;
    const known: Record<string, unknown> = {
      resourceType: 'QuestionnaireResponse',
      questionnaire: this.plan.questionnaire.url && this.plan.key,
      status: 'in-progress',
      subject: subject && { reference: subject },
      authored: new Date(this.clock.now()).toISOString(),
    };
    return Object.hasOwn(known, name) ? known[name] : undefined;
  }

  // ------------------------------------------------------------ instances

  /** Live instances of an item, in document order. */
  instancesOf(index: number): readonly Instance[] {
    return this.#lists[index]?.value ?? noInstances;
  }

  /** Creates an instance with everything beneath it. */
  create(index: number, parent: Instance | undefined, repetition: string, answerKey?: string): Instance {
    const made = new Instance(this, { index, parent, repetition, answerKey, sequence: this.#sequence++ });
    const list = this.#lists[index];
    if (list) list.value = [...list.peek(), made].sort(inDocumentOrder);
    if (!nestsPerAnswer(made) && (this.plan.ends[index] ?? 0) > index + 1) made.offspring.value = this.#grow(made, undefined);
    return made;
  }

  /** Children of an item: for a repeating question, those under one of its answers. */
  #grow(parent: Instance | undefined, answerKey: string | undefined): readonly Instance[] {
    const { plan } = this;
    const out: Instance[] = [];
    const end = parent ? (plan.ends[parent.index] ?? 0) : plan.size;
    for (let i = parent ? parent.index + 1 : 0; i < end; i = plan.ends[i] ?? end) {
      const item = this.planItem(i);
      const repeated = item.repeats && plan.types[i] === 'group';
      const count = repeated ? Math.min(Math.max(1, item.limits.minOccurs ?? 1), 100) : 1;
      for (let n = 0; n < count; n++) out.push(this.create(i, parent, repeated ? this.nextKey() : '', answerKey));
    }
    return out;
  }

  /** Removes an instance and all beneath it from the lists, and stops their effects. */
  drop(instance: Instance): void {
    for (const child of instance.offspring.peek()) this.drop(child);
    for (const stop of instance.stops.splice(0)) stop();
    const list = this.#lists[instance.index];
    if (list) list.value = list.peek().filter((other) => other !== instance);
  }

  /** Replaces the raw answers; nested items of a repeating question come and go with their answers. */
  hold(instance: Instance, next: readonly Held[]): void {
    for (const held of next) if (typeof held.value === 'object') this.#owners.set(held.value, instance.index);
    const before = instance.raw.peek();
    if (before.length === next.length && before.every((held, i) => held === next[i])) return;
    instance.raw.value = next;
    if (!nestsPerAnswer(instance)) return;
    const kept = instance.offspring.peek();
    const keys = new Set(next.map((held) => held.key));
    for (const child of kept) if (!keys.has(child.answerKey ?? '')) this.drop(child);
    const grown = next.map((held) => {
      const own = kept.filter((child) => child.answerKey === held.key);
      return own.length > 0 ? own : this.#grow(instance, held.key);
    });
    instance.offspring.value = grown.flat();
    for (const child of grown.flat()) if (!kept.includes(child)) this.onGrown?.(child);
  }

  /** Starts the effects of instances that were created after the form started. */
  onGrown: ((instance: Instance) => void) | undefined;

  /** Every instance in document order. */
  *all(from: readonly Instance[] = this.roots.peek()): Generator<Instance> {
    for (const instance of from) {
      yield instance;
      yield* this.all(instance.offspring.peek());
    }
  }

  /** Instances that a reference means: in the same repetition, then outward, then anywhere. */
  resolve(from: Instance | undefined, index: number): readonly Instance[] {
    const all = this.instancesOf(index);
    if (all.length < 2) return all;
    for (let scope = from; scope; scope = scope.parent) {
      const near = all.filter((instance) => isWithin(instance, scope));
      if (near.length > 0) return near;
    }
    return all;
  }

  /** Present items with one of the linkIds beneath a node, nearest level first; see `PathNode.lookup`. */
  lookup(base: Instance | undefined, linkIds: readonly string[], reach: Reach): readonly ItemNode[] {
    const found: Instance[] = [];
    for (const id of new Set(linkIds)) {
      const index = this.plan.index.get(id);
      if (index === undefined) continue;
      for (const instance of this.instancesOf(index)) if (reaches(base, instance, reach) && instance.present) found.push(instance);
    }
    if (found.length > 1) found.sort((a, b) => depthOf(a) - depthOf(b) || inDocumentOrder(a, b));
    return found.map((instance) => instance.node);
  }

  // ------------------------------------------------------------ enablement

  isEnabled(instance: Instance): boolean {
    if (instance.parent && !instance.parent.enabled) return false;
    const members = this.plan.cycles.get(instance.index);
    if (members) return this.#settle(members).get(instance) ?? true;
    if (!this.#meets(instance, (question) => question.answers)) return false;
    const { enableWhen } = instance.plan;
    if (!enableWhen) return true;
    return enableWhen.deferred ? instance.expressed.value : this.evaluatesTrue(enableWhen.path, instance);
  }

  /** An empty result is false; one that cannot be evaluated leaves the item enabled: better one question too many. */
  evaluatesTrue(path: CompiledPath, instance: Instance): boolean {
    const result = this.evaluate(path, instance);
    if (!result) return true;
    try {
      return truth(result) === true;
    } catch (error) {
      this.fail(instance.linkId, error);
      return true;
    }
  }

  #meets(instance: Instance, read: (question: Instance) => readonly Held[]): boolean {
    const { conditions, behavior } = instance.plan;
    if (conditions.length === 0) return true;
    const meets = (condition: PlanItem['conditions'][number]): boolean => {
      const answers = this.resolve(instance, condition.question).flatMap((question) => read(question).map((held) => held.value));
      return condition.holds(answers, (value) => this.weight(condition.question, value));
    };
    return behavior === 'all' ? conditions.every(meets) : conditions.some(meets);
  }

  /** A cycle settles by bounded passes in document order, from "all enabled"; then the last state stands. */
  #settle(members: readonly number[]): ReadonlyMap<Instance, boolean> {
    let found = this.#settled.get(members);
    if (!found) {
      found = computed(() => {
        const instances = members.flatMap((index) => this.instancesOf(index)).sort(inDocumentOrder);
        const state = new Map(instances.map((instance) => [instance, true]));
        const read = (question: Instance): readonly Held[] => (state.has(question) ? (state.get(question) ? question.raw.value : []) : question.answers);
        for (let pass = 0; pass <= members.length; pass++) {
          let changed = false;
          for (const instance of instances) {
            const above = instance.parent ? (state.get(instance.parent) ?? instance.parent.enabled) : true;
            const next = above && this.#meets(instance, read);
            changed ||= next !== state.get(instance);
            state.set(instance, next);
          }
          if (!changed) break;
        }
        return state;
      });
      this.#settled.set(members, found);
    }
    return found.value;
  }

  // ------------------------------------------------------------ expressions

  /** Runs an expression in the context of an item (or of the form); `undefined` when it failed, which is recorded. */
  evaluate(path: CompiledPath, context: Instance | undefined): Coll | undefined {
    try {
      return path.evaluate(this.#environment(context), context?.node ?? this.node);
    } catch (error) {
      this.fail(context?.linkId ?? '', error);
      return undefined;
    }
  }

  /** Records a failing expression once. Never a value: only what kind of failure. */
  fail(linkId: string, error: unknown): void {
    const message = error instanceof PathError ? error.message : 'The expression could not be evaluated.';
    untracked(() => {
      const known = this.failures.value;
      if (!known.some((failure) => failure.linkId === linkId && failure.message === message)) this.failures.value = [...known, { linkId, message }];
    });
  }

  /** Runs now and on each change of what it reads; stopped when it keeps waking itself. */
  react(linkId: string, run: () => void): () => void {
    let turns = 0;
    let seen = -1;
    return effect(() => {
      const now = this.revision.peek();
      turns = now === seen ? turns + 1 : 0;
      seen = now;
      if (turns > maxTurns) this.fail(linkId, new PathError('budget', 'The expression keeps changing its own input.'));
      else run();
    });
  }

  #environment(context: Instance | undefined): PathEnvironment {
    return {
      now: () => this.clock.now(),
      offset: () => this.clock.offset(this.clock.now()),
      weight: (value) => this.#weightOfOwned(value),
      variable: (name) => this.#variable(name, context),
    };
  }

  #variable(name: string, context: Instance | undefined): Coll | undefined {
    switch (name) {
      case 'resource':
      case 'rootResource':
        return [this.node];
      case 'context':
        return [context?.node ?? this.node];
      case 'questionnaire':
        return [this.plan.questionnaire];
      case 'qitem':
        return context ? [context.plan.source] : [];
      case 'ucum':
        return ['http://unitsofmeasure.org'];
      case 'sct':
        return ['http://snomed.info/sct'];
      case 'loinc':
        return ['http://loinc.org'];
    }
    for (let scope = context; scope; scope = scope.parent) {
      const path = scope.plan.variables.get(name);
      if (path) return this.#cached(scope.variables, name, path, scope);
    }
    const path = this.plan.variables.get(name);
    if (path) return this.#cached(this.#rootVariables, name, path, undefined);
    if (!this.plan.launchContext.includes(name)) return undefined;
    const value = Object.hasOwn(this.launchContext, name) ? this.launchContext[name] : undefined;
    return value === undefined ? [] : [value];
  }

  #cached(cache: Map<string, ReadonlySignal<Coll | undefined>>, name: string, path: CompiledPath, scope: Instance | undefined): Coll {
    let found = cache.get(name);
    if (!found) cache.set(name, (found = computed(() => this.evaluate(path, scope))));
    return found.value ?? [];
  }

  /** The weight of a value among an item's options. */
  weight(index: number, value: unknown): number | undefined {
    if (typeof value !== 'object' || value === null) return undefined;
    const own = numberOf(value, 'weight');
    return own ?? this.plan.items[index]?.options.find((option) => sameAnswer(option.value, value))?.weight; // compared by content only
  }

  #weightOfOwned(value: unknown): number | undefined {
    if (typeof value !== 'object' || value === null) return undefined;
    const owner = this.#owners.get(value);
    return owner === undefined ? numberOf(value, 'weight') : this.weight(owner, value);
  }
}

const nestsPerAnswer = (instance: Instance): boolean => instance.plan.repeats && instance.type !== 'group';

const isWithin = (instance: Instance, scope: Instance): boolean => {
  for (let above: Instance | undefined = instance; above; above = above.parent) if (above === scope) return true;
  return false;
};

const depthOf = (instance: Instance): number => {
  let depth = 0;
  for (let above = instance.parent; above; above = above.parent) depth += above.type === 'group' ? 1 : 2; // answers are a level of their own
  return depth;
};

function reaches(base: Instance | undefined, instance: Instance, reach: Reach): boolean {
  if (reach === 'children') return instance.parent === base && (base === undefined || base.type === 'group');
  for (let above = instance.parent; above !== base; above = above.parent) {
    if (!above || (reach === 'items' && above.type !== 'group')) return false;
  }
  return !(reach === 'items' && base && base.type !== 'group');
}

/** Compares places in the tree by their chain of sequence numbers. */
export function inDocumentOrder(a: Instance, b: Instance): number {
  if (a.parent === b.parent) return a.index - b.index || a.sequence - b.sequence;
  const [x, y] = [chain(a), chain(b)];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const [p, q] = [x[i], y[i]];
    if (p && q && p !== q) return p.index - q.index || p.sequence - q.sequence;
  }
  return x.length - y.length;
}

const chain = (instance: Instance): Instance[] => (instance.parent ? [...chain(instance.parent), instance] : [instance]);
