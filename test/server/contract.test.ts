import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle, entry, observation, stage } from './support.js';
import type { Caller, Json, Stage } from './support.js';

let host: Stage;
let ann: Caller;
beforeAll(async () => {
  host = await stage();
  ann = await host.as('one', 'ann');
});
afterAll(() => host.close());

const create = async (more: Record<string, unknown> = {}): Promise<Json> => (await ann.call('POST', '/Observation', observation('ann', more))).body;
const ids = (answer: { body: Json }): string[] => (answer.body.entry ?? []).map((each: Json) => each.resource.id as string);

describe('create, read, update, delete', () => {
  it('creates under its own id with version, time and place', async () => {
    const { status, body, headers } = await ann.call('POST', '/Observation', { ...observation('ann'), id: 'mine' });
    expect(status).toBe(201);
    expect(body.id).not.toBe('mine');
    expect(body.meta.versionId).toBe('1');
    expect(headers.get('etag')).toBe('W/"1"');
    expect(headers.get('location')).toBe(`${host.server.url}/fhir/R4/Observation/${body.id}/_history/1`);
    expect(new Date(headers.get('last-modified') ?? '').getTime()).toBe(Math.floor(new Date(body.meta.lastUpdated).getTime() / 1000) * 1000);
    expect((await ann.call('GET', `/Observation/${body.id}`)).body).toEqual(body);
    expect((await ann.call('GET', `/Observation/${body.id}`, undefined, { 'If-None-Match': 'W/"1"' })).status).toBe(304);
  });

  it('updates only the version that If-Match names', async () => {
    const { id } = await create();
    const next = { ...observation('ann', { status: 'amended' }), id };
    expect((await ann.call('PUT', `/Observation/${id}`, next, { 'If-Match': 'W/"9"' })).status).toBe(412);
    const updated = await ann.call('PUT', `/Observation/${id}`, next, { 'If-Match': 'W/"1"' });
    expect([updated.status, updated.headers.get('etag')]).toEqual([200, 'W/"2"']);
    expect((await ann.call('PUT', `/Observation/${id}`, next, { 'If-Match': 'W/"1"' })).status).toBe(412);
    expect((await ann.call('PUT', `/Observation/${id}`, next, { 'If-Match': 'nonsense' })).status).toBe(400);
    expect((await ann.call('PUT', '/Observation/other', next)).status).toBe(400);
  });

  it('takes the id of the client once with If-None-Match: *', async () => {
    const fresh = { ...observation('ann'), id: 'chosen-by-client' };
    expect((await ann.call('PUT', '/Observation/chosen-by-client', fresh, { 'If-Match': 'W/"1"' })).status).toBe(412);
    expect((await ann.call('PUT', '/Observation/chosen-by-client', fresh, { 'If-None-Match': '*' })).status).toBe(201);
    expect((await ann.call('PUT', '/Observation/chosen-by-client', fresh, { 'If-None-Match': '*' })).status).toBe(412);
    const again = bundle(
      'batch',
      entry('PUT', 'Observation/chosen-by-client', fresh, { ifNoneMatch: '*' }),
      entry('PUT', 'Observation/chosen-by-client', fresh, { ifMatch: 'W/"1"' }),
    );
    expect((await ann.call('POST', '', again)).body.entry.map((each: Json) => each.response.status)).toEqual(['412', '200']);
  });

  it('answers 410 after a deletion, keeps the history, and goes on counting versions', async () => {
    const { id } = await create();
    expect((await ann.call('DELETE', `/Observation/${id}`)).status).toBe(200);
    expect((await ann.call('GET', `/Observation/${id}`)).status).toBe(410);
    expect((await ann.call('DELETE', `/Observation/${id}`)).status).toBe(410);
    expect((await ann.call('GET', `/Observation/${id}/_history/1`)).status).toBe(200);
    expect((await ann.call('GET', `/Observation/${id}/_history/2`)).status).toBe(410);
    const back = await ann.call('PUT', `/Observation/${id}`, { ...observation('ann'), id });
    expect([back.status, back.body.meta.versionId]).toEqual([201, '3']);
    expect(ids(await ann.call('GET', `/Observation?_id=${id}`))).toEqual([id]);
  });

  it('lists the history newest first, from a time on, page by page', async () => {
    const { id } = await create();
    for (const status of ['amended', 'corrected']) await ann.call('PUT', `/Observation/${id}`, { ...observation('ann', { status }), id });
    const { body } = await ann.call('GET', `/Observation/${id}/_history`);
    expect(body.type).toBe('history');
    expect(body.entry.map((each: Json) => each.resource.meta.versionId)).toEqual(['3', '2', '1']);
    expect(body.entry.map((each: Json) => `${each.request.method} ${each.response.status} ${each.response.etag}`)).toEqual([
      'PUT 200 W/"3"',
      'PUT 200 W/"2"',
      'POST 201 W/"1"',
    ]);
    const since = encodeURIComponent(body.entry[1].resource.meta.lastUpdated);
    expect((await ann.call('GET', `/Observation/${id}/_history?_since=${since}`)).body.entry).toHaveLength(2);
    const first = await ann.call('GET', `/Observation/${id}/_history?_count=2`);
    const next = first.body.link.find((each: Json) => each.relation === 'next').url;
    expect((await ann.call('GET', next)).body.entry.map((each: Json) => each.resource.meta.versionId)).toEqual(['1']);
    expect((await ann.call('GET', '/Observation/never-was/_history')).status).toBe(404);
    const later = await ann.call('GET', `/Observation/${id}/_history?_since=2999-01-01`); // nothing since is not nothing at all
    expect([later.status, later.body.type, later.body.entry ?? []]).toEqual([200, 'history', []]);
    expect((await ann.call('GET', `/Observation/${id}/_history?_since=yesterday`)).status).toBe(400);
  });

  it('stamps strictly increasing times', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => create()));
    const times = made.map(({ meta }) => meta.lastUpdated as string);
    expect(new Set(times).size).toBe(20);
  });
});

describe('conditional create and update', () => {
  it('creates once, however many ask at the same time', async () => {
    const body = observation('ann');
    const condition = { 'If-None-Exist': `identifier=urn:nelumbo:fhir:id|${body.identifier[0].value}` };
    const answers = await Promise.all(Array.from({ length: 20 }, () => ann.call('POST', '/Observation', body, condition)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 19 }, () => 200), 201]);
    expect(new Set(answers.map((each) => each.body.id)).size).toBe(1);
  });

  it('creates once in bundles too, and says 200 with the resource for the repeat', async () => {
    const body = observation('ann');
    const ask = () =>
      ann.call('POST', '', bundle('batch', entry('POST', 'Observation', body, { ifNoneExist: `identifier=urn:nelumbo:fhir:id|${body.identifier[0].value}` })));
    const [first, second] = [await ask(), await ask()];
    expect([first.body.entry[0].response.status, second.body.entry[0].response.status]).toEqual(['201', '200']);
    expect(second.body.entry[0].resource.id).toBe(first.body.entry[0].resource.id);
    expect(second.body.entry[0].response.etag).toBe('W/"1"');
  });

  it('refuses when several match, and an empty or unknown condition', async () => {
    const shared = observation('ann');
    await ann.call('POST', '/Observation', shared);
    await ann.call('POST', '/Observation', shared);
    const condition = (text: string) => ann.call('POST', '/Observation', shared, { 'If-None-Exist': text });
    expect((await condition(`identifier=urn:nelumbo:fhir:id|${shared.identifier[0].value}`)).status).toBe(412);
    expect((await condition('')).status).toBe(412);
    expect((await condition('color=red')).status).toBe(400);
  });

  it('tells nobody by a condition what their token does not let them search', async () => {
    const { identifier } = await create();
    const writer = await host.as('one', 'ann', { scope: 'patient/*.cru' });
    const condition = `identifier=urn:nelumbo:fhir:id|${identifier[0].value}`;
    const body = observation('ann');
    expect((await writer.call('POST', '/Observation', body)).status).toBe(201);
    expect((await writer.call('POST', '/Observation', body, { 'If-None-Exist': condition })).status).toBe(403);
    expect((await writer.call('PUT', `/Observation?${condition}`, body)).status).toBe(403);
    for (const one of [entry('POST', 'Observation', body, { ifNoneExist: condition }), entry('PUT', `Observation?${condition}`, body)])
      expect((await writer.call('POST', '', bundle('batch', one))).body.entry[0].response.status).toBe('403');
  });

  it('updates the one match of a condition, or creates', async () => {
    const body = observation('ann');
    const path = `/Observation?identifier=urn:nelumbo:fhir:id%7C${body.identifier[0].value}`;
    const first = await ann.call('PUT', path, body);
    const second = await ann.call('PUT', path, { ...body, status: 'amended' });
    expect([first.status, second.status, second.body.id, second.body.meta.versionId]).toEqual([201, 200, first.body.id, '2']);
    const inBundle = await ann.call('POST', '', bundle('transaction', entry('PUT', path.slice(1), { ...body, status: 'corrected' })));
    expect(inBundle.body.entry[0].response).toMatchObject({ status: '200', etag: 'W/"3"' });
  });
});

describe('search', () => {
  let bob: Caller;
  let made: Json[];
  beforeAll(async () => {
    bob = await host.as('one', 'bob');
    made = [];
    for (let day = 1; day <= 9; day++) {
      const body = observation('bob', {
        effectiveDateTime: `2026-05-0${day}T06:00:00Z`,
        status: day === 9 ? 'entered-in-error' : 'final',
        valueQuantity: { value: 60 + day, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
      });
      made.push((await bob.call('POST', '/Observation', body)).body);
    }
  });
  const days = async (query: string): Promise<string> => {
    const { body, status } = await bob.call('GET', `/Observation?${query}`);
    return status === 200 ? (body.entry ?? []).map((each: Json) => each.resource.effectiveDateTime.slice(9, 10)).join('') : String(status);
  };

  it.each([
    ['subject=Patient/bob&_sort=date', '123456789'],
    ['patient=bob&_sort=-date&_count=3', '987'],
    ['code=http://loinc.org%7C8867-4&_sort=-date&_count=2', '98'],
    ['code=8867-4', '123456789'],
    ['code=%7C8867-4', ''],
    ['code=http://loinc.org%7C&_count=1', '1'],
    ['code=http://loinc.org%7C8867-4,http://loinc.org%7C85354-9&_sort=date&_count=2', '12'],
    ['category=vital-signs&status=entered-in-error', '9'],
    ['date=2026-05-03', '3'],
    ['date=ge2026-05-07&_sort=date', '789'],
    ['date=gt2026-05-07&_sort=date', '89'],
    ['date=lt2026-05-03&_sort=date', '12'],
    ['date=le2026-05-03&_sort=date', '123'],
    ['date=ge2026-05-02&date=le2026-05-04T06:00:00Z&_sort=-date', '432'],
    ['date=sa2026-05-08', '9'],
    ['date=eb2026-05-02', '1'],
    ['date=ne2026-05-01&_sort=date&_count=2', '23'],
    ['date=2026-05-04T14:00:00%2B08:00', '4'],
    ['date=2026-05', '123456789'],
    ['value-quantity=63%7Chttp://unitsofmeasure.org%7C/min', '3'],
    ['value-quantity=gt67%7C%7C/min&_sort=date', '89'],
    ['value-quantity=63%7Chttp://unitsofmeasure.org%7Ckg', ''],
    ['value-quantity=ge68', '89'],
    ['_sort=_lastUpdated&_count=4', '1234'],
    ['_sort=-_lastUpdated&_count=1', '9'],
    ['_count=0', ''],
    ['subject=Patient/ann', ''],
    ['colour=red', '400'],
    ['date=soon', '400'],
    ['status:not=final', '400'],
    ['_has:Provenance:target:agent=1', '400'],
    ['subject.name=bob', '400'],
    ['_include=Observation:subject', '400'],
    ['_sort=color', '400'],
    ['_count=many', '400'],
    ['_cursor=forged', '400'],
  ])('finds by %s', async (query, expected) => {
    expect(await days(query)).toBe(expected);
  });

  it('finds by id, identifier and time of change', async () => {
    const [first, second] = made;
    expect(ids(await bob.call('GET', `/Observation?_id=${first.id},${second.id}`)).sort()).toEqual([first.id, second.id].sort());
    expect(ids(await bob.call('GET', `/Observation?identifier=urn:nelumbo:fhir:id%7C${second.identifier[0].value}`))).toEqual([second.id]);
    const since = encodeURIComponent(made[6].meta.lastUpdated);
    expect(await days(`_lastUpdated=ge${since}&_sort=_lastUpdated`)).toBe('789');
    expect(await days(`_lastUpdated=gt${since}&_sort=_lastUpdated`)).toBe('89');
  });

  it('searches by POST as by GET', async () => {
    const answer = await bob.call('POST', '/Observation/_search', 'date=2026-05-03', { 'Content-Type': 'application/x-www-form-urlencoded' });
    expect(ids(answer)).toEqual([made[2].id]);
  });

  it('pages by an opaque cursor without gap or double while rows are added', async () => {
    const seen: string[] = [];
    let link: string | undefined = '/Observation?status=final&_sort=-date&_count=3&_total=accurate';
    for (let page = 0; link; page++) {
      const { body }: { body: Json } = await bob.call('GET', link);
      if (page === 0) expect(body.total).toBe(8);
      seen.push(...body.entry.map((each: Json) => each.resource.id));
      await bob.call('POST', '/Observation', observation('bob', { effectiveDateTime: '2026-06-01' }));
      link = body.link.find((each: Json) => each.relation === 'next')?.url;
    }
    expect(seen).toEqual(
      made
        .slice(0, 8)
        .map(({ id }) => id)
        .reverse(),
    );
  });
});

describe('bundles', () => {
  it('answers each entry of a batch by itself', async () => {
    const { id } = await create();
    const answer = await ann.call(
      'POST',
      '',
      bundle(
        'batch',
        entry('GET', `Observation/${id}`),
        entry('GET', 'Observation/never-was'),
        entry('POST', 'Observation', { resourceType: 'Observation' }),
        entry('POST', 'Observation', observation('ann')),
        entry('PUT', `Observation/${id}`, { ...observation('ann'), id }, { ifMatch: 'W/"7"' }),
        entry('GET', `Observation?_id=${id}`),
        entry('GET', `Observation/${id}/_history`),
        entry('DELETE', `Observation/${id}`),
        entry('PATCH', `Observation/${id}`, observation('ann')),
        entry('GET', 'Spaceship/1'),
      ),
    );
    expect(answer.body.type).toBe('batch-response');
    // deletions run first, as the specification says of transactions
    expect(answer.body.entry.map((each: Json) => each.response.status)).toEqual(['410', '404', '422', '201', '412', '200', '200', '200', '400', '404']);
  });

  it('keeps nothing of a transaction of which one entry fails', async () => {
    const good = observation('ann');
    const before = (await ann.call('GET', '/Observation?_count=0&_total=accurate')).body.total as number;
    const failing = await ann.call(
      'POST',
      '',
      bundle('transaction', entry('POST', 'Observation', good), entry('POST', 'Observation', observation('ann', { status: 'dubious' }))),
    );
    expect(failing.status).toBe(422);
    expect((await ann.call('GET', '/Observation?_count=0&_total=accurate')).body.total).toBe(before);
  });

  it('shows nothing of an open transaction and lets other writes wait', async () => {
    const slow = ann.call('POST', '', bundle('transaction', ...Array.from({ length: 40 }, () => entry('POST', 'Observation', observation('ann')))));
    const [outcome, ...others] = await Promise.all([slow, ...Array.from({ length: 10 }, () => ann.call('POST', '/Observation', observation('ann')))]);
    expect(outcome?.body.entry.every((each: Json) => each.response.status === '201')).toBe(true);
    expect(others.every(({ status }) => status === 201)).toBe(true);
  });

  it('replaces urn:uuid references by the ids it gave', async () => {
    const request = {
      resourceType: 'MedicationRequest',
      status: 'active',
      intent: 'order',
      subject: { reference: 'Patient/ann' },
      medicationCodeableConcept: { text: 'Amlodipine' },
    };
    const dose = {
      resourceType: 'MedicationAdministration',
      status: 'completed',
      subject: { reference: 'Patient/ann' },
      medicationCodeableConcept: { text: 'Amlodipine' },
      effectiveDateTime: '2026-03-01T08:00:00Z',
      request: { reference: 'urn:uuid:5a4a1c1e-7d0e-4a1c-9a53-0d8a3d5c9a41' },
    };
    const { body } = await ann.call(
      'POST',
      '',
      bundle(
        'transaction',
        { ...entry('POST', 'MedicationRequest', request), fullUrl: 'urn:uuid:5a4a1c1e-7d0e-4a1c-9a53-0d8a3d5c9a41' },
        entry('POST', 'MedicationAdministration', dose),
      ),
    );
    const reference = `MedicationRequest/${body.entry[0].resource.id}`;
    expect(body.entry[1].resource.request.reference).toBe(reference);
    expect(ids(await ann.call('GET', `/MedicationAdministration?request=${reference}`))).toEqual([body.entry[1].resource.id]);
  });

  it('refuses what is no bundle, too many entries and a bundle in a bundle', async () => {
    expect((await ann.call('POST', '', observation('ann'))).status).toBe(400);
    expect((await ann.call('POST', '', bundle('collection'))).status).toBe(400);
    expect((await ann.call('POST', '', bundle('batch', ...Array.from({ length: 51 }, () => entry('GET', 'Observation/1'))))).status).toBe(413);
    expect((await ann.call('POST', '', bundle('batch', entry('POST', '/', bundle('batch'))))).status).toBe(400);
    expect((await ann.call('POST', '', bundle('batch', {}))).status).toBe(400);
  });
});

describe('validation', () => {
  it.each([
    ['a missing status', { status: undefined }],
    ['an unknown code', { status: 'dubious' }],
    ['two values', { valueString: 'high' }],
    ['a wrong type', { valueQuantity: { value: '72' } }],
    ['an unknown element', { mood: 'good' }],
    ['a bad date', { effectiveDateTime: '1 March' }],
    ['a value and a reason for none', { dataAbsentReason: { coding: [{ code: 'unknown' }] } }],
    ['no owner', { subject: undefined }],
    ['an owner that is no patient', { subject: { reference: 'Group/1' } }],
  ])('refuses %s with 422 and says where, without the value', async (_what, more) => {
    const { status, body, text } = await ann.call('POST', '/Observation', observation('ann', more));
    expect(status).toBe(422);
    expect(body.resourceType).toBe('OperationOutcome');
    expect(body.issue[0]).toMatchObject({ severity: 'error' });
    expect(body.issue[0].expression[0]).toMatch(/^Observation/);
    expect(text).not.toMatch(/dubious|1 March|high/);
  });

  it('holds a resource to the vital signs profile that it claims', async () => {
    const meta = { profile: ['http://hl7.org/fhir/StructureDefinition/heartrate'] };
    expect((await ann.call('POST', '/Observation', observation('ann', { meta }))).status).toBe(201);
    const answers = [
      await ann.call('POST', '/Observation', observation('ann', { meta, category: undefined })),
      await ann.call('POST', '/Observation', observation('ann', { meta, effectiveDateTime: undefined })),
    ];
    expect(answers.map(({ status }) => status)).toEqual([422, 422]);
    const unknown = { profile: ['https://elsewhere.example/StructureDefinition/mood'] };
    expect((await ann.call('POST', '/Observation', observation('ann', { meta: unknown }))).status).toBe(201);
  });

  const ucum = 'http://unitsofmeasure.org';
  const quantity = (code: string, system = ucum) => ({ value: 6.1, unit: code, system, code });
  const measured = (code: string, unit: string, system?: string) => ({
    code: { coding: [{ system: 'http://loinc.org', code }] },
    valueQuantity: quantity(unit, system),
  });

  it.each([
    ['heart rate in millimetres of mercury', measured('8867-4', 'mm[Hg]'), '/min'],
    ['molar glucose in mg/dL, which has a code of its own', measured('14743-9', 'mg/dL'), 'mmol/L'],
    ['glucose by mass in mmol/L', measured('41653-7', 'mmol/L'), 'mg/dL'],
    ['HbA1c in the unit of another code', measured('4548-4', 'mmol/mol'), '%'],
    ['a weight in a unit of another system', measured('29463-7', 'kg', 'urn:other'), 'kg'],
    ['a temperature without a coded unit', { ...measured('8310-5', 'Cel'), valueQuantity: { value: 37, unit: 'C' } }, 'Cel or [degF]'],
  ])('refuses %s, and says which unit is expected', async (_what, more, expected) => {
    const { status, body, text } = await ann.call('POST', '/Observation', observation('ann', more));
    expect(status, text).toBe(422);
    expect(body.issue[0]).toMatchObject({ code: 'code-invalid', expression: ['Observation.valueQuantity.code'] });
    expect(body.issue[0].diagnostics).toContain(`code to ${expected}`);
  });

  it.each([
    ['beats a minute with a remark', measured('8867-4', '{beats}/min')],
    ['a weight in grams', measured('29463-7', 'g')],
    ['glucose by mass under its own code', measured('41653-7', 'mg/dL')],
    ['a code that it does not know', measured('718-7', 'anything')],
    ['no value at all', { ...measured('8867-4', 'x'), valueQuantity: undefined, dataAbsentReason: { text: 'refused' } }],
  ])('takes %s', async (_what, more) => {
    expect((await ann.call('POST', '/Observation', observation('ann', more))).status).toBe(201);
  });

  it('checks the units of components, and of updates', async () => {
    const part = (code: string, unit: string) => ({ code: { coding: [{ system: 'http://loinc.org', code }] }, valueQuantity: quantity(unit) });
    const pressure = (diastolic: string) => ({
      code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
      valueQuantity: undefined,
      component: [part('8480-6', 'mm[Hg]'), part('8462-4', diastolic)],
    });
    const { status, body } = await ann.call('POST', '/Observation', observation('ann', pressure('/min')));
    expect([status, body.issue[0].expression]).toEqual([422, ['Observation.component[1].valueQuantity.code']]);
    const { id } = await create(pressure('mm[Hg]'));
    const changed = { ...observation('ann', pressure('/min')), id };
    expect((await ann.call('PUT', `/Observation/${id}`, changed)).status).toBe(422);
    expect((await ann.call('POST', '', bundle('transaction', entry('PUT', `Observation/${id}`, changed)))).status).toBe(422);
  });

  it('refuses the type of the address for another, and types it does not keep', async () => {
    expect((await ann.call('POST', '/Consent', observation('ann'))).status).toBe(400);
    expect((await ann.call('POST', '/Account', { resourceType: 'Account' })).status).toBe(404);
    expect((await ann.call('PATCH', '/Observation/1', [])).status).toBe(404);
    expect((await ann.call('GET', '/Observation/1/_history/1/more')).status).toBe(404);
    expect((await ann.call('POST', '/$graphql', { query: '{}' })).status).toBe(404);
  });
});
