import type { Bundle, BundleEntry } from '../fhir/index.js';
import { measuresOf } from './export-csv.js';
import type { ExportQuery } from './export-types.js';
import type { VitalsRoom } from './room.js';

/** The Observations of a span as they stand in the records, in a Bundle of type `collection`. */
export async function exportBundle(room: VitalsRoom, query: ExportQuery = {}): Promise<Bundle> {
  const { from, to } = query;
  const span = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const entry: BundleEntry[] = [];
  for (const measure of await measuresOf(room, query))
    for (const resource of await room.observations(measure, span)) entry.push({ fullUrl: `urn:uuid:${resource.id ?? ''}`, resource });
  return { resourceType: 'Bundle', type: 'collection', timestamp: new Date(room.context.clock.now()).toISOString(), entry };
}
