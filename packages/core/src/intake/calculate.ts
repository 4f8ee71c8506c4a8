import { untracked } from '@preact/signals-core';
import { PathError } from '../fhir/fhirpath/ast.js';
import { isQuantity } from '../fhir/fhirpath/quantity.js';
import { Temporal } from '../fhir/fhirpath/temporal.js';
import type { Coll } from '../fhir/fhirpath/values.js';
import type { Coding } from '../fhir/index.js';
import type { FormExpressions } from './expression-run.js';
import type { Instance } from './instance.js';
import type { AnswerValue } from './types.js';
import { isBlank, nameFor, quantityOf, sameAnswer, type Held, type ValueName } from './values.js';

/** Starts what an instance computes by itself: its calculated value and a condition that is settled by repetition. */
export function startExpressions(run: FormExpressions, instance: Instance): void {
  const { calculated, enableWhen } = instance.plan;
  if (enableWhen?.deferred) {
    instance.stops.push(
      run.react(instance.linkId, () => {
        const result = run.evaluate(enableWhen.path, instance);
        untracked(() => (instance.expressed.value = run.meets(instance, result)));
      }),
    );
  }
  if (!calculated) return;
  instance.stops.push(
    run.react(instance.linkId, () => {
      if (instance.overridden.value && !instance.readOnly) return;
      const result = run.evaluate(calculated.path, instance);
      if (result) untracked(() => put(run, instance, result));
    }),
  );
}

/** Fills an item from its initialExpression, when it has one that gives something. */
export function fillInitial(run: FormExpressions, instance: Instance): void {
  const { initial } = instance.plan;
  const result = initial && run.evaluate(initial, instance);
  if (result && result.length > 0) put(run, instance, result);
}

/** Stores the result of an expression; an empty one clears. Answers that stay keep their key. */
function put(run: FormExpressions, instance: Instance, result: Coll): void {
  const values = result.flatMap((value) => {
    if (isBlank(value)) return []; // a text of nothing is no answer
    const answer = toAnswer(instance, value);
    if (!answer) run.fail(instance.linkId, new PathError('type', 'The result does not fit the type of the item.'));
    return answer ? [answer] : [];
  });
  const wanted = instance.plan.repeats ? values : values.slice(0, 1);
  const before = instance.raw.peek();
  const next = wanted.map((one, i): Held => {
    const known = before[i];
    return known && known.name === one.name && sameAnswer(known.value, one.value) ? known : { key: run.engine.nextKey(), ...one };
  });
  run.engine.hold(instance, next);
}

/** The result of an expression as an answer of the item; `undefined` when it does not fit. */
export function toAnswer(instance: Instance, value: unknown): { name: ValueName; value: AnswerValue } | undefined {
  const converted = convert(instance, value);
  const name = nameFor(instance.type, converted, instance.optionNames);
  return name && { name, value: converted as AnswerValue }; // nameFor checked the shape
}

/** The result of an expression in the JSON form that the item's type wants. */
function convert(instance: Instance, value: unknown): unknown {
  const { type } = instance;
  const text = value instanceof Temporal ? value.text : value;
  if (type === 'string' || type === 'text' || type === 'url') return typeof text === 'number' || typeof text === 'boolean' ? String(text) : text;
  if (type === 'date' && typeof text === 'string') return text.slice(0, 10);
  if (type === 'integer' && isQuantity(text)) return text.value;
  if (type === 'decimal' && isQuantity(text)) return text.value;
  if (type === 'quantity' && typeof text === 'number') return quantityOf(text, instance.units[0]);
  if ((type === 'choice' || type === 'open-choice') && typeof text === 'string') {
    return instance.offered.find((option) => (option.value as Coding).code === text)?.value ?? text; // a bare code names an option
  }
  return text;
}
