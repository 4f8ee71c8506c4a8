import { NelumboError } from '@nelumbo/core/i18n';

type FieldControls = typeof import('./field-controls.js');
type CompletionModule = typeof import('./completion.js');

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

/** Loads the view after completion. @throws NelumboError `offline`; the next call tries again */
export const loadCompletion = (): Promise<CompletionModule> => import('./completion.js').catch(missing);

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
