import { PathNode, typed, type Coll, type Reach } from '../fhir/fhirpath/values.js';
import type { Engine } from './engine.js';
import type { Instance } from './instance.js';
import type { Plan } from './plan.js';
import { headerOf } from './respond.js';
import type { Held } from './values.js';

const none: Coll = [];

/** Sees an instance as QuestionnaireResponse.item. Reading subscribes to exactly what is read. */
export class ItemNode extends PathNode {
  readonly #answers = new WeakMap<Held, AnswerNode>();
  constructor(
    readonly instance: Instance,
    readonly engine: Engine,
  ) {
    super();
  }

  get(name: string): Coll {
    const { instance } = this;
    switch (name) {
      case 'linkId':
        return [instance.linkId];
      case 'text':
        return instance.plan.source.text === undefined ? none : [instance.plan.source.text];
      case 'definition':
        return instance.plan.source.definition === undefined ? none : [instance.plan.source.definition];
      case 'answer':
        return this.answers();
      case 'item':
        return instance.type === 'group' ? nodesOf(instance.children, this.engine) : none;
      default:
        return none;
    }
  }

  children(): Coll {
    return ['linkId', 'definition', 'text', 'answer', 'item'].flatMap((name) => this.get(name));
  }

  json(): unknown {
    return this.instance.json ?? { linkId: this.instance.linkId };
  }

  lookup(linkIds: readonly string[], reach: Reach, through = false): Coll {
    return lookup(this.engine, this.instance, linkIds, { reach, through });
  }

  answers(): readonly AnswerNode[] {
    return this.instance.answers.map((held) => {
      let node = this.#answers.get(held);
      if (!node) this.#answers.set(held, (node = new AnswerNode(this.instance, held, this.engine)));
      return node;
    });
  }
}

/** Sees an answer as QuestionnaireResponse.item.answer. */
class AnswerNode extends PathNode {
  constructor(
    readonly instance: Instance,
    readonly held: Held,
    readonly engine: Engine,
  ) {
    super();
  }

  get(name: string): Coll {
    if (name === 'value' || name === this.held.name) return [typed(this.held.value, this.held.name.slice('value'.length))];
    return name === 'item' ? nodesOf(this.#nested(), this.engine) : none;
  }

  children(): Coll {
    return [...this.get('value'), ...this.get('item')];
  }

  json(): unknown {
    const item = this.#nested().flatMap((child) => child.json ?? []);
    return { [this.held.name]: this.held.value, ...(item.length > 0 ? { item } : {}) };
  }

  lookup(linkIds: readonly string[], reach: Reach, through = false): Coll {
    const inside = new Set(this.#nested());
    return lookup(this.engine, this.instance, linkIds, { reach: 'all', through }).filter(({ instance }) => {
      let top = instance;
      let throughAnswer = false;
      while (top.parent && top.parent !== this.instance) {
        top = top.parent;
        throughAnswer ||= top.type !== 'group';
      }
      return inside.has(top) && (reach === 'children' ? top === instance : reach === 'all' || !throughAnswer);
    });
  }

  #nested(): readonly Instance[] {
    return this.instance.children.filter((child) => child.answerKey === undefined || child.answerKey === this.held.key);
  }
}

/** Sees the form as QuestionnaireResponse. */
export class FormNode extends PathNode {
  constructor(readonly engine: Engine) {
    super();
  }

  get(name: string): Coll {
    if (name === 'item') return nodesOf(this.engine.roots.value, this.engine);
    const header: Readonly<Record<string, unknown>> = { ...headerOf(this.engine, 'in-progress') };
    return Object.hasOwn(header, name) ? [name === 'authored' ? typed(header[name], 'DateTime') : header[name]] : none;
  }

  children(): Coll {
    return ['questionnaire', 'status', 'subject', 'authored', 'item'].flatMap((name) => this.get(name));
  }

  json(): unknown {
    return { ...headerOf(this.engine, 'in-progress'), item: this.engine.roots.value.flatMap((item) => item.json ?? []) };
  }

  lookup(linkIds: readonly string[], reach: Reach, through = false): Coll {
    return lookup(this.engine, undefined, linkIds, { reach, through });
  }
}

/** An instance as FHIRPath sees it. */
export const nodeOf = (instance: Instance, engine: Engine): ItemNode => (instance.node ??= new ItemNode(instance, engine));

const nodesOf = (instances: readonly Instance[], engine: Engine): Coll => instances.flatMap((instance) => (instance.present ? [nodeOf(instance, engine)] : []));

/** How far a lookup goes, and whether what it finds is only looked into. */
interface Way {
  readonly reach: Reach;
  readonly through: boolean;
}

/** One item, in a form that gives each its own linkId; a walk would find all others as well. */
function indicesOf({ index, linkIds, size }: Plan, id: string): readonly number[] {
  const first = index.get(id);
  if (first === undefined) return [];
  return index.size === size ? [first] : linkIds.flatMap((one, i) => (one === id ? [i] : []));
}

/** Present items with one of the linkIds beneath a node, nearest level first; see `PathNode.lookup`. */
function lookup(engine: Engine, base: Instance | undefined, linkIds: readonly string[], { reach, through }: Way): readonly ItemNode[] {
  const found: Instance[] = [];
  for (const id of new Set(linkIds)) {
    for (const index of indicesOf(engine.plan, id))
      for (const instance of engine.instancesOf(index)) if (reaches(base, instance, reach) && (through || instance.present)) found.push(instance);
  }
  if (found.length > 1) found.sort((a, b) => depthOf(a) - depthOf(b) || engine.inOrder(a, b));
  return found.map((instance) => nodeOf(instance, engine));
}

const depthOf = (instance: Instance): number => {
  let depth = 0;
  for (let above = instance.parent; above; above = above.parent) depth += above.type === 'group' ? 1 : 2; // answers are a level of their own
  return depth;
};

function reaches(base: Instance | undefined, instance: Instance, reach: Reach): boolean {
  if (reach === 'children') return instance.parent === base && (base === undefined || base.type === 'group');
  for (let above = instance.parent; above !== base; above = above.parent) {
    if (!above || (reach === 'items' && above.type !== 'group')) return false;
  }
  return !(reach === 'items' && base && base.type !== 'group');
}
