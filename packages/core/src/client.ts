import { Emitter } from './client/emitter.js';
import { jsonFetch } from './client/fetch-json.js';
import { lazyFamily } from './client/lazy-family.js';
import { noSync } from './client/no-sync.js';
import { privacyApi } from './client/privacy-api.js';
import type { Client, ClientEvents, ClientOptions } from './client-api.js';
import type { Content, FamilyContext } from './fhir/index.js';
import { NelumboError, toNelumboError } from './i18n/index.js';
import type { MedicationApi } from './medication/index.js';
import { createAbort } from './platform/abort.js';
import type { Platform } from './platform.js';
import { openPrivacy, type PrivacyOptions, type WithdrawalServer } from './privacy/index.js';
import { openRecords, type Records } from './records/index.js';
import type { Sync, SyncOptions } from './sync/index.js';
import type { VitalsApi } from './vitals/index.js';

const noContent: Content = {
  read: () => Promise.reject(new NelumboError('not-found', 'This client was created without content. Pass `content: bundledContent()`.')),
};

/**
 * Wires ports, records, sync, privacy and the four families into one object, for one (tenant, user).
 * The families load on their first call.
 *
 * @example
 * const client = await createClient({ platform: browserPlatform(), tenant: 'news-portal', user: 'u-123', content: bundledContent() });
 * @throws NelumboError `wrong-key`, `storage-newer`, `storage-blocked`, `storage-full`, `storage-lost`, `storage-unavailable`, `damaged`;
 * whatever the reason, nothing that was stored is deleted
 */
export async function createClient(options: ClientOptions): Promise<Client> {
  const { platform, tenant = 'anonymous', user = 'anonymous', patient, secret } = options;
  const { storage, crypto, clock, locks } = platform;
  const records = await openRecords({ storage, crypto, clock, locks, tenant, user, ...(patient !== undefined && { patient }), ...(secret && { secret }) });
  try {
    return await assemble(options, records, tenant, user);
  } catch (error) {
    await records.close();
    throw error;
  }
}

// Without a server the engine is not loaded.
async function startSync({ api = {} }: ClientOptions, parts: Omit<SyncOptions, 'api'>): Promise<Sync> {
  return api.fhir === undefined ? noSync() : (await import('./sync/index.js')).openSync({ ...parts, api });
}

// A dose is due on whatever page the user reads: with a plan in the records, the medication family is woken although no element asks for it.
async function remindEverywhere(records: Records, medication: MedicationApi): Promise<void> {
  const plans = await records.range({ type: 'MedicationRequest', limit: 1 });
  if (plans.length > 0) await medication.reminders();
}

// Alert rules hold on whatever page the user reads: with readings in the records, the vitals family is woken although no element asks for it.
async function watchEverywhere(records: Records, vitals: VitalsApi): Promise<void> {
  const readings = await records.range({ type: 'Observation', limit: 1 });
  if (readings.length > 0) await vitals.watch();
}

const telling =
  (platform: Platform, server: WithdrawalServer): NonNullable<PrivacyOptions['tellServer']> =>
  async (consent) =>
    (await import('./privacy/withdrawal.js')).tellWithdrawal(platform, server, consent);

async function assemble(options: ClientOptions, records: Records, tenant: string, user: string): Promise<Client> {
  const { platform, api = {}, content = noContent } = options;
  const events = new Emitter<ClientEvents>();
  const ended = createAbort();
  let locale = options.locale ?? 'zh-CN';

  const sync = await startSync(options, {
    records,
    platform: options.platform,
    allowed: async () => (await privacy.given('sync')) && (await privacy.given('store')), // what may not be kept is not fetched either
    onStatus: (status) => events.emit('sync', status),
    onError: (error) => events.emit('error', { error }),
  });
  const privacy = await openPrivacy({
    records,
    clock: platform.clock,
    locks: platform.locks,
    server: api.fhir,
    ...(api.fhir !== undefined && options.patient !== undefined && { tellServer: telling(options.platform, { ...api, fhir: api.fhir }) }),
    onConsent(purpose, given) {
      if (purpose === 'sync' || (purpose === 'store' && !given)) sync.consentChanged(given);
      events.emit('consent', { purpose, given });
    },
  });
  const context: FamilyContext = {
    records,
    clock: platform.clock,
    notifier: platform.notifier,
    devices: platform.devices,
    locks: platform.locks,
    content,
    fetchJson: jsonFetch(platform.transport, ended.signal),
    contentUrl: api.content,
    uuid: () => records.vault.uuid(),
    locale: () => locale,
    emit: (event) => events.emit(event.type, event),
    shares: () => privacy.given('share'),
    onChange: (listener) => records.onChange(listener),
  };
  const families = {
    intake: lazyFamily(() => import('./intake/intake.js').then(({ createIntake }) => createIntake(context))),
    vitals: lazyFamily(() => import('./vitals/vitals.js').then(({ createVitals }) => createVitals(context))),
    medication: lazyFamily(() => import('./medication/index.js').then(({ createMedication }) => createMedication(context))),
    encyclopedia: lazyFamily(() => import('./encyclopedia/api.js').then(({ createEncyclopedia }) => createEncyclopedia(context))),
  };

  const unhear = [records.onChange((change) => events.emit('change', change)), records.onStorage((status) => events.emit('storage', status))];
  const stop = async () => {
    ended.abort();
    // Sync first: from now on nothing is sent, and no token asked for, in the name of a user who may have left.
    await Promise.all([sync.close(), ...Object.values(families).map((family) => family.close())]);
    privacy.close();
    for (const end of unhear) end();
  };
  let closing: Promise<void> | undefined;
  // The platform is the host's, and may serve another client: its locks stay open.
  const close = () =>
    (closing ??= stop()
      .finally(() => records.close())
      .finally(() => events.clear()));
  records.vault.onGone = (error) => {
    events.emit('error', { error });
    if (error.code === 'closed') events.emit('erased', { elsewhere: true });
    void close();
  };
  sync.start();
  for (const woken of [remindEverywhere(records, families.medication.api), watchEverywhere(records, families.vitals.api)])
    void woken.catch((error: unknown) => {
      const failed = toNelumboError(error);
      if (failed.code !== 'closed') events.emit('error', { error: failed });
    });

  return {
    tenant,
    user,
    records,
    sync,
    get durable() {
      return records.durable;
    },
    get storage() {
      return records.storage;
    },
    get locale() {
      return locale;
    },
    set locale(next) {
      if (next === locale) return;
      locale = next;
      events.emit('locale', { locale });
    },
    intake: families.intake.api,
    vitals: families.vitals.api,
    medication: families.medication.api,
    encyclopedia: families.encyclopedia.api,
    privacy: privacyApi(
      { records, privacy, platform, api, locale: () => locale, push: () => sync.now(), hold: (held) => (held ? sync.pause() : sync.resume()), stop },
      {
        isClosed: () => closing !== undefined,
        erased() {
          events.emit('erased', { elsewhere: false });
          return close();
        },
        left: close,
      },
    ),
    on: (event, listener) => events.on(event, listener),
    close,
  };
}
