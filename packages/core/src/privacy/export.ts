import type { Resource } from '../fhir/index.js';
import type { AuditEntry, ExportFormat } from './api.js';
import { readAudit } from './audit-reader.js';
import type { CenterOptions } from './center.js';
import { kindsOf, recordsOf } from './kinds.js';

/** Everything that is kept, piece by piece: no more than a few hundred records are in memory at once. */
export async function exportAll(options: CenterOptions, format: ExportFormat, locale: string): Promise<AsyncIterable<string>> {
  if (format === 'fhir') return bundle(options);
  const { page, table } = await import('./readable.js');
  return format === 'csv' ? table(options, locale) : page(options, locale);
}

const AUDIT_CODES: Readonly<Record<AuditEntry['action'], string>> = {
  write: 'C', correct: 'U', remove: 'D', erase: 'D', sent: 'E', fetched: 'R', view: 'R', export: 'R', grant: 'C', withdraw: 'U', release: 'E',
}; // prettier-ignore

/** FHIR R4 AuditEvent of an entry. */
function auditEvent(entry: AuditEntry): Resource {
  const type = { system: 'http://dicom.nema.org/resources/ontology/DCM', code: '110106', display: 'Export' };
  const rest = { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' };
  return {
    resourceType: 'AuditEvent',
    type: entry.action === 'export' ? type : rest,
    action: AUDIT_CODES[entry.action],
    recorded: new Date(entry.at).toISOString(),
    outcome: '0',
    ...(entry.reason !== undefined && { purposeOfEvent: [{ text: entry.reason }] }),
    agent: [{ who: { display: entry.by }, requestor: entry.by === 'user' }],
    source: { observer: { display: 'Nelumbo' } },
    entity: (entry.refs ?? []).map((ref) => ({ what: { reference: ref } })),
  } as Resource; // an AuditEvent
}

async function* bundle({ records, privacy, platform }: CenterOptions): AsyncGenerator<string> {
  const timestamp = new Date(platform.clock.now()).toISOString();
  yield `{"resourceType":"Bundle","type":"collection","timestamp":"${timestamp}","entry":[`;
  let comma = '';
  const piece = (resources: readonly Resource[]) => {
    const text = resources.map((resource) => `${comma}\n${((comma = ','), JSON.stringify({ ...fullUrl(resource), resource }))}`).join('');
    return text;
  };
  for (const type of await kindsOf(records)) for await (const some of recordsOf(records, type)) yield piece(some);
  yield piece(await privacy.consentRecords());
  const log = (await readAudit(records.vault)).reverse();
  for (let i = 0; i < log.length; i += 200) yield piece(log.slice(i, i + 200).map(auditEvent));
  yield '\n]}\n';
}

const fullUrl = ({ id }: Resource) => (id === undefined ? {} : { fullUrl: `urn:uuid:${id}` });
