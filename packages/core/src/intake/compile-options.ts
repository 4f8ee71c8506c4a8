import type { Questionnaire } from '../fhir/index.js';
import type { Draft, Report } from './compile-with.js';
import { extension, extensionValue, numberOf } from './extensions.js';
import type { PlanOption } from './plan.js';
import { displayOf, readValue } from './values.js';

const words = { yes: 'true', no: 'false', file: '' };

/** What a value set offers, by its reference or canonical; nothing for one that is not contained. */
type Concepts = (reference: string) => readonly PlanOption[];

/** What reads the value sets of a questionnaire; see `value-sets.ts`. */
export type ValueSetReader = (questionnaire: Questionnaire) => Concepts;

/** Fills in options of an item. */
export function compileOptions(draft: Draft, concepts: Concepts, terminology: boolean, report: Report): void {
  const { plan } = draft;
  plan.options = optionsOf(draft, concepts, terminology, report);
  plan.optionNames = new Set(plan.options.map((option) => option.name));
}

function optionsOf(draft: Draft, concepts: Concepts, terminology: boolean, report: Report): readonly PlanOption[] {
  const { source } = draft;
  if (Array.isArray(source.answerOption) && source.answerOption.length > 0) return fromAnswerOptions(draft, report);
  if (typeof source.answerValueSet === 'string') {
    const options = concepts(source.answerValueSet);
    if (options.length === 0 && !(terminology && !source.answerValueSet.startsWith('#'))) {
      report('missing-value-set', 'warning', draft, ['no-value-set']);
    }
    return options;
  }
  const dynamic = extension(source, 'answerExpression') ?? extension((source as { _answerValueSet?: unknown })._answerValueSet, 'expression'); // primitive extension
  if (draft.type === 'choice' && !dynamic) report('missing-options', 'warning', draft, ['no-options']);
  return [];
}

function fromAnswerOptions(draft: Draft, report: Report): readonly PlanOption[] {
  return (draft.source.answerOption ?? []).flatMap((option, i) => {
    const read = readValue(option);
    if (!read) {
      report('missing-options', 'warning', { ...draft, path: `${draft.path}.answerOption[${i}]` }, ['no-value']);
      return [];
    }
    const { name, value } = read;
    const element = name === 'valueCoding' ? (option.valueCoding as { _display?: unknown })._display : (option as Record<string, unknown>)[`_${name}`]; // primitive extension
    const prefix = extensionValue(extension(option, 'optionPrefix')) ?? extensionValue(extension(option.valueCoding, 'optionPrefix'));
    return [
      {
        key: `o${i}`,
        name,
        value,
        label: displayOf(value, words),
        labelElement: element,
        prefix: typeof prefix === 'string' ? prefix : undefined,
        weight: numberOf(option, 'weight') ?? numberOf(option.valueCoding, 'weight'),
        exclusive: extensionValue(extension(option, 'optionExclusive')) === true,
        initial: option.initialSelected === true,
      },
    ];
  });
}
