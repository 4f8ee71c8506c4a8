import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuestionnaireResponse } from '../fhir/index.js';
import { compilePath, PathNode, type PathEnvironment } from '../fhir/fhirpath/index.js';
import { Engine } from './engine.js';
import { repeating } from './repetitions.js';
import { FormNode } from './nodes.js';
import { restore } from './restore.js';
import { perform, type Act } from './testing.js';
import { compile, createForm, type Form, type Plan } from './index.js';

const clock = { now: () => Date.UTC(2026, 10, 22, 3), monotonic: () => 0, after: () => () => undefined, offset: () => 480 };

const folder = new URL('../../../../test/fixtures/questionnaires/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json') && name !== 'fhirpath-expressions.json');
const load = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

/** Without the time and the hits, which are history and not state. */
const state = (response: QuestionnaireResponse): unknown => ({ ...response, authored: undefined, extension: undefined });

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.tuple(fc.constantFrom('answer', 'answer', 'answer', 'clear', 'add', 'remove', 'move', 'undo'), fc.nat(), fc.nat(1000)),
  { maxLength: 25 },
);

describe.each(files)('%s', (name) => {
  const { plan, diagnostics } = compile(load(name));

  it('compiles without an exception and without a fatal diagnostic', () => {
    expect(plan).not.toBeNull();
    expect(diagnostics.filter((one) => one.severity === 'fatal')).toEqual([]);
  });

  it('comes to the same state step by step as from scratch, and back from its own response', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const form = createForm(plan as Plan, { clock });
        for (const act of list) perform(form, act);
        const scratch = createForm(plan as Plan, { clock, response: form.response({ all: true }) });
        expect(state(scratch.response())).toEqual(state(form.response()));
        const again = createForm(plan as Plan, { clock, response: form.response() });
        expect(state(again.response())).toEqual(state(form.response()));
        expect(again.unplaced).toEqual([]);
        for (const one of [form, scratch, again]) one.dispose();
      }),
      { numRuns: 12 },
    );
  });

  it('finds by index what the walk over the finished response finds', () => {
    const linkIds = plan!.linkIds.slice(0, 12);
    const env: PathEnvironment = { now: clock.now, offset: () => 0, weight: () => undefined, variable: () => undefined };
    fc.assert(
      fc.property(acts, (list) => {
        const form = createForm(plan as Plan, { clock });
        for (const act of list) perform(form, act);
        const engine = new Engine(plan as Plan, { clock, locale: 'en' }, undefined, repeating);
        restore(engine, form.response({ all: true }));
        const node = new FormNode(engine);
        const response = node.json();
        for (const id of linkIds) {
          for (const source of [
            `repeat(item).where(linkId = '${id}').answer.value`,
            `descendants().where(linkId = '${id}').answer.value`,
            `item.where(linkId = '${id}').answer.value`,
          ]) {
            const path = compilePath(source);
            const walked = path.evaluate(env, response);
            const live = path.evaluate(env, node).map((value) => (value instanceof PathNode ? value.json() : value));
            expect(JSON.stringify(live)).toBe(JSON.stringify(walked));
          }
        }
        form.dispose();
      }),
      { numRuns: 4 },
    );
  });

  if (name.startsWith('nasty')) return; // nasty.test.ts holds these against a complete interpreter
  it('enables what a naive reading of enableWhen enables', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const form = createForm(plan!, { clock });
        for (const act of list) perform(form, act);
        plan!.linkIds.forEach((linkId, i) => {
          const single = !multiple(plan!, i) && !plan!.cycles.has(i) && plan!.index.get(linkId) === i;
          if (single && simple(plan!, i)) expect([linkId, form.find(linkId)!.enabled]).toEqual([linkId, naive(plan!, form, i)]);
        });
        form.dispose();
      }),
      { numRuns: 6 },
    );
  });
});

/** Whether several instances can exist: the item repeats as a group, or something above it repeats. */
function multiple({ items, types, parents }: Plan, i: number): boolean {
  for (let at = i; at >= 0; at = parents[at]!) if (items[at]!.repeats && (at !== i || types[at] === 'group')) return true;
  return false;
}

/** Neither the item nor anything that decides about it has an expression or several instances. */
function simple(plan: Plan, i: number, seen = new Set<number>()): boolean {
  if (i < 0 || seen.has(i)) return true;
  seen.add(i);
  const item = plan.items[i]!;
  return (
    !item.enableWhen && !multiple(plan, i) && simple(plan, plan.parents[i]!, seen) && item.conditions.every(({ question }) => simple(plan, question, seen))
  );
}

/** enableWhen as its definition reads, from the questionnaire's own JSON and the answers that stand. */
function naive(plan: Plan, form: Form, i: number): boolean {
  if (i < 0) return true;
  const source = plan.items[i]!.source;
  const list = source.enableWhen ?? [];
  const holds = (when: (typeof list)[number]): boolean => {
    const at = plan.index.get(when.question);
    const answers = at === undefined || !naive(plan, form, at) ? [] : form.find(when.question)!.answers.map(({ value }) => value);
    const expected =
      when.answerBoolean ??
      when.answerInteger ??
      when.answerDecimal ??
      when.answerString ??
      when.answerDate ??
      when.answerCoding?.code ??
      when.answerQuantity?.value;
    const plainOf = (value: unknown): unknown =>
      typeof value === 'object' && value !== null ? ((value as { code?: unknown }).code ?? (value as { value?: unknown }).value) : value;
    if (when.operator === 'exists') return answers.length > 0 === when.answerBoolean;
    if (when.operator === '!=') return !answers.some((value) => plainOf(value) === expected);
    const compare = {
      '=': (a: never, b: never) => a === b,
      '>': (a: never, b: never) => a > b,
      '<': (a: never, b: never) => a < b,
      '>=': (a: never, b: never) => a >= b,
      '<=': (a: never, b: never) => a <= b,
    }[when.operator];
    return answers.some((value) => compare(plainOf(value) as never, expected as never));
  };
  const own = list.length === 0 || (source.enableBehavior === 'all' ? list.every(holds) : list.some(holds));
  return own && naive(plan, form, plan.parents[i]!);
}
