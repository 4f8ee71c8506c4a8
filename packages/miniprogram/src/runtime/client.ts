import { createClient } from '@nelumbo/core/client';
import type { Client, ClientApiOptions, ClientOptions } from '@nelumbo/core';
import type { EncyclopediaApi } from '@nelumbo/core/encyclopedia';
import type { FamilyContext, ResourceStore } from '@nelumbo/core/fhir';
import { jsonFetch } from '@nelumbo/core/fetch-json';
import { NelumboError } from '@nelumbo/core/i18n';
import { createAbort } from '../../../core/src/platform/abort.js';
import { deferredClient, type DeferredClient } from '../../../elements/src/provider/deferred-client.js';
import { miniPlatform, type MiniPlatform, type MiniPlatformOptions } from '../platforms/mini-platform.js';
import { isAbsence, makeFamily, miniContent, onLate } from './families.js';
import { differences, platformApi } from './this-platform.js';
import { setSettings, settings, type Settings } from './settings.js';

/** What a mini-program tells once, in `app.js`. */
export interface StartOptions extends MiniPlatformOptions, Partial<Settings> {
  /** The host, as it names itself; one encrypted database for each (tenant, user). */
  readonly tenant?: string;
  /** The host's own id for the user. */
  readonly user?: string;
  /** The server's `Patient/id` of the user. */
  readonly patient?: string;
  readonly api?: ClientApiOptions;
  readonly secret?: ClientOptions['secret'];
  /** Ports made by the host or a test instead of those of the platform at hand. */
  readonly platform?: MiniPlatform;
}

/** The one client of a mini-program and the ports below it. */
export interface Started {
  readonly client: DeferredClient;
  readonly platform: MiniPlatform;
}

const noRandom = () =>
  new NelumboError('storage-unavailable', 'This platform has no secure random source, so nothing can be encrypted and kept. Give `random` to start().');

async function openRecords(options: StartOptions, platform: MiniPlatform, locale: string): Promise<Client> {
  const { tenant, user, patient, api, secret } = options;
  if (!platform.canWrite) throw noRandom(); // before anything is read: half a client would look like an empty one
  await platform.allow('storage');
  const client = await createClient({ platform, locale, content: miniContent, tenant, user, patient, api, secret } as ClientOptions); // what is undefined is not given
  // With plans or readings in the records the client wakes their families. One in a subpackage may not be there yet, which is no error of anybody's.
  const on: Client['on'] = (event, listener) =>
    client.on(event, (detail) => {
      if (!('error' in detail && isAbsence(detail.error))) listener(detail);
    });
  return Object.create(client, { on: { value: on } }) as Client; // everything else is the client's own
}

// What the client does for every page when it opens, done for a family that came later.
onLate((name) => {
  const client = started?.client;
  const woken = name === 'medication' ? client?.medication.reminders() : name === 'vitals' ? client?.vitals.watch() : undefined;
  woken?.catch(() => undefined); // whoever shows the family meets the same error and says so
});

/** The encyclopedia needs no records, and so neither a secure random source nor the user's consent. */
function openEncyclopedia(options: StartOptions, platform: MiniPlatform, locale: () => string): Promise<EncyclopediaApi> {
  const context = {
    ...{ content: miniContent, contentUrl: options.api?.content, locale },
    fetchJson: jsonFetch(platform.transport, createAbort().signal),
    records: {} as ResourceStore, // the encyclopedia asks for none
  };
  return makeFamily('encyclopedia', context as unknown as FamilyContext) as Promise<EncyclopediaApi>; // the parts of a context that it uses
}

let started: Started | undefined;
const waiting = new Set<(started: Started) => void>();

/**
 * Makes the one client. Its records open when a component first needs them, after the user agreed. Calling it again, after a login as
 * somebody else, closes the client before.
 */
export function start(options: StartOptions = {}): Started {
  setSettings(options);
  const before = started;
  // Two clients of one platform share its queues: the ports stay, the user changes. Where nothing could be kept there is none, and `random` may come late.
  const kept = before && (before.platform.canWrite || !options.random) ? before.platform : undefined;
  const platform = options.platform ?? kept ?? miniPlatform(platformApi(), differences, options);
  const client = deferredClient({
    tenant: options.tenant ?? 'anonymous',
    user: options.user ?? 'anonymous',
    locale: settings().locale,
    open: (now) => openRecords(options, platform, now),
    encyclopedia: (now) => openEncyclopedia(options, platform, now),
  });
  started = { client, platform };
  void before?.client.close();
  for (const tell of [...waiting]) tell(started);
  return started;
}

/** The client and its ports. @throws NelumboError `closed` before {@link start} was called */
export function current(): Started {
  if (!started) throw new NelumboError('closed', 'Call start() in app.js before a component is shown.');
  return started;
}

/** Told each time {@link start} is called; returns how to stop. */
export function onStart(listener: (started: Started) => void): () => void {
  waiting.add(listener);
  return () => void waiting.delete(listener);
}

/** Changes the language of components and records at once. */
export function setLocale(locale: string): void {
  setSettings({ locale });
  if (started) started.client.locale = locale;
}
