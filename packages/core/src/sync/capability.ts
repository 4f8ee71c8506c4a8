import type { Records } from '../records/index.js';
import type { FhirHttp } from './fhir-http.js';
import { again, blocked } from './halt.js';
import { objects } from './history.js';

/** What is known of a server, by its statement and from real work; remembered for its address and software version. */
export interface ServerProfile {
  readonly base: string;
  readonly software: string;
  /** Takes batches. */
  batch: boolean;
  /** How it takes creates that are safe to repeat. */
  readonly create: 'conditional' | 'put';
  /** Seen with our own eyes: a repeated create made no second record, an update of an old version was refused. */
  readonly proven: { create: boolean; update: boolean };
}

interface Code {
  readonly code?: string;
}
interface RestResource {
  readonly type?: string;
  readonly versioning?: string;
  readonly conditionalCreate?: boolean;
  readonly updateCreate?: boolean;
  readonly interaction?: unknown;
}
interface Rest {
  readonly interaction?: unknown;
  readonly resource?: unknown;
}

// Whether it says what it takes, and not this.
const lacksCode = (interaction: unknown, wanted: string): boolean =>
  Array.isArray(interaction) && !objects<Code>(interaction).some(({ code }) => code === wanted);

const DOC = 'sync/server';

/**
 * Reads `/metadata` once a visit: is there a FHIR server, and does it say that it lacks what safety needs? A server that says
 * nothing about versions or conditional creates is tried; one that denies them is not used.
 * @param types - that we send
 * @throws Halt
 */
export async function checkServer(http: FhirHttp, records: Records, types: readonly string[]): Promise<ServerProfile> {
  const { body, status } = await http.send({ method: 'GET', path: 'metadata' });
  const silent = status === 404 && body?.resourceType === 'OperationOutcome'; // FHIR, but without a statement
  if (!silent && body?.resourceType !== 'CapabilityStatement') throw again('not-json', 'The address answers no FHIR. Check `api.fhir`.');
  const rest = silent ? [] : objects<Rest>(body?.['rest']);
  const resources = rest.flatMap(({ resource }) => objects<RestResource>(resource)).filter(({ type }) => type === undefined || types.includes(type));
  const lacks = (one: RestResource) => one.versioning === 'no-version' || lacksCode(one.interaction, 'history-instance');
  if (resources.some(lacks)) throw blocked('unsupported', 'The FHIR server keeps no versions or shows no history: nothing is sent.');
  const unconditional = resources.some(({ conditionalCreate }) => conditionalCreate === false);
  if (unconditional && !resources.every(({ updateCreate }) => updateCreate === true))
    throw blocked('unsupported', 'The FHIR server has no create that is safe to repeat: nothing is sent.');
  const { name, version } = (body?.['software'] ?? {}) as { name?: string; version?: string }; // a CapabilityStatement's software
  const said: ServerProfile = {
    base: http.base,
    software: `${name ?? ''} ${version ?? ''}`,
    batch: !rest.some(({ interaction }) => lacksCode(interaction, 'batch')),
    create: unconditional ? 'put' : 'conditional',
    proven: { create: false, update: false },
  };
  const known = await records.doc<ServerProfile>(DOC);
  return known?.base === said.base && known.software === said.software && known.create === said.create ? { ...known, batch: known.batch && said.batch } : said;
}

/** Keeps what was learnt. */
export async function remember({ vault }: Records, profile: ServerProfile): Promise<void> {
  await vault.transact('relaxed', (tx) => tx.setDoc(DOC, profile));
}
