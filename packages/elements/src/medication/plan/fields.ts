import type { Preview, ScheduleContent } from '@nelumbo/core/medication';
import { html, nothing, type TemplateResult } from 'lit';
import { warningIcon } from '../../base/icons/warning.js';
import type { PlanTexts } from '../../locales/medication/plan.js';
import type { Draft } from './draft.js';

/** All that a step needs to draw itself and to say what was changed. */
export interface StepInput {
  readonly draft: Draft;
  readonly content: ScheduleContent;
  readonly texts: PlanTexts;
  readonly locale: string;
  /** The dosage is a prescription's: shown, not edited. */
  readonly fixed: boolean;
  /** The rule that was refused, and the field it is about. */
  readonly problem: { readonly rule: string; readonly field: string } | undefined;
  readonly preview: Preview | undefined;
  readonly change: (part: Partial<Draft>) => void;
  readonly useTemplate: (id: string) => void;
  /** What was written in one's own words, and what of it was not understood; `undefined` before it was read. */
  readonly written: string;
  readonly unread: readonly string[] | undefined;
  readonly write: (text: string) => void;
  readonly read: () => void;
}

/** What stands in a text field or a select. */
export const valueOf = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value; // bound to such controls only
/** Whether a checkbox is on. */
export const checkedOf = (event: Event): boolean => (event.target as HTMLInputElement).checked; // bound to checkboxes only

/** The refusal under a field. */
export function problemLine({ problem, texts }: StepInput, field: string): TemplateResult | typeof nothing {
  if (problem?.field !== field) return nothing;
  return html`<p class="error" id="problem-${field}" role="alert">${warningIcon}<span>${texts.refusals[problem.rule] ?? texts.refusals.other}</span></p>`;
}

/** `aria-invalid` of a field. */
export const invalid = ({ problem }: StepInput, field: string): 'true' | 'false' => (problem?.field === field ? 'true' : 'false');
/** Ids of what describes a field. */
export const described = (input: StepInput, field: string, hint = ''): string =>
  [hint, input.problem?.field === field ? `problem-${field}` : ''].filter(Boolean).join(' ');

/** One choice out of a few, as chips. */
export function chipsOf<T extends string>(
  name: string,
  legend: string,
  options: readonly (readonly [T, string])[],
  chosen: T,
  choose: (value: T) => void,
): TemplateResult {
  return html`<fieldset class="field">
    <legend>${legend}</legend>
    <div class="chips">
      ${options.map(
        ([value, label]) =>
          html`<label class="chip"
            ><input type="radio" name=${name} .value=${String(value)} .checked=${value === chosen} @change=${() => choose(value)} />${label}</label
          >`,
      )}
    </div>
  </fieldset>`;
}

/** Several choices out of a few, as chips. */
export function manyOf(
  name: string,
  legend: string,
  options: readonly (readonly [string, string])[],
  chosen: readonly string[],
  choose: (values: string[]) => void,
): TemplateResult {
  const toggle = (value: string, on: boolean): void => choose(on ? [...chosen, value] : chosen.filter((v) => v !== value));
  return html`<fieldset class="field">
    <legend>${legend}</legend>
    <div class="chips">
      ${options.map(
        ([value, label]) =>
          html`<label class="chip"
            ><input
              type="checkbox"
              name=${name}
              .value=${value}
              .checked=${chosen.includes(value)}
              @change=${(e: Event) => toggle(value, checkedOf(e))}
            />${label}</label
          >`,
      )}
    </div>
  </fieldset>`;
}
