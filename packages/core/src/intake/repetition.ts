import type { Engine } from './engine.js';
import type { Instance } from './instance.js';

/** A further repetition of a group after the last one. */
export function addRepetition(engine: Engine, index: number, parent: Instance | undefined, answerKey?: string): Instance {
  const made = engine.create(index, parent, engine.nextKey(), answerKey);
  const list = parent ? parent.offspring : engine.roots;
  const siblings = list.peek();
  const last = siblings.findLastIndex((one) => one.index === index && one.answerKey === answerKey);
  list.value = [...siblings.slice(0, last + 1), made, ...siblings.slice(last + 1)];
  return made;
}
