import type { Ref } from '../fhir/index.js';
import type { Json, RecordState, Vault } from '../records/index.js';
import { referencesIn, withSubject } from '../records/index.js';

// Every `reference` text in a resource, replaced by what `map` gives for it.
function mapReferences(value: unknown, map: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => mapReferences(one, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, name === 'reference' && typeof one === 'string' ? (map.get(one) ?? one) : mapReferences(one, map)]),
  );
}

async function one<T>(vault: Vault, table: string, key: string): Promise<T | undefined> {
  const [row] = (await vault.read([{ table, key: [key] }]))[0]!;
  return row && vault.open<T>(table, row);
}

/** The record that a local reference names. */
export const recordOf = async (vault: Vault, ref: Ref): Promise<RecordState | undefined> => (await vault.find([ref])).get(ref)?.state;

/** The local record that the server calls `sid`. */
export const refOf = async (vault: Vault, sid: string): Promise<Ref | undefined> => one(vault, 'sids', await vault.token('sid', sid));

/**
 * A body as the server takes it: its own id, its own ids in references, the subject.
 * @returns `undefined` while it refers to a record that the server does not know yet
 */
export async function toServer(vault: Vault, body: Json, sid: string | undefined, patient: string | undefined): Promise<Json | undefined> {
  const map = new Map<string, string>();
  for (const reference of referencesIn(body)) {
    const target = await recordOf(vault, reference);
    if (!target) continue; // not ours: a Patient, a Practitioner
    if (!target.sid) return undefined;
    map.set(reference, target.sid);
  }
  const { id: _id, ...rest } = mapReferences(body, map) as Json; // a mapped object stays an object
  return withSubject({ ...rest, ...(sid && { id: sid.split('/')[1] }) }, patient); // resourceType is in `rest`
}

/** A server's version as it is stored here: local id, local references, without what changes by itself. */
export async function toLocal(vault: Vault, resource: Json, ref: Ref): Promise<Json> {
  const map = new Map<string, string>();
  for (const reference of referencesIn(resource)) {
    const local = await refOf(vault, reference);
    if (local) map.set(reference, local);
  }
  const { meta, ...rest } = mapReferences(resource, map) as Json; // a mapped object stays an object
  const { versionId: _version, lastUpdated: _updated, ...kept } = meta ?? {};
  return { ...rest, id: ref.split('/')[1], ...(Object.keys(kept).length && { meta: kept }) }; // resourceType is in `rest`
}
