import { compileAst, type CompiledPath } from './evaluate.js';
import { parsePath } from './parse.js';

/**
 * Compiles with the functions and units that are at hand; `compile-path.ts` brings all of them.
 * @throws PathError `syntax`, or `unsupported` for what is outside the subset or not loaded
 */
export const compileSubset = (source: string): CompiledPath => compileAst(parsePath(source), source);
