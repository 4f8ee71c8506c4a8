import type { Coding, QuestionnaireItem } from '../fhir/index.js';
import { acceptsType, defaultMaxSize } from './attachments.js';
import { extension, extensions, extensionValue, numberOf } from './extensions.js';
import type { Instance } from './instance.js';
import type { AnswerValue, Limits } from './types.js';
import { sameAnswer } from './values.js';

/**
 * What limits and measures answers; loads before the forms that limit something, name a unit, take files, or offer an answer that excludes the
 * others.
 */
export interface Limiting {
  /** What may be answered, and how often, by the extensions of an item; `undefined` for one without. */
  limitsOf(source: QuestionnaireItem): Limits | undefined;
  /** The units that an answer may have. */
  unitsOf(source: QuestionnaireItem): readonly Coding[];
  /** The answers that stand together: "none of these" clears the others, and choosing another clears it. */
  settle(instance: Instance, values: readonly AnswerValue[]): readonly AnswerValue[];
  /** Why a file is not taken; `undefined` for one that is, and for other answers. */
  fault(instance: Instance, value: AnswerValue): 'too-large' | 'unsupported' | undefined;
}

/** See {@link Limiting}. */
export const limiting: Limiting = {
  limitsOf(source) {
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
  },
  unitsOf(source) {
    const offered = [...extensions(source, 'unitOption'), ...extensions(source, 'unit')].map((one) => extensionValue(one) as Coding | null | undefined); // Coding by definition
    const initial = source.initial?.[0]?.valueQuantity;
    const preset: Coding[] = initial && (initial.code ?? initial.unit) ? [{ ...initial, display: initial.unit ?? initial.code ?? '' }] : [];
    const all = [...offered.filter((coding) => !!coding), ...preset];
    return all.filter((coding, i) => all.findIndex((other) => (other.code ?? other.display) === (coding.code ?? coding.display)) === i);
  },
  settle(instance, values) {
    if (values.length < 2) return values;
    const exclusive = (value: AnswerValue): boolean => instance.offered.some((option) => option.exclusive && sameAnswer(option.value, value));
    const before = instance.raw.peek();
    const added = values.find((value) => exclusive(value) && !before.some((held) => sameAnswer(held.value, value)));
    return added !== undefined ? [added] : values.filter((value) => !exclusive(value));
  },
  fault(instance, value) {
    if (instance.type !== 'attachment' || typeof value !== 'object') return undefined;
    const { size, contentType } = value as { size?: number; contentType?: string }; // an attachment, by the item's type
    if (size !== undefined && size > (instance.limits.maxSize ?? defaultMaxSize)) return 'too-large';
    return acceptsType(instance.limits.mimeTypes, contentType) ? undefined : 'unsupported';
  },
};

function mimeTypesOf(source: QuestionnaireItem): readonly string[] | undefined {
  const found = extensions(source, 'mimeType').map((one) => String(extensionValue(one)));
  return found.length > 0 ? found : undefined;
}
