import type { FamilyContext } from '../fhir/index.js';
import type { VitalsApi } from './api.js';
import { AlertDesk } from './alert-desk.js';
import { check, historyMs } from './check.js';
import { classify } from './classify.js';
import { edit, record, recordSet, remove } from './recording.js';
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

/** Builds the family on what the client plugs in. What is rarely needed (statistics, importers, exports) loads on its first call. */
export function createVitals(context: FamilyContext): VitalsApi {
  const room = new VitalsRoom(context);
  const desk = new AlertDesk(room);
  const unhear = context.onChange((change) => {
    room.library.heard(change);
    desk.heard(change);
  });
  return {
    measures: () => room.measures(),
    guidelines: () => room.guidelines(),
    profile: () => room.profile(),
    setProfile: (change) => room.setProfile(change),
    register: (data) => Promise.resolve().then(() => room.register(data)), // what it throws rejects
    check: (reading) => checked(room, reading),
    async classify(reading, view = {}) {
      const [measure, document, options] = await Promise.all([room.measure(reading.measure), room.guidelines(), room.view(view)]);
      return classify(document, measure, room.complete(measure, reading), options);
    },
    record: (readings) => record(room, Array.isArray(readings) ? (readings as readonly Reading[]) : [readings as Reading]), // isArray does not narrow a readonly array
    recordSet: (readings) => recordSet(room, readings),
    edit: (ref, change) => edit(room, ref, change),
    remove: (ref) => remove(room, ref),
    latest: async (measure) => (await room.readings(await room.measure(measure), { limit: 1 })).at(-1),
    readings: async (query) => room.readings(await room.measure(query.measure), query),
    series: (query) => room.series(query),
    figures: async (query) => (await import('./figures.js')).figures(room, query),
    glucoseProfile: async (query) => (await import('./glucose-profile.js')).glucoseProfile(room, query),
    watch: () => desk.watch(),
    alerts: () => desk.alerts(),
    dismissAlert: (id) => desk.dismiss(id),
    alertRules: () => desk.rules(),
    alertSettings: () => desk.settings(),
    setAlertSettings: (change) => desk.setSettings(change),
    preview: async (format, chunks, options) => (await import('./importing.js')).preview(room, format, chunks, options),
    import: async (format, chunks, options) => (await import('./importing.js')).importStream(room, format, chunks, options),
    importBundle: async (json, options) => (await import('./importing.js')).importBundle(room, json, options),
    exportCsv: async (query) => (await import('./export-csv.js')).exportCsv(room, query),
    exportBundle: async (query) => (await import('./export-bundle.js')).exportBundle(room, query),
    report: async (query) => (await import('./report.js')).report(room, query),
    async close() {
      unhear();
      await desk.close();
    },
  };
}
