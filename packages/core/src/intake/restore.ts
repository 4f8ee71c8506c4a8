import type { QuestionnaireResponse, QuestionnaireResponseItem, QuestionnaireResponseItemAnswer } from '../fhir/index.js';
import type { Engine } from './engine.js';
import { extension, extensionValue } from './extensions.js';
import type { Instance } from './instance.js';
import { addRepetition } from './repetition.js';
import type { Unplaced } from './types.js';
import { nameFor, readValue, sameAnswer, type Held } from './values.js';

/**
 * Puts the answers of a response into a form. Answers move by linkId when type and options fit; the rest is returned.
 * A wrong-typed answer never becomes an answer.
 */
export function restore(engine: Engine, response: QuestionnaireResponse): readonly Unplaced[] {
  const unplaced: Unplaced[] = [];
  const strict = response.questionnaire !== undefined && response.questionnaire !== engine.plan.key; // another version: options must fit too
  new Restorer(engine, strict, unplaced).place(listOf(response.item), engine.roots.peek(), undefined);
  return unplaced;
}

/** Items nest less deep in every form that compiles. */
const maxDepth = 200;

function listOf<T>(value: T[] | undefined): readonly T[] {
  return Array.isArray(value) ? (value as readonly (T | null)[]).filter((one): one is T => one !== null) : []; // unknown JSON
}

class Restorer {
  readonly #taken = new Set<Instance>();
  #depth = 0;
  constructor(
    readonly engine: Engine,
    readonly strict: boolean,
    readonly unplaced: Unplaced[],
  ) {}

  place(items: readonly QuestionnaireResponseItem[], siblings: readonly Instance[], parent: Instance | undefined): void {
    const [first] = items;
    if (!first) return;
    if (this.#depth > maxDepth) return void this.unplaced.push({ linkId: first.linkId, text: first.text ?? first.linkId, values: [] });
    this.#depth++;
    this.#place(items, siblings, parent);
    this.#depth--;
  }

  #place(items: readonly QuestionnaireResponseItem[], siblings: readonly Instance[], parent: Instance | undefined): void {
    let known = siblings;
    for (const item of items) {
      const index = this.engine.plan.index.get(item.linkId);
      let target = index === undefined ? undefined : known.find((one) => one.linkId === item.linkId && !this.#taken.has(one));
      if (!target && index !== undefined && known.some((one) => one.index === index && one.plan.repeats && one.type === 'group')) {
        target = addRepetition(this.engine, index, parent);
        known = parent ? parent.offspring.peek() : this.engine.roots.peek();
      }
      target ??= index === undefined ? undefined : this.engine.instancesOf(index).find((one) => !this.#taken.has(one)); // moved elsewhere in another version
      if (target) this.#fill(target, item);
      else this.#keep(item);
    }
  }

  #fill(target: Instance, item: QuestionnaireResponseItem): void {
    this.#taken.add(target);
    const given = listOf(item.answer);
    const placed: { readonly held: Held; readonly from: QuestionnaireResponseItemAnswer }[] = [];
    const rest: unknown[] = [];
    for (const from of given) {
      const held = this.#held(target, from);
      if (held && (target.plan.repeats || placed.length === 0)) placed.push({ held, from });
      else if (readValue(from) ?? Object.keys(from).some((key) => key.startsWith('value'))) rest.push(readValue(from)?.value ?? from);
    }
    if (placed.length > 0)
      this.engine.hold(
        target,
        placed.map(({ held }) => held),
      );
    if (extensionValue(extension(item, 'overridden')) === true) target.overridden.value = true;
    if (rest.length > 0) this.unplaced.push({ linkId: item.linkId, text: item.text ?? target.text, values: rest });
    for (const from of given) {
      const own = placed.find((one) => one.from === from)?.held.key;
      const children = target.offspring.peek();
      this.place(listOf(from.item), target.plan.repeats && target.type !== 'group' ? children.filter((child) => child.answerKey === own) : children, target);
    }
    this.place(listOf(item.item), target.offspring.peek(), target);
  }

  #held(target: Instance, from: QuestionnaireResponseItemAnswer): Held | undefined {
    const read = readValue(from);
    if (!read) return undefined;
    if (target.type === 'unknown') return { key: this.engine.nextKey(), ...read };
    // Where an expression gives the options, the one that was chosen may be gone by now: it is kept, and flagged.
    const listed = target.plan.dynamic?.aspects.has('options') && target.type.endsWith('choice') ? read.name : undefined;
    const name = nameFor(target.type, read.value, target.optionNames) ?? listed;
    const compatible = name !== undefined && (name === read.name || (name === 'valueDecimal' && read.name === 'valueInteger'));
    if (!compatible) return undefined;
    const { offered: options } = target;
    const offered = options.length === 0 || target.type === 'open-choice' || options.some((option) => sameAnswer(option.value, read.value));
    return this.strict && !offered ? undefined : { key: this.engine.nextKey(), name, value: read.value };
  }

  #keep(item: QuestionnaireResponseItem): void {
    const values = listOf(item.answer).flatMap((answer) => readValue(answer)?.value ?? []);
    if (values.length > 0) this.unplaced.push({ linkId: item.linkId, text: item.text ?? item.linkId, values });
    for (const inner of [...listOf(item.item), ...listOf(item.answer).flatMap((answer) => listOf(answer.item))]) {
      // What lies beneath an unknown group may still have a place of its own.
      this.place([inner], [], undefined);
    }
  }
}
