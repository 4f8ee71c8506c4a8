import { Flags } from './flags.js';
import type { KitParts } from './kit-parts.js';
import { compileRules } from './rules.js';

/** Triage rules and red flags, for the forms that have rules or remember a flag. */
export const triage: Required<KitParts>['triage'] = { compile: compileRules, flags: (engine, run) => new Flags(engine, run) };
