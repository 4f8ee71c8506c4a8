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
  // The lists of the item and of everything beneath it.
  for (let i = instance.index; i < (engine.plan.ends[instance.index] ?? 0); i++)
    engine.relist(i, (live) => (live.length > 1 ? [...live].sort(engine.inOrder) : live));
}

/** Takes a repetition out; `reviveRepetition` puts it back as it was. */
export function removeRepetition(engine: Engine, instance: Instance): void {
  const list = instance.parent ? instance.parent.offspring : engine.roots;
  list.value = list.peek().filter((one) => one !== instance);
  drop(engine, instance);
}

/** Puts a removed repetition back where it was. `false` when what held it is gone, too. */
export function reviveRepetition(engine: Engine, instance: Instance): boolean {
  for (let one = instance.parent; one; one = one.parent) if (!(one.parent ? one.parent.offspring : engine.roots).peek().includes(one)) return false;
  const list = instance.parent ? instance.parent.offspring : engine.roots;
  const siblings = list.peek();
  const at = siblings.findIndex((one) => one.index > instance.index || (one.index === instance.index && one.sequence > instance.sequence));
  list.value = at < 0 ? [...siblings, instance] : [...siblings.slice(0, at), instance, ...siblings.slice(at)];
  revive(engine, instance);
  return true;
}

/** Takes an instance and all beneath it out of the lists, and stops their effects. */
function drop(engine: Engine, instance: Instance): void {
  for (const child of instance.offspring.peek()) drop(engine, child);
  for (const stop of instance.stops.splice(0)) stop();
  engine.relist(instance.index, (live) => live.filter((other) => other !== instance));
}

/** Puts an instance that was dropped, and all beneath it, back into the lists. */
function revive(engine: Engine, instance: Instance): void {
  engine.relist(instance.index, (live) => [...live, instance].sort(engine.inOrder));
  for (const child of instance.offspring.peek()) revive(engine, child);
}

/** Lets what is nested under the answers of a repeating question come and go with them. */
export function nest(engine: Engine, instance: Instance): void {
  const next = instance.raw.peek();
  const kept = instance.offspring.peek();
  const keys = new Set(next.map((held) => held.key));
  for (const child of kept) if (!keys.has(child.answerKey ?? '')) drop(engine, child);
  const grown = next.map((held) => {
    const own = kept.filter((child) => child.answerKey === held.key);
    return own.length > 0 ? own : engine.grow(instance, held.key);
  });
  instance.offspring.value = grown.flat();
  for (const child of grown.flat()) if (!kept.includes(child)) engine.onGrown?.(child);
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
