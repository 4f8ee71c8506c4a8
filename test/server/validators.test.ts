import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fhir } from 'fhir';
import { bundle, caller, entry, observation, stage } from './support.js';
import type { Caller, Json, Stage } from './support.js';

let host: Stage;
let ann: Caller;
beforeAll(async () => {
  host = await stage();
  ann = await host.as('one', 'ann');
});
afterAll(() => host.close());

const check = (resource: Json): string[] => {
  const result = new (Fhir as new () => { validate(resource: Json): { messages: { severity: string; location?: string; message: string }[] } })().validate(
    resource,
  );
  return result.messages.filter(({ severity }) => severity === 'error').map(({ location, message }) => `${location} ${message}`);
};

describe('everything that the server answers', () => {
  it('passes a second validator, too', async () => {
    const created = await ann.call('POST', '/Observation', observation('ann'));
    const { id } = created.body;
    await ann.call('PUT', `/Observation/${id}`, { ...observation('ann', { status: 'amended' }), id });
    const answers = {
      created,
      read: await ann.call('GET', `/Observation/${id}`),
      history: await ann.call('GET', `/Observation/${id}/_history`),
      search: await ann.call('GET', '/Observation?_total=accurate&_count=1'),
      nothing: await ann.call('GET', '/Observation?status=cancelled'),
      batch: await ann.call(
        'POST',
        '',
        bundle('batch', entry('POST', 'Observation', observation('ann')), entry('GET', 'Observation/none'), entry('GET', 'Observation')),
      ),
      transaction: await ann.call('POST', '', bundle('transaction', entry('POST', 'Observation', observation('ann')), entry('DELETE', `Observation/${id}`))),
      invalid: await ann.call('POST', '/Observation', observation('ann', { status: 'dubious' })),
      absent: await ann.call('GET', '/Observation/none'),
      audit: await ann.call('GET', '/AuditEvent'),
      metadata: await caller(`${host.server.url}/fhir/R4`).call('GET', '/metadata'),
    };
    for (const [name, { body }] of Object.entries(answers)) expect(check(body), name).toEqual([]);
  });
});
