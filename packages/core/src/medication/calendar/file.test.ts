import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import schedule from '../../../../content/src/medication/schedule.js';
import { manualClock } from '../../memory/index.js';
import { compilePlan, planDoses } from '../doses.js';
import { planResource, readPlan } from '../plan.js';
import { dosageOf, type DosePattern } from '../pattern.js';
import { dayMs } from '../timing/civil.js';
import { Zone } from '../timing/zone.js';
import { calendarFile, type CalendarFile } from './file.js';
import type { Dosage } from '../../fhir/index.js';
import type { Chain } from '../ledger.js';

const now = Date.UTC(2026, 2, 5, 3, 7); // 22:07 of the 4th in New York
const tablet = { amount: 1, unit: '{tablet}' };

function chainOf(dosage: Dosage, device: string, home?: string): Chain {
  const zone = new Zone(manualClock(0, device), home);
  const from = '2026-03-01T08:00:00-05:00';
  const resource = planResource({
    ...{ id: 'p1', group: 'p1', concept: { text: '二甲双胍, 缓释片; 0.5 g' }, dosages: [dosage], authoredOn: from, from },
    ...{ stock: undefined, remind: true, prior: undefined, zone: home },
  });
  const current = compilePlan(readPlan(resource), { zone, anchors: schedule });
  expect(current.refusals).toEqual([]);
  return { versions: [current], current, zone, windows: schedule.windows };
}

/** The instants that an independent parser finds in the file; floating times are read in `zone`. */
function instants({ text }: CalendarFile, zone: Zone, from: number, to: number): number[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  for (const found of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(found);
  const out: number[] = [];
  for (const event of calendar.getAllSubcomponents('vevent')) {
    expect(event.getAllSubcomponents('valarm')).toHaveLength(1);
    const iterator = new ICAL.Event(event).iterator();
    for (let at = iterator.next(), n = 0; at && n < 500; at = iterator.next(), n++) {
      const wall = Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second);
      const instant = at.zone === ICAL.Timezone.utcTimezone ? wall : at.zone === ICAL.Timezone.localTimezone ? zone.toInstant(wall) : zone.toInstant(wall);
      if (instant >= to) break;
      if (instant >= from) out.push(instant);
    }
  }
  return out.sort((a, b) => a - b);
}

const patterns: [string, DosePattern][] = [
  ['daily', { ...tablet, times: ['08:00', '20:30'] }],
  ['by meals', { ...tablet, when: ['PCM', 'PCV'] }],
  ['every other day', { ...tablet, times: ['22:00'], everyDays: 2 }],
  ['on weekdays until a day', { ...tablet, times: ['09:00'], weekdays: ['mon', 'wed', 'fri'], end: '2026-03-20' }],
  ['in a cycle', { ...tablet, times: ['21:00'], cycle: { on: 5, off: 3 } }],
  ['every 8 hours', { ...tablet, everyHours: 8 }],
  ['in the night of the change', { ...tablet, times: ['02:30'] }],
];
const others: [string, Dosage][] = [
  [
    'monthly from the 31st',
    { timing: { repeat: { boundsPeriod: { start: '2026-01-31' }, frequency: 1, period: 1, periodUnit: 'mo' } }, doseAndRate: [{ doseQuantity: { value: 1 } }] },
  ],
  ['five times in all', { timing: { repeat: { count: 9, frequency: 1, period: 1, periodUnit: 'd' } }, doseAndRate: [{ doseQuantity: { value: 1 } }] }],
];
const cases = [...patterns.map(([name, pattern]): [string, Dosage] => [name, dosageOf(pattern)]), ...others];

describe('the calendar file', () => {
  for (const [policy, home] of [
    ['following the device', undefined],
    ['staying at home', 'America/New_York'],
  ] as const) {
    it.each(cases)(`gives an independent parser the same instants, ${policy}: %s`, (_name, dosage) => {
      const chain = chainOf(dosage, 'America/New_York', home);
      const file = calendarFile([chain], now, 'en');
      const [from, to] = [now, now + 45 * dayMs]; // over the change of 8 March
      const wanted = planDoses(chain.current, chain.zone, from, to).map((d) => d.due);
      expect(wanted.length).toBeGreaterThan(0);
      expect(instants(file, chain.zone, from, to)).toEqual(wanted);
    });
  }

  it('says nothing of the medicine unless it is asked to, and then escapes it', () => {
    const chain = chainOf(dosageOf({ ...tablet, times: ['08:00'] }), 'Asia/Shanghai');
    const neutral = calendarFile([chain], now, 'zh-CN').text;
    expect(neutral).toContain('SUMMARY:该用药了');
    expect(neutral).not.toMatch(/二甲双胍|片/);
    const named = new ICAL.Component(ICAL.parse(calendarFile([chain], now, 'zh-CN', { names: true, minutesBefore: 10 }).text) as unknown[]);
    const event = named.getFirstSubcomponent('vevent')!;
    expect(event.getFirstPropertyValue('summary')).toBe('二甲双胍, 缓释片; 0.5 g 1 片');
    expect(String(event.getFirstSubcomponent('valarm')!.getFirstPropertyValue('trigger'))).toBe('-PT10M');
  });

  it('folds lines at 75 octets and ends them with CRLF', () => {
    const { text } = calendarFile(
      [chainOf(dosageOf({ ...tablet, times: ['08:00'], note: '请用一大杯温水送服，服药后半小时内不要躺下，以免刺激食道' }), 'Asia/Shanghai')],
      now,
      'zh-CN',
      { names: true },
    );
    for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(text.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
  });

  it('keeps its ids and raises its sequence, so that a second import replaces the first', () => {
    const chain = chainOf(dosageOf({ ...tablet, times: ['08:00', '20:00'] }), 'Asia/Shanghai');
    const read = (at: number) => calendarFile([chain], at, 'en').text.match(/^(UID|SEQUENCE):.*$/gm)!;
    const [before, after] = [read(now), read(now + 60_000)];
    expect(after.filter((l) => l.startsWith('UID'))).toEqual(before.filter((l) => l.startsWith('UID')));
    expect(Number(after[1]!.slice(9))).toBeGreaterThan(Number(before[1]!.slice(9)));
  });

  it('says until when single events reach, where there is no rule', () => {
    const until = (pattern: DosePattern) => calendarFile([chainOf(dosageOf(pattern), 'Asia/Shanghai')], now, 'en').until;
    expect([until({ ...tablet, times: ['08:00'] }), until({ ...tablet, everyHours: 8 })]).toEqual([undefined, now + 60 * dayMs]);
  });
});
