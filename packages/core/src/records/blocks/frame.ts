import { concat, decodeUtf8, encodeUtf8 } from '../../crypto/index.js';

// Numbers as bytes: a JSON header, then each column as small as it goes without losing a digit.
// Little endian, as every device that runs a browser is.

/** Bytes a value (0: all are the same; -4: raw 32-bit), decimal digits kept, the least value times 10^digits, length. */
type Layout = readonly [width: number, digits: number, base: number | null, length: number];

const DIGITS = [0, 1, 2, 3, 4];
const arrays = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array } as const;

/** Decimals of a column as integers from a base; `undefined` where that would lose something. */
function decimals(values: ArrayLike<number>, digits: number): Layout | undefined {
  const factor = 10 ** digits;
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    const whole = Math.round(value * factor);
    if (whole / factor !== value) return undefined;
    if (whole < low) low = whole;
    if (whole > high) high = whole;
  }
  const range = high - low;
  if (!(range < 2 ** 32 - 1) || Math.abs(low) > 2 ** 52) return undefined; // the largest code of each width stands for NaN
  return [range < 255 ? 1 : range < 65_535 ? 2 : 4, digits, low, values.length];
}

function layoutOf(values: ArrayLike<number>): Layout {
  if (values instanceof Uint32Array) return [-4, 0, 0, values.length];
  const first = values[0] ?? 0;
  let same = true;
  for (let i = 1; same && i < values.length; i++) same = Object.is(values[i], first);
  if (same && (Number.isFinite(first) || Number.isNaN(first))) return [0, 0, Number.isNaN(first) ? null : first, values.length];
  for (const digits of DIGITS) {
    const found = decimals(values, digits);
    if (found) return found;
  }
  return [8, 0, 0, values.length];
}

function encode(values: ArrayLike<number>, [width, digits, base]: Layout): Uint8Array {
  if (width === 0) return new Uint8Array(0);
  if (width === -4 || width === 8) {
    const raw = width === 8 ? Float64Array.from(values) : (values as Uint32Array); // what layoutOf has seen
    return new Uint8Array(raw.buffer, raw.byteOffset, raw.byteLength);
  }
  const factor = 10 ** digits;
  const out = new arrays[width as 1 | 2 | 4](values.length); // the other widths are dealt with above
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    out[i] = Number.isNaN(value) ? 2 ** (8 * width) - 1 : Math.round(value * factor) - base!; // decimals() gave one
  }
  return new Uint8Array(out.buffer);
}

function decode(bytes: Uint8Array, [width, digits, base, length]: Layout): Float64Array | Uint32Array {
  if (width === 0) return new Float64Array(length).fill(base ?? NaN);
  const own = bytes.slice().buffer; // typed arrays begin at multiples of their width
  if (width === 8) return new Float64Array(own);
  if (width === -4) return new Uint32Array(own);
  const codes = new arrays[width as 1 | 2 | 4](own); // the other widths are dealt with above
  const [factor, none] = [10 ** digits, 2 ** (8 * width) - 1];
  const out = new Float64Array(length);
  for (let i = 0; i < length; i++) out[i] = codes[i] === none ? NaN : (base! + codes[i]!) / factor; // as long as `length` says
  return out;
}

/** A header and columns of numbers in one value. */
export function packFrame(header: unknown, columns: readonly ArrayLike<number>[]): Uint8Array {
  const layouts = columns.map(layoutOf);
  const json = encodeUtf8(JSON.stringify([header, layouts]));
  return concat(
    Uint8Array.from([24, 16, 8, 0], (bits) => json.length >>> bits),
    json,
    ...columns.map((column, i) => encode(column, layouts[i]!)),
  );
}

/** What {@link packFrame} was given; a `Uint32Array` comes back as one, anything else as floats. */
export function unpackFrame<H>(bytes: Uint8Array): { readonly header: H; readonly columns: readonly (Float64Array | Uint32Array)[] } {
  const length = (bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!;
  const [header, layouts] = JSON.parse(decodeUtf8(bytes.subarray(4, 4 + length))) as [H, Layout[]]; // written by packFrame, and authenticated since
  let at = 4 + length;
  const columns = layouts.map((layout) => {
    const size = Math.abs(layout[0]) * layout[3];
    at += size;
    return decode(bytes.subarray(at - size, at), layout);
  });
  return { header, columns };
}
