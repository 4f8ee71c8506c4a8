import type { Engine } from './engine.js';
import type { Instance } from './instance.js';

/** Repetitions of the same group beside an instance, itself included. */
export function siblingsOf(engine: Engine, instance: Instance): readonly Instance[] {
  const all = (instance.parent ? instance.parent.offspring : engine.roots).value;
  return all.filter((one) => one.index === instance.index && one.answerKey === instance.answerKey);
}
