import { memoryPlatform, type MemoryPlatform } from '@nelumbo/core/memory';
import type { Crypto, Db, Platform, Storage, Transport } from '@nelumbo/core/platform';
import { openRecords, type Records } from '@nelumbo/core/records';
import { openSync, type Sync } from '@nelumbo/core/sync';
import { FhirHttp, Session } from '../../packages/core/src/sync/fhir-http.js';
import { pull } from '../../packages/core/src/sync/pull.js';
import { push, type Round } from '../../packages/core/src/sync/push.js';
import { RULES, type SyncRules } from '../../packages/core/src/sync/rules.js';
import { createAbort } from '../../packages/core/src/platform/abort.js';

const FHIR = 'https://fhir.example';

// Thirty thousand commits in a few seconds: the protocol is under test here, not AES. Same contract, no secrecy.
export function clearCrypto(): Crypto {
  let drawn = 0;
  const mac = (part: string, bytes: Uint8Array) => {
    const out = new Uint8Array(32);
    let h = 0x811c9dc5 ^ part.length;
    for (let i = 0; i < bytes.length + 32; i++) {
      h = Math.imul(h ^ (bytes[i % Math.max(1, bytes.length)] ?? 0), 0x01000193) ^ (h >>> 15);
      out[i % 32]! ^= h & 255;
    }
    return out;
  };
  const random = (n: number) => {
    const out = new Uint8Array(n);
    drawn++;
    for (let i = 0; i < Math.min(n, 6); i++) out[n - 1 - i] = (drawn / 2 ** (8 * i)) & 255;
    return out;
  };
  return {
    suite: 1,
    random: (n) => Promise.resolve(random(n)),
    deviceKek: () => Promise.resolve({ kek: 1 }),
    forgetKek: () => Promise.resolve(),
    wrap: (raw) => Promise.resolve(raw),
    unwrap: () => Promise.resolve({ keys: 1 }),
    seal: (_keys, plain) => Promise.resolve(Uint8Array.of(0, 0, 0, 0, ...random(12), ...plain)),
    open: (_keys, sealed) => Promise.resolve(sealed.slice(16)),
    mac: (_keys, part, bytes) => Promise.resolve(mac(part, bytes)),
  };
}

/** A page that can die at any step. */
export interface Tab {
  readonly records: Records;
  readonly sync: Sync;
  push(): Promise<void>;
  pull(): Promise<void>;
  /** Dies before (or, for a commit, just after) the n-th call to storage or network from now; `Infinity`: never. */
  crashIn: number;
  /** Resolves when it died: nothing in it goes on. */
  readonly died: Promise<void>;
  readonly dead: () => boolean;
}

const never = new Promise<never>(() => undefined);

interface TabOptions {
  readonly transport: Transport;
  readonly rules?: Partial<SyncRules>;
  readonly allowed?: () => boolean;
  readonly patient?: string;
}

/** A browser with one disk. */
export class Device {
  readonly platform: MemoryPlatform;
  readonly crypto: Crypto;

  constructor(crypto = clearCrypto()) {
    this.platform = memoryPlatform({ webcrypto: globalThis.crypto });
    this.crypto = crypto;
  }

  async tab({ transport, rules: broken, allowed = () => true, patient }: TabOptions): Promise<Tab> {
    const rules = { pulled: ['Observation'], ...broken };
    const own = this.platform.tab();
    let die = () => {};
    const died = new Promise<void>((resolve) => (die = resolve));
    let alive = true;
    const state = { crashIn: Infinity };
    const kill = () => {
      alive = false;
      own.locks.close();
      die();
      return never;
    };
    const step = () => (!alive ? never : --state.crashIn < 0 ? kill() : Promise.resolve());
    const guard = (db: Db): Db => ({
      durable: db.durable,
      read: async (wants) => (await step(), db.read(wants)),
      commit: async (...args) => {
        await step();
        await db.commit(...args);
        await step(); // stored, but nobody learns it
      },
      usage: () => db.usage(),
      onClosed: (listener) => db.onClosed(listener),
      close: () => db.close(),
    });
    const storage: Storage = {
      open: async (name, tables) => guard(await this.platform.storage.open(name, tables)),
      destroy: (name) => this.platform.storage.destroy(name),
    };
    const mortal: Transport = {
      send: async (request) => {
        await step();
        if (request.signal?.aborted) throw new Error('aborted');
        const response = await transport.send(request);
        await step();
        return response;
      },
    };
    const platform: Platform = { ...own, storage, crypto: this.crypto, transport: mortal };
    const records = await openRecords({ ...platform, tenant: 't', user: 'u', ...(patient !== undefined && { patient }) });
    const allow = () => Promise.resolve(allowed());
    const sync = openSync({ records, platform, api: { fhir: FHIR }, allowed: allow, rules });
    const merged = { ...RULES, ...rules };
    const gate = () => (merged.gateAtSend ? allow() : Promise.resolve(true));
    const round = (): Round => ({
      records,
      rules: merged,
      answered: new Set(),
      http: new FhirHttp({
        transport: mortal,
        clock: platform.clock,
        base: FHIR,
        session: new Session(undefined),
        allowed: gate,
        signal: createAbort().signal,
      }),
    });
    return Object.assign(state, { records, sync, died, dead: () => !alive, push: () => push(round()), pull: () => pull(round()) });
  }
}
