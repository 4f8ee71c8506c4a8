import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4/index.js';
import type { Questionnaire, QuestionnaireItem, QuestionnaireItemEnableWhen } from '../../packages/core/src/fhir/index.js';
import type { AnswerValue } from '../../packages/core/src/intake/types.js';

// A questionnaire read as its definition says, slowly: the state is recomputed from nothing until it stands still, and every expression
// and comparison is `fhirpath`'s. What the tests hold the engine against. Shares no code with it; not part of any entry point.

type Json = Record<string, unknown>;
const model = r4 as never; // its optional members are typed without `undefined`
const hl7 = 'http://hl7.org/fhir/StructureDefinition/';
const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';
const valueNames: Json = {
  boolean: 'Boolean',
  decimal: 'Decimal',
  integer: 'Integer',
  date: 'Date',
  dateTime: 'DateTime',
  time: 'Time',
  url: 'Uri',
  quantity: 'Quantity',
};

interface Said {
  readonly value: AnswerValue;
  kids: Node[];
}

/** One instance of an item. */
interface Node {
  readonly q: QuestionnaireItem;
  readonly parent: Node | undefined;
  said: Said[];
  kids: Node[];
  enabled: boolean;
  own: boolean;
}

const extensionsOf = (element: unknown, url: string): Json[] => (((element as Json)['extension'] ?? []) as Json[]).filter((one) => one['url'] === url);
const expressionOf = (found: Json | undefined): { name?: string; expression: string } | undefined => found?.['valueExpression'] as never;
const occurs = (q: QuestionnaireItem, which: string): number | undefined =>
  extensionsOf(q, `${hl7}questionnaire-${which}`)[0]?.['valueInteger'] as number | undefined;

export class NaiveForm {
  roots: Node[];
  constructor(
    readonly questionnaire: Questionnaire,
    readonly now: Date,
  ) {
    this.roots = this.#grow(questionnaire.item ?? [], undefined);
    this.settle();
    for (const node of this.all()) this.#initial(node);
    this.settle();
  }

  /** Every instance, in document order. */
  all(nodes = this.roots): Node[] {
    return nodes.flatMap((node) => [node, ...this.all(this.#kidsOf(node))]);
  }

  answer(at: number, values: readonly AnswerValue[]): void {
    const node = this.all()[at]!;
    node.own = true;
    node.said = values.map((value) => node.said.find((one) => JSON.stringify(one.value) === JSON.stringify(value)) ?? this.#said(node, value));
    this.settle();
  }

  add(at: number): void {
    const { q, parent } = this.all()[at]!;
    const list = this.#listOf(this.all()[at]!);
    const made = this.#node(q, parent);
    list.splice(list.findLastIndex((one) => one.q === q) + 1, 0, made);
    for (const node of this.all([made])) this.#initial(node);
    this.settle();
  }

  remove(at: number): void {
    const node = this.all()[at]!;
    const list = this.#listOf(node);
    list.splice(list.indexOf(node), 1);
    this.settle();
  }

  /** linkId, enabled, answers, for every instance. */
  state(): unknown[] {
    return this.all().map((node) => [node.q.linkId, node.enabled, node.enabled ? node.said.map((one) => tidy(one.value)) : []]);
  }

  response(): Json {
    return { resourceType: 'QuestionnaireResponse', status: 'in-progress', item: this.roots.flatMap((one) => this.#json(one) ?? []) };
  }

  settle(): void {
    for (const node of this.all()) node.enabled = true;
    for (let turn = 0, changed = true; changed && turn < 60; turn++) {
      changed = false;
      for (const node of this.all()) {
        const next = (node.parent?.enabled ?? true) && this.#meets(node);
        changed ||= next !== node.enabled;
        node.enabled = next;
      }
      for (const node of this.all()) changed = this.#calculate(node) || changed;
    }
  }

  #node(q: QuestionnaireItem, parent: Node | undefined): Node {
    const node: Node = { q, parent, said: [], kids: [], enabled: true, own: false };
    if (!perAnswer(q)) node.kids = this.#grow(q.item ?? [], node);
    return node;
  }

  #grow(items: readonly QuestionnaireItem[], parent: Node | undefined): Node[] {
    return items.flatMap((q) =>
      Array.from({ length: q.type === 'group' && q.repeats ? Math.max(1, occurs(q, 'minOccurs') ?? 1) : 1 }, () => this.#node(q, parent)),
    );
  }

  #said = (node: Node, value: AnswerValue): Said => ({ value, kids: perAnswer(node.q) ? this.#grow(node.q.item ?? [], node) : [] });
  #kidsOf = (node: Node): Node[] => (perAnswer(node.q) ? node.said.flatMap((one) => one.kids) : node.kids);
  #listOf = ({ parent }: Node): Node[] => (parent ? parent.kids : this.roots); // repeating groups do not stand under repeated answers in these forms

  #initial(node: Node): void {
    const { q } = node;
    const fixed = (q.initial ?? []).map((one) => Object.values(one)[0] as AnswerValue).filter((value) => typeof value === typeOfAnswer(q));
    const chosen = (q.answerOption ?? []).filter((one) => one.initialSelected).map((one) => one.valueCoding!);
    let values: AnswerValue[] = fixed.length > 0 ? fixed : chosen;
    const computed = expressionOf(extensionsOf(q, `${sdc}initialExpression`)[0]);
    const found = computed ? this.#evaluate(computed.expression, node) : [];
    if (found.length > 0) values = found as AnswerValue[];
    values = values.filter((value) => typeof value !== 'object' || !('unit' in value) || 'value' in value);
    node.said = (q.repeats ? values : values.slice(0, 1)).map((value) => this.#said(node, value));
  }

  #calculate(node: Node): boolean {
    const found = expressionOf(extensionsOf(node.q, `${sdc}calculatedExpression`)[0]);
    if (!found || (node.own && !node.q.readOnly)) return false;
    const before = JSON.stringify(node.said.map((one) => tidy(one.value)));
    const values = this.#evaluate(found.expression, node).slice(0, 1) as AnswerValue[];
    node.said = values.map((value) => this.#said(node, value));
    return JSON.stringify(values.map(tidy)) !== before;
  }

  #meets(node: Node): boolean {
    const list = node.q.enableWhen ?? [];
    const results = list.map((when) => this.#holds(when, node));
    if (list.length > 0 && !(node.q.enableBehavior === 'all' ? results.every(Boolean) : results.some(Boolean))) return false;
    const found = expressionOf(extensionsOf(node.q, `${sdc}enableWhenExpression`)[0]);
    if (!found) return true;
    try {
      return this.#evaluate(found.expression, node)[0] === true;
    } catch {
      return true; // better one question too many
    }
  }

  #holds(when: QuestionnaireItemEnableWhen, node: Node): boolean {
    const answers = this.#near(when.question, node).flatMap((one) => (one.enabled ? one.said : []));
    if (when.operator === 'exists') return answers.length > 0 === when.answerBoolean;
    const name = Object.keys(when)
      .find((key) => key.startsWith('answer'))!
      .replace('answer', 'value');
    const expected = (when as unknown as Json)[name.replace('value', 'answer')];
    const same = (value: AnswerValue): boolean => compare('=', value, expected, name);
    if (when.operator === '!=') return !answers.some((one) => same(one.value));
    return answers.some((one) => compare(when.operator, one.value, expected, name));
  }

  /** The questions that are meant: in the same repetition, then outward, then anywhere. */
  #near(linkId: string, from: Node): Node[] {
    const all = this.all().filter((node) => node.q.linkId === linkId);
    for (let scope: Node | undefined = from; scope; scope = scope.parent) {
      const inside = new Set(this.all([scope]));
      const found = all.filter((node) => inside.has(node));
      if (found.length > 0) return found;
    }
    return all;
  }

  #evaluate(expression: string, node: Node): unknown[] {
    const scopes: Node[] = [];
    for (let scope: Node | undefined = node; scope; scope = scope.parent) scopes.unshift(scope);
    const env: Json = { resource: this.response(), questionnaire: this.questionnaire };
    const declare = (element: unknown, context: Node | undefined): void => {
      for (const found of extensionsOf(element, `${hl7}variable`)) {
        const { name, expression: source } = expressionOf(found)!;
        env[name!] = this.#run(source, context, { ...env, ...(context ? { qitem: context.q } : {}) });
      }
    };
    declare(this.questionnaire, undefined);
    for (const scope of scopes) declare(scope.q, scope);
    return this.#run(expression, node, { ...env, qitem: node.q });
  }

  #run(source: string, context: Node | undefined, env: Json): unknown[] {
    const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown; // fhirpath notes types on what it is given
    const given = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, copy(value)]));
    const focus = copy(context ? (this.#json(context) ?? { linkId: context.q.linkId }) : this.response());
    const path = context ? { base: 'QuestionnaireResponse.item', expression: source } : source;
    return copy(fhirpath.evaluate(focus, path, given as never, model)) as unknown[];
  }

  #json(node: Node): Json | undefined {
    if (!node.enabled || node.q.type === 'display') return undefined;
    const beneath = (nodes: readonly Node[]): Json => {
      const item = nodes.flatMap((one) => this.#json(one) ?? []);
      return item.length > 0 ? { item } : {};
    };
    const head = { linkId: node.q.linkId, text: node.q.text };
    if (node.q.type === 'group') {
      const inner = beneath(node.kids);
      return inner['item'] ? { ...head, ...inner } : undefined;
    }
    const answer = node.said.map((one) => ({ [nameOf(node.q, one.value)]: one.value, ...beneath(perAnswer(node.q) ? one.kids : node.kids) }));
    const orphan = answer.length === 0 ? beneath(node.kids) : {};
    if (answer.length === 0 && !orphan['item']) return undefined;
    return { ...head, answer: answer.length > 0 ? answer : [orphan] };
  }
}

const perAnswer = (q: QuestionnaireItem): boolean => q.repeats === true && q.type !== 'group';

const typeOfAnswer = (q: QuestionnaireItem): string =>
  ({ boolean: 'boolean', integer: 'number', decimal: 'number', quantity: 'object', choice: 'object' })[q.type as string] ?? 'string';

function nameOf(q: QuestionnaireItem, value: AnswerValue): string {
  const fixed = valueNames[q.type];
  if (typeof fixed === 'string') return `value${fixed}`;
  return typeof value === 'object' ? 'valueCoding' : typeof value === 'number' ? 'valueInteger' : 'valueString';
}

/** A comparison, by fhirpath; what has no order does not hold. */
function compare(operator: string, value: AnswerValue, expected: unknown, name: string): boolean {
  if (name === 'valueCoding') {
    const [a, b] = [value as Json, expected as Json];
    return typeof value === 'object' && a['code'] === b['code'] && (b['system'] === undefined || a['system'] === b['system']);
  }
  if (typeof value !== typeof expected) return false;
  const kind = { valueDecimal: 'valueQuantity', valueDate: 'valueDateTime' }[name] ?? name; // an Observation has neither decimal nor date
  const wrap = (one: unknown): unknown => (name === 'valueDecimal' ? { value: one, code: '1', system: 'http://unitsofmeasure.org' } : one);
  const env = { other: { resourceType: 'Observation', [kind]: wrap(celsius(expected)) } };
  try {
    const observation = { resourceType: 'Observation', [kind]: wrap(celsius(value)) };
    const found = fhirpath.evaluate(observation, `Observation.value ${operator} %other.value`, env as never, model) as unknown[]; // no asynchronous functions
    return found[0] === true;
  } catch {
    return false;
  }
}

/** fhirpath 4.9.3 compares degrees of two scales without their zero: 72 °F count as more than 38 °C. */
function celsius(value: unknown): unknown {
  const { code, value: degrees } = Object(value) as { code?: unknown; value?: unknown };
  if (code !== '[degF]' || typeof degrees !== 'number') return value;
  return { ...(value as Json), value: ((degrees - 32) * 5) / 9, unit: 'Cel', code: 'Cel' };
}

/** Binary noise beyond twelve digits is no difference. */
export const tidy = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, one: unknown) => (typeof one === 'number' ? Number(one.toPrecision(12)) : one))) as unknown;
