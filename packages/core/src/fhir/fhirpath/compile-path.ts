import { compileAst, type CompiledPath } from './evaluate.js';
import { parsePath } from './parse.js';

/**
 * Compiles a FHIRPath expression of our subset. One compiled expression reads plain JSON and live nodes alike.
 * @param source - as written in the questionnaire
 * @throws PathError `syntax`, or `unsupported` for what is outside the subset; nothing is ignored
 */
export const compilePath = (source: string): CompiledPath => compileAst(parsePath(source), source);
