import { untracked } from '@preact/signals-core';
import type { Engine } from './engine.js';
import type { Instance } from './instance.js';
import { siblingsOf } from './siblings.js';

/** A further repetition of a group after the last one. */
export function addRepetition(engine: Engine, index: number, parent: Instance | undefined, answerKey?: string): Instance {
  const made = engine.create(index, parent, engine.nextKey(), answerKey);
  const list = parent ? parent.offspring : engine.roots;
  const siblings = list.peek();
  const last = siblings.findLastIndex((one) => one.index === index && one.answerKey === answerKey);
  list.value = [...siblings.slice(0, last + 1), made, ...siblings.slice(last + 1)];
  return made;
}

/** Moves a repetition to a place among its siblings (0 is the first); its answers and keys stay. */
export function moveRepetition(engine: Engine, instance: Instance, to: number): void {
  const before = untracked(() => siblingsOf(engine, instance));
  const order = before.filter((one) => one !== instance);
  order.splice(Math.max(0, Math.min(to, order.length)), 0, instance);
  const places = before.map((one) => one.sequence);
  order.forEach((one, i) => (one.sequence = places[i] ?? one.sequence));
  const list = instance.parent ? instance.parent.offspring : engine.roots;
  let next = 0;
  list.value = list.peek().map((one) => (before.includes(one) ? (order[next++] ?? one) : one));
  engine.sortAgain(instance.index);
}

/** Takes a repetition out; `reviveRepetition` puts it back as it was. */
export function removeRepetition(engine: Engine, instance: Instance): void {
  const list = instance.parent ? instance.parent.offspring : engine.roots;
  list.value = list.peek().filter((one) => one !== instance);
  engine.drop(instance);
}

/** Puts a removed repetition back where it was. `false` when what held it is gone, too. */
export function reviveRepetition(engine: Engine, instance: Instance): boolean {
  for (let one = instance.parent; one; one = one.parent) if (!(one.parent ? one.parent.offspring : engine.roots).peek().includes(one)) return false;
  const list = instance.parent ? instance.parent.offspring : engine.roots;
  const siblings = list.peek();
  const at = siblings.findIndex((one) => one.index > instance.index || (one.index === instance.index && one.sequence > instance.sequence));
  list.value = at < 0 ? [...siblings, instance] : [...siblings.slice(0, at), instance, ...siblings.slice(at)];
  engine.revive(instance);
  return true;
}
