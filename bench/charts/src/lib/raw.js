/* global window, document, devicePixelRatio */
// A bare canvas without axes: what is left when a chart library does nothing else.
import { lowerBound } from '../decimate.js';

export function page(paint) {
  const host = document.getElementById('host');
  const width = 800,
    height = 320;
  let t, v, extra, context, dpr;
  const draw = (from, to) => {
    const w = width * dpr,
      h = height * dpr;
    context.clearRect(0, 0, w, h);
    paint.draw({ context, t, v, extra, from, to, w, h, dpr, i0: Math.max(0, lowerBound(t, from) - 1), i1: Math.min(t.length, lowerBound(t, to) + 1) });
  };
  window.updateSeries = (times, values) => {
    t = times;
    v = values;
    extra = paint.prepare?.(t, v);
    draw(t[0], t[t.length - 1]);
  };
  window.renderSeries = (times, values) => {
    const canvas = document.createElement('canvas');
    dpr = devicePixelRatio;
    canvas.width = width * dpr;
    canvas.height = height * dpr;
    canvas.style.cssText = `width:${width}px;height:${height}px`;
    host.append(canvas);
    context = canvas.getContext('2d');
    window.updateSeries(times, values);
  };
  window.setWindow = draw;
}
export function extent(values, from, to) {
  let low = Infinity,
    high = -Infinity;
  for (let i = from; i < to; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  return [low, high];
}
