import type { CodeableConcept, Observation, ObservationComponent } from '../fhir/index.js';
import { measureOf, readTokens } from './observation.js';
import type { Measure } from './types.js';

const loinc = 'http://loinc.org';

/** A reading in an Observation: the whole of it, or what stands in one of its components. */
export interface BundlePart {
  readonly measure: Measure;
  readonly observation: Observation;
}

const hasCode = (code: CodeableConcept | undefined, wanted: readonly string[]): boolean =>
  Array.isArray(code?.coding) && code.coding.some((c) => wanted.includes(`${c?.system ?? ''}|${c?.code ?? ''}`)); // foreign JSON may hold anything

const coded = (measure: Measure): CodeableConcept => ({ coding: measure.codes.map((code) => ({ system: loinc, code })) });

/** Without what belongs to the Observation as a whole. */
function bare(observation: Observation): Observation {
  const { component: _component, valueQuantity: _value, dataAbsentReason: _absent, identifier: _identifier, ...rest } = observation;
  return rest;
}

/** A component that is a measure of its own: the pulse in a pressure's Observation, the temperature in a panel of vital signs. */
function single(measures: readonly Measure[], observation: Observation, { code, valueQuantity }: ObservationComponent): BundlePart | undefined {
  const measure = measures.find((m) => m.components.length === 1 && hasCode(code, readTokens(m)));
  return measure && { measure, observation: { ...bare(observation), code, ...(valueQuantity ? { valueQuantity } : {}) } };
}

/** The readings in an Observation: by its code, or in a panel that has a code of its own by those of its components. */
export function partsOf(measures: readonly Measure[], observation: Observation): readonly BundlePart[] {
  const components = Array.isArray(observation.component) ? observation.component.filter((c) => typeof c === 'object' && c !== null) : []; // foreign JSON
  const own = measureOf(measures, observation);
  const others = measures.filter((m) => m !== own);
  const whole = others.filter(
    (m) => m.components.length > 1 && m.components.every((c) => components.some(({ code }) => hasCode(code, [`${loinc}|${c.code}`]))),
  );
  const panel = whole.map((measure) => ({ measure, observation: { ...bare(observation), code: coded(measure), component: components } }));
  return [...(own ? [{ measure: own, observation }] : []), ...panel, ...components.flatMap((c) => single(others, observation, c) ?? [])];
}

/** Half a pressure that came as an Observation of its own. */
export interface BundleHalf {
  readonly measure: Measure;
  readonly component: string;
  /** What it shares with its partner. */
  readonly key: string;
  readonly observation: Observation;
}

/** The half that an Observation is; `undefined` for anything else. @param whose - the person it is about */
export function halfOf(measures: readonly Measure[], observation: Observation, whose: string): BundleHalf | undefined {
  for (const measure of measures.filter((m) => m.components.length > 1)) {
    const component = measure.components.find((c) => hasCode(observation.code, [`${loinc}|${c.code}`]))?.id;
    const when = observation.effectiveDateTime ?? observation.effectiveInstant ?? observation.effectivePeriod?.start;
    if (component) return { measure, component, key: `${measure.id}|${whose}|${String(when)}`, observation };
  }
  return undefined;
}

/** Two halves as one Observation. */
export function joined({ measure, observation }: BundleHalf, other: BundleHalf): BundlePart {
  const component = [observation, other.observation].map(({ code, valueQuantity }) => ({ code, ...(valueQuantity ? { valueQuantity } : {}) }));
  return { measure, observation: { ...bare(observation), code: coded(measure), component } };
}

/** Whom the Observations of a Bundle are about, by any way of writing a reference to the same person. */
export class People {
  readonly #byUrl = new Map<string, string>();
  readonly #found = new Set<string>();

  constructor(entries: readonly unknown[]) {
    for (const entry of entries) {
      const { fullUrl, resource } = (entry ?? {}) as { fullUrl?: unknown; resource?: { resourceType?: unknown; id?: unknown } | null }; // any JSON: every field is looked at
      if (typeof fullUrl === 'string' && resource?.resourceType === 'Patient' && typeof resource.id === 'string')
        this.#byUrl.set(fullUrl, `Patient/${resource.id}`);
    }
  }

  /** Whom it is about; empty where it does not say. */
  of({ subject }: Observation): string {
    const { reference, identifier } = (subject ?? {}) as { reference?: unknown; identifier?: { value?: unknown } | null }; // foreign JSON
    if (typeof reference !== 'string') return typeof identifier?.value === 'string' ? `|${identifier.value}` : '';
    const plain = reference.replace(/\/_history\/.*$/, '');
    return this.#byUrl.get(plain) ?? /[^/]+\/[^/]+$/.exec(plain)?.[0] ?? plain;
  }

  /** Notes whom a reading is about. */
  add(observation: Observation): void {
    const whose = this.of(observation);
    if (whose) this.#found.add(whose);
  }

  get several(): boolean {
    return this.#found.size > 1;
  }
}
