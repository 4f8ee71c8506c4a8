import type { Questionnaire } from '../fhir/index.js';
import type { Draft, Report } from './compile-with.js';

/** Extensions of SDC that are known, and not yet evaluated: each is a diagnostic. */
const unsupported = new Set([
  ...['candidateExpression', 'contextExpression', 'itemPopulationContext', 'sourceQueries', 'sourceStructureMap', 'lookupQuestionnaire'],
  ...['itemExtractionContext', 'itemExtractionValue', 'definitionExtract', 'definitionExtractValue', 'targetStructureMap', 'extractAllocateId'],
  ...['templateExtract', 'templateExtractBundle', 'templateExtractContext', 'templateExtractValue', 'subQuestionnaire', 'itemMedia', 'itemAnswerMedia'],
]);

const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';

/** Says what of a questionnaire is not known here; loads for those that have something that may not be. */
export function reportUnsupported(questionnaire: Questionnaire, drafts: readonly Draft[], report: Report): void {
  reportElement(questionnaire, { path: 'extension' }, report);
  for (const draft of drafts) reportElement(draft.source, draft, report);
}

function reportElement(element: unknown, at: { path: string; linkId?: string }, report: Report): void {
  const { modifierExtension: modifiers, extension: found } = element as { modifierExtension?: unknown; extension?: unknown }; // unknown JSON
  for (const url of urlsOf(modifiers))
    report('modifier-unknown', 'error', at, `The modifier ${nameOf(url) || 'extension'} may change what this means, and is not known here.`);
  for (const url of urlsOf(found)) {
    if (url.startsWith(sdc) && unsupported.has(url.slice(sdc.length)))
      report('feature-unsupported', 'warning', at, `${nameOf(url)} is not supported yet; the item works without it.`);
  }
}

const nameOf = (url: string): string => url.split('/').pop() ?? '';

const urlsOf = (list: unknown): readonly string[] =>
  (Array.isArray(list) ? (list as unknown[]) : []).map((one) => {
    const { url } = Object(one) as { url?: unknown }; // unknown JSON
    return typeof url === 'string' ? url : '';
  });
