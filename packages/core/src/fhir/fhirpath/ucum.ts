/** A unit as a factor to base units, and which they are (`g1 m-3`). */
interface Measure {
  readonly factor: number;
  readonly base: string;
  /** Added before the factor: the zero of a temperature scale lies elsewhere. */
  readonly zero: number;
}

type Atom = readonly [factor: number, ...base: readonly (readonly [name: string, power: number])[]];

const mass = (factor: number): Atom => [factor, ['g', 1]];
const length = (factor: number): Atom => [factor, ['m', 1]];
const time = (factor: number): Atom => [factor, ['s', 1]];
const pressure = (factor: number): Atom => [factor, ['g', 1], ['m', -1], ['s', -2]];
const energy = (factor: number): Atom => [factor, ['g', 1], ['m', 2], ['s', -2]];

/** Units that patients and laboratories meet (UCUM 2.1, tables 2-4). Years and months have no fixed length in seconds. */
const atoms: Readonly<Record<string, Atom>> = {
  g: mass(1),
  '[lb_av]': mass(453.59237),
  '[oz_av]': mass(28.349523125),
  '[stone_av]': mass(6350.29318),
  m: length(1),
  '[in_i]': length(0.0254),
  '[ft_i]': length(0.3048),
  '[mi_i]': length(1609.344),
  L: [1e-3, ['m', 3]],
  l: [1e-3, ['m', 3]],
  s: time(1),
  min: time(60),
  h: time(3600),
  d: time(86_400),
  wk: time(604_800),
  mo: [1, ['mo', 1]],
  a: [12, ['mo', 1]],
  mol: [1, ['mol', 1]],
  eq: [1, ['eq', 1]],
  osm: [1, ['osm', 1]],
  U: [1, ['U', 1]],
  '[iU]': [1, ['iU', 1]],
  Pa: pressure(1e3),
  bar: pressure(1e8),
  'm[Hg]': pressure(133_322_387),
  J: energy(1e3),
  cal: energy(4184),
  Hz: [1, ['s', -1]],
  K: [1, ['K', 1]],
  Cel: [1, ['K', 1]],
  '[degF]': [5 / 9, ['K', 1]],
  '%': [0.01],
};

const prefixes: Readonly<Record<string, number>> = { k: 1e3, h: 100, d: 0.1, c: 0.01, m: 1e-3, u: 1e-6, µ: 1e-6, n: 1e-9, p: 1e-12 };

/** Only these take prefixes: `min` is a minute, no milli-inch. */
const metric = new Set(['g', 'm', 'L', 'l', 's', 'mol', 'eq', 'osm', 'U', '[iU]', 'Pa', 'bar', 'm[Hg]', 'J', 'cal', 'Hz', 'K']);

const zeros: Readonly<Record<string, number>> = { Cel: 273.15, '[degF]': 459.67 };

const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined => (Object.hasOwn(table, name) ? table[name] : undefined);

function atomOf(name: string): Atom | undefined {
  const atom = own(atoms, name);
  if (atom) return atom;
  const factor = own(prefixes, name.charAt(0));
  const [plain, ...base] = (metric.has(name.slice(1)) && own(atoms, name.slice(1))) || [];
  return factor !== undefined && plain !== undefined ? [factor * plain, ...base] : undefined;
}

const known = new Map<string, Measure | undefined>();

function read(code: string): Measure | undefined {
  if (code.length > 200) return undefined;
  const powers = new Map<string, number>();
  let factor = 1;
  const plain = code.replace(/\{[^}]*\}/g, '') || '1';
  for (const [whole, operator = '', term = ''] of plain.matchAll(/([./]?)([^./]*)/g)) {
    if (whole === '') continue;
    const [, name = '', digits = ''] = /^(.*?[^\d+-]|10\*|)([+-]?\d+)?$/.exec(term) ?? [];
    const sign = operator === '/' ? -1 : 1;
    if (name === '' && term !== '') factor *= Number(digits) ** sign;
    if (name === '') continue; // a number, or what stood in braces only
    const atom = name === '10*' ? ([10] as const) : atomOf(name);
    if (!atom) return undefined;
    const power = sign * Number(digits || 1);
    const [size, ...base] = atom;
    factor *= size ** power;
    for (const [unit, count] of base) powers.set(unit, (powers.get(unit) ?? 0) + count * power);
  }
  const base = [...powers].filter(([, power]) => power !== 0).map(([unit, power]) => `${unit}${power}`);
  return { factor, base: base.sort().join(' '), zero: own(zeros, code) ?? 0 };
}

function measure(code: string): Measure | undefined {
  if (!known.has(code) && known.size < 500) known.set(code, read(code));
  return known.get(code);
}

/**
 * A value in another unit.
 * @param from - UCUM code
 * @param to - UCUM code
 * @returns `undefined` when one of them is not known here, or they measure different things
 */
export function converted(value: number, from: string, to: string): number | undefined {
  if (from === to) return value;
  const [source, target] = [measure(from), measure(to)];
  if (!source || !target || source.base !== target.base) return undefined;
  if (source.zero === target.zero) return value * (source.factor / target.factor);
  return ((value + source.zero) * source.factor) / target.factor - target.zero;
}
