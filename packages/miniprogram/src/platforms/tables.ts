import type { Differences } from './mini-platform.js';

/** WeChat: 1 MB a key, 10 MB in all; `getRandomValues` (2.15.0); no PATCH; calendar with repeats; five templates. */
export const wechat: Differences = {
  dialect: 'wx',
  perKey: 500_000,
  total: 10_000_000,
  durable: true,
  request: { headers: 'header', dataType: 'text' },
  notifier: { mostTemplates: 5, templateField: 'tmplIds', calendar: true },
  bluetooth: { connect: 'createBLEConnection', disconnect: 'closeBLEConnection', onState: 'onBLEConnectionStateChange', onFound: 'onBluetoothDeviceFound' },
};

/**
 * Douyin: 1 MB a key, 10 MB in all, but gone after logout, clearing of caches or disuse: the UI urges sync. Random source since
 * 2.87.0. Its calendar excludes health by category, its Bluetooth is not typed: both off.
 */
export const douyin: Differences = {
  dialect: 'tt',
  perKey: 500_000,
  total: 10_000_000,
  durable: false,
  request: { headers: 'header', dataType: 'string' },
  notifier: { mostTemplates: 3, templateField: 'tmplIds', calendar: false },
};

/** Alipay: 200 KB a key, 10 MB in all, kept by account; no random source: the host supplies one; statuses other than 2xx come as failures. */
export const alipay: Differences = {
  dialect: 'my',
  perKey: 100_000,
  total: 10_000_000,
  durable: true,
  request: { headers: 'headers', dataType: 'text' },
  notifier: { mostTemplates: 3, templateField: 'entityIds', calendar: false },
  bluetooth: { connect: 'connectBLEDevice', disconnect: 'disconnectBLEDevice', onState: 'onBLEConnectionStateChanged', onFound: 'onBluetoothDeviceFound' },
};

/** Baidu: limits are not documented, so the smallest of the others is taken; no random source: the host supplies one. */
export const baidu: Differences = {
  dialect: 'swan',
  perKey: 100_000,
  total: 10_000_000,
  durable: true,
  request: { headers: 'header', dataType: 'string' },
  notifier: { mostTemplates: 3, templateField: 'tmplIds', calendar: false },
};
