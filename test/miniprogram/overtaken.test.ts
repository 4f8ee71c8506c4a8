// What is told to a component while it reads or writes: another day, a second tap, the end of the page.
import type { Client } from '@nelumbo/core';
import type { DayView, DoseView } from '@nelumbo/core/medication';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MedicationToday, todayProps } from '../../packages/miniprogram/src/medication/today/today.js';
import { start } from '../../packages/miniprogram/src/runtime/client.js';
import { wechatPlatform } from '@nelumbo/miniprogram';
import { modelOf } from './model.js';

interface Gate<T> {
  readonly opened: Promise<T>;
  open(value: T): void;
}
function gate<T>(): Gate<T> {
  let open!: (value: T) => void;
  const opened = new Promise<T>((resolve) => (open = resolve));
  return { opened, open };
}

const dose = (id: string) => ({ id, plan: 'MedicationRequest/1', slot: id, name: id, state: 'due', due: 0, local: { date: '2026-01-01', time: '08:00', days: 0 } }) as unknown as DoseView; // prettier-ignore
const dayOf = (date: string, ids: readonly string[] = []) => ({ date, today: false, now: 0, nextChange: 60_000, doses: ids.map(dose), asNeeded: [], plans: {} }) as unknown as DayView; // prettier-ignore
const turns = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

/** A component whose client answers when the test says so. */
class Today extends MedicationToday {
  readonly days = new Map<string, Gate<DayView>>();
  readonly taken: string[] = [];
  /** Whose client a tap finds. */
  owner = '';
  readonly writes: Gate<unknown>[] = [];
  static on(props: { date: string; readonly: boolean }, shown: Record<string, unknown>): Today {
    return new Today({ props, show: (data) => void Object.assign(shown, data), emit: () => undefined, canvas: () => Promise.resolve(undefined) });
  }
  protected override get client(): Client {
    const { owner } = this;
    const medication = {
      content: () => Promise.resolve({ units: [], skipReasons: [], snoozeMinutes: [], lowStockDays: 7, undoSeconds: 10 }),
      reminders: () => Promise.resolve({ channels: [] }),
      day: (date: string) => {
        const asked = this.days.get(date) ?? gate<DayView>();
        this.days.set(date, asked);
        return asked.opened;
      },
      take: async ({ id }: DoseView) => {
        this.taken.push(owner + id);
        const written = gate<unknown>();
        this.writes.push(written);
        await written.opened;
        return { ok: true, value: '' };
      },
    };
    return { medication } as unknown as Client;
  }
}

describe('a component that is told something while it reads or writes', () => {
  const props = { ...todayProps };
  let shown: Record<string, unknown> & { title?: string };
  let today: Today;
  beforeEach(() => {
    vi.useFakeTimers();
    start({ platform: wechatPlatform(modelOf('wx').api) });
    props.date = '2026-01-01';
    shown = {};
    today = Today.on(props, shown);
    today.start();
    return () => {
      today.stop();
      vi.useRealTimers();
    };
  });

  it('shows the day that was asked for last, whichever answers last', async () => {
    await turns();
    props.date = '2026-02-02';
    today.changed('date');
    await turns();
    today.days.get('2026-02-02')!.open(dayOf('2026-02-02'));
    await turns();
    today.days.get('2026-01-01')!.open(dayOf('2026-01-01'));
    await turns();
    today.notNow(); // draws anew
    expect(shown.title).toContain('2月2日');
  });

  it('does nothing more when its page was left meanwhile', async () => {
    await turns();
    today.stop();
    const before = vi.getTimerCount();
    today.days.get('2026-01-01')!.open(dayOf('2026-01-01'));
    await turns();
    expect(vi.getTimerCount()).toBe(before);
  });

  it('takes every medicine that was tapped, one after the other, and each once', async () => {
    await turns();
    today.days.get('2026-01-01')!.open(dayOf('2026-01-01', ['a', 'b', 'c']));
    await turns();
    for (const id of ['a', 'a', 'b', 'c', 'b']) today.take({ data: { id }, value: '' });
    for (let i = 0; i < 5; i++) {
      await turns();
      today.writes[i]?.open(undefined);
    }
    await turns();
    expect(today.taken).toEqual(['a', 'b', 'c']);
  });

  it('writes what one user tapped to nobody else’s records, and shows the next user nothing of it', async () => {
    today.owner = 'first ';
    await turns();
    today.days.get('2026-01-01')!.open(dayOf('2026-01-01', ['a', 'b']));
    await turns();
    for (const id of ['a', 'b']) today.take({ data: { id }, value: '' });
    await turns();
    today.owner = 'second ';
    start({ platform: wechatPlatform(modelOf('wx').api), user: 'second' });
    for (let i = 0; i < 3; i++) {
      await turns();
      today.writes[i]?.open(undefined);
    }
    await turns();
    expect(today.taken.filter((one) => one.startsWith('second'))).toEqual([]);
    expect([shown['bar'], shown['trouble']]).toEqual([null, '']);
  });
});
