// The limit: columns on a bare canvas.
import { page } from '../lib/raw.js';
import { Pyramid } from '../decimate.js';
import { columns } from '../columns.js';
page({
  prepare: (t, v) => new Pyramid(v),
  draw({ context, t, v, extra, from, to, i0, i1, w, h, dpr }) {
    const [low, high] = extra.range(i0, i1, [0, 0]),
      k = (h - 4) / (high - low);
    context.fillStyle = '#1668dc';
    columns(t, v, extra, from, to, w, 20 * 60_000, (c, a, z) => {
      const top = Math.round(h - 2 - (z - low) * k);
      context.fillRect(c, top, 1, Math.max(dpr, Math.round(h - 2 - (a - low) * k) - top));
    });
  },
});
