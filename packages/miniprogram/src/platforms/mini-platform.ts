import { LockBoard, MemoryLocks } from '@nelumbo/core/memory';
import type { Devices, Platform } from '@nelumbo/core/platform';
import { keyValueStorage } from '@nelumbo/core/platform/key-value';
import { call, has, type MiniApi } from '../ports/call.js';
import { miniClock } from '../ports/clock.js';
import { nobleSuite, type RandomSource } from '../ports/crypto.js';
import type { BluetoothNames, ChooseDevice } from '../ports/devices.js';
import { guarded } from '../ports/guarded-storage.js';
import { miniKeyValue } from '../ports/key-value.js';
import { miniNotifier, type NotifierOptions } from '../ports/notifier.js';
import { inPieces } from '../ports/pieces.js';
import { askOnce, platformPrivacy, type AskPrivacy, type PrivacyPurpose } from '../ports/privacy.js';
import { noRandom, randomSource } from '../ports/random.js';
import { roomOf, type Room } from '../ports/room.js';
import { miniTransport, type RequestNames } from '../ports/transport.js';

/** The four platforms. */
export type Dialect = 'wx' | 'tt' | 'my' | 'swan';

/** What differs between the platforms: one table each (design page, section 4). */
export interface Differences {
  readonly dialect: Dialect;
  /** Characters that we put under one key, at most: half of what the platform allows, since it may count quotes as two. */
  readonly perKey: number;
  /** Characters in all. */
  readonly total: number;
  /** False where the platform drops what is stored at logout or disuse. */
  readonly durable: boolean;
  readonly request: RequestNames;
  readonly notifier: Pick<NotifierOptions, 'mostTemplates' | 'templateField' | 'calendar'>;
  /** Absent where Bluetooth is not documented. */
  readonly bluetooth?: BluetoothNames;
}

/** What the host may add to a platform. */
export interface MiniPlatformOptions {
  /** Secure random bytes, where the platform has none (Alipay, Baidu). Without a source nothing is written. */
  readonly random?: RandomSource;
  /** Asked before the first read, and before Bluetooth, calendar and sharing; default: the platform's own question. */
  readonly privacy?: AskPrivacy;
  /** Templates of subscribe messages that the host's server sends. */
  readonly templates?: readonly string[];
  readonly onSubscribed?: (templates: readonly string[]) => void;
  /** The host's own list of Bluetooth devices; default: the nearest one. */
  readonly chooseDevice?: ChooseDevice;
}

/** A {@link Platform} with what only mini-programs have. */
export interface MiniPlatform extends Platform {
  readonly api: MiniApi;
  readonly dialect: Dialect;
  /** False without a source of secure randomness: nothing can be encrypted, so nothing is kept. */
  readonly canWrite: boolean;
  /** How full the storage is. */
  room(): Promise<Room>;
  /** Resolves when the user agreed. @throws NelumboError `consent-missing` */
  allow(purpose: PrivacyPurpose): Promise<void>;
  /** Whether the phone's calendar can be written to. */
  readonly calendar: boolean;
}

/** The Devices port; what follows a device is loaded when one is chosen. */
const devicesOn = (api: MiniApi, names: BluetoothNames, allow: MiniPlatform['allow'], choose?: ChooseDevice): Devices => ({
  available: () =>
    call(api, 'openBluetoothAdapter').then(
      () => true,
      () => false,
    ),
  async choose(services) {
    await allow('bluetooth');
    return (await import('../ports/devices.js')).chooseDevice(api, names, services, choose);
  },
});

/** All ports on one platform object. One of these in a mini-program: its locks and storage queues are in memory. */
export function miniPlatform(api: MiniApi, differences: Differences, options: MiniPlatformOptions = {}): MiniPlatform {
  const { dialect, perKey, total, durable, request, notifier, bluetooth } = differences;
  const allow = askOnce(options.privacy ?? platformPrivacy(api));
  const texts = guarded(inPieces(miniKeyValue(api), perKey), () => allow('storage'));
  const random = randomSource(api, options.random);
  return {
    api,
    dialect,
    canWrite: random !== undefined,
    storage: keyValueStorage({ keyValue: texts, durable, quota: total }),
    crypto: nobleSuite({ random: random ?? noRandom, keys: texts }),
    clock: miniClock(),
    locks: new MemoryLocks(new LockBoard()),
    transport: miniTransport(api, request),
    notifier: miniNotifier(api, {
      ...notifier,
      ...(options.templates && { templates: options.templates }),
      ...(options.onSubscribed && { onSubscribed: options.onSubscribed }),
    }),
    ...(bluetooth && has(api, 'openBluetoothAdapter') && has(api, bluetooth.connect) && { devices: devicesOn(api, bluetooth, allow, options.chooseDevice) }),
    room: () => roomOf(api, total),
    allow,
    calendar: notifier.calendar && has(api, 'addPhoneRepeatCalendar'),
  };
}
