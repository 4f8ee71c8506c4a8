import { computed, type ReadonlySignal } from '@preact/signals-core';
import type { Engine } from './engine.js';
import type { Instance } from './instance.js';
import type { PlanItem } from './plan.js';
import type { Evidence } from './types.js';
import type { Held } from './values.js';

/** Who is asked, in one live form that has conditions. */
export class Enablement {
  readonly #settled = new Map<readonly number[], ReadonlySignal<ReadonlyMap<Instance, boolean>>>();

  constructor(readonly engine: Engine) {}

  /** Whether an item's own conditions hold; what stands above it is asked by the engine. */
  allows(instance: Instance): boolean {
    const members = this.engine.plan.cycles.get(instance.index);
    if (members) return this.#settle(members).get(instance) ?? true;
    return this.#meets(instance, (question) => question.answers) && this.engine.expressed(instance);
  }

  /** The answers that brought an item up, and the groups around it. */
  why(item: Instance): readonly Evidence[] {
    const out = new Map<string, Evidence>();
    for (let one: Instance | undefined = item; one; one = one.parent) {
      const { conditions, enableWhen } = one.plan;
      const expressed = enableWhen?.path.linkIds.flatMap((id) => this.engine.plan.index.get(id) ?? []) ?? [];
      for (const index of [...conditions.map((condition) => condition.question), ...expressed]) {
        for (const question of this.#resolve(one, index)) {
          for (const { value } of question.answers) out.set(`${question.key}|${JSON.stringify(value)}`, { linkId: question.linkId, value });
        }
      }
    }
    return [...out.values()];
  }

  /** Instances that a reference means: in the same repetition, then outward, then anywhere. */
  #resolve(from: Instance, index: number): readonly Instance[] {
    const all = this.engine.instancesOf(index);
    if (all.length < 2) return all;
    for (let scope: Instance | undefined = from; scope; scope = scope.parent) {
      const near = all.filter((instance) => isWithin(instance, scope));
      if (near.length > 0) return near;
    }
    return all;
  }

  #meets(instance: Instance, read: (question: Instance) => readonly Held[]): boolean {
    const { conditions, behavior } = instance.plan;
    if (conditions.length === 0) return true;
    const meets = (condition: PlanItem['conditions'][number]): boolean => {
      const answers = this.#resolve(instance, condition.question).flatMap((question) => read(question).map((held) => held.value));
      return condition.holds(answers, (value) => this.engine.weight(condition.question, value));
    };
    return behavior === 'all' ? conditions.every(meets) : conditions.some(meets);
  }

  /** A cycle settles by bounded passes in document order, from "all enabled"; then the last state stands. */
  #settle(members: readonly number[]): ReadonlyMap<Instance, boolean> {
    let found = this.#settled.get(members);
    if (!found) {
      found = computed(() => {
        const instances = members.flatMap((index) => this.engine.instancesOf(index)).sort(this.engine.inOrder);
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
}

const isWithin = (instance: Instance, scope: Instance): boolean => {
  for (let above: Instance | undefined = instance; above; above = above.parent) if (above === scope) return true;
  return false;
};
