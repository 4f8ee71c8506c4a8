import { PathError } from '../fhir/fhirpath/ast.js';
import { safePattern } from '../fhir/fhirpath/pattern.js';
import type { Draft, Report } from './compile-with.js';
import { extension, extensionValue } from './extensions.js';
import type { KitParts } from './kit-parts.js';

/** FHIR patterns cover the whole text. */
const whole = (pattern: string, text?: string): RegExp => safePattern(`^(?:${pattern})$`, 'us', text);

function patternOf(draft: Draft, report: Report): string | undefined {
  const pattern = extensionValue(extension(draft.source, 'regex'));
  if (typeof pattern !== 'string') return undefined;
  try {
    whole(pattern);
    return pattern;
  } catch (error) {
    report('bad-pattern', 'error', draft, error instanceof PathError ? error.message : 'The pattern cannot be used.');
    return undefined;
  }
}

/** Regular expressions, for the forms that have some. Input that is too long for its pattern is not tried: it does not fit. */
export const patterns: Required<KitParts>['patterns'] = {
  compile: patternOf,
  matches(pattern, text) {
    try {
      return whole(pattern, text).test(text);
    } catch {
      return false;
    }
  },
};
