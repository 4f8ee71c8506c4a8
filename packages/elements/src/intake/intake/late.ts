import { NelumboError } from '@nelumbo/core/i18n';
import type { PathEngine } from '@nelumbo/core/intake';
import type { Model } from 'fhirpath';

type FieldControls = typeof import('./field-controls.js');
type After = typeof import('./after.js');

let fields: FieldControls | undefined;

/** The controls of numbers, dates and files. Loaded before a form that has some is shown. */
export function fieldControls(): FieldControls {
  if (!fields) throw new NelumboError('internal', 'The control was not loaded with its form.');
  return fields;
}

/**
 * Loads the controls that a questionnaire needs.
 * @param questionnaire - unknown JSON
 * @throws NelumboError `offline`
 */
export async function loadControls(questionnaire: unknown): Promise<void> {
  if (!fields && hasFields(questionnaire)) fields = await import('./field-controls.js').catch(missing);
}

/** Loads the review and the view after completion. @throws NelumboError `offline`; the next call tries again */
export const loadAfter = (): Promise<After> => import('./after.js').catch(missing);

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

const fieldTypes = new Set<unknown>(['integer', 'decimal', 'quantity', 'date', 'dateTime', 'time', 'attachment']);

function hasFields(questionnaire: unknown): boolean {
  const waiting: unknown[] = [questionnaire];
  while (waiting.length > 0) {
    const one = waiting.pop() as { type?: unknown; item?: unknown } | null | undefined; // unknown JSON, read warily
    if (fieldTypes.has(one?.type)) return true;
    if (Array.isArray(one?.item)) for (const child of one.item as unknown[]) waiting.push(child);
  }
  return false;
}
