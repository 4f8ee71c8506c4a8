// What the mini chart says beside its drawing, and how large it writes: its widget on a canvas that writes down what it is asked.
import { wechatPlatform } from '@nelumbo/miniprogram';
import type { Client } from '@nelumbo/core';
import { afterEach, expect, it } from 'vitest';
import { VitalsChart, chartProps } from '../../packages/miniprogram/src/vitals/chart/chart.js';
import { setSettings } from '../../packages/miniprogram/src/runtime/settings.js';
import { start } from '../../packages/miniprogram/src/runtime/client.js';
import '../../packages/miniprogram/src/vitals/family.js';
import { modelOf } from './model.js';

type Said = { readonly legend?: { readonly items: readonly { tone: string; sign: string; text: string }[]; readonly line: string } | null };

const day = 86_400_000;
let chart: VitalsChart | undefined;
let client: Client | undefined;
afterEach(async () => {
  chart?.stop();
  await client?.close();
  setSettings({ care: false, locale: 'zh-CN' });
});

/** A chart on a phone. @returns what it shows, and each text that its canvas was asked for: words, font, place */
async function shown(measure: string, readings: readonly object[], settings: object = {}) {
  setSettings(settings);
  ({ client } = start({ platform: wechatPlatform(modelOf('wx', { later: (run) => void setImmediate(run) }).api) }));
  expect(await client.vitals.record(readings as never)).toMatchObject({ ok: true });
  const said: Said[] = [];
  const texts: { text: string; font: string; x: number; y: number }[] = [];
  const state: Record<string, unknown> = {};
  const context = new Proxy(state, {
    get: (_state, name: string) =>
      name === 'fillText'
        ? (text: string, x: number, y: number) => texts.push({ text, x, y, font: String(state['font']) })
        : (state[name] ?? (() => undefined)),
  });
  const node = { width: 0, height: 0, getContext: () => context };
  chart = new VitalsChart({
    props: { ...chartProps, measure },
    show: (data) => void said.push(data),
    emit: () => undefined,
    canvas: () => Promise.resolve({ node, width: 340, height: 250 }),
  });
  chart.start();
  await expect.poll(() => texts.length, { timeout: 10_000 }).toBeGreaterThan(0);
  return { legend: said.at(-1)!.legend, texts };
}

const pressures = [1, 2, 3].map((ago) => ({ measure: 'blood-pressure', values: { systolic: 150, diastolic: 88 }, unit: 'mm[Hg]', at: Date.now() - ago * day }));
const sugar = (meal: string, ago: number) => ({ measure: 'glucose', values: { value: 6.4 }, unit: 'mmol/L', at: Date.now() - ago * day, context: { meal } });

it('says by a word what each colour and shape means, and the dashed line', async () => {
  const { legend } = await shown('blood-pressure', pressures);
  const words = legend?.items.map(({ tone, sign, text }) => `${tone} ${sign} ${text}`);
  expect(words).toEqual(['watch ↑ 偏高 120–139', 'alert ↑ 过高 140–159', 'alert ↑ 过高 160–179', 'urgent ! 危急 ≥180']);
  expect(legend?.line).toBe('舒张压界值 90');
});

it('paints behind readings of several meals only what holds for each of them', async () => {
  const fasting = await shown('glucose', [sugar('fasting', 1)]);
  chart!.stop();
  await client!.close();
  const both = await shown('glucose', [sugar('fasting', 1), sugar('after', 2)]);
  expect(fasting.legend!.items.some(({ tone }) => tone === 'good')).toBe(true);
  expect(both.legend!.items.length).toBeLessThan(fasting.legend!.items.length);
});

it('says what a mark means that no band stands for: over a limit that depends on the meal, under the normal range of a pressure', async () => {
  const { legend } = await shown('glucose', [sugar('fasting', 1), sugar('after', 2)]); // 6.4: one too high, one not
  expect(legend?.items.filter(({ tone, sign }) => tone === 'watch' && sign === '↑').map(({ text }) => text)).toEqual(['偏高']);
  chart!.stop();
  await client!.close();
  const low = { measure: 'blood-pressure', values: { systolic: 84, diastolic: 52 }, unit: 'mm[Hg]', at: Date.now() - 5 * day };
  const words = (await shown('blood-pressure', [low, ...pressures])).legend!.items.map(({ tone, sign, text }) => `${tone} ${sign} ${text}`);
  expect(words.slice(4)).toEqual(['watch ↓ 偏低']);
});

it('writes at 18 px and more in care mode, and inside of its canvas', async () => {
  for (const [care, least] of [[false, 12], [true, 18]] as const) {
    const { texts } = await shown('blood-pressure', pressures, { care });
    const size = parseFloat(texts[0]!.font);
    expect(size).toBeGreaterThanOrEqual(least);
    for (const { text, font, x, y } of texts) {
      expect(parseFloat(font)).toBe(size);
      const width = text.length * size * 0.6; // digits and a slash
      const [from, to] = text.includes('/') ? [x - width / 2, x + width / 2] : [x - width, x];
      expect([from >= 0, to <= 340, y - size / 2 >= -1, y + size / 2 <= 250], text).toEqual([true, true, true, true]);
    }
    chart!.stop();
    await client!.close();
  }
}); // prettier-ignore
