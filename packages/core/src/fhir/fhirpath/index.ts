import { compileAst, type CompiledPath } from './evaluate.js';
import { parsePath } from './parse.js';

export { PathError, type PathErrorCode } from './ast.js';
export type { CompiledPath, PathEnvironment } from './evaluate.js';
export { safePattern } from './pattern.js';
export { compareQuantities, isQuantity, type QuantityValue } from './quantity.js';
export { Temporal } from './temporal.js';
export { PathNode, sameJson, truth, typed, type Coll, type Reach } from './values.js';

/**
 * Compiles a FHIRPath expression of our subset. One compiled expression reads plain JSON and live nodes alike.
 * @param source - as written in the questionnaire
 * @throws PathError `syntax`, or `unsupported` for what is outside the subset; nothing is ignored
 */
export const compilePath = (source: string): CompiledPath => compileAst(parsePath(source), source);
