import type { Bundle, Composition, QuestionnaireResponse } from '../../fhir/index.js';
import { formatDate, pickTexts } from '../../i18n/index.js';
import type { Form } from '../types.js';
import { recordHtml, recordText, sectionHtml, type RecordHead } from './html.js';
import { sectionsOf, type RecordSection } from './sections.js';
import { recordWords, type RecordWords } from './words.js';

/** A finished form for the clinician, in three shapes. */
export interface ClinicalRecord {
  /** A FHIR document: Composition and QuestionnaireResponse. */
  readonly bundle: Bundle;
  /** One escaped, script-free A4 page. */
  readonly html: string;
  /** Plain text for a clipboard. */
  readonly text: string;
  readonly sections: readonly RecordSection[];
}

/** How a record is made. */
export interface RecordOptions {
  /** BCP 47; the form's locale without it. */
  readonly locale?: string;
  /** The stored response, when it has an id already. */
  readonly response?: QuestionnaireResponse;
  /** Time zone for the time stated on the page (IANA); the device's without it. */
  readonly timeZone?: string;
}

/**
 * The structured record of a form: chief complaint, history, what was affirmed, what was explicitly denied (unanswered is "not stated"),
 * scores with bands, red flags with evidence, all answers. Patient-reported; it infers no condition.
 */
export function writeRecord(form: Form, options: RecordOptions = {}): ClinicalRecord {
  const locale = options.locale ?? form.peek(() => form.locale);
  return form.inLocale(locale, () => {
    const words = pickTexts(recordWords, locale);
    const response = options.response ?? form.response({ status: 'completed' });
    const at = Date.parse(response.authored ?? '');
    const recordedAt = formatDate(at, locale, { dateStyle: 'long', timeStyle: 'short', ...(options.timeZone ? { timeZone: options.timeZone } : {}) });
    const head: RecordHead = { title: words.title(form.title), recordedAt, locale };
    const sections = sectionsOf(form, words, locale);
    return { sections, html: recordHtml(head, sections, words), text: recordText(head, sections, words), bundle: documentOf(head, sections, words, response) };
  });
}

function documentOf(head: RecordHead, sections: readonly RecordSection[], words: RecordWords, response: QuestionnaireResponse): Bundle {
  const authored = response.authored ?? '';
  const id = response.id ?? uuidOf(JSON.stringify(response));
  const responseUrl = `urn:uuid:${id}`;
  const composition: Composition = {
    resourceType: 'Composition',
    status: 'preliminary',
    language: head.locale,
    type: { coding: [{ system: 'http://loinc.org', code: '51855-5', display: 'Patient Note' }] },
    ...(response.subject ? { subject: response.subject } : {}),
    date: authored,
    author: [response.subject ?? { display: words.patient }],
    title: head.title,
    section: sections.filter((section) => section.lines.length > 0 || section.empty).map((section) => compositionSection(section, responseUrl)),
  };
  return {
    resourceType: 'Bundle',
    type: 'document',
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${uuidOf(`bundle ${id}`)}` },
    timestamp: authored,
    entry: [
      { fullUrl: `urn:uuid:${uuidOf(`composition ${id}`)}`, resource: composition },
      { fullUrl: responseUrl, resource: response },
    ],
  };
}

type CompositionSection = NonNullable<Composition['section']>[number];

const compositionSection = (section: RecordSection, responseUrl: string): CompositionSection => ({
  title: section.title,
  ...(section.loinc ? { code: { coding: [{ system: 'http://loinc.org', code: section.loinc[0], display: section.loinc[1] }] } } : {}),
  text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${sectionHtml(section)}</div>` },
  ...(section.id === 'answers' ? { entry: [{ reference: responseUrl }] } : {}),
});

/** A name-based uuid (version 8) for parts of one document: the same content gets the same id. Not a secret, not random. */
function uuidOf(name: string): string {
  const words = [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f].map((seed, lane) => {
    let h = seed;
    for (let i = 0; i < name.length; i++) h = Math.imul(h ^ (name.charCodeAt(i) + lane * 31), 0x01000193 + lane * 2);
    return (h >>> 0).toString(16).padStart(8, '0');
  });
  const hex = words.join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
