// RFC 1951 with fixed codes only (3.2.6): a quarter of the size of a block of readings, in a page of code. A platform has no compressor,
// and 10 MB hold ten thousand readings only with one.

const FURTHEST = 32_768; // RFC 1951, 2: how far back a match may lie
const LONGEST = 258;
const SHORTEST = 4; // one of three bytes saves next to nothing
const TRIES = 24; // candidates of a match
const NOT_OURS = 'not what deflate() makes';

const reversed = (code: number, bits: number): number => {
  let out = 0;
  for (let i = 0; i < bits; i++) out |= ((code >> i) & 1) << (bits - 1 - i);
  return out;
};

/** Base values and extra bits of length or distance codes (3.2.5). */
function steps(count: number, first: number, extraOf: (code: number) => number): { readonly base: number[]; readonly extra: number[] } {
  const [base, extra]: [number[], number[]] = [[], []];
  for (let code = 0, at = first; code < count; at += 2 ** extra[code]!, code++) {
    base.push(at);
    extra.push(extraOf(code));
  }
  return { base, extra };
}

const lengths = steps(28, 3, (code) => (code < 8 ? 0 : (code >> 2) - 1));
lengths.base.push(LONGEST);
lengths.extra.push(0);
const distances = steps(30, 1, (code) => (code < 2 ? 0 : (code >> 1) - 1));

const widthOf = (symbol: number): number => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8);
const codes = Array.from({ length: 288 }, (_none, symbol) =>
  reversed(symbol < 144 ? 0x30 + symbol : symbol < 256 ? 0x190 + symbol - 144 : symbol < 280 ? symbol - 256 : 0xc0 + symbol - 280, widthOf(symbol)),
);

// What nine bits begin with: symbol × 16 + how many of them it takes.
let table: Uint16Array | undefined;
function symbols(): Uint16Array {
  if (table) return table;
  const made = new Uint16Array(512);
  codes.forEach((code, symbol) => {
    for (let at = code; at < 512; at += 1 << widthOf(symbol)) made[at] = symbol * 16 + widthOf(symbol);
  });
  return (table = made);
}

// The code of the highest base that is not above `value`.
function codeOf(base: readonly number[], value: number): number {
  let code = base.length - 1;
  while (base[code]! > value) code--;
  return code;
}

/** Bytes as one raw deflate block of fixed codes. */
export function deflate(bytes: Uint8Array): Uint8Array {
  const n = bytes.length;
  const out = new Uint8Array(Math.ceil((n * 9 + 20) / 8)); // nine bits for each byte at worst
  let [at, held, bits] = [0, 0, 0];
  const put = (value: number, width: number): void => {
    held |= value << bits;
    for (bits += width; bits >= 8; bits -= 8, held >>>= 8) out[at++] = held;
  };
  const head = new Int32Array(32_768).fill(-1);
  const before = new Int32Array(n);
  const enter = (i: number): void => {
    if (i + SHORTEST > n) return;
    const slot = Math.imul(bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24), 0x9e3779b1) >>> 17;
    before[i] = head[slot]!; // 15 bits
    head[slot] = i;
  };
  put(3, 3); // the last block, of fixed codes
  for (let i = 0; i < n;) {
    enter(i);
    let [length, distance] = [0, 0];
    for (let from = before[i]!, tries = i + SHORTEST > n ? 0 : TRIES; from >= 0 && i - from <= FURTHEST && tries > 0; from = before[from]!, tries--) {
      let k = 0;
      while (k < LONGEST && i + k < n && bytes[from + k] === bytes[i + k]) k++;
      if (k > length) [length, distance] = [k, i - from];
    }
    if (length < SHORTEST) {
      put(codes[bytes[i]!]!, widthOf(bytes[i]!)); // of a byte
      i++;
      continue;
    }
    const long = codeOf(lengths.base, length);
    put(codes[257 + long]!, widthOf(257 + long));
    put(length - lengths.base[long]!, lengths.extra[long]!);
    const far = codeOf(distances.base, distance);
    put(reversed(far, 5), 5);
    put(distance - distances.base[far]!, distances.extra[far]!);
    for (const end = i + length; ++i < end;) enter(i);
  }
  put(codes[256]!, 7); // end of the block
  put(0, 7);
  return out.slice(0, at);
}

/** Bytes of a block that {@link deflate} made. @throws RangeError for anything else */
export function inflate(bytes: Uint8Array): Uint8Array {
  const known = symbols();
  let out = new Uint8Array(bytes.length * 4);
  let [n, at, held, bits] = [0, 0, 0, 0];
  const need = (width: number): void => {
    for (; bits < width; bits += 8) held |= (bytes[at++] ?? 0) << bits; // behind the end: zeros, which say that this is the end
  };
  const take = (width: number): number => {
    need(width);
    const value = held & ((1 << width) - 1);
    held >>>= width;
    bits -= width;
    return value;
  };
  if (take(3) !== 3) throw new RangeError(NOT_OURS);
  for (;;) {
    need(9);
    const found = known[held & 511]!; // nine bits
    take(found & 15);
    const symbol = found >> 4;
    if (symbol === 256 && at * 8 - bits <= bytes.length * 8) return out.slice(0, n); // seven zeros, which must be really there
    if (n + LONGEST > out.length) {
      const larger = new Uint8Array(out.length * 2 + LONGEST);
      larger.set(out);
      out = larger;
    }
    if (symbol < 256) {
      out[n++] = symbol;
      continue;
    }
    if (symbol < 257 || symbol > 285) throw new RangeError(NOT_OURS);
    const length = lengths.base[symbol - 257]! + take(lengths.extra[symbol - 257]!);
    const far = reversed(take(5), 5);
    const from = n - distances.base[far]! - take(distances.extra[far]!);
    if (!(from >= 0)) throw new RangeError(NOT_OURS); // also for a code that there is not
    for (let k = 0; k < length; k++) out[n++] = out[from + k]!;
  }
}
