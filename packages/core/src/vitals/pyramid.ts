/** Samples in a block of the lowest level (2^6); each level above holds four times as many. */
const base = 64;
const fan = 4;

/**
 * Lowest and highest value of whole blocks of a column. Level L, block i covers samples `[i x 64 x 4^L, (i + 1) x 64 x 4^L)` of the column that the
 * pyramid was built on; the first sample of the series at hand is number `start` there. Only blocks that lie wholly inside a question are looked at,
 * so a pyramid that grows at its end stays true for those who hold an older one.
 */
export interface Pyramid {
  readonly start: number;
  readonly min: readonly Float64Array[];
  readonly max: readonly Float64Array[];
}

/** Room for `n` blocks with what was there before. */
function grown(column: Float64Array | undefined, n: number): Float64Array {
  if (column && column.length >= n) return column;
  const next = new Float64Array(Math.max(n, 16, (column?.length ?? 0) * 2));
  if (column) next.set(column);
  return next;
}

/** A pyramid that grows with its column: one block is worked out for every 64 samples, nothing else is touched. */
export class GrowingPyramid {
  readonly #min: Float64Array[] = [];
  readonly #max: Float64Array[] = [];
  /** Samples taken in. */
  #n = 0;

  /** Takes in the samples of `column` up to `n`; those before stay as they were. */
  extend(column: Float64Array, n: number): void {
    let done = Math.floor(this.#n / base);
    const whole = Math.floor(n / base);
    this.#n = n;
    if (whole === done) return;
    const [min, max] = this.#level(0, whole);
    for (; done < whole; done++) {
      let [low, high] = [Infinity, -Infinity];
      for (let i = done * base; i < (done + 1) * base; i++) {
        const x = column[i]!; // within the column
        if (x < low) low = x;
        if (x > high) high = x;
      }
      min[done] = low;
      max[done] = high;
    }
    this.#climb(whole);
  }

  #counts: number[] = [];

  #climb(blocks: number): void {
    let below = blocks;
    for (let level = 1; below >= fan; level++) {
      const [min, max] = [this.#min[level - 1]!, this.#max[level - 1]!]; // built just before
      const whole = Math.floor(below / fan);
      const [ownMin, ownMax] = this.#level(level, whole);
      for (let i = this.#counts[level] ?? 0; i < whole; i++) {
        const at = i * fan;
        ownMin[i] = Math.min(min[at]!, min[at + 1]!, min[at + 2]!, min[at + 3]!); // four whole blocks below
        ownMax[i] = Math.max(max[at]!, max[at + 1]!, max[at + 2]!, max[at + 3]!);
      }
      this.#counts[level] = whole;
      below = whole;
    }
  }

  #level(level: number, blocks: number): readonly [Float64Array, Float64Array] {
    return [(this.#min[level] = grown(this.#min[level], blocks)), (this.#max[level] = grown(this.#max[level], blocks))];
  }

  /** What stands so far, for a series that begins at sample `start`. */
  from(start: number): Pyramid {
    return { start, min: [...this.#min], max: [...this.#max] };
  }
}

/** The pyramid of a column that does not grow. */
export function pyramidOf(column: Float64Array): Pyramid {
  const pyramid = new GrowingPyramid();
  pyramid.extend(column, column.length);
  return pyramid.from(0);
}

/**
 * Exact lowest and highest of `column[from..to)`, written into `out[0]` and `out[1]`; `Infinity, -Infinity` for an empty span.
 * At most 126 samples and six blocks a level are looked at, whatever the length. NaN is passed over.
 * @param from - inclusive, at least 0
 * @param to - exclusive, at most the column's length
 */
export function extremes(column: Float64Array, { start, min, max }: Pyramid, from: number, to: number, out: Float64Array): void {
  const end = start + to;
  let [low, high, at] = [Infinity, -Infinity, start + from];
  const head = Math.min(end, (at + base - 1) & -base); // up to the first whole block; places are below 2^31
  for (; at < head; at++) {
    const x = column[at - start]!; // inside the span
    if (x < low) low = x;
    if (x > high) high = x;
  }
  // Whole blocks [a, b) of a level: those at both ends that fill no block of the next one, then the next one.
  for (let a = at >> 6, b = end >> 6, level = 0; a < b; a >>= 2, b >>= 2, level++) {
    const [mins, maxs] = [min[level]!, max[level]!]; // whole blocks inside the column have been built
    const last = level + 1 >= min.length;
    while (a < b && (last || a & 3)) {
      if (mins[a]! < low) low = mins[a]!;
      if (maxs[a]! > high) high = maxs[a]!;
      a++;
    }
    while (a < b && b & 3) {
      b--;
      if (mins[b]! < low) low = mins[b]!;
      if (maxs[b]! > high) high = maxs[b]!;
    }
  }
  for (at = Math.max(at, end & -base); at < end; at++) {
    const x = column[at - start]!; // as above
    if (x < low) low = x;
    if (x > high) high = x;
  }
  out[0] = low;
  out[1] = high;
}
