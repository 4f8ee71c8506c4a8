// WeChat on Android: no `Intl`, no `\p{…}`, a `normalize` that does nothing. What is said there is what is said elsewhere.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '@nelumbo/core';
import { ownWords } from '../../packages/miniprogram/src/runtime/intl.js';
import { built } from './built.js';
import { modelOf } from './model.js';
import { sandbox, withoutLanguageData, type Files, type Sandbox } from './sandbox.js';

interface Formats {
  format(value: number, unit?: string): string;
}
type Kind = keyof typeof ownWords;
const make = (from: object, kind: Kind, locale: string, options: object): Formats => new ((from as Record<Kind, new (locale: string, options: object) => Formats>)[kind])(locale, options); // prettier-ignore
/** Newer data put a thin space before AM. */
const plain = (text: string): string => text.replace(/\u202f/g, ' ');

describe('words of numbers and dates where the engine has none', () => {
  it.each(['zh-CN', 'en'])('are the engine’s: numbers, %s', (locale) => {
    const options = [{}, { maximumFractionDigits: 0 }, { maximumFractionDigits: 6 }, { maximumFractionDigits: 1, useGrouping: false }, { minimumFractionDigits: 1, maximumFractionDigits: 1, useGrouping: false }, { minimumFractionDigits: 2, maximumFractionDigits: 2 }]; // prettier-ignore
    for (const option of options)
      for (const value of [0, 0.5, 1, 5.55, 5.6, 7.05, 12.3456789, 99.95, 120, 999.5, 1000, 12345.678, 1234567, -3.25, -1200])
        expect(make(ownWords, 'NumberFormat', locale, option).format(value)).toBe(make(Intl, 'NumberFormat', locale, option).format(value));
  });

  it.each(['zh-CN', 'en'])('are the engine’s: dates, %s', (locale) => {
    const date = [{ dateStyle: 'medium' }, { dateStyle: 'long' }, { month: 'short', day: 'numeric', weekday: 'short' }, { year: 'numeric' }, { year: 'numeric', month: 'long' }, { year: 'numeric', month: 'numeric' }, { month: 'numeric', day: 'numeric' }]; // prettier-ignore
    const both = [{ dateStyle: 'medium', timeStyle: 'short' }, { dateStyle: 'long', timeStyle: 'short' }, { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' }, { dateStyle: 'long', timeStyle: 'medium', hourCycle: 'h23' }, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }]; // prettier-ignore
    for (const option of [...date, ...both])
      for (const zone of [{}, { timeZone: 'UTC' }])
        for (let i = 0; i < 40; i++) {
          const at = Date.UTC(2019 + (i % 9), (i * 5) % 12, 1 + ((i * 11) % 28), (i * 7) % 24, (i * 13) % 60, i);
          const said = [ownWords, Intl].map((from) => plain(make(from, 'DateTimeFormat', locale, { ...option, ...zone }).format(at)));
          expect(said[0], JSON.stringify({ ...option, ...zone })).toBe(said[1]);
        }
  });

  it.each(['zh-CN', 'en'])('are the engine’s: how long ago, %s', (locale) => {
    for (const unit of ['minute', 'hour', 'day', 'month', 'year'])
      for (const value of [-59, -12, -3, -2, -1, 0, 1, 2, 3, 44])
        expect(make(ownWords, 'RelativeTimeFormat', locale, {}).format(value, unit)).toBe(
          make(Intl, 'RelativeTimeFormat', locale, { numeric: 'auto' }).format(value, unit),
        );
  });
});

describe('classes of characters that are written out', () => {
  const rules = '../../scripts/miniprogram/no-icu.mjs';

  it('find what the property finds, among the signs of names', async () => {
    const { withoutProperties } = (await import(/* @vite-ignore */ rules)) as { withoutProperties(source: string, file: string): string };
    for (const pattern of ['[\\s\\p{P}\\p{S}\\p{C}]', '[\\p{L}\\p{M}\\p{N}]', '[^\\p{L}\\p{N}]', '[\\s\\p{P}]', '\\p{L}', '\\p{Script=Han}']) {
      const written = new RegExp(/\/(.*)\/u/s.exec(withoutProperties(`x = /${pattern}/u`, 'x.ts'))![1]!, 'u');
      const meant = new RegExp(pattern, 'u');
      for (const [first, last] of [
        [0, 0x2af],
        [0x300, 0x36f],
        [0x2000, 0x20cf],
        [0x2460, 0x26ff],
        [0x3000, 0x30ff],
        [0x3400, 0x4dbf],
        [0x4e00, 0x9fff],
        [0xff01, 0xff60],
        [0x1f300, 0x1f64f],
        [0x20000, 0x20fff],
      ] as const)
        // prettier-ignore
        for (let at = first; at <= last; at++) {
          const character = String.fromCodePoint(at);
          if (!/\p{Cn}/u.test(character) && written.test(character) !== meant.test(character)) throw new Error(`${pattern} U+${at.toString(16)}`);
        }
    }
    expect(() => withoutProperties('x = /[a\\p{Lu}]/u', 'x.ts')).toThrow('no rule knows');
  });
});

describe('a logic layer without the data of languages', () => {
  let files: Files;
  let layer: Sandbox;
  let client: Client;
  beforeAll(async () => {
    files = await built('wx');
    layer = sandbox(files, { wx: modelOf('wx').api });
    layer.run(withoutLanguageData);
    for (const family of ['vitals', 'medication', 'intake', 'encyclopedia']) layer.require(`${family}/family.js`);
    layer.context['nelumbo'] = layer.require('runtime/index.js');
    ({ client } = layer.run(`nelumbo.start({ locale: 'zh-CN' })`) as { client: Client });
  }, 120_000);
  afterAll(() => client.close());

  it('has none, and no file of the package asks for it', () => {
    expect(layer.run('typeof Intl')).toBe('undefined');
    for (const [name, text] of Object.entries(files)) expect(/\\\\?p\{/i.test(text), name).toBe(false);
  });

  it.each([
    ['vitals/entry', { measure: 'blood-pressure' }, /记录血压/],
    ['vitals/chart', { measure: 'blood-pressure', range: '30d' }, /\d+月\d+日 \d\d:\d\d/],
    ['medication/today', {}, /今日用药/],
    ['medication/today', { date: '2026-11-24' }, /11月24日周二/],
    ['intake/question', { src: 'urn:nelumbo:questionnaire:phq-9' }, /PHQ-9/],
    ['encyclopedia/card', { query: '高血压' }, /血管壁的压力/],
    ['encyclopedia/card', { query: 'ｇａｏｘｕｅｙａ' }, /血管壁的压力/],
    ['storage/room', { always: true }, /本机存储空间/],
  ])('shows %s %o', async (component, properties, wanted) => {
    await client.vitals.record({
      measure: 'blood-pressure',
      values: { systolic: 128, diastolic: 82 },
      unit: 'mm[Hg]',
      at: Date.now() - 60_000 * Math.random(),
    });
    const shown = shows(layer, component, properties);
    await expect.poll(() => JSON.stringify(shown.data), { timeout: 10_000 }).toMatch(wanted);
    expect(shown.data).toMatchObject({ frame: { failure: '' } });
    shown.close();
  });

  it('records a dose of a plan that was written there', async () => {
    const { medication } = client;
    const saved = await medication.plan({ name: '二甲双胍', pattern: { amount: 1, unit: '{tablet}', times: ['12:00'] } });
    expect(saved).toMatchObject({ ok: true });
    const day = await medication.day();
    expect(day.doses).toHaveLength(1);
    expect(await medication.take(day.doses[0]!)).toMatchObject({ ok: true });
  });
});

/** A component on no screen: what it hands over to its markup. */
function shows(layer: Sandbox, component: string, properties: object): { readonly data: Record<string, unknown>; close(): void } {
  interface Definition {
    readonly data: object;
    readonly lifetimes: { attached(): void; detached(): void };
  }
  let found: Definition | undefined;
  layer.context['Component'] = (definition: Definition) => (found = definition);
  layer.forget(`${component}/index.js`);
  layer.require(`${component}/index.js`);
  const data: Record<string, unknown> = { ...found!.data };
  const instance = { data, properties, setData: (more: object) => Object.assign(data, more), triggerEvent: () => undefined };
  found!.lifetimes.attached.call(instance as never);
  return { data, close: () => found!.lifetimes.detached.call(instance as never) };
}
