import type { QuestionnaireResponse, QuestionnaireResponseItem, QuestionnaireResponseItemAnswer } from '../fhir/index.js';
import { urls } from './extensions.js';
import type { Engine } from './engine.js';
import type { Instance } from './instance.js';

/** The root elements of the response. */
export const headerOf = ({ plan, subject, clock }: Engine, status: QuestionnaireResponse['status']): QuestionnaireResponse => ({
  resourceType: 'QuestionnaireResponse',
  ...(plan.questionnaire.url ? { questionnaire: plan.key.replace(/\|$/, '') } : {}),
  status,
  ...(subject ? { subject: { reference: subject } } : {}),
  authored: new Date(clock.now()).toISOString(),
});

/**
 * A response item.
 * @param all - also what is disabled, for drafts
 */
export function respondItem(instance: Instance, all: boolean): QuestionnaireResponseItem {
  const nested = (child: Instance): QuestionnaireResponseItem[] => {
    const item = all ? (holdsAnything(child) ? respondItem(child, true) : undefined) : child.json;
    return item ? [item] : [];
  };
  const children = instance.offspring.value;
  const held = all ? instance.raw.value : instance.answers;
  const answer = held.map((one): QuestionnaireResponseItemAnswer => {
    const own = children.filter((child) => child.answerKey === undefined || child.answerKey === one.key).flatMap(nested);
    return { [one.name]: one.value, ...(own.length > 0 ? { item: own } : {}) };
  });
  const below = instance.type === 'group' ? children.flatMap(nested) : [];
  const orphans = instance.type !== 'group' && held.length === 0 ? children.flatMap(nested) : [];
  const { text } = instance.plan.source;
  return {
    ...(instance.overridden.value ? { extension: [{ url: urls.overridden[0], valueBoolean: true }] } : {}),
    linkId: instance.linkId,
    ...(text && typeof text === 'string' ? { text } : {}), // unknown JSON
    // A nested answer without an answer above it keeps its place: R4 allows an answer without value.
    ...(answer.length > 0 ? { answer } : orphans.length > 0 ? { answer: [{ item: orphans }] } : {}),
    ...(below.length > 0 ? { item: below } : {}),
  };
}

const holdsAnything = (instance: Instance): boolean =>
  instance.type !== 'display' && (instance.raw.value.length > 0 || instance.overridden.value || instance.offspring.value.some(holdsAnything));
