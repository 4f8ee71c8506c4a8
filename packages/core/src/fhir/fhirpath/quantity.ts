/** A FHIR Quantity, as far as comparing and adding needs it. */
export interface QuantityValue {
  readonly value: number;
  readonly unit?: string;
  readonly code?: string;
  readonly system?: string;
}

/** Whether a value has the shape of a FHIR Quantity. */
export const isQuantity = (value: unknown): value is QuantityValue =>
  typeof value === 'object' && value !== null && Number.isFinite((value as { value?: unknown }).value); // shape check of unknown JSON; JSON has no NaN

/** A value in another unit; `undefined` when the two do not convert. */
type Convert = (value: number, from: string, to: string) => number | undefined;

let convert: Convert = (value, from, to) => (from === to ? value : undefined);

/** Brings the table of units (`ucum.ts`), which loads with the expressions; before that only the same unit compares. Safe to call again. */
export function useUnits(table: Convert): void {
  convert = table;
}

const codeOf = (quantity: QuantityValue): string => quantity.code ?? quantity.unit ?? '1';

/** Negative, 0 or positive; `undefined` when the units do not compare. */
export function compareQuantities(a: QuantityValue, b: QuantityValue): number | undefined {
  const other = inUnitOf(a, b);
  return other === undefined ? undefined : round(a.value) - round(other);
}

/** `b` in the unit of `a`; `undefined` when the units do not convert. */
export const inUnitOf = (a: QuantityValue, b: QuantityValue): number | undefined => convert(b.value, codeOf(b), codeOf(a));

/** Binary noise beyond fifteen digits is cut (0.1 + 0.2 = 0.3). */
export const round = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(15)));
