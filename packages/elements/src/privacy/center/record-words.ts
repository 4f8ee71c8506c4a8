import { asText } from '@nelumbo/core/privacy/plain';
import type { Resource } from '@nelumbo/core/fhir';

/** A record as one line: when, what, how much. */
export interface RecordWords {
  readonly when: string;
  readonly what: string;
  readonly value: string;
}

/** A record in words of the locale, as far as it brings them along. */
export function recordWords(record: Resource, locale: string): RecordWords {
  const { time, what, value } = asText(record);
  const at = Date.parse(time);
  const style = time.includes('T') ? ({ dateStyle: 'medium', timeStyle: 'short' } as const) : ({ dateStyle: 'medium' } as const);
  return { when: Number.isNaN(at) ? time : new Intl.DateTimeFormat(locale, style).format(at), what: what || record.resourceType, value };
}

/** A number of a measurement that can be corrected; `component` is its place, absent for the value itself. */
export interface Correctable {
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly component?: number;
}

interface Measured {
  readonly code?: { readonly text?: string; readonly coding?: readonly { readonly display?: string; readonly code?: string }[] };
  readonly valueQuantity?: { readonly value?: number; readonly unit?: string };
}

const labelOf = ({ code }: Measured): string => code?.text ?? code?.coding?.[0]?.display ?? code?.coding?.[0]?.code ?? '';

/** The numbers of a measurement; none for other records, which are changed where they were entered. */
export function correctables(record: Resource): readonly Correctable[] {
  if (record.resourceType !== 'Observation') return [];
  const { component = [], ...own } = record as Measured & { readonly component?: readonly Measured[] }; // an Observation
  const one = (part: Measured, at?: number): Correctable[] =>
    part.valueQuantity?.value === undefined
      ? []
      : [{ label: labelOf(part), unit: part.valueQuantity.unit ?? '', value: part.valueQuantity.value, ...(at === undefined ? {} : { component: at }) }];
  return [...one(own), ...component.flatMap(one)];
}

/** The members of a record that change when its numbers become `values`, in the order of {@link correctables}. */
export function correction(record: Resource, values: readonly number[]): Readonly<Record<string, unknown>> {
  const body = record as unknown as { valueQuantity?: object; component?: readonly { valueQuantity?: object }[] }; // an Observation
  const parts = correctables(record);
  const own = parts.findIndex((part) => part.component === undefined);
  const component = body.component?.map((each, i) => {
    const at = parts.findIndex((part) => part.component === i);
    return at < 0 ? each : { ...each, valueQuantity: { ...each.valueQuantity, value: values[at] } };
  });
  return { ...(own < 0 ? {} : { valueQuantity: { ...body.valueQuantity, value: values[own] } }), ...(component ? { component } : {}) };
}
