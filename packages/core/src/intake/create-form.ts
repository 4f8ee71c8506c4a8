import { LiveForm, type FormOptions } from './form.js';
import { finishing } from './finishing.js';
import type { Plan } from './plan.js';
import { limiting } from './limits.js';
import { repeating } from './repetitions.js';
import { restore } from './restore.js';
import type { Form } from './types.js';

export type { FormOptions } from './form.js';

const { checks } = finishing;

/**
 * A live form over a compiled plan. One answer touches one item and its dependents; the response is built when read and cached.
 * No DOM and no timer: whoever shows it reads it inside `form.watch`.
 */
export const createForm = (plan: Plan, options: FormOptions): Form => new LiveForm(plan, options, { restore, repeating, limiting, checks });
