/** A FHIR Quantity, as far as comparing and adding needs it. */
export interface QuantityValue {
  readonly value: number;
  readonly unit?: string;
  readonly code?: string;
  readonly system?: string;
}

/** UCUM codes that patients meet: dimension and factor to its base unit (UCUM 2.1, tables 2-4). */
const table: Readonly<Record<string, readonly [string, number]>> = {
  kg: ['g', 1000],
  g: ['g', 1],
  mg: ['g', 1e-3],
  ug: ['g', 1e-6],
  '[lb_av]': ['g', 453.59237],
  km: ['m', 1000],
  m: ['m', 1],
  cm: ['m', 0.01],
  mm: ['m', 1e-3],
  '[in_i]': ['m', 0.0254],
  '[ft_i]': ['m', 0.3048],
  L: ['L', 1],
  dL: ['L', 0.1],
  mL: ['L', 1e-3],
  wk: ['s', 604_800],
  d: ['s', 86_400],
  h: ['s', 3600],
  min: ['s', 60],
  s: ['s', 1],
  ms: ['s', 1e-3],
  a: ['mo', 12],
  mo: ['mo', 1],
  '%': ['1', 0.01],
  '1': ['1', 1],
};

/** Whether a value has the shape of a FHIR Quantity. */
export const isQuantity = (value: unknown): value is QuantityValue =>
  typeof value === 'object' && value !== null && typeof (value as { value?: unknown }).value === 'number'; // shape check of unknown JSON

const codeOf = (quantity: QuantityValue): string => quantity.code ?? quantity.unit ?? '1';

/** Negative, 0 or positive; `undefined` when the units do not compare. */
export function compareQuantities(a: QuantityValue, b: QuantityValue): number | undefined {
  const factor = conversion(codeOf(b), codeOf(a));
  return factor === undefined ? undefined : a.value - round(b.value * factor);
}

/** `b` in the unit of `a`; `undefined` when the units do not convert. */
export function inUnitOf(a: QuantityValue, b: QuantityValue): number | undefined {
  const factor = conversion(codeOf(b), codeOf(a));
  return factor === undefined ? undefined : b.value * factor;
}

function conversion(from: string, to: string): number | undefined {
  if (from === to) return 1;
  const source = Object.hasOwn(table, from) ? table[from] : undefined;
  const target = Object.hasOwn(table, to) ? table[to] : undefined;
  return source && target && source[0] === target[0] ? source[1] / target[1] : undefined;
}

/** Binary noise beyond fifteen digits is cut (0.1 + 0.2 = 0.3). */
export const round = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(15)));
