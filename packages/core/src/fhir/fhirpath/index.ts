export { PathError, type PathErrorCode } from './ast.js';
export { compilePath } from './compile-path.js';
export type { CompiledPath, PathEnvironment } from './evaluate.js';
export { safePattern } from './pattern.js';
export { compareQuantities, isQuantity, type QuantityValue } from './quantity.js';
export { sameJson } from './same-json.js';
export { Temporal } from './temporal.js';
export { PathNode, truth, typed, type Coll, type Reach } from './values.js';
