import type { Differences } from './mini-platform.js';

// Each table stands whole, without spreading another: so a build takes one of them and leaves the others out.
const TOTAL = 10_000_000; // 10 MB in all, in characters
const LARGE = 500_000; // of 1 MB a key
const SMALL = 100_000; // of 200 KB a key

/** WeChat: 1 MB a key, 10 MB in all; `getRandomValues` (2.15.0); no PATCH; calendar with repeats; five templates. */
export const wechat: Differences = {
  dialect: 'wx',
  perKey: LARGE,
  total: TOTAL,
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
  perKey: LARGE,
  total: TOTAL,
  durable: false,
  request: { headers: 'header', dataType: 'string' },
  notifier: { mostTemplates: 3, templateField: 'tmplIds', calendar: false },
};

/** Alipay: 200 KB a key, 10 MB in all, kept by account; no random source: the host supplies one; statuses other than 2xx come as failures. */
export const alipay: Differences = {
  dialect: 'my',
  perKey: SMALL,
  total: TOTAL,
  durable: true,
  request: { headers: 'headers', dataType: 'text' },
  notifier: { mostTemplates: 3, templateField: 'entityIds', calendar: false },
  bluetooth: { connect: 'connectBLEDevice', disconnect: 'disconnectBLEDevice', onState: 'onBLEConnectionStateChanged', onFound: 'onBluetoothDeviceFound' },
};

/** Baidu: 10 MB in all, no limit a key, but gone after logout: the UI urges sync; no random source: the host supplies one. */
export const baidu: Differences = {
  dialect: 'swan',
  perKey: LARGE,
  total: TOTAL,
  durable: false,
  request: { headers: 'header', dataType: 'string' },
  notifier: { mostTemplates: 3, templateField: 'tmplIds', calendar: false },
};
