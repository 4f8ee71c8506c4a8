import type { FamilyContext, RecordsChanged } from '../fhir/index.js';
import type { VitalsApi } from './api.js';
import type { AlertDesk } from './alert-desk.js';
import { check, historyMs } from './check.js';
import { classify } from './classify.js';
import { record } from './recording.js';
import { VitalsRoom } from './room.js';
import type { Reading } from './types.js';

export { defaultGuideline } from './room.js';

/** So many readings of the last 90 days say what is usual; a sensor's thousands would say no more. */
const historyReadings = 500;

async function checked(room: VitalsRoom, reading: Reading) {
  const measure = (await room.measures()).find((m) => m.id === reading.measure);
  if (!measure) return { refused: [{ measure: reading.measure, reason: 'measure-unknown' as const }], doubts: [] };
  const now = room.context.clock.now();
  const full = room.complete(measure, reading, now);
  return check(measure, full, await room.readings(measure, { from: now - historyMs, limit: historyReadings }), now);
}

/** A reason for the rules to look again. */
const somethingNew: RecordsChanged = { refs: [], types: ['Observation'], origin: 'here' };

/** Runs an import with the rules held back: they look once, at its end, not after each 500 readings. */
async function quietly<T>(room: VitalsRoom, desk: ReturnType<typeof lazyDesk>, run: () => Promise<T>): Promise<T> {
  room.importing++;
  try {
    return await run();
  } finally {
    room.importing--;
    desk.heard(somethingNew);
  }
}

/** The alert desk, loaded when there is something to evaluate or somebody asks. */
function lazyDesk(room: VitalsRoom) {
  let desk: Promise<AlertDesk> | undefined;
  let closed = false;
  const open = (): Promise<AlertDesk> => {
    desk ??= import('./alert-desk.js').then(({ AlertDesk: Desk }) => new Desk(room));
    desk.catch(() => (desk = undefined)); // the network may be back for the next one
    return desk;
  };
  return {
    open,
    /** Another tab evaluates its own commits, and stores what it found for all. */
    heard({ types, origin }: RecordsChanged): void {
      if (closed || room.importing || origin === 'other-tab' || !types.includes('Observation')) return;
      open().then(
        (loaded) => loaded.changed(),
        () => undefined, // not loaded: whoever asks for alerts hears why
      );
    },
    async close(): Promise<void> {
      closed = true;
      await (await desk?.catch(() => undefined))?.close(); // one that did not load has nothing to close
    },
  };
}

/** Builds the family on what the client plugs in. What is rarely needed (statistics, importers, exports) loads on its first call. */
export function createVitals(context: FamilyContext): VitalsApi {
  const room = new VitalsRoom(context);
  const desk = lazyDesk(room);
  const unhear = context.onChange((change) => {
    room.library?.heard(change);
    desk.heard(change);
  });
  return {
    measures: () => room.measures(),
    guidelines: () => room.guidelines(),
    profile: () => room.profile(),
    async setProfile(change) {
      const next = await room.setProfile(change);
      desk.heard(somethingNew); // another guideline or target: other findings
      return next;
    },
    register: (data) => room.register(data),
    check: (reading) => checked(room, reading),
    async classify(reading, view = {}) {
      const [measure, document, options] = await Promise.all([room.measure(reading.measure), room.guidelines(), room.view(view)]);
      return classify(document, measure, room.complete(measure, reading), options);
    },
    record: (readings) => record(room, Array.isArray(readings) ? (readings as readonly Reading[]) : [readings as Reading]), // isArray does not narrow a readonly array
    recordSet: async (readings, begun) => (await import('./correcting.js')).recordSet(room, readings, begun),
    edit: async (ref, change) => (await import('./correcting.js')).edit(room, ref, change),
    remove: async (ref) => (await import('./correcting.js')).remove(room, ref),
    latest: async (measure) => (await room.readings(await room.measure(measure), { limit: 1 })).at(-1),
    readings: async (query) => room.readings(await room.measure(query.measure), query),
    series: (query) => room.series(query),
    figures: async (query) => (await import('./figures.js')).figures(room, query),
    glucoseProfile: async (query) => (await import('./glucose-profile.js')).glucoseProfile(room, query),
    watch: async () => (await desk.open()).watch(),
    alerts: async () => (await desk.open()).alerts(),
    dismissAlert: async (id) => (await desk.open()).dismiss(id),
    alertRules: async () => (await desk.open()).rules(),
    alertSettings: async () => (await desk.open()).settings(),
    setAlertSettings: async (change) => (await desk.open()).setSettings(change),
    preview: async (format, chunks, options) => (await import('./importing.js')).preview(room, format, chunks, options),
    import: (format, chunks, options) => quietly(room, desk, async () => (await import('./importing.js')).importStream(room, format, chunks, options)),
    importBundle: (json, options) => quietly(room, desk, async () => (await import('./importing.js')).importBundle(room, json, options)),
    importReadings: (readings, options) => quietly(room, desk, async () => (await import('./importing.js')).importReadings(room, readings, options)),
    takeBack: (refs) => quietly(room, desk, async () => (await import('./importing.js')).takeBack(room, refs)),
    devicesAvailable: async () => (await context.devices?.available()) ?? false,
    listenToDevice: async (measures, onTold) => (await import('./device-session.js')).listenToDevice(room, measures, onTold),
    exportCsv: async (query) => (await import('./export-csv.js')).exportCsv(room, query),
    exportBundle: async (query) => (await import('./export-bundle.js')).exportBundle(room, query),
    report: async (query) => (await import('./report.js')).report(room, query),
    async close() {
      unhear();
      await desk.close();
    },
  };
}
