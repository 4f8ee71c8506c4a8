import { PathNode, typed, type Coll, type Reach } from '../fhir/fhirpath/index.js';
import type { Engine } from './engine.js';
import type { Instance } from './instance.js';
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
        return instance.type === 'group' ? nodesOf(instance.children) : none;
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

  lookup(linkIds: readonly string[], reach: Reach): Coll {
    return this.engine.lookup(this.instance, linkIds, reach);
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
    return name === 'item' ? nodesOf(this.#nested()) : none;
  }

  children(): Coll {
    return [...this.get('value'), ...this.get('item')];
  }

  json(): unknown {
    const item = this.#nested().flatMap((child) => child.json ?? []);
    return { [this.held.name]: this.held.value, ...(item.length > 0 ? { item } : {}) };
  }

  lookup(linkIds: readonly string[], reach: Reach): Coll {
    const inside = new Set(this.#nested());
    return this.engine.lookup(this.instance, linkIds, 'all').filter(({ instance }) => {
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
    if (name === 'item') return nodesOf(this.engine.roots.value);
    const value = this.engine.header(name);
    return value === undefined ? none : [value];
  }

  children(): Coll {
    return ['questionnaire', 'status', 'subject', 'authored', 'item'].flatMap((name) => this.get(name));
  }

  json(): unknown {
    return { resourceType: 'QuestionnaireResponse', item: this.engine.roots.value.flatMap((item) => item.json ?? []) };
  }

  lookup(linkIds: readonly string[], reach: Reach): Coll {
    return this.engine.lookup(undefined, linkIds, reach);
  }
}

const nodesOf = (instances: readonly Instance[]): Coll => instances.flatMap((instance) => (instance.present ? [instance.node] : []));
