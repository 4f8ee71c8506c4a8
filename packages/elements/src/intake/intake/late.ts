import { NelumboError } from '@nelumbo/core/i18n';
import type { PathEngine } from '@nelumbo/core/intake';
import type { Model } from 'fhirpath';
import type { CSSResult } from 'lit';

type FieldControls = typeof import('./field-controls.js');
type Extras = typeof import('./extra-parts.js');
/** See `around.ts`. */
export type Around = typeof import('./around.js');
type After = typeof import('./after.js');
type SpeechTools = typeof import('./speech-tools.js');

let fields: FieldControls | undefined;
let extra: Extras | undefined;
let rest: Around | undefined;
let last: After | undefined;
let speech: SpeechTools | undefined;

/** The controls of numbers, dates and files, lists, and answers beside the options. Loaded before a form that has some is shown. */
export function fieldControls(): FieldControls {
  if (!fields) throw new NelumboError('internal', 'The control was not loaded.');
  return fields;
}

/** Conditions, repetitions, long lists, red flags; `undefined` for a form that has none of them. */
export const extras = (): Extras | undefined => extra;

/**
 * Loads the controls that a questionnaire needs.
 * @param questionnaire - unknown JSON
 * @throws NelumboError `offline`
 */
export async function loadControls(questionnaire: unknown): Promise<void> {
  const needs = needsOf(questionnaire);
  const field = !fields && needs.fields ? import('./field-controls.js') : undefined;
  const more = !extra && needs.extras ? import('./extra-parts.js') : undefined;
  const shown = needs.around ? loadAround() : undefined;
  for (const one of [more, shown]) one?.catch(() => undefined); // awaited below
  try {
    if (field) fields = await field;
    if (more) extra = await more;
    await shown;
  } catch (cause) {
    missing(cause);
  }
}

/** Loads what only some forms need, for a form that turns out to. @throws NelumboError `offline` */
export async function loadExtras(): Promise<void> {
  extra ??= await import('./extra-parts.js').catch(missing);
}

/** What stands around the questions at times, issues, and values that are only shown; `undefined` until it is loaded. */
export const around = (): Around | undefined => rest;

/** Loads what stands around the questions at times. @throws NelumboError `offline`; the next call tries again */
export async function loadAround(): Promise<Around> {
  return (rest ??= await import('./around.js').catch(missing));
}

/** The styles of everything that is loaded by now; with those of what follows the form once it is wanted. */
export const lateStyles = (ended: boolean): readonly CSSResult[] => [
  ...(fields ? fields.fieldStyles : []),
  ...(extra ? extra.extraStyles : []),
  ...(rest ? [rest.aroundStyles] : []),
  ...(speech ? [speech.speechStyles] : []),
  ...(ended && last ? last.afterStyles : []),
];

/** The review and the view after completion; `undefined` until it is loaded. */
export const after = (): After | undefined => last;

/** Loads the review and the view after completion. @throws NelumboError `offline`; the next call tries again */
export async function loadAfter(): Promise<void> {
  last ??= await import('./after.js').catch(missing);
}

/** Reading aloud and voice input; `undefined` until it is loaded. */
export const speechTools = (): SpeechTools | undefined => speech;

/** Loads reading aloud and voice input. @throws NelumboError `offline` */
export async function loadSpeech(): Promise<void> {
  speech ??= await import('./speech-tools.js').catch(missing);
}

/**
 * A complete FHIRPath engine, for the few forms with an expression outside our subset: 160 kB gz, fetched for them alone.
 * @throws NelumboError `offline`; the form then says which expressions do not run
 */
export const loadFhirPath = (): Promise<PathEngine> =>
  Promise.all([import('fhirpath'), import('fhirpath/fhir-context/r4/index.js')]).then(([{ default: fhirpath }, { default: r4 }]) => {
    const model = r4 as Model; // its optional members are typed without `undefined`
    return { compile: (path) => fhirpath.compile(path, model) };
  }, missing);

function missing(cause: unknown): never {
  throw new NelumboError('offline', 'A part of the form could not be loaded.', { cause });
}

const fieldTypes = new Set<unknown>(['integer', 'decimal', 'quantity', 'date', 'dateTime', 'time', 'attachment', 'open-choice']);

/** Up to so many questions stand on a page at once; more are drawn in turns. */
export const longForm = 100;

/** More options than this go into a native list. */
export const maxRows = 12;

/** More options than this are searched, not listed. */
export const manyOptions = 40;

/** Which parts a questionnaire needs. */
function needsOf(questionnaire: unknown): { readonly fields: boolean; readonly extras: boolean; readonly around: boolean } {
  const waiting: unknown[] = [questionnaire];
  let [fields, extras, around, count] = [false, false, false, 0];
  while (waiting.length > 0 && !(fields && extras && around)) {
    const one = waiting.pop() as Record<string, unknown> | null | undefined; // unknown JSON, read warily
    if (!one) continue;
    const { item, type, linkId } = one;
    extras ||= ++count > longForm || (linkId === undefined && (Array.isArray(one['extension']) || one['contained'] !== undefined)); // drawn in turns; rules of the form
    fields ||= fieldTypes.has(type) || lengthOf(one['answerOption']) > maxRows || one['answerConstraint'] !== undefined || mayBeList(one);
    around ||= one['readOnly'] === true || one['_readOnly'] !== undefined || type === 'reference'; // shown, not entered
    const extended = linkId !== undefined && (Array.isArray(one['extension']) || one['answerValueSet'] !== undefined);
    extras ||= extended || one['enableWhen'] !== undefined || (type === 'group' && one['repeats'] === true) || lengthOf(one['answerOption']) > manyOptions;
    extras ||= type === 'display' && JSON.stringify(one['_text'] ?? null).includes('/rendering-');
    if (Array.isArray(item)) for (const child of item as unknown[]) waiting.push(child);
  }
  return { fields, extras, around };
}

/** Options that come from elsewhere may be many, and the author may want a list of few. */
const mayBeList = (item: Record<string, unknown>): boolean =>
  item['linkId'] !== undefined &&
  (item['answerValueSet'] !== undefined ||
    item['_answerValueSet'] !== undefined ||
    /drop-down|autocomplete|answerExpression/.test(JSON.stringify(item['extension'] ?? null)));

const lengthOf = (list: unknown): number => (Array.isArray(list) ? list.length : 0);
