// What is written into the phone's own calendar, from plans as the client keeps them: nothing else reminds while a mini-program is closed.
import { createClient, type Client } from '@nelumbo/core';
import { memoryPlatform } from '@nelumbo/core/memory';
import { bundledContent } from '@nelumbo/content';
import { beforeEach, describe, expect, it } from 'vitest';
import { calendarEvents, writeCalendar } from '@nelumbo/miniprogram';
import type { MiniApi } from '../../packages/miniprogram/src/ports/call.js';

const now = Date.parse('2026-03-02T10:00:00+08:00'); // a Monday
const offset = 480;
const title = '该用药了';
let client: Client;
beforeEach(async () => {
  client = await createClient({ platform: memoryPlatform({ webcrypto: globalThis.crypto, start: now }), content: bundledContent() });
  return () => client.close();
});

async function plan(pattern: object, more: object = {}): Promise<void> {
  const saved = await client.medication.plan({ name: '氨氯地平', pattern: { amount: 1, unit: '{tablet}', ...pattern }, ...more });
  expect(saved).toMatchObject({ ok: true });
}
/** Each event as its hour where the user is, how it repeats, and its last day. */
const written = async () =>
  (await calendarEvents(client.medication, { now, offset, title })).map(({ startTime, repeatInterval = 'once', repeatEndTime }) => {
    const local = (seconds: number) => new Date(seconds * 1000 + offset * 60_000).toISOString();
    return [local(startTime).slice(0, 16), repeatInterval, ...(repeatEndTime === undefined ? [] : [local(repeatEndTime).slice(0, 10)])].join(' ');
  });

describe('the phone’s calendar', () => {
  it('repeats every day for half a year, from tomorrow, once for doses of one minute, and says no name', async () => {
    await plan({ times: ['08:00', '20:00'] });
    await plan({ times: ['08:00'] });
    expect(await written()).toEqual(['2026-03-03T08:00 day 2026-08-30', '2026-03-03T20:00 day 2026-08-30']);
    expect(JSON.stringify(await calendarEvents(client.medication, { now, offset, title }))).not.toContain('氨氯地平');
  });

  it('repeats every week, but not what a daily event says at the same minute', async () => {
    await plan({ times: ['08:00', '21:30'], weekdays: ['mon', 'thu'] });
    expect(await written()).toEqual(
      ['2026-03-05T08:00', '2026-03-05T21:30', '2026-03-09T08:00', '2026-03-09T21:30'].map(
        (at) => `${at} week ${at < '2026-03-06' ? '2026-09-01' : '2026-09-05'}`,
      ),
    );
    await plan({ times: ['08:00'] });
    expect((await written()).map((event) => event.slice(0, 20))).toEqual(['2026-03-03T08:00 day', '2026-03-05T21:30 wee', '2026-03-09T21:30 wee']);
  });

  it('begins with a plan that begins later, and keeps the week until a daily plan begins', async () => {
    await plan({ times: ['08:00'], start: '2026-03-25' });
    expect(await written()).toEqual(['2026-03-25T08:00 day 2026-09-21']);
    await plan({ times: ['08:00'], weekdays: ['fri'], start: '2026-03-20' });
    expect((await written()).map((event) => event.slice(0, 20))).toEqual(['2026-03-20T08:00 wee', '2026-03-25T08:00 day']);
    await plan({ times: ['08:00'], start: '2026-03-10' });
    expect((await written()).map((event) => event.slice(0, 20))).toEqual(['2026-03-10T08:00 day']);
  });

  it('writes two weeks of single events for any other rhythm', async () => {
    await plan({ times: ['09:00'], everyDays: 5, start: '2026-03-02' });
    expect(await written()).toEqual(['2026-03-07T09:00 once', '2026-03-12T09:00 once']);
    await plan({ times: ['08:00'], end: '2026-03-04' });
    expect(await written()).toEqual(['2026-03-03T08:00 once', '2026-03-04T08:00 once', '2026-03-07T09:00 once', '2026-03-12T09:00 once']);
  });

  it('is not written for what nobody wants to be reminded of', async () => {
    await plan({ times: ['08:00'] }, { remind: false });
    await plan({ asNeeded: true });
    expect(await written()).toEqual([]);
  });

  it('takes each event in the platform’s own way, and asks no more after a no', async () => {
    const calls: [string, Record<string, unknown>][] = [];
    let yes = 3;
    const take = (name: string) => (options: Record<string, unknown> & { success(answer: object): void; fail(error: object): void }) => {
      calls.push([name, options]);
      if (yes-- > 0) options.success({});
      else options.fail({ errMsg: `${name}:fail auth deny` });
    };
    const api = { addPhoneCalendar: take('once'), addPhoneRepeatCalendar: take('repeat') } as unknown as MiniApi;
    await plan({ times: ['08:00', '20:00'] });
    await plan({ times: ['09:00'], everyDays: 5, start: '2026-03-02' });
    const events = await calendarEvents(client.medication, { now, offset, title });
    expect(await writeCalendar(api, events)).toBe(3);
    expect(calls.map(([name]) => name)).toEqual(['repeat', 'repeat', 'once', 'once']);
    expect(calls[0]![1]).toMatchObject({
      title,
      startTime: Date.parse('2026-03-03T08:00:00+08:00') / 1000,
      repeatInterval: 'day',
      alarm: true,
      alarmOffset: 0,
    });
    expect(calls[2]![1]).toMatchObject({
      title,
      startTime: Date.parse('2026-03-07T09:00:00+08:00') / 1000,
      endTime: String(Date.parse('2026-03-07T09:15:00+08:00') / 1000),
    });
  });
});
