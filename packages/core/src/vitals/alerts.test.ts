import { afterEach, describe, expect, it } from 'vitest';
import alertsDocument from '../../../content/src/vitals/alerts.js';
import guidelines from '../../../content/src/vitals/guidelines.js';
import measuresDocument from '../../../content/src/vitals/measures.js';
import { quietMinutes } from './alert-desk.js';
import { evaluateRule } from './alert-rules.js';
import { alertWords, emptySeries, type AlertRule, type Measure, type Reading } from './index.js';
import { vitalsOver } from './testing.js';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 22, 2, 0); // 10:00 in Shanghai
const documents = { 'vitals/measures': measuresDocument, 'vitals/guidelines': guidelines, 'vitals/alerts': alertsDocument };
const open: { close(): Promise<void> }[] = [];
function room(at = now, rules?: readonly AlertRule[]) {
  const made = vitalsOver(rules ? { ...documents, 'vitals/alerts': { rules } } : documents, { now: at });
  open.push(made.vitals);
  return made;
}
afterEach(async () => {
  for (const vitals of open.splice(0)) await vitals.close();
});
const pressure = (systolic: number, diastolic: number, daysAgo: number, more: Partial<Reading> = {}): Reading => ({
  measure: 'blood-pressure', values: { systolic, diastolic }, at: now - daysAgo * day, context: { setting: 'home' }, ...more,
}); // prettier-ignore
const rule = (more: Partial<AlertRule>): AlertRule => ({
  id: 'r', version: 1, measure: 'weight', kind: 'single', cooldownDays: 0, level: 'watch', tell: { en: { saw: '', todo: '', seek: '' } }, source: 'editorial', confidence: 'unverified', ...more,
}); // prettier-ignore
const weight = (kg: number, daysAgo: number, more: Partial<Reading> = {}): Reading => ({
  measure: 'weight',
  values: { value: kg },
  at: now - daysAgo * day,
  ...more,
});
const told = (events: readonly { type: string }[]) => events.map((e) => ('rule' in e ? e.rule : e.type));

describe('alerts', () => {
  it('tell a critical value at once, once a day, and the host hears rule and level only', async () => {
    const { vitals, events } = room();
    await vitals.record(pressure(192, 110, 0));
    await vitals.watch();
    expect(events).toEqual([{ type: 'alert', rule: 'blood-pressure-urgent', level: 'urgent', refs: [expect.any(String)] }]);
    await vitals.record(pressure(195, 112, 0.01));
    const alerts = await vitals.alerts();
    expect([events.length, alerts.length]).toEqual([1, 1]);
    expect(alerts[0]).toMatchObject({ id: 'blood-pressure-urgent@1/2026-11-22', state: 'open', day: '2026-11-22' });
    await vitals.watch();
    expect(events).toHaveLength(1);
  });
  it('say nothing about old readings that an import brings', async () => {
    const { vitals, events } = room();
    await vitals.record([pressure(192, 110, 40), pressure(192, 110, 3)]);
    await vitals.watch();
    expect(events).toEqual([]);
  });
  it('count days running, above the guideline, and break where a day is missing', async () => {
    const { vitals, events } = room();
    const fasting = (value: number, daysAgo: number): Reading => ({
      measure: 'glucose',
      values: { value },
      at: now - daysAgo * day,
      context: { meal: 'fasting' },
    });
    await vitals.record([fasting(6.5, 4), fasting(6.6, 3), fasting(6.7, 1)]);
    await vitals.watch();
    expect(events).toEqual([]);
    await vitals.record([fasting(6.4, 2)]);
    await vitals.watch();
    expect(told(events)).toEqual(['glucose-fasting-days']);
    expect((await vitals.alerts())[0]).toMatchObject({ figures: { days: 3, count: 3 }, day: '2026-11-21', refs: { length: 3 } });
    await vitals.record(fasting(6.8, 0));
    await vitals.watch();
    expect(events).toHaveLength(1); // within the cooldown of 7 days
  });
  it('hold a personal target against the readings instead of the guideline', async () => {
    const three: Reading[] = [2, 1, 0].map((d) => ({ measure: 'glucose', values: { value: 6.5 }, at: now - d * day, context: { meal: 'fasting' as const } }));
    const { vitals, events } = room();
    await vitals.setProfile({ targets: [{ measure: 'glucose', unit: 'mmol/L', to: 7, meal: ['fasting'], by: 'clinician' }] });
    await vitals.record(three);
    await vitals.watch();
    expect(events).toEqual([]);
  });
  it('notice silence after a habit, at the change of the day, and settle when a reading comes', async () => {
    const { vitals, events, clock } = room();
    await vitals.record([1, 2, 3, 4, 5, 6].map((d) => pressure(120, 78, d)));
    await vitals.watch();
    clock.advance(5 * day);
    await vitals.watch();
    expect(events).toEqual([]);
    clock.advance(day + 1);
    await vitals.watch();
    expect(told(events)).toEqual(['blood-pressure-silence']);
    clock.advance(day);
    await vitals.watch();
    expect(events).toHaveLength(1); // the same silence
    await vitals.record({ measure: 'blood-pressure', values: { systolic: 121, diastolic: 79 }, context: { setting: 'home' } });
    expect((await vitals.alerts())[0]).toMatchObject({ rule: 'blood-pressure-silence', state: 'settled' });
  });
  it('are withdrawn visibly when a reading is corrected or taken back, and may come again', async () => {
    const { vitals, events } = room();
    const recorded = await vitals.record(pressure(192, 110, 0));
    if (!recorded.ok) throw new Error('refused');
    const { ref } = recorded.value[0]!;
    await vitals.watch();
    await vitals.edit(ref, { values: { systolic: 129, diastolic: 80 } });
    expect((await vitals.alerts())[0]).toMatchObject({ rule: 'blood-pressure-urgent', state: 'withdrawn' });
    await vitals.record(weight(70, 0.5));
    expect(events).toHaveLength(1);
  });
  it('see the mean of a week', async () => {
    const { vitals, events } = room();
    await vitals.record(Array.from({ length: 13 }, (_, i) => pressure(i % 2 ? 128 : 150, 84, 0.2 + i * 0.5)));
    await vitals.watch();
    expect(told(events)).toContain('blood-pressure-mean-week');
    const alert = (await vitals.alerts()).find((a) => a.rule === 'blood-pressure-mean-week')!;
    const { rule: found } = (await vitals.alertRules()).find((a) => a.rule.id === alert.rule)!;
    const measure = (await vitals.measures()).find((m) => m.id === 'blood-pressure')!;
    expect(alertWords(found, alert, measure, 'zh-CN', 'mmHg').saw).toBe('近 7 天 13 次血压的平均值为 140/84 mmHg，高于界值。');
    expect(alertWords(found, alert, measure, 'en-GB', 'mmHg').saw).toBe(
      'The mean of your 13 blood pressure readings of the last 7 days is 140/84 mmHg, above the limit.',
    );
    expect(alertWords(found, alert, measure, 'fr', 'mmHg').saw).toMatch(/^The mean/);
  });
  it('see a change in any unit', async () => {
    const { vitals } = room();
    await vitals.record([weight(140, 2.5, { unit: '500.g' }), weight(144.2, 0.1, { unit: '500.g' })]);
    expect((await vitals.alerts())[0]).toMatchObject({ rule: 'weight-gain-fast', unit: 'kg', figures: { change: expect.closeTo(2.1, 6) } });
  });
  it('see a rising trend', async () => {
    const { vitals } = room(now, [rule({ kind: 'trend', days: 30, direction: 'up', measure: 'weight' })]);
    await vitals.record(Array.from({ length: 25 }, (_, i) => weight(70 + i * 0.1, 25 - i)));
    expect((await vitals.alerts())[0]).toMatchObject({ figures: { change: expect.closeTo(2.4, 6), days: 24 } });
  });
  it.each([
    ['above', 100, 101, 100],
    ['below', 100, 99, 100],
  ] as const)("hold a number of a rule's own against values (%s)", async (side, limit, meets, not) => {
    const test = { [side]: limit, unit: 'kg' } as NonNullable<AlertRule['test']>; // one of the two sides
    const { vitals } = room(now, [rule({ test })]);
    await vitals.record(weight(not, 0.2));
    expect(await vitals.alerts()).toEqual([]);
    await vitals.record(weight(meets, 0.1));
    expect(await vitals.alerts()).toHaveLength(1);
  });
  it('wait in quiet hours, but for urgent ones', async () => {
    const night = Date.UTC(2026, 10, 21, 15, 30); // 23:30 in Shanghai
    const { vitals, events, clock } = room(night);
    await vitals.setAlertSettings({ quiet: { from: '22:00', to: '07:00' } });
    const at = night - 60_000;
    await vitals.record({ measure: 'glucose', values: { value: 3.5 }, at, context: { setting: 'home' } });
    await vitals.setProfile({ population: 'diabetes' });
    await vitals.record([weight(70, 2), { ...weight(73, 0), at }]);
    await vitals.record({ ...pressure(192, 110, 0), at });
    await vitals.watch();
    expect(told(events)).toEqual(['blood-pressure-urgent']);
    expect((await vitals.alerts()).filter((a) => a.state === 'held').map((a) => a.rule)).toContain('weight-gain-fast');
    clock.advance(7.5 * 3_600_000);
    await vitals.watch();
    expect(told(events)).toContain('weight-gain-fast');
    expect((await vitals.alerts()).filter((a) => a.state === 'held')).toEqual([]);
  });
  it('know when quiet hours end, also over midnight', () => {
    const settings = { off: [], quiet: { from: '22:00', to: '07:00' } };
    expect([21 * 60, 22 * 60, 0, 7 * 60 - 1, 7 * 60].map((minute) => quietMinutes(settings, minute))).toEqual([0, 540, 420, 1, 0]);
    expect(quietMinutes({ off: [], quiet: { from: '13:00', to: '14:00' } }, 13 * 60 + 30)).toBe(30);
    expect(quietMinutes({ off: [] }, 0)).toBe(0);
  });
  it('can be put away and switched off, urgent ones cannot', async () => {
    const { vitals, events } = room();
    const off = ['weight-gain-fast', 'blood-pressure-urgent'];
    await vitals.setAlertSettings({ off });
    await vitals.record([weight(70, 2), weight(73, 0.1), pressure(192, 110, 0)]);
    await vitals.watch();
    expect(told(events)).toEqual(['blood-pressure-urgent']);
    const [alert] = await vitals.alerts();
    await vitals.dismissAlert(alert!.id);
    expect((await vitals.alerts())[0]).toMatchObject({ state: 'dismissed' });
    await vitals.record(pressure(193, 110, 0.01));
    await vitals.watch();
    expect(events).toHaveLength(1);
  });
  it('speak about what another client of the same records stored', async () => {
    const first = room();
    await first.vitals.watch();
    await first.context.records.write([]);
    const { toObservation } = await import('./observation.js');
    const measure = measuresDocument.measures.find((m) => m.id === 'blood-pressure') as Measure;
    const full = { ...pressure(192, 110, 0), unit: 'mm[Hg]', offset: 480, source: 'urn:x', at: now, context: {} };
    await first.context.records.write([{ put: toObservation(measure, full) }]);
    await first.vitals.watch();
    expect(told(first.events)).toEqual(['blood-pressure-urgent']);
  });
  it('tell at once what a device measured whose clock runs a little ahead', async () => {
    const { vitals, events } = room();
    await vitals.record({ ...pressure(192, 110, 0), at: now + 4 * 60_000 });
    await vitals.watch();
    expect(told(events)).toEqual(['blood-pressure-urgent']);
  });
  describe('count civil days as they were lived', () => {
    const hour = 3_600_000;
    const days = rule({ kind: 'consecutive-days', days: 3, test: { above: 100, unit: 'kg' }, missingDay: 'breaks' });
    const measure = measuresDocument.measures.find((m) => m.id === 'weight') as Measure;
    /** Readings above the test at wall clocks `day hour` of zones, minutes east of UTC. */
    const found = (walls: readonly (readonly [day: number, hour: number, offset: number])[], asOf: readonly [day: number, hour: number, offset: number]) => {
      const at = ([d, h, offset]: readonly [number, number, number]) => Date.UTC(2026, 10, d) + h * hour - offset * 60_000;
      const rows = walls.map((wall) => ({ t: at(wall), offset: wall[2] })).sort((a, b) => a.t - b.t);
      const value = Float64Array.from(rows, () => 101);
      const series = {
        ...emptySeries('weight', 'kg'),
        t: Float64Array.from(rows, (r) => r.t),
        v: { value },
        offset: Int16Array.from(rows, (r) => r.offset),
        flags: new Uint8Array(rows.length),
      };
      const options = { guideline: 'cn-2024', population: 'adult' } as const;
      return evaluateRule(days, { measure, series, document: guidelines, options, asOf: at(asOf), offset: asOf[2] })?.figures;
    };
    it('when the clocks go back: a day of 25 hours', () => {
      // New York, 1 November 2026
      const autumn = [
        [-0, 0.1, -240],
        [1, 8, -300],
        [2, 8, -300],
      ] as const;
      expect(found(autumn, [3, 23.9, -300])).toEqual({ days: 3, count: 3 });
    });
    it('on a journey east and west', () => {
      expect(found([[10, 0.1, 480], [11, 8, 480], [12, 23, -480]], [13, 23.9, -480])).toEqual({ days: 3, count: 3 }); // prettier-ignore
      expect(found([[10, 23, -480], [11, 23, -480], [12, 23.9, 720]], [12, 23.95, 720])).toEqual({ days: 3, count: 3 }); // prettier-ignore
      expect(found([[10, 8, 480], [12, 8, 480], [13, 8, -480]], [13, 9, -480])).toBe(undefined); // prettier-ignore
      expect(found([[10, 8, 480], [11, 8, 480], [12, 8, 480]], [11, 20, -600])).toEqual({ days: 3, count: 3 }); // prettier-ignore
    });
  });
  it('take rules that a host adds, and refuse one that cannot run', async () => {
    const { vitals, events } = room();
    await vitals.register({ alerts: [rule({ id: 'own', test: { above: 100, unit: 'kg' } })] });
    await vitals.record(weight(101, 0.1));
    await vitals.watch();
    expect(told(events)).toEqual(['own']);
    await expect(vitals.register({ alerts: [rule({ id: 'none' })] })).rejects.toMatchObject({ code: 'unsupported' });
    await expect(vitals.register({ alerts: [rule({ kind: 'moon' as never })] })).rejects.toMatchObject({ code: 'unsupported' });
  });
});

describe('the starter rules', () => {
  it('are about measures that exist, in both languages, with what was seen, what to do and when to seek care', () => {
    for (const { id, measure, tell, source, where, component } of alertsDocument.rules) {
      const known = measuresDocument.measures.find((m) => m.id === measure)!;
      expect(known, id).toBeDefined();
      if (component) expect(known.components.map((c) => c.id)).toContain(component);
      expect(Object.keys(alertsDocument.sources), id).toContain(source);
      for (const locale of ['en', 'zh-CN'] as const)
        for (const part of ['saw', 'todo', 'seek'] as const) expect(tell[locale]?.[part], `${id} ${locale} ${part}`).toBeTruthy();
      const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
      expect(names(tell.en.saw), id).toEqual(names(tell['zh-CN']!.saw));
      void where;
    }
    expect(new Set(alertsDocument.rules.map((r) => r.id)).size).toBe(alertsDocument.rules.length);
  });
});
