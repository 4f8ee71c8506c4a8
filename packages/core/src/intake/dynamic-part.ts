import { compileDynamic } from './compile-dynamic.js';
import { Dynamic } from './dynamic.js';
import type { KitParts } from './kit-parts.js';

/** Text, flags, limits and options by expression or terminology service, for the forms that have some. */
export const dynamic: Required<KitParts>['dynamic'] = { compile: compileDynamic, run: (run) => new Dynamic(run) };
