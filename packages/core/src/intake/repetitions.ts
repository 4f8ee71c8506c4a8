import { signal, untracked } from '@preact/signals-core';
import { fail, NelumboError, ok, type Result } from '../i18n/index.js';
import type { Engine } from './engine.js';
import type { Instance } from './instance.js';
import { addRepetition, inDocumentOrder, moveRepetition, nest, removeRepetition, reviveRepetition } from './repetition.js';
import { siblingsOf } from './siblings.js';

/** So many removed repetitions can be brought back. */
const maxUndo = 20;

/** No group is repeated more often than this. */
const maxRepetitions = 200;

/** What the form does around an act. */
interface Around {
  /** Everything that one act of the user causes is one batch. */
  change(act: () => void): void;
  /** Starts what an instance computes. @param fresh - with its initial answers */
  start(instance: Instance, fresh: boolean): void;
}

/** Repetitions of groups, as the user adds, removes, moves and brings them back. Every instance given is one of a repeating group. */
export interface Repetitions {
  readonly removed: Instance | undefined;
  add(instance: Instance): Result<Instance>;
  remove(instance: Instance): Result<void>;
  move(instance: Instance, to: number): Result<void>;
  undo(): Result<Instance>;
}

/** What keeps repeated groups, and what is nested under repeated answers; loads before the forms that have some. */
export interface Repeating {
  repetitions(engine: Engine, around: Around): Repetitions;
  /** Lets what is nested under the answers of a repeating question come and go with them. */
  readonly nest: typeof nest;
  /** Which of two instances comes first. */
  readonly inDocumentOrder: typeof inDocumentOrder;
}

const refuse = (code: 'bad-input' | 'out-of-range' | 'internal', message: string): Result<never> => fail(new NelumboError(code, message));

const repetitions: Repeating['repetitions'] = (engine, { change, start }) => {
  const removed = signal<readonly Instance[]>([]);
  const countOf = (instance: Instance): number => untracked(() => siblingsOf(engine, instance)).length;
  const isFull = (instance: Instance): boolean => countOf(instance) >= Math.min(instance.limits.maxOccurs ?? Infinity, maxRepetitions);
  return {
    get removed() {
      return removed.value.at(-1);
    },
    add(instance) {
      if (isFull(instance)) return refuse('out-of-range', 'No further repetition is allowed.');
      let made: Instance | undefined;
      change(() => {
        made = addRepetition(engine, instance.index, instance.parent, instance.answerKey);
        start(made, true);
      });
      return made ? ok(made) : refuse('internal', 'The repetition could not be made.');
    },
    remove(instance) {
      if (countOf(instance) <= Math.max(1, instance.limits.minOccurs ?? 1))
        return refuse('out-of-range', 'The last repetition stays; its answers can be cleared.');
      change(() => {
        removeRepetition(engine, instance);
        removed.value = [...removed.peek(), instance].slice(-maxUndo);
      });
      return ok(undefined);
    },
    move(instance, to) {
      change(() => moveRepetition(engine, instance, to));
      return ok(undefined);
    },
    undo() {
      const instance = removed.peek().at(-1);
      if (!instance) return refuse('bad-input', 'Nothing was removed.');
      if (isFull(instance)) return refuse('out-of-range', 'No further repetition is allowed.');
      let back = false;
      change(() => {
        removed.value = removed.peek().slice(0, -1);
        back = reviveRepetition(engine, instance);
        if (back) start(instance, false);
      });
      return back ? ok(instance) : refuse('bad-input', 'What held the repetition is gone.');
    },
  };
};

/** See {@link Repeating}. */
export const repeating: Repeating = { repetitions, nest, inDocumentOrder };
