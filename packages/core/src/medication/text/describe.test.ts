import { readdirSync, readFileSync } from 'node:fs';
import { describe as suite, expect, it } from 'vitest';
import type { Dosage, MedicationRequest } from '../../fhir/index.js';
import { dosageOf, patternOf, type DosePattern } from '../pattern.js';
import { describe } from './describe.js';

const root = new URL('../../../../../test/fixtures/medication/fds/', import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));
const tablet = { amount: 1, unit: '{tablet}' };

suite('a dosage in words', () => {
  const said: [DosePattern, string, string][] = [
    [{ ...tablet, when: ['PCM', 'PCV'] }, '每次 1 片，每日 2 次，早餐后、晚餐后', '1 tablet, twice daily, after breakfast and after dinner'],
    [{ ...tablet, amount: 2, times: ['08:00', '20:00'] }, '每次 2 片，每日 2 次，08:00、20:00', '2 tablets, twice daily, at 08:00 and 20:00'],
    [{ ...tablet, amount: 0.5, times: ['22:00'], everyDays: 2 }, '每次 0.5 片，每 2 天 1 次，22:00', '0.5 tablets, every 2 days, at 22:00'],
    [{ amount: 5, unit: 'mL', everyHours: 8 }, '每次 5 毫升，每 8 小时 1 次', '5 mL, every 8 hours'],
    [
      { ...tablet, times: ['09:00'], weekdays: ['mon', 'wed', 'fri'] },
      '每次 1 片，每周 3 次，周一、周三、周五，09:00',
      '1 tablet, 3 times a week, on Monday, Wednesday and Friday, at 09:00',
    ],
    [{ ...tablet, asNeeded: true, note: 'x' }, '每次 1 片，需要时使用，x', '1 tablet, as needed, x'],
    [{ ...tablet, times: ['08:00'], food: 'with' }, '每次 1 片，每日 1 次，08:00，随餐', '1 tablet, once daily, at 08:00, with food'],
    [
      { ...tablet, times: ['21:00'], cycle: { on: 21, off: 7 }, start: '2026-01-05', end: '2026-12-31' },
      '每次 1 片，每日 1 次，21:00，用 21 天、停 7 天，2026年1月5日至2026年12月31日',
      '1 tablet, once daily, at 21:00, 21 days on, 7 days off, from January 5, 2026 until December 31, 2026',
    ],
  ];
  it.each(said)('says what its structure says: %j', (pattern, zh, en) => {
    const dosage = dosageOf(pattern);
    expect(describe(dosage, 'zh-CN')).toEqual({ text: zh, omitted: [] });
    expect(describe(dosage, 'en')).toEqual({ text: en, omitted: [] });
    expect(patternOf({ ...dosage, text: zh, sequence: 1 })).toEqual(pattern);
  });

  it('offers no pattern for a dosage that says more than the editor can', () => {
    const dosage = dosageOf({ ...tablet, when: ['HS'] });
    expect(patternOf({ ...dosage, route: { text: 'oral' } })).toBeUndefined();
    expect(patternOf({ ...dosage, timing: { repeat: { ...dosage.timing!.repeat!, count: 3 } } })).toBeUndefined();
  });

  const specs = readdirSync(new URL('specs', root)).flatMap((folder) => readdirSync(new URL(`specs/${folder}`, root)).map((file) => `specs/${folder}/${file}`));
  it.each(specs)('says or names as omitted every element of %s', (path) => {
    const dosage = read(path) as Dosage | Dosage[]; // a fragment of the collection
    const numbers = JSON.stringify(dosage, (key, value: unknown) => (/text|code|system/.test(key) ? undefined : value)).match(/(?<=:)\d+(?:\.\d+)?/g) ?? [];
    for (const locale of ['zh-CN', 'en']) {
      const { text, omitted } = describe(dosage, locale);
      if (path.includes('sequence') || path.includes('offset_hours')) continue; // only a text, or an offset from nothing
      if (omitted.length === 0) for (const n of numbers) expect(text === '' ? n : text).toMatch(new RegExp(n === '1' ? '1|once' : n === '2' ? '2|twice' : n));
      expect(text.length + omitted.length).toBeGreaterThan(0);
    }
  });

  it.each(readdirSync(new URL('medicationrequest', root)))('never throws and never keeps silent about %s', (file) => {
    const request = read(`medicationrequest/${file}`) as MedicationRequest; // R4 by its folder
    for (const locale of ['zh-CN', 'en']) {
      const { text, omitted } = describe(request.dosageInstruction ?? [], locale);
      expect(text.length + omitted.length).toBeGreaterThan(0);
      expect(text).not.toMatch(/undefined|NaN|\[object/);
    }
  });
});
