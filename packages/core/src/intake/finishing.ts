import type { Change, QuestionnaireResponse, Ref, ResourceStore } from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import { docName, indexName, type DraftPlace } from './drafts.js';
import type { ClinicalRecord } from './record/record.js';
import type { SessionParts } from './session.js';
import { formIssues, issuesOf } from './validate.js';

/** What is wrong in a form. */
export interface Checks {
  readonly issuesOf: typeof issuesOf;
  readonly formIssues: typeof formIssues;
}

/** What checks, finishes and gives up a form: not needed to show it, and loaded once it is shown. */
export interface Finishing {
  readonly checks: Checks;
  /** The record of the finished form, and the write that stores all of it, the draft's removal included. @throws NelumboError `bad-input` while an issue blocks */
  finished(parts: SessionParts, locale: string | undefined): Promise<{ readonly record: ClinicalRecord; write(): Promise<Ref> }>;
  /** Removes the draft. */
  discard(parts: SessionParts): Promise<void>;
}

/** See {@link Finishing}. */
export const finishing: Finishing = {
  checks: { issuesOf, formIssues },
  async finished({ context, place, load, form }, locale) {
    if (form.validate().some((issue) => issue.severity === 'error'))
      throw new NelumboError('bad-input', 'The form still has errors; show them with form.validate().');
    const writeRecord = await load.record(); // before anything is stored: what is stored has its record
    const id = await context.uuid();
    const response: QuestionnaireResponse = {
      ...form.peek(() => form.response({ status: 'completed' })),
      id,
      authored: new Date(context.clock.now()).toISOString(),
    };
    const record = writeRecord(form, { response, locale: locale ?? context.locale() });
    return {
      record,
      async write() {
        const observations = record.observations.map((put) => ({ put }));
        const receipt = await context.records.write([{ put: response }, ...observations, ...(await draftRemoval(context.records, place))]);
        return receipt.refs[0] ?? `QuestionnaireResponse/${id}`;
      },
    };
  },
  async discard({ context, place }) {
    await context.records.write(await draftRemoval(context.records, place));
  },
};

/** The changes that remove the drafts of every version of a form; to be committed with what replaces them. */
async function draftRemoval(records: ResourceStore, place: DraftPlace): Promise<readonly Change[]> {
  const keys = new Set([...((await records.doc<readonly string[]>(indexName(place))) ?? []), place.key]);
  return [...[...keys].map((key) => ({ doc: docName({ ...place, key }), value: null })), { doc: indexName(place), value: null }];
}
