import { compileSubset } from './compile-subset.js';
import type { CompiledPath } from './evaluate.js';
import { useFurtherFunctions } from './further-functions.js';
import { useUnits } from './quantity.js';
import { converted } from './ucum.js';

/** Brings every function and unit of the subset, for whoever compiles without waiting. Safe to call again. */
export function useWholeSubset(): void {
  useUnits(converted);
  useFurtherFunctions();
}

/**
 * Compiles a FHIRPath expression of our subset. One compiled expression reads plain JSON and live nodes alike.
 * @param source - as written in the questionnaire
 * @throws PathError `syntax`, or `unsupported` for what is outside the subset; nothing is ignored
 */
export function compilePath(source: string): CompiledPath {
  useWholeSubset();
  return compileSubset(source);
}
