// The platforms of mini-programs in memory: limits, asynchrony and failure modes as documented (design page, section 4), faults on
// demand. The stubs that come with simulators answer every call with success, and prove nothing.

/** One of the four. */
export type Dialect = 'wx' | 'tt' | 'my' | 'swan';

interface Options {
  key?: string;
  data?: unknown;
  success?: (result: unknown) => void;
  fail?: (reason: unknown) => void;
  complete?: (result: unknown) => void;
  [more: string]: unknown;
}

/**
 * What a fault does to one call: it fails, or says so though it took effect (`fail after`), or says that it worked and did nothing (`silent`);
 * or the mini-program dies before or after it took effect, and nothing is heard again.
 */
export type Fault = 'fail' | 'fail after' | 'silent' | 'quota' | 'die before' | 'die after';

interface Limits {
  readonly perKey: number;
  readonly total: number;
  /** What a missing key answers; `fail` is WeChat's way. */
  readonly missing: unknown;
}

const limits: Readonly<Record<Dialect, Limits>> = {
  wx: { perKey: 1024 * 1024, total: 10 * 1024 * 1024, missing: 'fail' },
  tt: { perKey: 1024 * 1024, total: 10 * 1024 * 1024, missing: '' },
  my: { perKey: 200 * 1024, total: 10 * 1024 * 1024, missing: null },
  swan: { perKey: Infinity, total: 10 * 1024 * 1024, missing: '' },
};

/** The store that outlives a start of the mini-program. */
export class Disk {
  readonly values = new Map<string, string>();
  used = 0;
  put(key: string, text: string): void {
    this.remove(key);
    this.values.set(key, text);
    this.used += key.length + text.length;
  }
  remove(key: string): void {
    const old = this.values.get(key);
    if (old !== undefined) this.used -= key.length + old.length;
    this.values.delete(key);
  }
}

/** A platform object and what a test may look at and break. */
export interface Model {
  readonly api: Record<string, unknown>;
  readonly disk: Disk;
  readonly calls: string[];
  /** Asked before each call; nothing without it. */
  fault: ((name: string, options: Options) => Fault | undefined) | undefined;
  /** True once it died: nothing calls back any more. */
  dead: boolean;
  /** Answers of the user and the tool. */
  readonly user: { privacy: boolean; calendar: boolean; share: boolean; subscribe: Record<string, string>; bluetooth: boolean; picks?: string };
  /** The mini-program's own files, and what went to a chat. */
  readonly files: Map<string, string>;
  readonly shared: { readonly name: string; readonly text: string | undefined }[];
  readonly toasts: unknown[];
  readonly events: Record<string, unknown>[];
  /** Tells listeners of `onNetworkStatusChange`. */
  network(connected: boolean): void;
  /** The user comes back to the mini-program. */
  foreground(): void;
  /** Bluetooth devices nearby: what they send once they are followed. */
  readonly nearby: BluetoothModel[];
  /** Switches Bluetooth on or off; listeners are told, connections just fall silent. */
  adapter(available: boolean): void;
  /** Most of all in characters, for tests of a full storage. */
  total: number;
}

/** A cuff or meter: one service, and the bytes of its measurements. */
export interface BluetoothModel {
  readonly deviceId: string;
  readonly name: string;
  readonly service: number;
  readonly characteristic: number;
  /** More characteristics of the service. */
  readonly more?: readonly number[];
  /** Told what is written to it, in hexadecimal. */
  readonly asked?: (hex: string) => void;
  send?: (bytes: Uint8Array) => void;
  gone?: () => void;
}

/** How calls come back later. Real timers by default; a test that makes thousands takes microtasks. */
export type Later = (run: () => void) => void;

/** A platform object over a disk. */
export function modelOf(dialect: Dialect, { disk = new Disk(), later = (run) => void setTimeout(run, 0) }: { disk?: Disk; later?: Later } = {}): Model {
  const limit = limits[dialect];
  const listeners = new Map<string, Set<(value: unknown) => void>>();
  const model: Model = {
    api: {},
    disk,
    calls: [],
    fault: undefined,
    dead: false,
    user: { privacy: true, calendar: true, share: true, subscribe: {}, bluetooth: true, picks: '' },
    files: new Map(),
    shared: [],
    toasts: [],
    events: [],
    foreground: () => tell('onAppShow', {}),
    nearby: [],
    adapter(available) {
      model.user.bluetooth = available;
      tell('onBluetoothAdapterStateChange', { available, discovering: false });
    },
    total: limit.total,
    network: (connected) => tell('onNetworkStatusChange', dialect === 'my' ? { isConnected: connected, networkType: connected ? 'WIFI' : 'NONE' } : { isConnected: connected, networkType: connected ? 'wifi' : 'none' }), // prettier-ignore
  };
  const tell = (event: string, value: unknown) => [...(listeners.get(event) ?? [])].forEach((listener) => later(() => !model.dead && listener(value)));
  const failure = (name: string, words: string, number = 1) =>
    dialect === 'my' ? { error: number, errorMessage: words } : { errMsg: `${name}:fail ${words}`, errCode: number };
  const answer = (options: Options, ok: boolean, result: unknown) =>
    later(() => {
      if (model.dead) return;
      (ok ? options.success : options.fail)?.(result);
      options.complete?.(result);
    });

  /** A function of the platform: its effect happens at once, its answer comes later. */
  const define = (name: string, run: (options: Options) => { ok?: unknown; no?: unknown } | Promise<{ ok?: unknown; no?: unknown }>) => {
    model.api[name] = (options: Options = {}) => {
      if (model.dead) return undefined;
      model.calls.push(name);
      const fault = model.fault?.(name, options);
      if (fault === 'fail') return answer(options, false, failure(name, 'system error', 1000));
      if (fault === 'quota') return answer(options, false, failure(name, 'exceed storage max size 10Mb', 11));
      if (fault === 'die before') return void (model.dead = true);
      if (fault === 'silent') return answer(options, true, { errMsg: `${name}:ok` });
      if (fault === 'fail after') return void (run(options), answer(options, false, failure(name, 'system error', 1000)));
      const give = (result: { ok?: unknown; no?: unknown }) => ('no' in result ? answer(options, false, result.no) : answer(options, true, result.ok));
      const result = run(options);
      if (fault === 'die after') return void (model.dead = true);
      if (result instanceof Promise) void result.then(give);
      else give(result);
      return undefined;
    };
  };
  const on = (event: string, off?: string) => {
    model.api[event] = (listener: (value: unknown) => void) => void listeners.set(event, (listeners.get(event) ?? new Set()).add(listener));
    if (off) model.api[off] = (listener: (value: unknown) => void) => void listeners.get(event)?.delete(listener);
  };

  define('setStorage', ({ key = '', data }) => {
    const text = JSON.stringify(data);
    if (text.length > limit.perKey) return { no: failure('setStorage', 'exceed storage item max length', 12) };
    const before = disk.values.get(key);
    const after = disk.used - (before === undefined ? 0 : key.length + before.length) + key.length + text.length;
    if (after > model.total) return { no: failure('setStorage', 'exceed storage max size 10Mb', 11) };
    disk.put(key, text);
    return { ok: { errMsg: 'setStorage:ok' } };
  });
  define('getStorage', ({ key = '' }) => {
    const text = disk.values.get(key);
    if (text !== undefined) return { ok: { data: JSON.parse(text) as unknown, errMsg: 'getStorage:ok' } };
    return limit.missing === 'fail' ? { no: failure('getStorage', 'data not found') } : { ok: { data: limit.missing } };
  });
  define('removeStorage', ({ key = '' }) => {
    disk.remove(key);
    return { ok: { errMsg: 'removeStorage:ok' } };
  });
  define('getStorageInfo', () => ({
    ok: { keys: [...disk.values.keys()], currentSize: Math.ceil(disk.used / 1024), limitSize: Math.floor(model.total / 1024) },
  }));

  if (dialect === 'wx' || dialect === 'tt')
    define('getRandomValues', ({ length }) => {
      const bytes = new Uint8Array(Number(length));
      for (let at = 0; at < bytes.length; at += 65_536) globalThis.crypto.getRandomValues(bytes.subarray(at, at + 65_536));
      return { ok: { randomValues: bytes.buffer } };
    });

  model.api['request'] = (options: Options) => request(model, dialect, options, answer, failure);
  on('onNetworkStatusChange');
  on('onAppShow', 'offAppShow');
  // Alipay's way to ask for a day or an hour: its `picker` picks from a list only.
  if (dialect === 'my')
    define('datePicker', ({ format }) =>
      ['yyyy-MM-dd', 'HH:mm'].includes(format as string) && model.user.picks
        ? { ok: { date: model.user.picks } }
        : { no: { error: 11, errorMessage: '用户取消操作' } },
    );
  define('getNetworkType', () => ({ ok: dialect === 'my' ? { networkAvailable: true, networkType: 'WIFI' } : { networkType: 'wifi' } }));
  define('vibrateLong', () => ({ ok: {} }));
  define('showToast', (options) => {
    model.toasts.push(dialect === 'my' ? options['content'] : options['title']);
    return { ok: {} };
  });
  // Baidu's documents know a form that subscribes, and no such call.
  if (dialect !== 'swan')
    define('requestSubscribeMessage', (options) => {
      const asked = options[dialect === 'my' ? 'entityIds' : 'tmplIds'] as string[] | undefined;
      if (!asked || asked.length > (dialect === 'wx' ? 5 : 3)) return { no: failure('requestSubscribeMessage', 'templates count', 20003) };
      if (dialect === 'my') {
        const yes = asked.filter((id) => model.user.subscribe[id] !== 'reject');
        return { ok: { behavior: yes.length ? 'subscribe' : 'cancel', subscribeEntityIds: yes } };
      }
      return { ok: Object.fromEntries(asked.map((id) => [id, model.user.subscribe[id] ?? 'accept'])) };
    });
  if (dialect === 'wx') {
    define('requirePrivacyAuthorize', () =>
      model.user.privacy ? { ok: {} } : { no: failure('requirePrivacyAuthorize', 'privacy permission is not authorized', 104) },
    );
    for (const name of ['addPhoneRepeatCalendar', 'addPhoneCalendar'])
      define(name, ({ success: _s, fail: _f, complete: _c, ...event }) => {
        if (!model.user.calendar) return { no: failure(name, 'auth deny', 10003) };
        if (name === 'addPhoneRepeatCalendar' && !['day', 'week', 'month', 'year'].includes(event['repeatInterval'] as string))
          return { no: failure(name, 'parameter error') };
        model.events.push(event);
        return { ok: {} };
      });
  }
  if (dialect === 'wx') {
    model.api['env'] = { USER_DATA_PATH: 'wxfile://usr' };
    model.api['getFileSystemManager'] = () => ({
      writeFile: (options: Options) => {
        model.files.set(options['filePath'] as string, options['data'] as string);
        answer(options, true, {});
      },
      unlink: (options: Options) => answer(options, model.files.delete(options['filePath'] as string), {}),
    });
    define('shareFileMessage', (options) => {
      if (!model.user.share) return { no: failure('shareFileMessage', 'cancel') };
      model.shared.push({ name: options['fileName'] as string, text: model.files.get(options['filePath'] as string) });
      return { ok: {} };
    });
  }
  if (dialect === 'wx' || dialect === 'my') bluetooth(model, dialect, define, on, tell);
  return model;
}

type Define = (name: string, run: (options: Options) => { ok?: unknown; no?: unknown }) => void;

const full = (number: number): string => `0000${number.toString(16).padStart(4, '0')}-0000-1000-8000-00805f9b34fb`;

function bluetooth(
  model: Model,
  dialect: Dialect,
  define: Define,
  on: (event: string, off?: string) => void,
  tell: (event: string, value: unknown) => void,
): void {
  const my = dialect === 'my';
  const state = my ? 'onBLEConnectionStateChanged' : 'onBLEConnectionStateChange';
  const named = (options: Options) => model.nearby.find(({ deviceId }) => deviceId === options['deviceId']);
  const id = (number: number, name: string) => (my ? { [name]: full(number) } : { uuid: full(number).toUpperCase() });
  const bytes = (value: Uint8Array): unknown => (my ? Buffer.from(value).toString('hex') : value.slice().buffer);
  on('onBluetoothDeviceFound', 'offBluetoothDeviceFound');
  on('onBLECharacteristicValueChange', 'offBLECharacteristicValueChange');
  on(state, state.replace(/^on/, 'off'));
  on('onBluetoothAdapterStateChange', 'offBluetoothAdapterStateChange');
  const off = { no: my ? { error: 12, errorMessage: '蓝牙未打开' } : { errMsg: 'openBluetoothAdapter:fail not available', errCode: 10001 } };
  define('openBluetoothAdapter', () => (model.user.bluetooth ? { ok: {} } : off));
  define('startBluetoothDevicesDiscovery', () => {
    for (const { deviceId, name } of model.nearby) tell('onBluetoothDeviceFound', { devices: [{ deviceId, name, RSSI: -50 }] });
    return { ok: {} };
  });
  define('stopBluetoothDevicesDiscovery', () => ({ ok: {} }));
  define(my ? 'connectBLEDevice' : 'createBLEConnection', (options) => (named(options) ? { ok: {} } : { no: { errMsg: 'fail', errCode: 10003 } }));
  define(my ? 'disconnectBLEDevice' : 'closeBLEConnection', () => ({ ok: {} }));
  define('getBLEDeviceServices', (options) => ({ ok: { services: [id(named(options)!.service, 'serviceId')] } }));
  define('getBLEDeviceCharacteristics', (options) => ({
    ok: { characteristics: [named(options)!.characteristic, ...(named(options)!.more ?? [])].map((number) => id(number, 'characteristicId')) },
  }));
  define('writeBLECharacteristicValue', ({ deviceId, value }) => {
    // Text on Alipay, an ArrayBuffer on WeChat: the other one is refused.
    if (my !== (typeof value === 'string')) return { no: my ? { error: 10014, errorMessage: 'value' } : { errMsg: 'fail', errCode: 10008 } };
    named({ deviceId })?.asked?.(typeof value === 'string' ? value : Buffer.from(value as ArrayBuffer).toString('hex'));
    return { ok: {} };
  });
  define('notifyBLECharacteristicValueChange', (options) => {
    const device = named(options)!;
    device.send = (value) =>
      tell('onBLECharacteristicValueChange', {
        deviceId: device.deviceId,
        serviceId: full(device.service),
        characteristicId: full(device.characteristic),
        value: bytes(value),
      });
    device.gone = () => tell(state, { deviceId: device.deviceId, connected: false });
    return { ok: {} };
  });
}

/** `request` over the real network: status and headers in each platform's own shape. */
function request(
  model: Model,
  dialect: Dialect,
  options: Options,
  answer: (options: Options, ok: boolean, result: unknown) => void,
  failure: (name: string, words: string, number?: number) => object,
): { abort(): void } {
  model.calls.push('request');
  const fault = model.fault?.('request', options);
  const abort = new AbortController();
  const {
    url,
    method = 'GET',
    data,
    header,
    headers,
    timeout,
  } = options as { url: string; method?: string; data?: string; header?: object; headers?: object; timeout?: number };
  if (fault) answer(options, false, failure('request', 'net::ERR_CONNECTION_RESET', 600001));
  else if (!['GET', 'PUT', 'POST', 'DELETE'].includes(method)) answer(options, false, failure('request', 'method is invalid', 600002));
  else {
    const timer = timeout === undefined ? undefined : setTimeout(() => abort.abort(), timeout);
    const sent = { ...((dialect === 'my' ? headers : header) ?? {}) } as Record<string, string>;
    void fetch(url, { method, headers: sent, signal: abort.signal, ...(data !== undefined && { body: data }) })
      .then(async (response) => ({ response, text: await response.text() }))
      .then(
        ({ response, text }) => {
          const title = (name: string) => name.replace(/(^|-)([a-z])/g, (_m, dash: string, c: string) => dash + c.toUpperCase());
          const found = Object.fromEntries([...response.headers].map(([name, value]) => [title(name), value]));
          if (dialect !== 'my') return answer(options, true, { statusCode: response.status, data: text, header: found, errMsg: 'request:ok' });
          // Alipay calls every status but 2xx a failure of number 19.
          if (response.ok) return answer(options, true, { status: response.status, data: text, headers: found });
          return answer(options, false, { error: 19, errorMessage: 'http error', status: response.status, data: text, headers: found });
        },
        () => answer(options, false, failure('request', abort.signal.aborted ? 'abort' : 'net::ERR_CONNECTION_REFUSED', 600001)),
      )
      .finally(() => clearTimeout(timer));
  }
  return { abort: () => abort.abort() };
}

/** Random bytes of the test's host, for platforms without a source. */
export const hostRandom = (bytes: number): Promise<Uint8Array> => Promise.resolve(new Uint8Array(globalThis.crypto.getRandomValues(new Uint8Array(bytes))));
