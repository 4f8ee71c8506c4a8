import { memoryPlatform, type MemoryPlatform } from '@nelumbo/core/memory';
import type { Crypto, Db, Key, Locks, Platform, Storage, Transport } from '@nelumbo/core/platform';
import { openRecords, type Records } from '@nelumbo/core/records';
import { openSync, type Sync } from '@nelumbo/core/sync';
import { FhirHttp } from '../../packages/core/src/sync/fhir-http.js';
import { pull } from '../../packages/core/src/sync/pull.js';
import { push } from '../../packages/core/src/sync/push.js';
import { newPace, type Round } from '../../packages/core/src/sync/round.js';
import { Session } from '../../packages/core/src/sync/session.js';
import { RULES, type SyncRules } from '../../packages/core/src/sync/rules.js';
import { createAbort } from '../../packages/core/src/platform/abort.js';

const FHIR = 'https://fhir.example';

// Thirty thousand commits in a few seconds: the protocol is under test here, not AES. Same contract, no secrecy.
export function clearCrypto(): Crypto {
  let drawn = 0;
  // FNV-1a, twice: collisions of two names are as unlikely as a test needs.
  const mac = (part: string, bytes: Uint8Array) => {
    let [a, b] = [0x811c9dc5 ^ part.length, 0x01000193];
    for (let i = 0; i < bytes.length; i++) {
      a = Math.imul(a ^ bytes[i]!, 0x01000193);
      b = Math.imul(b ^ (bytes[i]! + i), 0x85ebca6b) ^ (b >>> 15);
    }
    const out = new Uint32Array(8);
    out.set([a, b, a ^ b, a + b]);
    return new Uint8Array(out.buffer);
  };
  const seal = (plain: Uint8Array) => {
    const out = new Uint8Array(plain.length + 16);
    out.set(random(12), 4);
    out.set(plain, 16);
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
    seal: (_keys, plain) => Promise.resolve(seal(plain)),
    open: (_keys, sealed) => Promise.resolve(sealed.subarray(16)),
    mac: (_keys, part, bytes) => Promise.resolve(mac(part, bytes)),
  };
}

/** A page that can die at any step. */
export interface Tab {
  readonly records: Records;
  readonly sync: Sync;
  readonly locks: Locks;
  push(): Promise<void>;
  pull(): Promise<void>;
  /** Dies before (or, for a commit, just after) the n-th call to storage or network from now; `Infinity`: never. */
  crashIn: number;
  /** Resolves when it died: nothing in it goes on. */
  readonly died: Promise<void>;
  readonly dead: () => boolean;
}

// One each: what waits for a shared one would be kept for ever.
const never = () => new Promise<never>(() => undefined);

export type TwoCommits = boolean | 'shared';

interface TabOptions {
  readonly transport: Transport;
  readonly rules?: Partial<SyncRules>;
  readonly allowed?: () => boolean;
  readonly patient?: string;
  /** Stores an outbox row only after the record that it is about, in a commit of its own; or a shared one after those that it stands for are gone: mutants. */
  readonly twoCommits?: TwoCommits;
}

/** A browser with one disk. */
export class Device {
  readonly platform: MemoryPlatform;
  readonly crypto: Crypto;

  constructor(crypto = clearCrypto()) {
    this.platform = memoryPlatform({ webcrypto: globalThis.crypto });
    this.crypto = crypto;
  }

  async tab({ transport, rules: broken, allowed = () => true, patient, twoCommits = false }: TabOptions): Promise<Tab> {
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
      return never();
    };
    const step = () => (!alive ? never() : --state.crashIn < 0 ? kill() : Promise.resolve());
    const guard = (db: Db): Db => ({
      durable: db.durable,
      read: async (wants) => (await step(), db.read(wants)),
      commit: async (...args) => {
        await step();
        const [puts, expect, durability] = args;
        const isLater = (key: Key) => twoCommits !== 'shared' || (key[0] === 'bulk' && key.length > 3);
        const later = twoCommits ? puts.filter(([table, key, value]) => table === 'outbox' && value && isLater(key)) : [];
        await db.commit(later.length ? puts.filter((put) => !later.includes(put)) : puts, expect, durability);
        if (later.length) {
          await step();
          await db.commit(later, [], durability);
        }
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
    const pace = newPace(); // of a visit, as the engine keeps it
    const round = (): Round => ({
      records,
      rules: merged,
      pace,
      answered: new Set(),
      server: { base: FHIR, software: '', batch: true, create: 'conditional', proven: { create: true, update: true } },
      http: new FhirHttp({
        transport: mortal,
        clock: platform.clock,
        base: FHIR,
        session: new Session(undefined),
        allowed: gate,
        signal: createAbort().signal,
      }),
    });
    return Object.assign(state, { records, sync, locks: own.locks, died, dead: () => !alive, push: () => push(round()), pull: () => pull(round()) });
  }
}
