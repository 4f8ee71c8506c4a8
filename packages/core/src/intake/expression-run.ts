import { computed, effect, untracked, type ReadonlySignal } from '@preact/signals-core';
import { PathError } from '../fhir/fhirpath/ast.js';
import type { CompiledPath, PathEnvironment } from '../fhir/fhirpath/evaluate.js';
import { truth, type Coll } from '../fhir/fhirpath/values.js';
import type { QuestionnaireResponse } from '../fhir/index.js';
import { fillInitial, startExpressions, toAnswer } from './calculate.js';
import type { Dynamic } from './dynamic.js';
import type { Engine } from './engine.js';
import type { ExpressionRun, FlagList } from './expressions.js';
import { numberOf } from './extensions.js';
import type { Instance } from './instance.js';
import type { KitParts } from './kit-parts.js';
import { FormNode, nodeOf } from './nodes.js';
import type { Score } from './types.js';
import { sameAnswer } from './values.js';

/** An effect that reads the whole form and writes to it may wake itself; after so many turns in one change it is stopped. */
const maxTurns = 25;

type Cache = Map<string, ReadonlySignal<Coll | undefined>>;

/** How expressions see one live form, and what they do to it. */
export class FormExpressions implements ExpressionRun {
  readonly flags: FlagList | undefined;
  readonly dynamic: Dynamic | undefined;
  readonly node: FormNode;
  readonly #rootVariables: Cache = new Map();
  readonly #variables = new WeakMap<Instance, Cache>();

  constructor(
    readonly engine: Engine,
    readonly parts: KitParts,
  ) {
    this.node = new FormNode(engine);
    this.flags = parts.triage?.flags(engine, this);
    this.dynamic = parts.dynamic?.run(this);
  }

  scores(): readonly Score[] {
    return this.parts.scores?.scoresOf(this.engine) ?? [];
  }

  holds(path: CompiledPath, instance: Instance): boolean {
    return this.meets(instance, this.evaluate(path, instance));
  }

  /** A condition's result: an empty one is false; one that is no condition counts as held, and is recorded. */
  meets(instance: Instance, result: Coll | undefined): boolean {
    if (!result) return true;
    try {
      return truth(result) === true;
    } catch (error) {
      this.fail(instance.linkId, error);
      return true;
    }
  }

  fillInitial(instance: Instance): void {
    fillInitial(this, instance);
  }

  start(instance: Instance): void {
    startExpressions(this, instance);
  }

  noticeOverride(instance: Instance, response: QuestionnaireResponse): void {
    const { calculated } = instance.plan;
    if (!calculated || instance.readOnly || instance.raw.peek().length === 0 || response.status !== 'in-progress') return;
    const result = untracked(() => this.evaluate(calculated.path, instance));
    const held = instance.raw.peek()[0]?.value;
    const made = result && toAnswer(instance, result[0])?.value; // a number becomes a quantity, a code its option
    if (result && held !== undefined && (made === undefined || !sameAnswer(made, held))) instance.overridden.value = true;
  }

  constraints(instance: Instance | undefined, add: Parameters<ExpressionRun['constraints']>[1]): void {
    this.parts.constraints?.check(this, instance, add);
  }

  matches(pattern: string, text: string): boolean {
    return this.parts.patterns?.matches(pattern, text) ?? true;
  }

  /** Runs an expression in the context of an item (or of the form); `undefined` when it failed, which is recorded. */
  evaluate(path: CompiledPath, context: Instance | undefined, declares?: string): Coll | undefined {
    try {
      return path.evaluate(this.#environment(context, declares), this.nodeOf(context));
    } catch (error) {
      this.fail(context?.linkId ?? '', error);
      return undefined;
    }
  }

  /** Records a failing expression once. Never a value: only what kind of failure. */
  fail(linkId: string, error: unknown): void {
    const message = error instanceof PathError ? error.message : 'The expression could not be evaluated.';
    const { failures } = this.engine;
    const known = failures.peek();
    if (!known.some((failure) => failure.linkId === linkId && failure.message === message)) failures.value = [...known, { linkId, message }];
  }

  /** Runs now and on each change of what it reads; stopped when it keeps waking itself. */
  react(linkId: string, run: () => void): () => void {
    let turns = 0;
    let seen = -1;
    return effect(() => {
      const now = this.engine.revision.peek();
      turns = now === seen ? turns + 1 : 0;
      seen = now;
      if (turns > maxTurns) this.fail(linkId, new PathError('budget', 'The expression keeps changing its own input.'));
      else run();
    });
  }

  /** What an expression of an item, or of the form, starts from. */
  nodeOf(context: Instance | undefined): FormNode | ReturnType<typeof nodeOf> {
    return context ? nodeOf(context, this.engine) : this.node;
  }

  #environment(context: Instance | undefined, declares: string | undefined): PathEnvironment {
    const { clock } = this.engine;
    return {
      now: () => clock.now(),
      offset: () => clock.offset(clock.now()),
      weight: (value) => this.#weight(value),
      variable: (name) => this.variable(name, context, name === declares),
    };
  }

  /**
   * The value of `%name` for an item (or the form); `undefined` when there is no such variable.
   * @param outer - asked by the declaration of that name itself, which means the one that it shadows
   */
  variable(name: string, context: Instance | undefined, outer = false): Coll | undefined {
    const { plan, options } = this.engine;
    const launchContext = options.launchContext ?? {};
    switch (name) {
      case 'resource':
      case 'rootResource':
        return [this.node];
      case 'context':
        return [this.nodeOf(context)];
      case 'questionnaire':
        return [plan.questionnaire];
      case 'qitem':
        return context ? [context.plan.source] : [];
      case 'ucum':
        return ['http://unitsofmeasure.org'];
      case 'sct':
        return ['http://snomed.info/sct'];
      case 'loinc':
        return ['http://loinc.org'];
    }
    for (let scope = outer ? context?.parent : context; scope; scope = scope.parent) {
      const path = scope.plan.variables.get(name);
      if (path) return this.#cached(this.#variablesOf(scope), name, path, scope);
    }
    const path = outer && !context ? undefined : plan.variables.get(name);
    if (path) return this.#cached(this.#rootVariables, name, path, undefined);
    if (!plan.launchContext.includes(name)) return undefined;
    const value = Object.hasOwn(launchContext, name) ? launchContext[name] : undefined;
    return value === undefined ? [] : [value];
  }

  #variablesOf(scope: Instance): Cache {
    let found = this.#variables.get(scope);
    if (!found) this.#variables.set(scope, (found = new Map() as Cache));
    return found;
  }

  #cached(cache: Cache, name: string, path: CompiledPath, scope: Instance | undefined): Coll {
    let found = cache.get(name);
    if (!found) cache.set(name, (found = computed(() => this.evaluate(path, scope, name))));
    return found.value ?? [];
  }

  #weight(value: unknown): number | undefined {
    if (typeof value !== 'object' || value === null) return undefined;
    const owner = this.engine.owners.get(value);
    return owner === undefined ? numberOf(value, 'weight') : this.engine.weight(owner, value);
  }
}
