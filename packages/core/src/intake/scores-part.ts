import type { KitParts } from './kit-parts.js';
import { bandsOf } from './score-bands.js';
import { scoresOf } from './scores.js';

/** Totals with their bands, for the forms that have some. */
export const scores: Required<KitParts>['scores'] = { bandsOf, scoresOf };
