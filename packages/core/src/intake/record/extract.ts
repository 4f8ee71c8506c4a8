import type { CodeableConcept, Coding, Condition, Extension, Observation, QuestionnaireItem, QuestionnaireResponse } from '../../fhir/index.js';
import { extension, extensions, extensionValue } from '../extensions.js';
import type { AnswerValue, Form, FormItem, Score } from '../types.js';
import { quantityOf } from '../values.js';
import { namedUuid } from './uuid.js';

/** The item as the questionnaire has it; instances carry their plan. */
export const sourceOf = (item: FormItem): QuestionnaireItem | undefined => (item as FormItem & { plan?: { source?: QuestionnaireItem } }).plan?.source;

/** What a response means for the chart. */
export interface Extracted {
  readonly observations: readonly Observation[];
  /** Symptoms as the patient reports or denies them: never confirmed, never inferred. */
  readonly symptoms: readonly Condition[];
}

/** Whether answers of an element become Observations (`observationExtract`): its own word, or else what stands above. */
function extracts(element: unknown, above: boolean): boolean {
  const own = extensionValue(extension(element, 'observationExtract'));
  return typeof own === 'boolean' ? own : above;
}

/**
 * SDC observation-based extraction, and reported symptoms.
 * @param response - with its id, subject and time; what is made points to it (`derivedFrom`)
 * @param words - what a reported symptom is called
 */
export function extract(form: Form, response: QuestionnaireResponse, words: { readonly reported: string; readonly patient: string }): Extracted {
  const observations: Observation[] = [];
  const symptoms: Condition[] = [];
  const visit = (item: FormItem, above: boolean, category: readonly Extension[]): void => {
    if (!item.enabled) return;
    const source = sourceOf(item);
    const on = extracts(source, above);
    const own = extensions(source, 'observationCategory');
    const categories = own.length > 0 ? own : category;
    const score = form.scores.find(({ linkId }) => linkId === item.linkId);
    if (source?.code?.length && item.type !== 'group') {
      if (on) item.answers.forEach((answer, i) => observations.push(...observationOf(item, answer.value, { response, source, categories, score, at: i })));
      if (isSymptom(item, source)) symptoms.push(...symptomOf(item, source.code, response, words));
    }
    for (const child of item.children) visit(child, on, categories);
  };
  const root = extracts(form.questionnaire, false);
  for (const item of form.items) visit(item, root, extensions(form.questionnaire, 'observationCategory'));
  return { observations, symptoms };
}

interface Context {
  readonly response: QuestionnaireResponse;
  readonly source: QuestionnaireItem;
  readonly categories: readonly Extension[];
  readonly score: Score | undefined;
  readonly at: number;
}

function observationOf(item: FormItem, value: AnswerValue, { response, source, categories, score, at }: Context): Observation[] {
  const measured = valueOf(item, value);
  if (!measured || (score && score.value === undefined)) return []; // an incomplete total is no result
  const category = categories.flatMap((one) => (extensionValue(one) as CodeableConcept | undefined) ?? []); // CodeableConcept by definition
  return [
    {
      resourceType: 'Observation',
      id: namedUuid(`${response.id ?? ''} observation ${item.key} ${at}`),
      status: 'final',
      ...(category.length > 0 ? { category } : {}),
      code: { coding: source.code ?? [], text: item.shortText },
      ...(response.subject ? { subject: response.subject, performer: [response.subject] } : {}),
      ...(response.authored ? { effectiveDateTime: response.authored, issued: response.authored } : {}),
      ...measured,
      ...(score?.band ? { interpretation: [{ coding: [{ system: 'urn:nelumbo:fhir:score-band', code: score.band.code }], text: score.band.text }] } : {}),
      derivedFrom: [{ reference: `QuestionnaireResponse/${response.id ?? ''}` }],
    },
  ];
}

/** value[x] of an Observation; what an Observation cannot hold is left in the response. */
function valueOf(item: FormItem, value: AnswerValue): Partial<Observation> | undefined {
  if (typeof value === 'boolean') return { valueBoolean: value };
  if (typeof value === 'number') {
    const unit = item.units[0];
    return item.type === 'integer' && !unit ? { valueInteger: value } : { valueQuantity: quantityOf(value, unit) };
  }
  if (typeof value === 'string')
    return item.type === 'time' ? { valueTime: value } : item.type === 'date' || item.type === 'dateTime' ? { valueDateTime: value } : { valueString: value };
  if (item.type === 'quantity') return { valueQuantity: value };
  return item.type === 'choice' || item.type === 'open-choice' ? { valueCodeableConcept: { coding: [value] } } : undefined; // a choice's object is a Coding
}

const isSymptom = (item: FormItem, source: QuestionnaireItem): boolean =>
  item.type === 'boolean' && [undefined, 'symptom'].includes(extensionValue(extension(source, 'recordSection')) as string | undefined); // a code

function symptomOf(
  item: FormItem,
  coding: Coding[],
  response: QuestionnaireResponse,
  words: { readonly reported: string; readonly patient: string },
): Condition[] {
  const said = item.answers[0]?.value;
  if (typeof said !== 'boolean') return [];
  const status = (system: string, code: string): CodeableConcept => ({ coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }] });
  return [
    {
      resourceType: 'Condition',
      id: namedUuid(`${response.id ?? ''} symptom ${item.key}`),
      ...(said ? { clinicalStatus: status('condition-clinical', 'active') } : {}),
      verificationStatus: status('condition-ver-status', said ? 'unconfirmed' : 'refuted'),
      category: [{ coding: [{ system: 'urn:nelumbo:fhir:condition-category', code: 'reported-symptom' }], text: words.reported }],
      code: { coding, text: item.shortText },
      subject: response.subject ?? { display: words.patient },
      ...(response.authored ? { recordedDate: response.authored } : {}),
      asserter: response.subject ?? { display: words.patient },
      evidence: [{ detail: [{ reference: `QuestionnaireResponse/${response.id ?? ''}` }] }],
    },
  ];
}
