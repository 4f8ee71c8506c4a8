import { compileConditions } from './compile-conditions.js';
import type { Draft, Report } from './compile-with.js';
import { Enablement } from './enablement.js';
import type { Engine } from './engine.js';
import { onlyLooksBack } from './looks-back.js';
import type { Plan } from './plan.js';

/** What compiles and keeps conditions (`enableWhen`, and which answers an item is shown for); loads before a form that has some. */
export interface Conditions {
  compile(drafts: readonly Draft[], index: ReadonlyMap<string, number>, report: Report): void;
  /** Whether each condition reads what stands before it: then there is no cycle to look for. */
  looksBack(drafts: readonly Draft[]): boolean;
  /** Without a cycle search everything is settled by passes: slower, with the same result. */
  together(size: number): Plan['cycles'];
  run(engine: Engine): Enablement;
}

/** See {@link Conditions}. */
export const conditions: Conditions = {
  compile: compileConditions,
  looksBack: (drafts) => onlyLooksBack(drafts),
  together(size) {
    const members = Array.from({ length: size }, (_, i) => i);
    return new Map(members.map((member) => [member, members]));
  },
  run: (engine) => new Enablement(engine),
};
