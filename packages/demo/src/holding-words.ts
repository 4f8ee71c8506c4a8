import type { Holding } from './server-holdings.js';

interface Quantity {
  readonly value?: number;
  readonly unit?: string;
  readonly code?: string;
}
interface Concept {
  readonly text?: string;
  readonly coding?: readonly { readonly display?: string; readonly code?: string }[];
}

const conceptWords = (concept: unknown): string | undefined => {
  const { text, coding } = (concept ?? {}) as Concept; // FHIR CodeableConcept, or nothing
  return text ?? coding?.find(({ display }) => display)?.display ?? coding?.[0]?.code;
};

const quantityWords = ({ value, unit, code }: Quantity): string => [value, unit ?? code].filter((part) => part !== undefined).join(' ');

function observationWords(holding: Holding, locale: string): string {
  const parts = (holding['component'] ?? []) as readonly { readonly valueQuantity?: Quantity }[]; // FHIR Observation.component
  const values = parts.flatMap(({ valueQuantity }) => (valueQuantity?.value === undefined ? [] : [valueQuantity]));
  const unit = values[0]?.unit ?? values[0]?.code ?? '';
  const value = values.length ? `${values.map((one) => one.value).join('/')} ${unit}` : quantityWords(holding['valueQuantity'] ?? {});
  return [nameOf(holding, locale), value].filter(Boolean).join(' ');
}

/** LOINC codes that the portal's own records carry, in the reader's words. */
const loinc: Readonly<Record<string, { readonly 'zh-CN': string; readonly en: string }>> = {
  '85354-9': { 'zh-CN': '血压', en: 'Blood pressure' },
  '14743-9': { 'zh-CN': '血糖', en: 'Glucose' },
  '15074-8': { 'zh-CN': '血糖', en: 'Glucose' },
  '41653-7': { 'zh-CN': '血糖', en: 'Glucose' },
  '8867-4': { 'zh-CN': '心率', en: 'Heart rate' },
};

function nameOf(holding: Holding, locale: string): string | undefined {
  const codes = ((holding['code'] ?? {}) as Concept).coding ?? []; // FHIR Observation.code
  const known = codes.map(({ code }) => loinc[code ?? '']).find(Boolean);
  return known?.[locale === 'en' ? 'en' : 'zh-CN'] ?? conceptWords(holding['code']);
}

/** What a resource is about, in one line. */
export function holdingWords(holding: Holding, locale: string): string {
  const said = ((): string | undefined => {
    switch (holding.resourceType) {
      case 'Observation':
        return observationWords(holding, locale);
      case 'MedicationRequest':
      case 'MedicationStatement':
      case 'MedicationAdministration':
        return conceptWords(holding['medicationCodeableConcept']);
      case 'QuestionnaireResponse':
        return typeof holding['questionnaire'] === 'string' ? holding['questionnaire'].split('|')[0]?.split('/').at(-1) : undefined;
      default:
        return conceptWords(holding['code']);
    }
  })();
  const status = typeof holding['status'] === 'string' ? holding['status'] : undefined;
  return [said ?? holding.id, status].filter(Boolean).join(' · ');
}

/** When it happened (not when it was stored), as FHIR says it; undefined when the resource does not tell. */
export function holdingTime(holding: Holding): string | undefined {
  const period = (holding['effectivePeriod'] ?? {}) as { readonly start?: string }; // FHIR Period
  const times = [holding['effectiveDateTime'], holding['authored'], holding['authoredOn'], holding['dateAsserted'], period.start, holding['recordedDate']];
  return times.find((time): time is string => typeof time === 'string') ?? holding.meta?.lastUpdated;
}
