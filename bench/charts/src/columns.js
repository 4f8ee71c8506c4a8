// The column renderer: one filled rectangle per device-pixel column, from the lowest to the highest sample in it.
// A column is a span of TIME, so its first, last, lowest and highest samples are exact, and the picture equals
// the one drawn from all samples. Neighbours further apart than `gap` milliseconds are not joined.
import { lowerBound, upperBound } from './decimate.js';

// Calls put(column, low, high) in value units for every column that shows something.
export function columns(t, v, pyramid, from, to, width, gap, put) {
  const n = t.length,
    scale = width / (to - from),
    range = [0, 0];
  let i = lowerBound(t, from);
  let last = i - 1; // the sample before the current one
  for (let c = 0; c < width && i < n && t[i] <= to;) {
    c = Math.min(width - 1, Math.floor((t[i] - from) * scale));
    const end = c === width - 1 ? upperBound(t, to, i) : lowerBound(t, from + (c + 1) / scale, i + 1);
    pyramid.range(i, end, range);
    let [low, high] = range;
    if (last >= 0 && t[i] - t[last] <= gap) {
      const before = Math.floor((t[last] - from) * scale);
      for (let q = Math.max(0, before + 1); q < c; q++) {
        // a slanted join across empty columns
        const y0 = at(t, v, last, i, from + q / scale),
          y1 = at(t, v, last, i, from + (q + 1) / scale);
        put(q, Math.min(y0, y1), Math.max(y0, y1));
      }
      const edge = before < c - 1 ? at(t, v, last, i, from + c / scale) : v[last];
      if (edge < low) low = edge;
      if (edge > high) high = edge;
    }
    put(c, low, high);
    last = end - 1;
    i = end;
    c++;
  }
  if (last >= 0 && i < n && t[i] - t[last] <= gap) {
    // the join that leaves on the right
    for (let q = Math.max(0, Math.floor((t[last] - from) * scale) + 1); q < width; q++) {
      const y0 = at(t, v, last, i, from + q / scale),
        y1 = at(t, v, last, i, from + (q + 1) / scale);
      put(q, Math.min(y0, y1), Math.max(y0, y1));
    }
  }
}

const at = (t, v, a, b, x) => v[a] + ((v[b] - v[a]) * (x - t[a])) / (t[b] - t[a]);
