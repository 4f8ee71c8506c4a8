import type { Devices, Platform } from '@nelumbo/core/platform';
import { browserClock } from './clock.js';
import { browserCrypto } from './crypto/crypto.js';
import { browserLocks } from './locks/locks.js';
import { lazyNotifier } from './notifier/lazy-notifier.js';
import type { WebPushOptions } from './push/link.js';
import { browserStorage } from './storage/browser-storage.js';
import { browserTransport } from './transport/transport.js';

/** Ports that the host brings itself, such as a Transport through its own gateway; the others come from the browser. */
export interface BrowserPlatformOptions extends Partial<Platform> {
  /** The host's push API: then reminders reach a closed page too, once the user agrees. */
  readonly push?: WebPushOptions;
}

/** Bluetooth where the browser has it; its code loads when the user is about to choose a device. */
function lazyDevices(): Devices | undefined {
  if (!('bluetooth' in navigator)) return undefined;
  const load = async () => (await import('./devices/web-bluetooth.js')).webBluetooth()!; // the browser has it
  return { available: async () => (await load()).available(), choose: async (services) => (await load()).choose(services) };
}

/**
 * Every port on the web platform. Opens nothing yet and asks the user nothing.
 * @throws NelumboError `storage-unavailable` on an insecure page (neither https nor localhost)
 */
export function browserPlatform(options: BrowserPlatformOptions = {}): Platform {
  const devices = options.devices ?? lazyDevices();
  return {
    storage: options.storage ?? browserStorage(),
    crypto: options.crypto ?? browserCrypto(),
    clock: options.clock ?? browserClock(),
    locks: options.locks ?? browserLocks(),
    transport: options.transport ?? browserTransport(),
    notifier: options.notifier ?? lazyNotifier(options.push),
    ...(devices ? { devices } : {}),
  };
}
