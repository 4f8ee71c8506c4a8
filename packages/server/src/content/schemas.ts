import { entryTypes, flagLevels, reviewStatuses, sectionKinds, sensitiveClasses } from '@nelumbo/core/encyclopedia';
import { ref } from './schema.js';
import type { Schema, Schemas } from './schema.js';

const text: Schema = { type: 'string' };
const list = (items: Schema): Schema => ({ type: 'array', items });
const object = (properties: Readonly<Record<string, Schema>>, optional: Readonly<Record<string, Schema>> = {}, description?: string): Schema => ({
  type: 'object',
  ...(description ? { description } : {}),
  required: Object.keys(properties),
  properties: { ...properties, ...optional },
});
const day: Schema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'a day, YYYY-MM-DD' };
const count: Schema = { type: 'integer', minimum: 0 };

/** An entry's id: `locale/slug`. */
export const entryId: Schema = {
  type: 'string',
  maxLength: 200,
  pattern: '^[A-Za-z-]+/[a-z0-9][a-z0-9._-]*$',
  description: 'an entry id such as zh-CN/hypertension',
};

const card = {
  id: entryId,
  type: { type: 'string', enum: entryTypes },
  locale: text,
  title: text,
  summary: text,
  updated: day,
  departments: list(text),
  redFlags: list(object({ level: { type: 'string', enum: flagLevels }, action: text, if: list(text) })),
  review: ref('Review'),
  source: object({ name: text, url: text }),
  licence: object({ id: text }, { attribution: text }),
} satisfies Record<string, Schema>;
const sensitive: Schema = { type: 'string', enum: sensitiveClasses };
const kinds = list({ type: 'string', enum: sectionKinds });
const facet = list(object({ value: text, count }));

/** The named schemas of the content API. */
export const schemas: Schemas = {
  Problem: object(
    { type: text, status: { type: 'integer', minimum: 400, maximum: 599 }, code: text, detail: text },
    { withdrawal: ref('Withdrawal'), entry: ref('Entry'), withdrawn: list(ref('WithdrawnEntry')) },
    'RFC 9457 problem details; `code` is stable, `detail` says what to do.',
  ),
  Withdrawal: object({ on: day, reason: text }, { replacedBy: entryId }),
  WithdrawnEntry: object({ id: entryId }, { withdrawal: ref('Withdrawal') }),
  Review: object(
    {
      status: { type: 'string', enum: reviewStatuses },
      reviewers: list(object({ name: text, title: text, hospital: text }, { department: text })),
    },
    { reviewedOn: day, nextReviewOn: day, correction: object({ on: day, text }), withdrawal: ref('Withdrawal') },
  ),
  Card: object({ ...card, contents: kinds }, { sensitive }, 'What a card shows: an entry without its article.'),
  Entry: object(
    {
      ...card,
      aliases: list(object({ text }, { weak: { type: 'boolean' } })),
      codes: list(object({ system: text, code: text })),
      tags: list(text),
      related: list(entryId),
      weight: { type: 'number', minimum: 0, maximum: 100 },
      sections: list(object({ kind: { type: 'string', enum: sectionKinds }, title: text, html: text })),
      references: list(object({ title: text, url: text })),
    },
    { sensitive, card: { type: 'boolean' }, annotate: { type: 'boolean' } },
  ),
  Match: object(
    {
      id: entryId,
      title: text,
      kind: { type: 'string', enum: ['title', 'alias', 'code', 'question', 'prefix', 'pinyin', 'initials', 'infix', 'homophone', 'typo'] },
      confidence: { type: 'number', minimum: 0, maximum: 1 },
      name: text,
    },
    { range: { type: 'array', minItems: 2, maxItems: 2, items: count } },
  ),
  Hotline: object({
    region: text,
    number: text,
    name: { type: 'object', additionalProperties: text },
    hours: { type: 'object', additionalProperties: text },
    source: object({ title: text, url: text }),
    checkedOn: day,
  }),
  Resolution: {
    description: 'Whether a card appears, and which.',
    oneOf: [
      object({ status: { const: 'hit' }, match: ref('Match'), card: ref('Card') }, { hotlines: list(ref('Hotline')) }),
      object({ status: { const: 'ambiguous' }, matches: list(ref('Match')) }),
      object({ status: { const: 'none' } }),
      object({ status: { const: 'sensitive' }, hotlines: list(ref('Hotline')) }, { card: ref('Card') }),
    ],
  },
  Matches: object({ items: list(ref('Match')) }),
  Cards: object({ items: list(ref('Card')) }, { withdrawn: list(ref('WithdrawnEntry')) }),
  SearchPage: object(
    { items: list(ref('Card')), total: count },
    { cursor: text, facets: object({ type: facet, department: facet }) },
    'Facets come with the first page; the counts of one hold with the other one applied.',
  ),
  Manifest: object(
    {
      format: text,
      locales: list(text),
      version: { type: 'string', pattern: '^[0-9a-f]{16}$', description: 'the version of the files' },
      files: list(object({ name: text, sha256: { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'a SHA-256 in hex' }, bytes: count })),
    },
    {},
    'What the pack holds. SHA-256 and bytes are those of the file as sent by `pack/{version}/{file}`.',
  ),
  TermPack: object({
    format: { const: 'nelumbo-terms/1' },
    locale: text,
    pack: { type: 'string', enum: ['popular', 'all'] },
    slugs: { type: 'string', description: 'One slug a line.' },
    rows: { type: 'string', description: 'One name a line, sorted: `name TAB line of its slug` (from 0, base 36).' },
    fold: { type: 'string', description: 'Traditional characters and what they fold to, in pairs.' },
  }),
  AnnotateRequest: {
    ...object(
      { text: { type: 'string', minLength: 1, maxLength: 100_000, description: 'Plain text; paragraphs are parted by line breaks.' } },
      {
        max: { type: 'integer', minimum: 0, maximum: 1000, default: 8, description: 'At most so many spans.' },
        perParagraph: { type: 'integer', minimum: 0, maximum: 100, default: 2, description: 'At most so many in a paragraph.' },
        except: { type: 'array', maxItems: 50, items: entryId, description: 'Entries that are not marked, such as the one the text is about.' },
      },
    ),
    additionalProperties: false,
  },
  Spans: object({ spans: list(object({ start: count, end: count, id: entryId })) }, {}, 'Places count UTF-16 units; `end` is exclusive.'),
  FeedbackRequest: {
    ...object(
      { id: entryId, helpful: { type: 'boolean' } },
      { reason: { type: 'string', minLength: 1, maxLength: 300, description: 'Why, without anything about the reader.' } },
    ),
    additionalProperties: false,
  },
  Accepted: object({ accepted: { const: true } }),
  QuestionnaireList: list(object({ id: text, title: text, url: text, version: text, status: text })),
  Questionnaire: object({ resourceType: { const: 'Questionnaire' }, status: text }, { item: list({ type: 'object' }) }, 'A FHIR R4 Questionnaire.'),
  Guidelines: object({ version: text, guidelines: list({ type: 'object' }), sources: { type: 'object' }, profiles: list({ type: 'object' }) }),
};
