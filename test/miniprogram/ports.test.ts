// What a platform can do beside storage and network: devices, sharing, questions to the user, messages. On the models of all four.
import { createClient, type Client } from '@nelumbo/core';
import { bundledContent } from '@nelumbo/content';
import { alipayPlatform, baiduPlatform, douyinPlatform, wechatPlatform, type MiniPlatform } from '@nelumbo/miniprogram';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ChooseDevice } from '../../packages/miniprogram/src/ports/devices.js';
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

  const first: ChooseDevice = (list) =>
    new Promise((resolve) => {
      const stop = list((devices) => {
        if (!devices[0]) return;
        stop();
        resolve(devices[0]);
      });
    });
  const listening = (client: Client, told: { kind: string }[] = []) => client.vitals.listenToDevice(['blood-pressure'], (one) => void told.push(one));
  const code = (task: Promise<unknown>) => task.then(() => 'done').catch((error: { code?: string }) => error.code ?? 'no code');

  for (const dialect of ['wx', 'my'] as const) {
    const with_ = (model: Model, more: object = {}) => clientOn(platforms[dialect](model.api, { random: hostRandom, chooseDevice: first, ...more }));

    it(`asks a meter for its records, in the platform’s own kind of bytes: ${dialect}`, async () => {
      const model = phone(dialect);
      const asked: string[] = [];
      model.nearby.push({ deviceId: 'meter-1', name: 'Meter', service: 0x1808, characteristic: 0x2a18, more: [0x2a52], asked: (hex) => void asked.push(hex) });
      const client = await with_(model);
      const session = await client.vitals.listenToDevice(['glucose'], () => undefined);
      expect(session?.name).toBe('Meter');
      expect(asked).toEqual(['0101']); // report stored records, all of them
      session!.close();
    });

    it(`says that Bluetooth is off, and works once it is on: ${dialect}`, async () => {
      const model = phone(dialect);
      model.nearby.push(cuff());
      model.adapter(false);
      const client = await with_(model);
      expect(await client.vitals.devicesAvailable()).toBe(false);
      expect(await code(listening(client))).toBe('not-found');
      model.adapter(true);
      const session = await listening(client);
      expect(session?.name).toBe('Cuff');
      session!.close();
    });

    it(`ends when Bluetooth is switched off in the middle, once: ${dialect}`, async () => {
      const model = phone(dialect);
      model.nearby.push(cuff());
      const told: { kind: string }[] = [];
      await listening(await with_(model), told);
      model.adapter(false);
      await expect.poll(() => told).toEqual([{ kind: 'ended' }]);
      model.nearby[0]!.gone!();
      model.nearby[0]!.send!(pressure);
      model.adapter(false);
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
      expect(told).toHaveLength(1);
    });

    for (const failing of [dialect === 'my' ? 'connectBLEDevice' : 'createBLEConnection', 'getBLEDeviceServices', 'notifyBLECharacteristicValueChange'])
      it(`says that the device cannot be reached when ${failing} fails, and lets go of it: ${dialect}`, async () => {
        const model = phone(dialect);
        model.nearby.push(cuff());
        model.fault = (name) => (name === failing ? 'fail' : undefined);
        const client = await with_(model);
        expect(await code(listening(client))).toBe('not-found');
        expect(model.calls).toContain(dialect === 'my' ? 'disconnectBLEDevice' : 'closeBLEConnection');
        model.fault = undefined;
        (await listening(client))!.close(); // and the next try works
      });

    it(`says that a device cannot be reached when it goes before it is followed, and of no end of what had not begun: ${dialect}`, async () => {
      const model = phone(dialect);
      model.nearby.push(cuff());
      const told: { kind: string }[] = [];
      const client = await with_(model);
      model.fault = (name) => void (name === 'getBLEDeviceServices' && model.adapter(false));
      expect([await code(listening(client, told)), told]).toEqual(['not-found', []]);
    });

    it(`follows a device that is connected already: ${dialect}`, async () => {
      const model = phone(dialect);
      model.nearby.push(cuff());
      const client = await with_(model);
      const words = { errMsg: 'createBLEConnection:fail already connect', errorMessage: 'already connect', errCode: -1, error: -1 };
      model.api[dialect === 'my' ? 'connectBLEDevice' : 'createBLEConnection'] = ({ fail }: { fail: (reason: object) => void }) => fail(words);
      (await listening(client))!.close();
    });

    it(`gives up a device that never answers, and lets go of one that answers too late: ${dialect}`, async () => {
      const model = phone(dialect);
      model.nearby.push(cuff());
      const connect = dialect === 'my' ? 'connectBLEDevice' : 'createBLEConnection';
      const client = await with_(model);
      await client.vitals.devicesAvailable();
      let answer: (() => void) | undefined;
      model.api[connect] = ({ success }: { success: (result: unknown) => void }) => (answer = () => success({}));
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      try {
        const heard = code(listening(client));
        for (let i = 0; i < 1000 && !answer; i++) await new Promise((resolve) => setImmediate(resolve));
        await vi.advanceTimersByTimeAsync(15_000);
        expect(await heard).toBe('not-found');
      } finally {
        vi.useRealTimers();
      }
      const gone = dialect === 'my' ? 'disconnectBLEDevice' : 'closeBLEConnection';
      const before = model.calls.filter((name) => name === gone).length;
      answer!();
      await expect.poll(() => model.calls.filter((name) => name === gone).length).toBe(before + 1);
      expect(model.calls).not.toContain('getBLEDeviceServices');
    });

    it(`does nothing when the user chooses no device, and says so where looking fails: ${dialect}`, async () => {
      const model = phone(dialect);
      expect(await listening(await with_(model, { chooseDevice: () => Promise.resolve(undefined) }))).toBeUndefined();
      model.fault = (name) => (name === 'startBluetoothDevicesDiscovery' ? 'fail' : undefined); // no location permission, on Android
      const empty: ChooseDevice = (list) =>
        new Promise((resolve) => {
          const none = () => {
            stop();
            resolve(undefined);
          };
          const stop = list((devices) => {
            if (!devices.length) setImmediate(none); // `stop` is there then
          });
        });
      expect(await code(listening(await with_(model, { chooseDevice: empty })))).toBe('not-found');
    });
  }

  it('is off in a client that is too old for it', async () => {
    for (const dialect of ['wx', 'my'] as const) {
      const model = phone(dialect);
      delete model.api['openBluetoothAdapter'];
      const client = await clientOn(platforms[dialect](model.api, { random: hostRandom }));
      expect(await client.vitals.devicesAvailable()).toBe(false);
      expect(await code(listening(client))).toBe('unsupported');
    }
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

  it('is WeChat’s own question: a no stops everything, a yes is asked for once; an old client has none', async () => {
    const model = phone('wx');
    const questions = () => model.calls.filter((name) => name === 'requirePrivacyAuthorize').length;
    model.user.privacy = false;
    const platform = wechatPlatform(model.api);
    await expect(platform.allow('storage')).rejects.toMatchObject({ code: 'consent-missing' });
    await expect(platform.storage.open('t', ['a'])).rejects.toBeDefined();
    expect(model.calls.filter((name) => /Storage/.test(name))).toEqual([]);
    model.user.privacy = true;
    (await platform.storage.open('t', ['a'])).close();
    (await platform.storage.open('t', ['a'])).close();
    expect(questions()).toBe(3);
    const old = phone('wx');
    delete old.api['requirePrivacyAuthorize'];
    (await wechatPlatform(old.api).storage.open('t', ['a'])).close();
  });

  it('asks for each purpose apart: a no to the calendar leaves the records open; a question that breaks is a no', async () => {
    for (const dialect of dialects) {
      const asked: string[] = [];
      const platform = platforms[dialect](phone(dialect).api, {
        random: hostRandom,
        privacy: (purpose) => {
          asked.push(purpose);
          return purpose === 'calendar' ? Promise.reject(new Error('closed')) : Promise.resolve(purpose !== 'share');
        },
      });
      (await platform.storage.open('t', ['a'])).close();
      for (const purpose of ['calendar', 'share', 'calendar'] as const)
        await expect(platform.allow(purpose)).rejects.toMatchObject({ code: 'consent-missing' });
      expect(asked).toEqual(['storage', 'calendar', 'share', 'calendar']);
    }
  });

  it('that was answered with two reads at once is one question', async () => {
    const asked: string[] = [];
    const platform = wechatPlatform(phone('wx').api, { privacy: (purpose) => Promise.resolve(void asked.push(purpose)) });
    await Promise.all([platform.storage.open('t', ['a']), platform.storage.open('u', ['a'])]).then((all) => all.forEach((db) => db.close()));
    expect(asked).toEqual(['storage']);
  });
});

describe('subscribe messages', () => {
  const subscribing = dialects.filter((dialect) => dialect !== 'swan'); // Baidu has a form of its own for it
  const templates = ['t1', 't2', 't3', 't4', 't5', 't6'];
  for (const dialect of subscribing)
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

  it('count what the platform calls a yes, and nothing else', async () => {
    const model = phone('wx');
    model.user.subscribe = { t1: 'accept', t2: 'acceptWithAudio', t3: 'ban', t4: 'filter', t5: 'reject' };
    const told: (readonly string[])[] = [];
    await wechatPlatform(model.api, { templates, onSubscribed: (yes) => told.push(yes) }).notifier.request('subscribe');
    expect(told).toEqual([['t1', 't2']]);
  });

  it('are not offered by a client that is too old; reminders say so', async () => {
    for (const dialect of dialects) {
      const model = phone(dialect);
      expect('requestSubscribeMessage' in model.api).toBe(dialect !== 'swan');
      delete model.api['requestSubscribeMessage'];
      delete model.api['addPhoneRepeatCalendar'];
      const { notifier } = platforms[dialect](model.api, { random: hostRandom, templates });
      expect((await notifier.capabilities()).map(({ id }) => id)).toEqual(['in-page']);
      expect((await notifier.request('subscribe')).map(({ id }) => id)).toEqual(['in-page']);
    }
  });

  it('are not offered without a template, and a refusal is an answer', async () => {
    for (const dialect of subscribing) {
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

  it('leaves nothing behind when the phone is full, and says so in an old client', async () => {
    const model = phone('wx');
    const manager = (model.api['getFileSystemManager'] as () => Record<string, unknown>)();
    model.api['getFileSystemManager'] = () => ({
      ...manager,
      writeFile: ({ fail }: { fail: (reason: unknown) => void }) => soon(() => fail({ errMsg: 'writeFile:fail the maximum size of the file storage limit is exceeded', errCode: 1300202 })), // prettier-ignore
    });
    await expect(shareFile(model.api, 'b.csv', 'x')).rejects.toBeDefined();
    expect([[...model.files], model.shared]).toEqual([[], []]);
    for (const name of ['shareFileMessage', 'getFileSystemManager', 'env']) {
      const old = phone('wx');
      delete old.api[name];
      await expect(shareFile(old.api, 'b.csv', 'x'), name).rejects.toMatchObject({ code: 'unsupported' });
    }
  });

  it('says where it cannot', async () => {
    for (const dialect of ['tt', 'my', 'swan'] as const)
      await expect(shareFile(phone(dialect).api, 'b.csv', 'x')).rejects.toMatchObject({ code: 'unsupported' });
  });
});
