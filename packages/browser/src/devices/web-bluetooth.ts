import type { Cancel, Device, DeviceService, Devices, DeviceValue } from '@nelumbo/core/platform';

// What is used of Web Bluetooth (https://webbluetoothcg.github.io/web-bluetooth/); TypeScript's DOM types have none of it.
interface Characteristic extends EventTarget {
  readonly value?: DataView;
  startNotifications(): Promise<unknown>;
  stopNotifications(): Promise<unknown>;
  writeValueWithResponse(value: BufferSource): Promise<void>;
}
interface Service {
  getCharacteristic(number: number): Promise<Characteristic>;
}
interface Server {
  connect(): Promise<Server>;
  disconnect(): void;
  getPrimaryService(number: number): Promise<Service>;
}
interface BluetoothDevice extends EventTarget {
  readonly id: string;
  readonly name?: string;
  readonly gatt?: Server;
}
/** The part of `navigator.bluetooth` in use. */
export interface Bluetooth {
  getAvailability?(): Promise<boolean>;
  requestDevice(options: { filters: readonly { services: readonly number[] }[]; optionalServices: readonly number[] }): Promise<BluetoothDevice>;
}

/** What a device does not have is passed over; it has at least one of what was asked for. */
async function maybe<T>(of: Promise<T>): Promise<T | undefined> {
  try {
    return await of;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return undefined;
    throw error;
  }
}

/** Listens to one characteristic. Web Bluetooth acknowledges indications by itself. */
async function follow(service: Service, number: number, onValue: (value: DeviceValue) => void): Promise<Cancel | undefined> {
  const characteristic = await maybe(service.getCharacteristic(number));
  if (!characteristic) return undefined;
  const hear = () => {
    const { value } = characteristic;
    if (value) onValue({ characteristic: number, value: new Uint8Array(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength)) });
  };
  characteristic.addEventListener('characteristicvaluechanged', hear);
  await characteristic.startNotifications();
  return () => characteristic.removeEventListener('characteristicvaluechanged', hear);
}

async function followAll(server: Server, wanted: DeviceService, onValue: (value: DeviceValue) => void): Promise<readonly Cancel[]> {
  const service = await maybe(server.getPrimaryService(wanted.service));
  if (!service) return [];
  const followed = await Promise.all(wanted.characteristics.map((number) => follow(service, number, onValue)));
  if (wanted.ask) {
    const control = await maybe(service.getCharacteristic(wanted.ask.characteristic));
    await control?.startNotifications(); // the control point answers by indication, and refuses to be written to without
    await control?.writeValueWithResponse(Uint8Array.from(wanted.ask.value));
  }
  return followed.filter((cancel): cancel is Cancel => cancel !== undefined);
}

function deviceOf(chosen: BluetoothDevice): Device {
  return {
    id: chosen.id,
    name: chosen.name ?? '',
    async listen(services, onValue, onEnd) {
      if (!chosen.gatt) throw new DOMException('The device has no GATT server.', 'NetworkError');
      const server = await chosen.gatt.connect();
      const followed: Cancel[] = [];
      for (const service of services) followed.push(...(await followAll(server, service, onValue)));
      const ended = () => onEnd();
      chosen.addEventListener('gattserverdisconnected', ended, { once: true });
      return () => {
        chosen.removeEventListener('gattserverdisconnected', ended);
        for (const cancel of followed.splice(0)) cancel();
        server.disconnect();
      };
    },
  };
}

/** The devices of a browser with Web Bluetooth (Chromium); `undefined` where there is none. */
export function webBluetooth(
  bluetooth: Bluetooth | undefined = (globalThis.navigator as unknown as { bluetooth?: Bluetooth } | undefined)?.bluetooth,
): Devices | undefined {
  if (!bluetooth) return undefined;
  return {
    async available() {
      return (await bluetooth.getAvailability?.()) ?? true;
    },
    async choose(services) {
      try {
        return deviceOf(await bluetooth.requestDevice({ filters: services.map((service) => ({ services: [service] })), optionalServices: [...services] }));
      } catch (error) {
        if (error instanceof DOMException && error.name === 'NotFoundError') return undefined; // the user closed the chooser
        throw error;
      }
    },
  };
}
