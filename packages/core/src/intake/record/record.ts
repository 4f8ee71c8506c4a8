import type { Bundle, Composition, FhirResource, Observation, QuestionnaireResponse } from '../../fhir/index.js';
import { formatDate, pickTexts } from '../../i18n/index.js';
import type { Form } from '../types.js';
import { extract, type Extracted } from './extract.js';
import { recordHtml, recordText, sectionHtml, type RecordHead } from './html.js';
import { sectionsOf, type RecordSection } from './sections.js';
import { namedUuid } from './uuid.js';
import { recordWords, type RecordWords } from './words.js';

/** A finished form for the clinician, in three shapes. */
export interface ClinicalRecord {
  /** A FHIR document: Composition, QuestionnaireResponse, Observations by extraction, and symptoms as the patient reports or denies them. */
  readonly bundle: Bundle;
  /** One escaped, script-free A4 page. */
  readonly html: string;
  /** Plain text for a clipboard. */
  readonly text: string;
  readonly sections: readonly RecordSection[];
  /** Observations by SDC extraction, pointing to `QuestionnaireResponse/<id>`: for the store. */
  readonly observations: readonly Observation[];
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
    const given = options.response ?? form.response({ status: 'completed' });
    const response = given.id === undefined ? { ...given, id: namedUuid(JSON.stringify(given)) } : given;
    const at = Date.parse(response.authored ?? '');
    const recordedAt = formatDate(at, locale, { dateStyle: 'long', timeStyle: 'short', ...(options.timeZone ? { timeZone: options.timeZone } : {}) });
    const head: RecordHead = { title: words.title(form.title), recordedAt, locale };
    const sections = sectionsOf(form, words, locale);
    const extracted = extract(form, response, words);
    const page = { html: recordHtml(head, sections, words), text: recordText(head, sections, words) };
    return { sections, ...page, bundle: documentOf(head, sections, { words, response, extracted }), observations: extracted.observations };
  });
}

interface DocumentParts {
  readonly words: RecordWords;
  readonly response: QuestionnaireResponse;
  readonly extracted: Extracted;
}

function documentOf(head: RecordHead, sections: readonly RecordSection[], { words, response, extracted }: DocumentParts): Bundle {
  const authored = response.authored ?? '';
  const id = response.id ?? '';
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
    section: sections
      .filter((section) => section.lines.length > 0 || section.empty)
      .map((section) => compositionSection(section, entriesOf(section, responseUrl, extracted))),
  };
  return {
    resourceType: 'Bundle',
    type: 'document',
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${namedUuid(`bundle ${id}`)}` },
    timestamp: authored,
    entry: [
      { fullUrl: `urn:uuid:${namedUuid(`composition ${id}`)}`, resource: composition },
      { fullUrl: responseUrl, resource: response },
      ...[...extracted.observations, ...extracted.symptoms].map((resource) => ({ fullUrl: urlOf(resource), resource: inDocument(resource, id, responseUrl) })),
    ],
  };
}

type CompositionSection = NonNullable<Composition['section']>[number];

const urlOf = (resource: FhirResource): string => `urn:uuid:${resource.id ?? ''}`;

/** Inside a document the response is meant by its entry. */
const inDocument = (resource: FhirResource, id: string, responseUrl: string): FhirResource =>
  JSON.parse(JSON.stringify(resource).replaceAll(`"QuestionnaireResponse/${id}"`, JSON.stringify(responseUrl))) as FhirResource; // the same resource

/** What a section rests on. */
function entriesOf({ id }: RecordSection, responseUrl: string, { observations, symptoms }: Extracted): readonly string[] {
  if (id === 'answers') return [responseUrl];
  const told = (affirmed: boolean): readonly string[] => symptoms.filter(({ clinicalStatus }) => (clinicalStatus !== undefined) === affirmed).map(urlOf);
  if (id === 'affirmed' || id === 'denied') return told(id === 'affirmed');
  if (id === 'scores') return observations.filter(({ interpretation }) => interpretation !== undefined).map(urlOf);
  return id === 'history' ? observations.filter(({ interpretation }) => interpretation === undefined).map(urlOf) : [];
}

const compositionSection = (section: RecordSection, entries: readonly string[]): CompositionSection => ({
  title: section.title,
  ...(section.loinc ? { code: { coding: [{ system: 'http://loinc.org', code: section.loinc[0], display: section.loinc[1] }] } } : {}),
  text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${sectionHtml(section)}</div>` },
  ...(entries.length > 0 ? { entry: entries.map((reference) => ({ reference })) } : {}),
});
