// What a platform can do beside storage and network: devices, sharing, questions to the user, messages. On the models of all four.
import { createClient, type Client } from '@nelumbo/core';
import { bundledContent } from '@nelumbo/content';
import { alipayPlatform, baiduPlatform, douyinPlatform, wechatPlatform, type MiniPlatform } from '@nelumbo/miniprogram';
import { afterEach, describe, expect, it } from 'vitest';
import { shareEntry, shareFile } from '../../packages/miniprogram/src/ports/share.js';
import { hostRandom, modelOf, type BluetoothModel, type Dialect, type Model } from './model.js';

const platforms = { wx: wechatPlatform, tt: douyinPlatform, my: alipayPlatform, swan: baiduPlatform };
const dialects: readonly Dialect[] = ['wx', 'tt', 'my', 'swan'];
const soon = (run: () => void) => void setImmediate(run);
const phone = (dialect: Dialect): Model => modelOf(dialect, { later: soon });

const open: Client[] = [];
afterEach(() => Promise.all(open.splice(0).map((client) => client.close())));
async function clientOn(platform: MiniPlatform): Promise<Client> {
  const client = await createClient({ platform, content: bundledContent() });
  open.push(client);
  return client;
}

/** A cuff of the Blood Pressure Service; `124/86`, in mm[Hg], without a time (Blood Pressure Measurement, 2A35). */
const cuff = (): BluetoothModel => ({ deviceId: 'cuff-1', name: 'Cuff', service: 0x1810, characteristic: 0x2a35 });
const pressure = Uint8Array.of(0, 124, 0, 86, 0, 99, 0);

describe('Bluetooth', () => {
  for (const dialect of ['wx', 'my'] as const)
    it(`reads a cuff through the parsers of vitals, records it, and hears it go: ${dialect}`, async () => {
      const model = phone(dialect);
      model.nearby.push(cuff());
      const client = await clientOn(
        platforms[dialect](model.api, {
          random: hostRandom,
          chooseDevice: (list) =>
            new Promise((resolve) => {
              const stop = list((devices) => {
                if (!devices[0]) return;
                stop();
                resolve(devices[0]);
              });
            }),
        }),
      );
      expect(await client.vitals.devicesAvailable()).toBe(true);
      const told: { kind: string; readings?: readonly { values: object }[]; reason?: string }[] = [];
      const session = await client.vitals.listenToDevice(['blood-pressure'], (one) => told.push(one));
      expect(session?.name).toBe('Cuff');
      expect(model.calls).toContain(dialect === 'my' ? 'connectBLEDevice' : 'createBLEConnection');
      model.nearby[0]!.send!(pressure);
      await expect.poll(() => told.length).toBe(1);
      expect(told[0]).toMatchObject({ kind: 'readings', readings: [{ measure: 'blood-pressure', values: { systolic: 124, diastolic: 86 } }] });
      const saved = await client.vitals.record(told[0]!.readings as never);
      expect(saved).toMatchObject({ ok: true });
      expect((await client.vitals.latest('blood-pressure'))?.values).toEqual({ systolic: 124, diastolic: 86 });
      model.nearby[0]!.send!(Uint8Array.of(0, 255, 7, 255, 7, 255, 7)); // NaN: a measurement that failed
      await expect.poll(() => told[1]?.kind).toBe('refused');
      model.nearby[0]!.gone!();
      await expect.poll(() => told[2]?.kind).toBe('ended');
      model.nearby[0]!.send!(pressure);
      session!.close();
      expect(told).toHaveLength(3);
    });

  it('is off where it is not documented, and says so', async () => {
    for (const dialect of ['tt', 'swan'] as const) {
      const client = await clientOn(platforms[dialect](phone(dialect).api, { random: hostRandom }));
      expect(await client.vitals.devicesAvailable()).toBe(false);
      expect(await client.vitals.listenToDevice(undefined, () => undefined).catch((error: { code: string }) => error.code)).toBe('unsupported');
    }
  });

  it('does not begin before the user agreed', async () => {
    const model = phone('wx');
    model.nearby.push(cuff());
    const client = await clientOn(wechatPlatform(model.api, { privacy: (purpose) => Promise.resolve(purpose !== 'bluetooth') }));
    const refused = await client.vitals.listenToDevice(['blood-pressure'], () => undefined).catch((error: { code: string }) => error.code);
    expect(refused).toBe('consent-missing');
    expect(model.calls.filter((name) => /BLE|Bluetooth/.test(name))).toEqual([]);
  });
});

describe('privacy', () => {
  for (const dialect of dialects)
    it(`is asked before the first read, once, and again after a no: ${dialect}`, async () => {
      const model = phone(dialect);
      const asked: string[] = [];
      let answer = false;
      const platform = platforms[dialect](model.api, {
        random: hostRandom,
        privacy: (purpose) => {
          asked.push(purpose);
          return Promise.resolve(answer);
        },
      });
      await expect(platform.storage.open('t', ['a'])).rejects.toBeDefined();
      expect(model.calls.filter((name) => /Storage/.test(name))).toEqual([]);
      answer = true;
      const db = await platform.storage.open('t', ['a']);
      await db.commit([['a', [1], Uint8Array.of(7)]], [], 'strict');
      expect(asked).toEqual(['storage', 'storage']);
      db.close();
    });
});

describe('subscribe messages', () => {
  const templates = ['t1', 't2', 't3', 't4', 't5', 't6'];
  for (const dialect of dialects)
    it(`are asked for within the platform’s number, and only accepted ones are told to the host: ${dialect}`, async () => {
      const model = phone(dialect);
      model.user.subscribe['t2'] = 'reject';
      const told: (readonly string[])[] = [];
      const { notifier } = platforms[dialect](model.api, { random: hostRandom, templates, onSubscribed: (accepted) => told.push(accepted) });
      const most = dialect === 'wx' ? 5 : 3;
      const channel = (list: readonly { id: string; needs: readonly string[] }[]) => list.find(({ id }) => id === 'subscribe');
      expect(channel(await notifier.capabilities())).toMatchObject({ closedPage: true, repeat: false, needs: ['gesture', 'host'] });
      expect(channel(await notifier.request('subscribe'))?.needs).toEqual(['host']); // agreed: no tap is needed for the next one
      expect(told).toEqual([templates.slice(0, most).filter((id) => id !== 't2')]);
    });

  it('are not offered without a template, and a refusal is an answer', async () => {
    for (const dialect of dialects) {
      const bare = platforms[dialect](phone(dialect).api, { random: hostRandom }).notifier;
      expect((await bare.capabilities()).map(({ id }) => id)).not.toContain('subscribe');
      const model = phone(dialect);
      model.fault = (name) => (name === 'requestSubscribeMessage' ? 'fail' : undefined);
      const told: (readonly string[])[] = [];
      const { notifier } = platforms[dialect](model.api, { random: hostRandom, templates, onSubscribed: (accepted) => told.push(accepted) });
      expect((await notifier.request('subscribe')).find(({ id }) => id === 'subscribe')?.needs).toEqual(['gesture', 'host']);
      expect(told).toEqual([]);
    }
  });
});

describe('sharing', () => {
  it('names an entry and nothing else', () => {
    expect(shareEntry({ id: 'zh-CN/hypertension', title: '高血压' }, '/pages/entry/entry')).toEqual({
      title: '高血压',
      path: '/pages/entry/entry?entry=zh-CN%2Fhypertension',
    });
    for (const id of ['', 'a b', 'x&user=1', 'a'.repeat(81)]) expect(() => shareEntry({ id, title: 't' }, '/p')).toThrow(/encyclopedia/);
  });

  it('hands a file to a chat and leaves nothing behind, whether the user went on or not', async () => {
    const model = phone('wx');
    await shareFile(model.api, 'blood pressure.csv', 'time,value\n');
    expect(model.shared).toEqual([{ name: 'blood pressure.csv', text: 'time,value\n' }]);
    expect([...model.files]).toEqual([]);
    model.user.share = false;
    await expect(shareFile(model.api, 'b.csv', 'x')).rejects.toMatchObject({ code: 'aborted' });
    expect([...model.files]).toEqual([]);
  });

  it('says where it cannot', async () => {
    for (const dialect of ['tt', 'my', 'swan'] as const)
      await expect(shareFile(phone(dialect).api, 'b.csv', 'x')).rejects.toMatchObject({ code: 'unsupported' });
  });
});
