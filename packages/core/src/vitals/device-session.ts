import { NelumboError } from '../i18n/index.js';
import type { DeviceService } from '../platform.js';
import type { DeviceSession, DeviceTold } from './api.js';
import { decodeGatt, gattServices, readingsOfDevice, reportAllRecords } from './gatt.js';
import type { VitalsRoom } from './room.js';

const servicesFor = (measures: readonly string[] | undefined): readonly DeviceService[] =>
  gattServices
    .filter(({ id }) => !measures || measures.includes(id))
    .map((known) => ({
      service: known.service,
      characteristics: known.characteristics,
      ...('records' in known ? { ask: { characteristic: known.records, value: Uint8Array.from(reportAllRecords) } } : {}),
    }));

/** Lets the user choose a device and listens to it. @throws NelumboError `unsupported`, `bad-input`, `not-found` */
export async function listenToDevice(
  room: VitalsRoom,
  measures: readonly string[] | undefined,
  onTold: (told: DeviceTold) => void,
): Promise<DeviceSession | undefined> {
  const { devices } = room.context;
  if (!devices) throw new NelumboError('unsupported', 'This platform cannot talk to devices. Enter the reading by hand.');
  const services = servicesFor(measures);
  if (!services.length) throw new NelumboError('bad-input', 'No device measures this. See gattServices for what devices measure.');
  const device = await devices.choose(services.map(({ service }) => service));
  if (!device) return undefined;
  try {
    const close = await device.listen(
      services,
      ({ characteristic, value }) => {
        const found = decodeGatt(characteristic, value);
        if ('refused' in found) onTold({ kind: 'refused', reason: found.refused });
        else onTold({ kind: 'readings', readings: readingsOfDevice(found.reading, device.id || device.name, room.offsetAt), found: found.reading });
      },
      () => onTold({ kind: 'ended' }),
    );
    return { name: device.name, close };
  } catch (cause) {
    throw new NelumboError('not-found', 'The device could not be reached. Switch it on, keep it near and try again.', { cause, retry: 'now' });
  }
}
