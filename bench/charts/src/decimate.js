// Index of the first element >= x in a sorted array, searching [from, to).
export function lowerBound(a, x, from = 0, to = a.length) {
  while (from < to) {
    const mid = (from + to) >>> 1;
    if (a[mid] < x) from = mid + 1;
    else to = mid;
  }
  return from;
}

// Index of the first element > x.
export function upperBound(a, x, from = 0, to = a.length) {
  while (from < to) {
    const mid = (from + to) >>> 1;
    if (a[mid] <= x) from = mid + 1;
    else to = mid;
  }
  return from;
}

// Minimum and maximum of every bucket, in time order, over [i0, i1). Returns how many points were written.
export function minMax(t, v, i0, i1, buckets, outT, outV) {
  const n = i1 - i0;
  let k = 0;
  if (n <= buckets * 2) {
    for (let i = i0; i < i1; i++) {
      outT[k] = t[i];
      outV[k++] = v[i];
    }
    return k;
  }
  const step = n / buckets;
  for (let b = 0; b < buckets; b++) {
    const s = i0 + Math.floor(b * step);
    const e = i0 + Math.floor((b + 1) * step);
    let low = s,
      high = s;
    for (let i = s + 1; i < e; i++) {
      if (v[i] < v[low]) low = i;
      if (v[i] > v[high]) high = i;
    }
    const first = Math.min(low, high),
      second = Math.max(low, high);
    outT[k] = t[first];
    outV[k++] = v[first];
    if (second !== first) {
      outT[k] = t[second];
      outV[k++] = v[second];
    }
  }
  return k;
}

// Largest-triangle-three-buckets (Steinarsson 2013) on typed arrays over [i0, i1).
export function lttb(t, v, i0, i1, threshold, outT, outV) {
  const n = i1 - i0;
  let k = 0;
  if (n <= threshold) {
    for (let i = i0; i < i1; i++) {
      outT[k] = t[i];
      outV[k++] = v[i];
    }
    return k;
  }
  const every = (n - 2) / (threshold - 2);
  let a = i0;
  outT[k] = t[a];
  outV[k++] = v[a];
  for (let b = 0; b < threshold - 2; b++) {
    const s = i0 + Math.floor(b * every) + 1;
    const e = i0 + Math.floor((b + 1) * every) + 1;
    const nextEnd = Math.min(i0 + Math.floor((b + 2) * every) + 1, i1);
    let ax = 0,
      ay = 0;
    for (let i = e; i < nextEnd; i++) {
      ax += t[i];
      ay += v[i];
    }
    ax /= nextEnd - e;
    ay /= nextEnd - e;
    let best = -1,
      pick = s;
    for (let i = s; i < e; i++) {
      const area = Math.abs((t[a] - ax) * (v[i] - v[a]) - (t[a] - t[i]) * (ay - v[a]));
      if (area > best) {
        best = area;
        pick = i;
      }
    }
    outT[k] = t[pick];
    outV[k++] = v[pick];
    a = pick;
  }
  outT[k] = t[i1 - 1];
  outV[k++] = v[i1 - 1];
  return k;
}

// Min-max pyramid: level L holds the minimum and the maximum of each run of 64 * 4^L samples.
export class Pyramid {
  constructor(v, base = 64, factor = 4) {
    this.v = v;
    this.base = base;
    this.factor = factor;
    this.levels = [];
    let size = base;
    let count = Math.ceil(v.length / base);
    let low = new Float64Array(count),
      high = new Float64Array(count);
    for (let b = 0; b < count; b++) {
      const e = Math.min(v.length, (b + 1) * base);
      let a = Infinity,
        z = -Infinity;
      for (let i = b * base; i < e; i++) {
        const x = v[i];
        if (x < a) a = x;
        if (x > z) z = x;
      }
      low[b] = a;
      high[b] = z;
    }
    this.levels.push({ size, low, high });
    while (count > 64) {
      const below = this.levels[this.levels.length - 1];
      const next = Math.ceil(count / factor);
      low = new Float64Array(next);
      high = new Float64Array(next);
      for (let b = 0; b < next; b++) {
        const e = Math.min(count, (b + 1) * factor);
        let a = Infinity,
          z = -Infinity;
        for (let i = b * factor; i < e; i++) {
          if (below.low[i] < a) a = below.low[i];
          if (below.high[i] > z) z = below.high[i];
        }
        low[b] = a;
        high[b] = z;
      }
      size *= factor;
      count = next;
      this.levels.push({ size, low, high });
    }
  }

  // Exact minimum and maximum over [i0, i1): raw samples at the ragged ends, the largest whole blocks between.
  range(i0, i1, out) {
    const { v, base, factor, levels } = this;
    let a = Infinity,
      z = -Infinity,
      i = i0;
    while (i < i1) {
      if (i % base === 0 && i + base <= i1) {
        let L = 0,
          size = base;
        while (L + 1 < levels.length && i % (size * factor) === 0 && i + size * factor <= i1) {
          L++;
          size *= factor;
        }
        const block = i / size;
        const x = levels[L].low[block],
          y = levels[L].high[block];
        if (x < a) a = x;
        if (y > z) z = y;
        i += size;
      } else {
        const x = v[i++];
        if (x < a) a = x;
        if (x > z) z = x;
      }
    }
    out[0] = a;
    out[1] = z;
    return out;
  }
}
