// What the chart of a mini-program draws, call by call, on a canvas that writes down what it is asked.
import { createClient } from '@nelumbo/core';
import { bundledContent } from '@nelumbo/content';
import { memoryPlatform } from '@nelumbo/core/memory';
import { expect, it } from 'vitest';
import { nearest, paint, type Canvas2d, type PaintOptions, type Plot } from '../../packages/miniprogram/src/vitals/chart/paint.js';

const day = 86_400_000;
const now = Date.UTC(2026, 2, 10, 4);

function canvas(): { readonly context: Canvas2d; readonly calls: (readonly [name: string, ...args: unknown[]])[] } {
  const calls: (readonly [string, ...unknown[]])[] = [];
  const state: Record<string, unknown> = {};
  const context = new Proxy(state, {
    get: (_state, name: string) => state[name] ?? ((...args: unknown[]) => void calls.push([name, ...args])),
    set(_state, name: string, value: unknown) {
      state[name] = value;
      return true;
    },
  });
  return { context: context as unknown as Canvas2d, calls }; // whatever is called is written down
}

async function plotOf(n: number, valueAt = (i: number) => [120 + (i % 3) * 20, 80] as readonly [number, number]): Promise<Plot> {
  const client = await createClient({ platform: memoryPlatform({ webcrypto: globalThis.crypto, start: now }), content: bundledContent() });
  const readings = Array.from({ length: n }, (_, i) => ({ systolic: valueAt(i)[0], diastolic: valueAt(i)[1], at: now - (n - i) * (20 / n) * day }));
  await client.vitals.record(readings.map(({ at, ...values }) => ({ measure: 'blood-pressure', values, unit: 'mm[Hg]', at })));
  const series = await client.vitals.series({ measure: 'blood-pressure', from: now - 30 * day, to: now + 1 });
  await client.close();
  return { series, from: now - 30 * day, to: now, components: ['systolic', 'diastolic'], width: 340, height: 200, textSize: 12 };
}
const looks: PaintOptions = { scale: 2, bands: [], days: [{ at: now - 15 * day, text: '2/23' }], dark: false, at: undefined };

it('draws a pressure as a span from the lower to the upper value, with the limit of the lower as a dashed line and days below', async () => {
  const plot = await plotOf(6);
  const { context, calls } = canvas();
  paint(context, plot, { ...looks, limit: 90 });
  const at = (name: string) => calls.filter(([called]) => called === name);
  const steep = calls.filter(([name, x], i) => name === 'lineTo' && calls[i - 1]![0] === 'moveTo' && calls[i - 1]![1] === x);
  expect(steep).toHaveLength(6); // one stroke a reading, straight up
  expect(at('setLineDash')).toEqual([['setLineDash', [4, 4]], ['setLineDash', []]]); // prettier-ignore
  expect(at('fillText').map(([, text]) => text)).toContain('2/23');
  expect(at('arc').length + at('closePath').length).toBe(12); // a point for each value, round or of another shape
});

it('draws a line where readings are too many to be told apart, and finds the one under a finger', async () => {
  const plot = await plotOf(200);
  const { context, calls } = canvas();
  paint(context, plot, { ...looks, at: 3 });
  expect(calls.filter(([name]) => name === 'arc')).toHaveLength(2); // the cursor's, none of single readings
  expect([nearest(plot, 0), nearest(plot, 340)]).toEqual([0, 199]);
});

it('gives the shape to the value that is out of range, not to the one beside it', async () => {
  const shapes = async (systolic: number, diastolic: number) => {
    const { context, calls } = canvas();
    paint(context, await plotOf(1, () => [systolic, diastolic]), looks);
    return calls.map(([name]) => name).filter((name) => name === 'arc' || name === 'closePath'); // the upper value comes first
  };
  expect(await shapes(112, 72)).toEqual(['arc', 'arc']);
  expect(await shapes(165, 72)).toEqual(['closePath', 'arc']);
  expect(await shapes(112, 104)).toEqual(['arc', 'closePath']);
  expect(await shapes(165, 104)).toEqual(['closePath', 'closePath']);
});
