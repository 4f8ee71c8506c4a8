import { computed, signal, untracked, type ReadonlySignal, type Signal } from '@preact/signals-core';
import { isQuantity } from '../fhir/fhirpath/quantity.js';
import { Temporal } from '../fhir/fhirpath/temporal.js';
import { PathNode, truth, type Coll } from '../fhir/fhirpath/values.js';
import type { Coding } from '../fhir/index.js';
import type { FormExpressions } from './expression-run.js';
import { limitKinds, limitName } from './extensions.js';
import { answerOption, type Instance } from './instance.js';
import type { DynamicAspect, PlanOption } from './plan.js';
import type { AnswerOption, Limits, OptionState } from './types.js';
import { displayOf, readValue, sameAnswer, type ValueName } from './values.js';

/** So many options of a value set are asked for; a longer one is searched. */
export const maxExpansion = 200;

interface Expansion {
  readonly state: OptionState;
  readonly options: readonly PlanOption[];
}

const loading: Expansion = { state: 'loading', options: [] };
const failed: Expansion = { state: 'failed', options: [] };

/** Text, flags, limits and options that an item takes from expressions or a terminology service. Each is followed apart. */
export class Dynamic {
  readonly #cache = new WeakMap<Instance, Map<string, ReadonlySignal<unknown>>>();
  readonly #expansions = new Map<string, Signal<Expansion>>();
  constructor(readonly run: FormExpressions) {}

  text(instance: Instance): string | undefined {
    const value = this.#first(instance, 'text');
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  }

  flag(instance: Instance, aspect: 'required' | 'readOnly'): boolean | undefined {
    return this.#cached(instance, aspect, () => {
      const result = this.#evaluate(instance, aspect);
      return result && truth(result) === true;
    });
  }

  limits(instance: Instance, fixed: Limits): Limits {
    const aspects = instance.plan.dynamic?.aspects;
    if (!aspects || !limitKinds.some((kind) => aspects.has(kind))) return fixed;
    return this.#cached(instance, 'limits', () => {
      const found: Record<string, unknown> = {};
      for (const kind of limitKinds) {
        const value = aspects.has(kind) ? this.#first(instance, kind) : undefined;
        if (value !== undefined) found[limitName(kind)] = value;
      }
      return { ...fixed, ...found }; // names and kinds of limits are the same
    });
  }

  /** The options now; `undefined` when the fixed ones stand. */
  options(instance: Instance): readonly PlanOption[] | undefined {
    const { dynamic, options } = instance.plan;
    const url = this.#valueSet(instance);
    if (!dynamic && url === undefined) return undefined;
    return this.#cached(instance, 'offered', () => {
      const all = dynamic?.aspects.has('options') ? this.#calculated(instance) : url === undefined ? options : this.#expansion(url).value.options;
      const toggles = dynamic?.toggles ?? [];
      if (toggles.length === 0) return all;
      const on = toggles.map(({ expression }) => this.run.meets(instance, this.run.evaluate(expression, instance)));
      return all.filter((option) => {
        const named = toggles.flatMap((toggle, i) => (toggle.options.some((value) => sameAnswer(value, option.value)) ? [on[i]] : []));
        return named.length === 0 || named.includes(true);
      });
    });
  }

  /** How far the options of a value set are. */
  state(instance: Instance): OptionState {
    const url = this.#valueSet(instance);
    return url === undefined ? 'ready' : this.#expansion(url).value.state;
  }

  /** Whether an answer outside the options is known to be outside: a cut value set holds more than it shows. */
  isClosed(instance: Instance): boolean {
    const url = this.#valueSet(instance);
    if (url === undefined) return true;
    const { state, options } = this.#expansion(url).value;
    return state === 'ready' && options.length > 0 && options.length < maxExpansion;
  }

  /** Asks again for a value set that could not be had. */
  retry(instance: Instance): void {
    const url = untracked(() => this.#valueSet(instance));
    if (url === undefined) return;
    const expansion = untracked(() => this.#expansion(url));
    if (expansion.peek().state === 'failed') this.#ask(url, expansion);
  }

  /** Those at hand, and the options whose text holds the words from the terminology service where the value set lives there. @throws what the port throws */
  async search(instance: Instance, filter: string, near: readonly AnswerOption[]): Promise<readonly AnswerOption[]> {
    const { engine } = this.run;
    const url = untracked(() => this.#valueSet(instance));
    if (url === undefined || !engine.options.terminology) return near;
    const known = new Set(near.map(({ value }) => JSON.stringify(value)));
    const found = optionsOf(await engine.options.terminology.expand(url, { filter, count: 20, locale: engine.locale.peek() }));
    return [...near, ...found.flatMap((option) => (known.has(JSON.stringify(option.value)) ? [] : [answerOption(option, engine)]))];
  }

  #valueSet(instance: Instance): string | undefined {
    if (!this.run.engine.options.terminology) return undefined;
    const { dynamic, source, options } = instance.plan;
    const url = dynamic?.aspects.has('answerValueSet') ? this.#first(instance, 'answerValueSet') : options.length === 0 ? source.answerValueSet : undefined;
    return typeof url === 'string' && !url.startsWith('#') ? url : undefined;
  }

  #expansion(url: string): Signal<Expansion> {
    const key = `${this.run.engine.locale.value} ${url}`;
    let found = this.#expansions.get(key);
    if (!found) {
      this.#expansions.set(key, (found = signal(loading)));
      this.#ask(url, found);
    }
    return found;
  }

  #ask(url: string, into: Signal<Expansion>): void {
    const { options, locale } = this.run.engine;
    untracked(() => (into.value = loading));
    options.terminology?.expand(url, { count: maxExpansion, locale: locale.peek() }).then(
      (codings) => (into.value = { state: 'ready', options: optionsOf(codings) }),
      () => (into.value = failed), // said on the item, which can ask again
    );
  }

  #calculated(instance: Instance): readonly PlanOption[] {
    const seen: PlanOption[] = [];
    for (const value of this.#evaluate(instance, 'options') ?? []) {
      const option = optionOf(value, seen.length);
      if (option && !seen.some((other) => sameAnswer(other.value, option.value))) seen.push(option);
    }
    return seen;
  }

  #evaluate(instance: Instance, aspect: DynamicAspect): Coll | undefined {
    const path = instance.plan.dynamic?.aspects.get(aspect);
    return path && this.run.evaluate(path, instance);
  }

  /** The first value of an aspect, as FHIR JSON. */
  #first(instance: Instance, aspect: DynamicAspect): unknown {
    if (!instance.plan.dynamic?.aspects.has(aspect)) return undefined;
    return this.#cached(instance, `first ${aspect}`, () => plain(this.#evaluate(instance, aspect)?.[0]));
  }

  #cached<T>(instance: Instance, name: string, compute: () => T): T {
    let own = this.#cache.get(instance);
    if (!own) this.#cache.set(instance, (own = new Map<string, ReadonlySignal<unknown>>()));
    let found = own.get(name) as ReadonlySignal<T> | undefined; // one type for each name
    if (!found) own.set(name, (found = computed(compute)));
    return found.value;
  }
}

const plain = (value: unknown): unknown => (value instanceof Temporal ? value.text : value instanceof PathNode ? value.json() : value);

/** Under which value[x] an option's value stands. */
function nameOf(value: unknown): ValueName {
  if (value instanceof Temporal) return value.type === 'time' ? 'valueTime' : value.type === 'date' ? 'valueDate' : 'valueDateTime';
  if (typeof value === 'string') return 'valueString';
  if (typeof value === 'number') return Number.isInteger(value) ? 'valueInteger' : 'valueDecimal';
  if (typeof value === 'boolean') return 'valueBoolean';
  return isQuantity(value) ? 'valueQuantity' : typeof value === 'object' && value !== null && 'reference' in value ? 'valueReference' : 'valueCoding';
}

function optionOf(value: unknown, at: number): PlanOption | undefined {
  const read = readValue({ [nameOf(value)]: plain(value) });
  return (
    read && {
      key: `x${at}`,
      ...read,
      label: displayOf(read.value, words),
      labelElement: undefined,
      prefix: undefined,
      weight: undefined,
      exclusive: false,
      initial: false,
    }
  );
}

const words = { yes: 'true', no: 'false', file: '' };

const optionsOf = (codings: readonly Coding[]): readonly PlanOption[] => codings.flatMap((coding, i) => optionOf(coding, i) ?? []);
