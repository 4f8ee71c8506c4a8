// Components that stand on the screen for long: another language, another guideline, a phone that slept, a clock that was set, very many medicines.
import type { Client } from '@nelumbo/core';
import { wechatPlatform } from '@nelumbo/miniprogram';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { EncyclopediaCard, cardProps } from '../../packages/miniprogram/src/encyclopedia/card/card.js';
import '../../packages/miniprogram/src/encyclopedia/family.js';
import { EncyclopediaSearch, searchProps } from '../../packages/miniprogram/src/encyclopedia/search/search.js';
import '../../packages/miniprogram/src/medication/family.js';
import { MedicationToday, todayProps } from '../../packages/miniprogram/src/medication/today/today.js';
import { setLocale, start } from '../../packages/miniprogram/src/runtime/client.js';
import { setSettings } from '../../packages/miniprogram/src/runtime/settings.js';
import { modelOf, type Model } from './model.js';

type Screen = Record<string, never> & {
  card?: { title: string; summary: string } | null;
  article?: object | null;
  matches?: readonly { title: string }[];
  title?: string;
  meter?: readonly object[];
};
interface Widget {
  start(): void;
  stop(): void;
}

let model: Model;
let client: Client;
const open: Widget[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const widget of open.splice(0)) widget.stop();
  await client.close();
  setSettings({ locale: 'zh-CN', guideline: 'cn-2024' });
});

function phone(): void {
  model = modelOf('wx', { later: (run) => void setImmediate(run) });
  ({ client } = start({ platform: wechatPlatform(model.api), locale: 'zh-CN' }));
}
/** A component; each picture of it is the data so far, as on a platform. */
function mount<P>(make: (host: never) => Widget & object, props: P): { screen: () => Screen; sent: object[]; widget: Widget } {
  const sent: object[] = [];
  const host = { props, show: (data: object) => void sent.push(JSON.parse(JSON.stringify(data)) as object), emit: () => undefined, canvas: () => Promise.resolve(undefined) }; // prettier-ignore
  const widget = make(host as never);
  open.push(widget);
  widget.start();
  return { widget, sent, screen: () => Object.assign({}, ...sent) as Screen };
}

describe('another language while it is shown', () => {
  it('brings the card in that language, and closes the article of the other', async () => {
    phone();
    const { screen, widget } = mount((host) => new EncyclopediaCard(host), { ...cardProps, query: '高血压' });
    await expect.poll(() => screen().card?.title).toBe('高血压');
    Reflect.set(widget, 'article', { id: 'zh-CN/hypertension', pieces: [] }); // articles come from a host's server
    setSettings({ care: true });
    expect(screen().article).not.toBeNull();
    setLocale('en');
    await expect.poll(() => screen().card?.summary ?? '').toMatch(/^[\x20-\x7e‘’“”–]+$/);
    expect(screen().article).toBeNull();
    setSettings({ care: false });
    setLocale('zh-CN');
    await expect.poll(() => screen().card?.title).toBe('高血压');
  });

  it('asks again what stands in the search', async () => {
    phone();
    const { screen, widget } = mount((host) => new EncyclopediaSearch(host), searchProps);
    (widget as EncyclopediaSearch).type({ data: {}, value: 'hypertension' });
    await expect.poll(() => screen().matches?.length).toBeGreaterThan(0);
    const before = screen().matches![0]!.title;
    setLocale('en');
    await expect.poll(() => screen().matches?.[0]?.title).not.toBe(before);
  });
});

describe('a phone that slept', () => {
  it('shows the new day when the mini-program comes back, without its timers', async () => {
    phone();
    await client.medication.plan({ name: '阿司匹林', pattern: { amount: 1, unit: '{tablet}', times: ['23:59'], start: '2026-01-01' } });
    const seen = mount((host) => new MedicationToday(host), todayProps);
    await expect.poll(() => seen.screen().title).toBeTruthy();
    const day = () => (Reflect.get(seen.widget, 'ground') as { day: { date: string } } | undefined)?.day.date;
    const before = day();
    vi.setSystemTime(Date.now() + 3 * 86_400_000); // timers stood still meanwhile
    model.foreground();
    await expect.poll(day).not.toBe(before);
    seen.widget.stop();
    const pictures = seen.sent.length;
    model.foreground();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen.sent).toHaveLength(pictures);
  });
});

describe('two hundred medicines that are due at once', () => {
  it('are shown in one picture of less than 100 kB; a platform asks for less than 256', async () => {
    phone();
    for (let i = 0; i < 200; i++) {
      const pattern = { amount: 1, unit: '{tablet}', times: ['12:00'], start: '2026-01-01' };
      expect(await client.medication.plan({ name: `盐酸二甲双胍缓释片 ${i} mg`, pattern, stock: 30 })).toMatchObject({ ok: true });
    }
    const seen = mount((host) => new MedicationToday(host), todayProps);
    await expect.poll(() => seen.screen().title, { timeout: 30_000 }).toBeTruthy();
    const sizes = seen.sent.map((data) => JSON.stringify(data).length);
    expect(seen.screen().meter).toHaveLength(0); // two hundred parts would be no line
    expect(Math.max(...sizes)).toBeLessThan(100 * 1024);
  }, 120_000);
});
