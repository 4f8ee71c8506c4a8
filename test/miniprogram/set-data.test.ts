// What crosses to the page's thread: each `setData` is text, and WeChat asks for less than 256 kB of it at a time, and refuses 1 MB.
import type { Client } from '@nelumbo/core';
import { wechatPlatform } from '@nelumbo/miniprogram';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { define, type Host } from '../../packages/miniprogram/src/components/define.js';
import { MedicationToday, todayProps } from '../../packages/miniprogram/src/medication/today/today.js';
import { start } from '../../packages/miniprogram/src/runtime/client.js';
import { modelOf } from './model.js';

const dialect = vi.hoisted(() => ({ now: 'wx' }));
vi.mock('../../packages/miniprogram/src/runtime/this-platform.js', () => ({
  canvasWithoutNode: undefined,
  get differences() {
    return { dialect: dialect.now };
  },
}));

interface Instance {
  data: Record<string, unknown>;
  sent: Record<string, unknown>[];
  setData(paths: Record<string, unknown>): void;
  [name: string]: unknown;
}
interface Definition {
  readonly data: Record<string, unknown>;
  readonly methods: Readonly<Record<string, (event: object) => void>>;
  readonly lifetimes?: { attached(): void; detached(): void };
  didMount?(): void;
  didUnmount?(): void;
}

/** A component as a platform keeps it: data by paths, methods on the instance. */
function mounted(props: Readonly<Record<string, unknown>>, make: (host: Host<never>) => never, handlers: readonly string[]): Instance {
  let given!: Definition;
  vi.stubGlobal('Component', (definition: Definition) => (given = definition));
  define(props as never, make as never, handlers as never);
  const instance = { data: { ...given.data }, sent: [], props, properties: props, ...given.methods } as unknown as Instance;
  instance.setData = (paths) => {
    instance.sent.push(paths);
    for (const [path, value] of Object.entries(paths)) {
      const steps = path.replace(/\[(\d+)\]/g, '.$1').split('.');
      const last = steps.pop()!;
      const at = steps.reduce((one, step) => one[step] as Record<string, unknown>, instance.data);
      at[last] = value;
    }
  };
  instance['start'] = () => (given.lifetimes ? given.lifetimes.attached.call(instance) : given.didMount!.call(instance));
  instance['stop'] = () => (given.lifetimes ? given.lifetimes.detached.call(instance) : given.didUnmount!.call(instance));
  (instance['start'] as () => void)();
  return instance;
}

const size = (paths: object): number => Buffer.byteLength(JSON.stringify(paths));

describe('what a change sends', () => {
  let shown: Record<string, unknown> = {};
  class Any {
    constructor(readonly host: Host<never>) {}
    start(): void {
      this.draw();
    }
    stop(): void {
      shown = {};
    }
    changed(): void {
      this.draw();
    }
    draw(): void {
      this.host.show(shown);
    }
  }
  afterEach(() => vi.unstubAllGlobals());

  it.each(['wx', 'tt', 'my', 'swan'])('is what differs, by its path, and nothing where nothing does: %s', (name) => {
    dialect.now = name;
    shown = { a: { b: 1, c: [1, { d: 'x', e: undefined }] }, list: [{ id: 1 }, { id: 2 }], gone: { x: 1 }, none: null };
    const instance = mounted({}, ((host: Host<never>) => new Any(host)) as never, ['draw']);
    const draw = (next: Record<string, unknown>) => {
      const before = instance.sent.length;
      shown = next;
      (instance['draw'] as (event: object) => void)({});
      const sent = instance.sent.slice(before);
      expect(sent.length).toBeLessThan(2);
      expect(instance.data).toMatchObject(JSON.parse(JSON.stringify(next, (_key, value: unknown) => value ?? null)) as object);
      return sent[0] ?? {};
    };
    const base = structuredClone(shown);
    expect(draw(structuredClone(base))).toEqual({});
    expect(draw({ ...base, a: { b: 2, c: [1, { d: 'y', e: undefined }] } })).toEqual({ 'a.b': 2, 'a.c[1].d': 'y' });
    expect(draw(base)).toEqual({ 'a.b': 1, 'a.c[1].d': 'x' });
    expect(draw({ ...base, list: [{ id: 1 }, { id: 2 }, { id: 3 }] })).toEqual({ 'list[2]': { id: 3 } }); // it may grow
    expect(draw({ ...base, list: [{ id: 2 }] })).toEqual({ list: [{ id: 2 }] }); // a path cannot take away
    expect(draw({ ...base, list: [] })).toEqual({ list: [] });
    expect(draw({ ...base, list: [], gone: { y: 1 } })).toEqual({ gone: { y: 1 } });
    expect(draw({ ...base, list: [], gone: null, none: { z: [] } })).toEqual({ gone: null, none: { z: [] } });
    expect(draw({ ...base, list: { 0: 1 }, none: 0 })).toMatchObject({ list: { 0: 1 }, none: 0 });
    expect(draw({ list: undefined })).toEqual({ list: null }); // what is not named stays
    expect(instance.data['none']).toBe(0);
    (instance['stop'] as () => void)();
  });
});

/** 4,800 doses, as 200 hourly plans have them. */
class Many extends MedicationToday {
  protected override get client(): Client {
    const doses = Array.from({ length: 4800 }, (_none, i) => {
      const time = `${String(Math.floor(i / 200)).padStart(2, '0')}:00`;
      const plan = `MedicationRequest/01234567-89ab-cdef-0123-${String(i % 200).padStart(12, '0')}`;
      const dose = { id: `${plan}/${time}`, plan, slot: time, name: `盐酸二甲双胍缓释片 ${i % 200} mg`, state: i < 2400 ? 'late' : 'upcoming', due: i };
      return { ...dose, amount: { value: 1, code: '{tablet}' }, local: { date: '2026-01-05', time, days: 0 } };
    });
    const medication = {
      content: () => Promise.resolve({ units: [], skipReasons: [], snoozeMinutes: [10, 30], lowStockDays: 7, undoSeconds: 10 }),
      reminders: () => Promise.resolve({ channels: [] }),
      day: () => Promise.resolve({ date: '2026-01-05', today: true, now: 0, nextChange: 60_000, doses, asNeeded: [], plans: {} }),
    };
    return { medication, durable: true } as unknown as Client;
  }
}

describe('4,800 doses of a day', () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each(['wx', 'tt', 'my', 'swan'] as const)('go over in small pieces: a picture, a tap, the next forty: %s', async (name) => {
    dialect.now = name;
    start({ platform: wechatPlatform(modelOf('wx').api), locale: 'zh-CN' });
    const instance = mounted(todayProps, ((host: Host<never>) => new Many(host)) as never, ['more', 'leaf']);
    const { data, sent } = instance;
    const group = () => (data['groups'] as { id: string; rows: { id: string; panel?: object }[]; after: number; afterText: string }[] | undefined)?.[0];
    await expect.poll(() => group()?.rows.length).toBe(40);
    expect(group()!.afterText).toBe('后面还有 2360 项');
    const picture = Math.max(...sent.map(size));
    const act = (method: string, dataset: object) => {
      const before = sent.length;
      (instance[method] as (event: object) => void)({ currentTarget: { dataset } });
      return Math.max(...sent.slice(before).map(size));
    };
    const tap = act('more', { id: group()!.rows[3]!.id });
    expect(group()!.rows[3]!.panel).toBeTruthy();
    const { id } = group()!.rows[0]!;
    const turned = act('leaf', { list: group()!.id, from: group()!.after });
    expect(group()!.rows[0]!.id).not.toBe(id);
    console.log(`4,800 doses on ${name}, bytes: the first picture ${picture}, a tap ${tap}, the next forty ${turned}`);
    expect(picture).toBeLessThan(64_000);
    expect(tap).toBeLessThan(2000);
    expect(turned).toBeLessThan(64_000);
    (instance['stop'] as () => void)();
  });
});
