import type { Ref, Resource } from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import type { Platform } from '../platform.js';
import type { Records } from '../records/index.js';
import type { DataView, ErasureReceipt, ExportFormat, LogoutReport, RecordSelection } from './api.js';
import { readAudit, verifyAudit } from './audit-reader.js';
import type { Privacy } from './consents.js';
import { eraseOnServer } from './erasure.js';
import { kindsOf, recordsOf, summary } from './kinds.js';

/** What the rights of a person need of the client. */
export interface CenterOptions {
  readonly records: Records;
  readonly privacy: Privacy;
  readonly platform: Pick<Platform, 'clock' | 'locks' | 'transport'>;
  readonly api: {
    readonly fhir?: string;
    readonly privacy?: string;
    readonly token?: (request: { reason: 'start' | 'expired' }) => Promise<string | undefined>;
  };
  readonly locale: () => string;
  /** Pushes now. */
  readonly push: () => Promise<unknown>;
  /** Holds all traffic of records, or lets it go on. */
  readonly hold: (held: boolean) => void;
  /** Stops everything that uses the records. */
  readonly stop: () => Promise<void>;
}

const CHUNK = 500; // records of one commit
const FLUSH = 10_000; // ms

/** See, correct, export, erase, leave. */
export class Center {
  readonly #options: CenterOptions;

  constructor(options: CenterOptions) {
    this.#options = options;
  }

  async view(): Promise<DataView> {
    const { records, privacy, api } = this.#options;
    await this.#note('view');
    const { queued, dead } = await records.counts();
    const consents = await privacy.consents();
    const server = (await privacy.given('sync')) ? api.fhir : undefined;
    return { kinds: await summary(records), durable: records.durable, ...(server !== undefined && { server }), unsent: queued, refused: dead, consents };
  }

  async correct(ref: Ref, patch: Readonly<Record<string, unknown>>, reason: string): Promise<void> {
    const { records, privacy } = this.#options;
    const record = await records.get<Resource>(ref);
    if (!record) throw new NelumboError('not-found', 'There is no such record here.');
    const next = Object.fromEntries(Object.entries({ ...record, ...patch }).filter(([, value]) => value !== null));
    const status = (record as { status?: unknown }).status; // an Observation's: FHIR R4, observation-status
    const marked = record.resourceType === 'Observation' && (status === 'final' || status === 'amended') && patch['status'] === undefined;
    privacy.audit.expect(ref, { action: 'correct', reason });
    // Identity is no matter of correction.
    await records.write([{ put: { ...next, ...(marked && { status: 'corrected' }), resourceType: record.resourceType, id: ref.split('/')[1]! } }]); // a record with members replaced
  }

  async export(format: ExportFormat, locale = this.#options.locale()): Promise<AsyncIterable<string>> {
    const { exportAll } = await import('./export.js');
    await this.#note('export', format);
    return exportAll(this.#options, format, locale);
  }

  async erase(what: 'device' | 'everywhere' | RecordSelection = 'device'): Promise<ErasureReceipt> {
    if (what === 'device' || what === 'everywhere') return this.#eraseAll(what);
    // A misspelt member would be none, and mean every record.
    const stray =
      typeof what === 'object' ? Object.keys(what).find((member) => !('ref' in what ? ['ref'] : ['type', 'codes', 'from', 'to']).includes(member)) : what;
    if (stray !== undefined)
      throw new NelumboError(
        'bad-input',
        `"${stray}" is nothing that can be erased, and nothing was: say 'device', 'everywhere', { ref } or { type, codes, from, to }.`,
      );
    return this.#eraseRecords(what);
  }

  async #eraseRecords(what: RecordSelection): Promise<ErasureReceipt> {
    const { records, privacy, platform } = this.#options;
    const before = (await records.counts()).queued;
    let erased = 0;
    const remove = async (refs: readonly Ref[]) => {
      for (let i = 0; i < refs.length; i += CHUNK) {
        const some = refs.slice(i, i + CHUNK);
        if (some.length === 1) privacy.audit.expect(some[0]!, { action: 'erase' });
        const removal = () => records.write(some.map((ref) => ({ remove: ref })));
        await removal().catch(async (error: unknown) => {
          const { eraseOnFull, isFull } = await import('./full.js');
          if (!isFull(error)) throw error;
          await eraseOnFull(this.#options, some, removal);
        });
        erased += some.length;
      }
    };
    if ('ref' in what) {
      if (!(await records.get(what.ref))) throw new NelumboError('not-found', 'There is no such record here.');
      await remove([what.ref]);
    } else
      for (const type of what.type === undefined ? await kindsOf(records) : [what.type])
        if (what.codes) await remove((await records.range<Resource & { id: string }>({ ...what, type })).map(({ id }) => `${type}/${id}`));
        else for await (const some of recordsOf(records, type, what.from, what.to)) await remove(some.map(({ id }) => `${type}/${id}`));
    await this.#note('erase', 'records');
    return { scope: 'records', at: platform.clock.now(), records: erased, waiting: Math.max(0, (await records.counts()).queued - before) };
  }

  async #eraseAll(scope: 'device' | 'everywhere'): Promise<ErasureReceipt> {
    const { records, platform, api, hold, stop } = this.#options;
    const live = await records.vault.live().catch(() => ({})); // gone already, when an earlier attempt stopped halfway
    const count = Object.values<number>(live).reduce((a, b) => a + b, 0);
    let server: ErasureReceipt['server'];
    if (scope === 'everywhere' && api.fhir !== undefined) {
      hold(true); // nothing may arrive there afterwards
      try {
        server = await eraseOnServer(platform, api);
      } catch (error) {
        hold(false);
        throw error;
      }
    }
    await stop();
    await records.vault.shred();
    return { scope, at: platform.clock.now(), records: count, waiting: 0, ...(server && { server }) };
  }

  async removable(before: readonly number[]): Promise<readonly number[]> {
    return (await import('./release.js')).removable(this.#options.records, before);
  }

  async release(before: number): Promise<number> {
    return (await import('./release.js')).release(await this.#synced(), before);
  }

  async releasedBefore(): Promise<number | undefined> {
    return (await import('./release.js')).releasedBefore(this.#options.records);
  }

  async bringBack(): Promise<void> {
    await (await import('./release.js')).bringBack(await this.#synced());
  }

  async #synced(): Promise<CenterOptions> {
    const { privacy, api } = this.#options;
    if (api.fhir !== undefined && (await privacy.given('sync'))) return this.#options;
    throw new NelumboError('consent-missing', 'Nothing leaves this device while it is not synced: there may be no other copy.');
  }

  audit(range?: { readonly from?: number; readonly to?: number; readonly limit?: number }) {
    return readAudit(this.#options.records.vault, range);
  }

  verify() {
    return verifyAudit(this.#options.records.vault);
  }

  async logout(unsent: 'flush' | 'keep' | 'discard' = 'flush'): Promise<LogoutReport> {
    const { records, platform, push, stop } = this.#options;
    if (unsent === 'keep' && (await records.keys.wrappings()).includes('device'))
      throw new NelumboError('unsupported', 'Whoever uses this device next could open what is kept: add a key that it does not have first.');
    const before = await records.counts();
    if (before.queued) await Promise.race([push(), new Promise<void>((resolve) => void platform.clock.after(FLUSH, resolve))]);
    const { queued, dead } = await records.counts();
    const report = { sent: Math.max(0, before.queued - queued - (dead - before.dead)), unsent: queued, refused: dead };
    if (queued + dead > 0 && unsent === 'flush') return { done: false, ...report };
    if (unsent === 'keep') {
      await stop();
      return { done: true, ...report, kept: true };
    }
    await this.#eraseAll('device');
    return { done: true, ...report };
  }

  // Looking is logged like doing. A full device is no reason to keep people from what is theirs: then the entry waits for room.
  async #note(action: 'view' | 'export' | 'erase', detail?: string): Promise<void> {
    const { audit } = this.#options.privacy;
    audit.owe({ action, ...(detail !== undefined && { detail }) });
    await audit.settle();
  }
}
