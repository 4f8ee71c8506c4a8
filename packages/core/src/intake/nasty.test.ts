import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4/index.js';
import { describe, expect, it } from 'vitest';
import type { Questionnaire } from '../fhir/index.js';
import { compile, createForm, type AnswerValue, type FormItem, type PathEngine } from './index.js';
import { NaiveForm, tidy } from '../../../../test/intake/naive-oracle.js';
import { everyItem, valueFor } from './testing.js';

const now = Date.UTC(2026, 0, 31, 8);
const clock = { now: () => now, monotonic: () => 0, after: () => () => undefined, offset: () => 0 };
const folder = new URL('../../../../test/fixtures/questionnaires/nasty/', import.meta.url);
const load = (name: string): Questionnaire => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Questionnaire;
const fallback: PathEngine = { compile: (path) => fhirpath.compile(path, r4 as never) }; // the full engine, as pages load it

// The others have doubled linkIds, missing types or options that only our engine reads: expectations.test.ts says what those come to.
const forms = [
  'nested-repeats', 'exists-and-behaviour', 'initial-values', 'calculated-chain', 'contexts', 'scoped-variables', 'quantities', 'decimals',
  'partial-dates', 'open-choice', 'required-hidden-read-only', 'occurrences', 'patterns', 'under-answers', 'constraints', 'enable-expressions', 'across-repeats',
]; // prettier-ignore

const units = ['kg', '[lb_av]', 'g', 'Cel', '[degF]', 'mg/dL', 'g/L'];
const dates = ['2019', '2020', '2021', '2021-05', '2021-05-03', '2021-05-04', '2024-02-29', '2025-01', '2030-01-01'];
const times = ['2021-05-03T10:00:00Z', '2021-05-03T12:00:00+02:00', '2021-05-03T12:01:00+02:00', '2021-05-04', '2021-05', '2020'];

function valueOf(item: FormItem, n: number): AnswerValue | undefined {
  if (item.type === 'quantity') {
    const code = units[n % units.length]!;
    return { value: (n % 450) / 1.5, unit: code, code, system: 'http://unitsofmeasure.org' };
  }
  if (item.type === 'date') return dates[n % dates.length];
  if (item.type === 'dateTime') return times[n % times.length];
  if (item.type === 'time') return n % 2 ? '08:59:59' : '09:00:00';
  return item.options.length === 0 && item.type === 'choice' ? undefined : valueFor(item, n);
}

/** What the form took of `values`: fewer where an item has all that it may have, or where an exclusive option goes with nothing else. */
function taken(item: FormItem, values: AnswerValue[]): AnswerValue[] {
  if (item.answers.length === values.length) return values;
  const kept = new Set(item.answers.map(({ value }) => JSON.stringify(value)));
  return values.filter((value) => kept.has(JSON.stringify(value)));
}

const acts = fc.array(fc.tuple(fc.constantFrom('answer', 'answer', 'answer', 'answer', 'clear', 'add', 'remove'), fc.nat(), fc.nat(1000)), { maxLength: 18 });

describe.each(forms)('%s', (name) => {
  const questionnaire = load(name);
  const { plan } = compile(questionnaire, { fallback });

  it('is at every step in the state that a naive interpreter with fhirpath computes from nothing', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const form = createForm(plan!, { clock });
        const naive = new NaiveForm(questionnaire, new Date(now));
        const state = (): unknown[] => everyItem(form.items).map((item) => [item.linkId, item.enabled, item.answers.map(({ value }) => tidy(value))]);
        expect(state()).toEqual(naive.state());
        for (const [what, which, n] of list) {
          const all = everyItem(form.items);
          const pool = all.filter((item) =>
            what === 'add' || what === 'remove' ? item.type === 'group' && item.repeats : item.type !== 'group' && item.type !== 'display',
          );
          const item = pool[which % Math.max(1, pool.length)];
          if (!item) continue;
          const at = all.indexOf(item);
          const value = what === 'answer' ? valueOf(item, n) : undefined;
          const values = value === undefined ? [] : item.repeats && n % 3 === 0 ? [...item.answers.map((one) => one.value), value].filter(unique) : [value];
          const done = what === 'add' ? form.add(item) : what === 'remove' ? form.remove(item) : form.answer(item, values);
          if (!done.ok) continue;
          if (what === 'add') naive.add(at);
          else if (what === 'remove') naive.remove(at);
          else naive.answer(at, item.enabled ? taken(item, values) : values);
          expect(state()).toEqual(naive.state());
        }
        expect(plainItems(form.response().item)).toEqual(tidy(naive.response()['item']));
        form.dispose();
      }),
      { numRuns: 25 },
    );
  });
});

/** Without the note that a value is the user's own, nor what stands there for the note alone. */
function plainItems(items: unknown): unknown {
  const without = JSON.parse(JSON.stringify(items ?? [], (key, value: unknown) => (key === 'extension' ? undefined : value))) as {
    answer?: unknown;
    item?: unknown;
  }[];
  return tidy(without.filter((one) => one.answer ?? one.item));
}

const unique = (value: AnswerValue, i: number, list: readonly AnswerValue[]): boolean =>
  list.findIndex((other) => JSON.stringify(other) === JSON.stringify(value)) === i;
