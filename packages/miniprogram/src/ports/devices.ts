import type { Cancel, Device, DeviceService, DeviceValue } from '@nelumbo/core/platform';
import { NelumboError } from '@nelumbo/core/i18n';
import { call, member, type MiniApi, type MiniApiError } from './call.js';
import { later } from './globals.js';

/** How one platform names its Bluetooth. */
export interface BluetoothNames {
  /** `createBLEConnection`, or `connectBLEDevice` on Alipay. */
  readonly connect: 'createBLEConnection' | 'connectBLEDevice';
  readonly disconnect: 'closeBLEConnection' | 'disconnectBLEDevice';
  /** Told when a device goes away: `onBLEConnectionStateChange`, or `onBLEConnectionStateChanged` on Alipay. */
  readonly onState: 'onBLEConnectionStateChange' | 'onBLEConnectionStateChanged';
  readonly onFound: 'onBluetoothDeviceFound';
}

/** A device nearby, as the host's or our list shows it. */
export interface Nearby {
  readonly deviceId: string;
  readonly name: string;
  /** dBm; nearer is larger. */
  readonly signal: number;
}

/** Lets the user choose: shows the list as it grows, resolves to one of them, or to nothing. */
export type ChooseDevice = (list: (show: (devices: readonly Nearby[]) => void) => Cancel) => Promise<Nearby | undefined>;

const long = (number: number): string => `0000${number.toString(16).padStart(4, '0')}-0000-1000-8000-00805F9B34FB`.toUpperCase(); // Bluetooth Core, Vol 3, Part B, 2.5.1
const sameId = (given: string, number: number): boolean => {
  const id = given.toUpperCase();
  return id === long(number) || id === number.toString(16).toUpperCase().padStart(4, '0');
};

/** A value as bytes: an ArrayBuffer on WeChat, hexadecimal text on Alipay. */
function bytesOf(value: unknown): Uint8Array {
  if (typeof value !== 'string') return new Uint8Array(value as ArrayBuffer);
  return Uint8Array.from({ length: value.length >> 1 }, (_none, i) => parseInt(value.slice(2 * i, 2 * i + 2), 16));
}

const PATIENCE = 15_000; // ms until a device that does not answer counts as gone: the platforms do not always say so

/** The answer, or a failure when it takes too long. */
async function inTime<T>(task: Promise<T>): Promise<T> {
  let stop: Cancel | undefined;
  const late = new Promise<never>((_resolve, reject) => (stop = later(PATIENCE, () => reject(new Error('no answer')))));
  try {
    return await Promise.race([task, late]);
  } finally {
    stop?.();
  }
}

interface Found {
  readonly devices?: readonly { readonly deviceId: string; readonly name?: string; readonly localName?: string; readonly RSSI?: number }[];
}

/** Looks for devices until it is stopped; tells the whole list each time one is new. */
function look(
  api: MiniApi,
  names: BluetoothNames,
  services: readonly number[],
  show: (devices: readonly Nearby[]) => void,
  failed: (cause: unknown) => void,
): Cancel {
  const near = new Map<string, Nearby>();
  const hear = (raw: unknown) => {
    for (const { deviceId, name, localName, RSSI } of (raw as Found | undefined)?.devices ?? []) {
      near.set(deviceId, { deviceId, name: localName || name || deviceId, signal: RSSI ?? -100 });
    }
    show([...near.values()].sort((a, b) => b.signal - a.signal));
  };
  member(api, names.onFound)?.(hear);
  void call(api, 'startBluetoothDevicesDiscovery', { services: services.map(long), allowDuplicatesKey: false }).catch((cause: unknown) => {
    failed(cause);
    show([]);
  });
  return () => {
    member(api, 'offBluetoothDeviceFound')?.(hear);
    void call(api, 'stopBluetoothDevicesDiscovery').catch(() => undefined);
  };
}

/** What is written to a device: an ArrayBuffer on WeChat, hexadecimal text on Alipay. */
const written = (value: readonly number[] | Uint8Array, { connect }: BluetoothNames): ArrayBuffer | string =>
  connect === 'connectBLEDevice' ? Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('') : Uint8Array.from(value).buffer;

async function follow(api: MiniApi, names: BluetoothNames, deviceId: string, wanted: readonly DeviceService[]): Promise<number> {
  const { services } = await call<{ services: readonly { uuid?: string; serviceId?: string }[] }>(api, 'getBLEDeviceServices', { deviceId });
  let followed = 0;
  for (const { service, characteristics, ask } of wanted) {
    const serviceId = services.map(({ uuid, serviceId: id }) => uuid ?? id ?? '').find((id) => sameId(id, service));
    if (serviceId === undefined) continue;
    const found = await call<{ characteristics: readonly { uuid?: string; characteristicId?: string }[] }>(api, 'getBLEDeviceCharacteristics', {
      deviceId,
      serviceId,
    });
    const idOf = (number: number) => found.characteristics.map(({ uuid, characteristicId }) => uuid ?? characteristicId ?? '').find((id) => sameId(id, number));
    for (const number of [...characteristics, ...(ask ? [ask.characteristic] : [])]) {
      const characteristicId = idOf(number);
      if (characteristicId === undefined) continue;
      await call(api, 'notifyBLECharacteristicValueChange', { deviceId, serviceId, characteristicId, state: true });
      followed++;
    }
    const control = ask && idOf(ask.characteristic);
    if (ask && control) await call(api, 'writeBLECharacteristicValue', { deviceId, serviceId, characteristicId: control, value: written(ask.value, names) });
  }
  return followed;
}

function deviceOf(api: MiniApi, names: BluetoothNames, { deviceId, name }: Nearby): Device {
  return {
    id: deviceId,
    name,
    async listen(services, onValue, onEnd) {
      let ended = false;
      let begun = false;
      const known = services.flatMap(({ characteristics }) => characteristics);
      const hear = (raw: unknown) => {
        const { deviceId: from, characteristicId, value } = raw as { deviceId: string; characteristicId: string; value: unknown };
        const characteristic = known.find((number) => sameId(characteristicId, number));
        if (from === deviceId && characteristic !== undefined && !ended) onValue({ characteristic, value: bytesOf(value) } satisfies DeviceValue);
      };
      const end = () => {
        if (ended) return;
        stop();
        if (begun) onEnd();
      };
      const state = (raw: unknown) => {
        const { deviceId: from, connected } = raw as { deviceId: string; connected: boolean };
        if (from === deviceId && !connected) end();
      };
      const adapter = (raw: unknown) => {
        if (!(raw as { available: boolean }).available) end(); // switched off: no device says that it went
      };
      const stop = () => {
        ended = true;
        member(api, 'offBLECharacteristicValueChange')?.(hear);
        member(api, names.onState.replace(/^on/, 'off'))?.(state);
        member(api, 'offBluetoothAdapterStateChange')?.(adapter);
      };
      const disconnect = () => void call(api, names.disconnect, { deviceId }).catch(() => undefined);
      const begin = async () => {
        await call(api, names.connect, { deviceId }).catch((error: MiniApiError) => {
          if (!/already/.test(error.words)) throw error; // WeChat, -1: it is connected
        });
        if (ended) return disconnect(); // it answered after all, too late
        member(api, names.onState)?.(state);
        member(api, 'onBluetoothAdapterStateChange')?.(adapter);
        member(api, 'onBLECharacteristicValueChange')?.(hear);
        if ((await follow(api, names, deviceId, services)) === 0) throw new Error('none of the services');
      };
      const leave = () => {
        if (ended) return;
        stop();
        disconnect();
      };
      try {
        await inTime(begin());
        if (ended) throw new Error('gone in between');
        begun = true;
      } catch (error) {
        leave();
        throw error;
      }
      return leave;
    },
  };
}

/** Without a list of the host's own: the nearest device that answers within five seconds. */
const nearest: ChooseDevice = (list) =>
  new Promise((resolve) => {
    let best: Nearby | undefined;
    const stop = list((devices) => (best = devices[0]));
    later(5000, () => {
      stop();
      resolve(best);
    });
  });

/** `Devices.choose` on the platform's Bluetooth, loaded when it is first called; bytes go to the decoders of `core/vitals`. */
export async function chooseDevice(
  api: MiniApi,
  names: BluetoothNames,
  services: readonly number[],
  choose: ChooseDevice = nearest,
): Promise<Device | undefined> {
  const refuse = (cause: unknown): never => {
    throw new NelumboError('not-found', 'Bluetooth is off or not allowed. Switch it on and try again.', { cause, retry: 'now' });
  };
  await call(api, 'openBluetoothAdapter').catch(refuse);
  let failed: unknown;
  const chosen = await choose((show) => look(api, names, services, show, (cause) => (failed = cause)));
  if (!chosen && failed) refuse(failed); // nobody is near, or nobody may be looked for: the location of an Android phone is off, say
  return chosen && deviceOf(api, names, chosen);
}
