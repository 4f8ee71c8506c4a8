import type { QuestionnaireItem } from '../fhir/index.js';
import { extension, extensions, extensionValue, numberOf } from './extensions.js';
import type { AnswerValue, Limits } from './types.js';

/** What may be answered, and how often, by the extensions of an item; `undefined` for one without. Loads for the forms that limit something. */
export function limitsOf(source: QuestionnaireItem): Limits | undefined {
  if (!Array.isArray(source.extension)) return undefined;
  const limit = (kind: 'minValue' | 'maxValue'): AnswerValue | undefined => {
    const value = extensionValue(extension(source, kind) ?? extension(source, kind === 'minValue' ? 'minQuantity' : 'maxQuantity'));
    return typeof value === 'number' || typeof value === 'string' || (typeof value === 'object' && value !== null) ? value : undefined; // the extension holds a value[x]
  };
  const found = {
    minValue: limit('minValue'),
    maxValue: limit('maxValue'),
    minLength: numberOf(source, 'minLength'),
    maxLength: typeof source.maxLength === 'number' ? source.maxLength : undefined,
    maxDecimalPlaces: numberOf(source, 'maxDecimalPlaces'),
    minOccurs: numberOf(source, 'minOccurs'),
    maxOccurs: numberOf(source, 'maxOccurs'),
    maxSize: numberOf(source, 'maxSize'),
    mimeTypes: mimeTypesOf(source),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function mimeTypesOf(source: QuestionnaireItem): readonly string[] | undefined {
  const found = extensions(source, 'mimeType').map((one) => String(extensionValue(one)));
  return found.length > 0 ? found : undefined;
}
