import { expect } from '@open-wc/testing';
import type { DeviceValue } from '@nelumbo/core/platform';
import { webBluetooth, type Bluetooth } from './web-bluetooth.js';

const missing = () => new DOMException('none', 'NotFoundError');

/** A cuff with one service, as a browser would show it. */
function cuff() {
  const told: string[] = [];
  class FakeCharacteristic extends EventTarget {
    value: DataView | undefined;
    constructor(readonly number: number) {
      super();
    }
    startNotifications = () => (told.push(`listen ${this.number.toString(16)}`), Promise.resolve(this));
    stopNotifications = () => Promise.resolve(this);
    writeValueWithResponse = (value: BufferSource) => (told.push(`write ${[...new Uint8Array(value as ArrayBuffer)].join()}`), Promise.resolve());
    send(bytes: readonly number[]) {
      this.value = new DataView(Uint8Array.from([0, ...bytes]).buffer, 1);
      this.dispatchEvent(new Event('characteristicvaluechanged'));
    }
  }
  const measurement = new FakeCharacteristic(0x2a35);
  const control = new FakeCharacteristic(0x2a52);
  const server = {
    connect: () => Promise.resolve(server),
    disconnect: () => void told.push('disconnect'),
    getPrimaryService: (number: number) =>
      number === 0x1810
        ? Promise.resolve({
            getCharacteristic: (n: number) =>
              n === 0x2a35 ? Promise.resolve(measurement) : n === 0x2a52 ? Promise.resolve(control) : Promise.reject(missing()),
          })
        : Promise.reject(missing()),
  };
  const device = Object.assign(new EventTarget(), { id: 'abc', name: 'Cuff', gatt: server });
  let asked: unknown;
  const bluetooth: Bluetooth = {
    getAvailability: () => Promise.resolve(true),
    requestDevice: (options) => ((asked = options), Promise.resolve(device)),
  };
  return { bluetooth, device, measurement, told, asked: () => asked };
}

describe('Web Bluetooth', () => {
  it('is absent where the browser has none', () => expect(webBluetooth(undefined)).to.equal('bluetooth' in navigator ? webBluetooth(undefined) : undefined));

  it('passes on what a chosen device sends until it is cancelled', async () => {
    const { bluetooth, device, measurement, told, asked } = cuff();
    const devices = webBluetooth(bluetooth)!;
    expect(await devices.available()).to.be.true;
    const chosen = (await devices.choose([0x1810, 0x1808]))!;
    expect(asked()).to.deep.equal({ filters: [{ services: [0x1810] }, { services: [0x1808] }], optionalServices: [0x1810, 0x1808] });
    const values: DeviceValue[] = [];
    let ended = 0;
    const services = [
      { service: 0x1810, characteristics: [0x2a35, 0x2a36], ask: { characteristic: 0x2a52, value: Uint8Array.of(1, 1) } },
      { service: 0x1808, characteristics: [0x2a18] },
    ];
    const cancel = await chosen.listen(services, (value) => values.push(value), () => ended++); // prettier-ignore
    expect(told).to.deep.equal(['listen 2a35', 'listen 2a52', 'write 1,1']);
    measurement.send([0, 124, 0]);
    expect(values).to.deep.equal([{ characteristic: 0x2a35, value: Uint8Array.of(0, 124, 0) }]);
    device.dispatchEvent(new Event('gattserverdisconnected'));
    expect(ended).to.equal(1);
    cancel();
    measurement.send([1]);
    expect([values.length, told.at(-1)]).to.deep.equal([1, 'disconnect']);
  });

  it('knows when the user chose nothing', async () => {
    const closed = webBluetooth({ requestDevice: () => Promise.reject(missing()) })!;
    expect(await closed.available()).to.be.true;
    expect(await closed.choose([0x1810])).to.equal(undefined);
    const denied = webBluetooth({ requestDevice: () => Promise.reject(new DOMException('no', 'SecurityError')) })!;
    let failed: unknown;
    await denied.choose([0x1810]).catch((error: unknown) => (failed = error));
    expect((failed as DOMException).name).to.equal('SecurityError');
  });
});
