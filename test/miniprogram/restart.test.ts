// start() a second time: another login, the same user again, in the middle of what is being written; and bytes that come late.
import { alipayPlatform, wechatPlatform } from '@nelumbo/miniprogram';
import { emergencyNumberOf } from '../../packages/elements/src/locales/emergency-number.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import '../../packages/miniprogram/src/vitals/family.js';
import { current, setLocale, start } from '../../packages/miniprogram/src/runtime/client.js';
import { setSettings, settings } from '../../packages/miniprogram/src/runtime/settings.js';
import { Disk, hostRandom, modelOf } from './model.js';

const reading = (i: number) => ({ measure: 'heart-rate', values: { value: 60 + i }, unit: '/min', at: Date.now() - i * 60_000 });
const valuesOf = async () => (await current().client.vitals.readings({ measure: 'heart-rate' })).map(({ values }) => values['value']).sort();

describe('started again', () => {
  afterEach(() => current().client.close());

  it.each([0, 1, 3, 7, 20, 60])('by the same user while readings are saved: what was acknowledged is there, %i turns in', async (turns) => {
    const disk = new Disk();
    const later = (run: () => void) => void setImmediate(run);
    const platform = wechatPlatform(modelOf('wx', { disk, later }).api);
    const { client } = start({ platform, user: 'one' });
    await client.vitals.record(reading(0));
    const saved: number[] = [60];
    const keep = async (i: number) => {
      if ((await current().client.vitals.record(reading(i))).ok) saved.push(60 + i);
    };
    const before = Array.from({ length: 5 }, (_none, i) => keep(i + 1));
    for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
    start({ platform, user: 'one' });
    const after = Array.from({ length: 5 }, (_none, i) => keep(i + 11));
    await Promise.allSettled([...before, ...after]);
    expect(saved.length).toBeGreaterThan(5);
    expect(await valuesOf()).toEqual([...saved].sort());
    await current().client.close();
    start({ platform: wechatPlatform(modelOf('wx', { disk, later }).api), user: 'one' });
    expect(await valuesOf()).toEqual([...saved].sort());
  });

  it('with random bytes that a host’s server gave after the first start: what could not be kept is kept then', async () => {
    const model = modelOf('wx');
    delete model.api['getRandomValues'];
    vi.stubGlobal('wx', model.api);
    start({ platform: alipayPlatform(model.api), user: 'one' });
    await expect(current().client.vitals.record(reading(0))).rejects.toMatchObject({ code: 'storage-unavailable' });
    start({ user: 'one', random: hostRandom });
    expect(await current().client.vitals.record(reading(1))).toMatchObject({ ok: true });
    const { platform } = current();
    start({ user: 'two', random: hostRandom });
    expect(current().platform).toBe(platform); // its queues
  });

  it.each(['wx', 'my'] as const)('after a logout that kept what was not sent: the phone alone opens nothing, the host’s secret does: %s', async (dialect) => {
    const disk = new Disk();
    const platform = () => {
      const { api } = modelOf(dialect, { disk, later: (run) => void setImmediate(run) });
      return dialect === 'wx' ? wechatPlatform(api) : alipayPlatform(api, { random: hostRandom });
    };
    const secret = { kind: 'server', secret: Uint8Array.from({ length: 32 }, (_none, i) => i) } as const;
    const { client } = start({ platform: platform(), user: 'one' });
    await client.vitals.record(reading(0));
    await (await client.open()).records.keys.add(secret);
    expect(await client.privacy.logout('keep')).toMatchObject({ done: true, kept: true });
    start({ platform: platform(), user: 'one' });
    await expect(valuesOf()).rejects.toMatchObject({ code: 'wrong-key' });
    const asked: (readonly string[])[] = [];
    start({ platform: platform(), user: 'one', secret: (kinds) => (asked.push(kinds), Promise.resolve(secret)) });
    expect([await valuesOf(), asked]).toEqual([[60], [['server']]]);
    await current().client.close();
    start({ platform: platform(), user: 'one', secret: () => Promise.resolve({ ...secret, secret: new Uint8Array(32) }) });
    await expect(valuesOf()).rejects.toMatchObject({ code: 'wrong-key' });
  });
});

describe('the number for emergencies', () => {
  it('is the one that the web has for the locale’s region, 120 where the locale names none, and the host’s where it gives one', () => {
    const numbers: Record<string, string> = {};
    for (const locale of ['en', 'zh-CN', 'zh_CN', 'en-GB', 'zh-HK', 'zh-TW', 'en-US', 'de-DE', 'zh']) {
      setLocale(locale);
      numbers[locale] = settings().emergencyNumber;
      if (/[A-Z]{2}/.test(locale)) expect(numbers[locale]).toBe(emergencyNumberOf(locale));
    }
    expect(numbers).toEqual({ en: '120', 'zh-CN': '120', zh_CN: '120', 'en-GB': '999', 'zh-HK': '999', 'zh-TW': '119', 'en-US': '911', 'de-DE': '112', zh: '120' }); // prettier-ignore
    setSettings({ emergencyNumber: '000' });
    setLocale('zh-CN');
    expect(settings().emergencyNumber).toBe('000');
  });
});
