/** What the parser yields. Positions are left out: the expression itself stands in the diagnostic. */
export type Ast =
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'empty' }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'this' | 'position' | 'total' }
  | { readonly kind: 'member'; readonly base: Ast | undefined; readonly name: string }
  | { readonly kind: 'call'; readonly base: Ast | undefined; readonly name: string; readonly args: readonly Ast[] }
  | { readonly kind: 'at'; readonly base: Ast; readonly index: Ast }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Ast; readonly right: Ast }
  | { readonly kind: 'negate'; readonly value: Ast }
  | { readonly kind: 'type'; readonly operator: 'is' | 'as'; readonly value: Ast; readonly type: string };

/** Why an expression cannot be used: `syntax` cannot be read, `unsupported` is outside the subset, `budget` ran too long, `type` got the wrong kind of value. */
export type PathErrorCode = 'syntax' | 'unsupported' | 'budget' | 'type';

/** Thrown while parsing or evaluating FHIRPath. The message never holds a value of the record. */
export class PathError extends Error {
  override readonly name = 'PathError';
  constructor(
    readonly code: PathErrorCode,
    message: string,
  ) {
    super(message);
  }
}
