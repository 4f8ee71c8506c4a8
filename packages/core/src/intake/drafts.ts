import type { Change, QuestionnaireResponse, ResourceStore } from '../fhir/index.js';

/** An unfinished form as it is kept on the device: a device-only document, encrypted by the records and never synced. */
export interface Draft {
  /** All answers, those of disabled items included. */
  readonly response: QuestionnaireResponse;
  /** Milliseconds since 1970 UTC. */
  readonly savedAt: number;
  /** Where the user was; the element's own affair. */
  readonly position: number;
}

/** Whose draft of which form. */
export interface DraftPlace {
  /** `url|version`. */
  readonly key: string;
  readonly subject: string | undefined;
}

/** Where a draft lies. */
export const docName = (place: DraftPlace): string => `intake/draft/${place.key}|${place.subject ?? ''}`;

/** Names the versions of a form that have a draft, so that a newer version finds the older one's. */
export const indexName = (place: DraftPlace): string => `intake/drafts/${place.key.split('|')[0] ?? ''}|${place.subject ?? ''}`;

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' &&
  value !== null &&
  (value as Draft).response?.resourceType === 'QuestionnaireResponse' &&
  typeof (value as Draft).savedAt === 'number'; // shape check

/** The draft of this version, or the latest of another version of the same form. */
export async function readDraft(records: ResourceStore, place: DraftPlace): Promise<Draft | undefined> {
  const own = await records.doc<unknown>(docName(place));
  if (isDraft(own)) return own;
  const keys = (await records.doc<readonly string[]>(indexName(place))) ?? [];
  const others = await Promise.all(keys.map((key) => records.doc<unknown>(docName({ ...place, key }))));
  return others.filter(isDraft).sort((a, b) => b.savedAt - a.savedAt)[0];
}

/** Stores a draft; resolves when it is on the device. @throws NelumboError of the store, `storage-full` among them */
export async function writeDraft(records: ResourceStore, place: DraftPlace, draft: Draft): Promise<void> {
  const keys = (await records.doc<readonly string[]>(indexName(place))) ?? [];
  const index: Change[] = keys.includes(place.key) ? [] : [{ doc: indexName(place), value: [...keys, place.key] }];
  await records.write([{ doc: docName(place), value: draft }, ...index]);
}
