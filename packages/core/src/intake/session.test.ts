import { describe, expect, it } from 'vitest';
import type { Change, FamilyContext, PlanDefinition, Questionnaire, QuestionnaireResponse, Resource } from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import { createIntake, draftDelayMs, type DraftOutcome } from './index.js';
import { loaders, type Loaders } from './load.js';

/** A clock whose hands the test turns. */
function handClock() {
  let now = Date.UTC(2026, 10, 22, 3);
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    monotonic: () => now,
    offset: () => 480,
    after(ms: number, run: () => void) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => void (timers = timers.filter((one) => one !== timer));
    },
    move(ms: number) {
      now += ms;
      const due = timers.filter((one) => one.at <= now);
      timers = timers.filter((one) => one.at > now);
      for (const one of due) one.run();
    },
  };
}

/** Everything that the family needs, on a Map; `writes` keeps what was committed together. */
function ground(content: Record<string, unknown> = {}) {
  const clock = handClock();
  const docs = new Map<string, unknown>();
  const resources = new Map<string, Resource>();
  const writes: (readonly Change[])[] = [];
  const fault: { error: NelumboError | undefined } = { error: undefined };
  const context: FamilyContext = {
    clock,
    records: {
      async write(changes: readonly Change[]) {
        await Promise.resolve();
        if (fault.error) throw fault.error;
        writes.push(changes);
        const refs: string[] = [];
        for (const change of changes) {
          if ('put' in change) {
            const ref = `${change.put.resourceType}/${change.put.id ?? 'x'}`;
            resources.set(ref, change.put);
            refs.push(ref);
          } else if ('doc' in change) {
            if (change.value === null) docs.delete(change.doc);
            else docs.set(change.doc, JSON.parse(JSON.stringify(change.value)));
          }
        }
        return { refs };
      },
      get: (ref: string) => Promise.resolve(resources.get(ref) as never),
      range: () => Promise.resolve([]),
      doc: (name: string) => Promise.resolve(docs.get(name) as never),
    } as unknown as FamilyContext['records'], // the parts that intake uses
    notifier: undefined as never,
    content: {
      read: (name) => (Object.hasOwn(content, name) ? Promise.resolve(content[name]) : Promise.reject(new NelumboError('not-found', 'No such content.'))),
    },
    fetchJson: (url) => (url === '/q.json' ? Promise.resolve(form('1')) : Promise.resolve({ resourceType: 'Patient' })),
    contentUrl: undefined,
    uuid: () => Promise.resolve('4d7b7b1e-6a0d-4b8e-9c35-1f3f0a3c2b10'),
    locale: () => 'en',
    emit: () => undefined,
    onChange: () => () => undefined,
  };
  return { context, clock, docs, writes, fault, resources };
}

const form = (version: string, more: Partial<Questionnaire> = {}): Questionnaire => ({
  resourceType: 'Questionnaire',
  status: 'active',
  url: 'urn:test:form',
  version,
  item: [
    { linkId: 'name', type: 'string', text: 'Name', required: true },
    { linkId: 'age', type: 'integer', text: 'Age' },
  ],
  ...more,
});

const settle = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

describe('IntakeApi', () => {
  it('loads by address and by name of the content, and refuses another resource', async () => {
    const intake = createIntake(ground({ 'intake/mine': form('1') }).context);
    expect((await intake.load('/q.json')).url).toBe('urn:test:form');
    expect((await intake.load('urn:nelumbo:questionnaire:mine')).url).toBe('urn:test:form');
    await expect(intake.load('/patient.json')).rejects.toMatchObject({ code: 'unsupported' });
    await expect(intake.load('urn:nelumbo:questionnaire:none')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('refuses what is no questionnaire, with the diagnostics as cause', async () => {
    const { context } = ground();
    await expect(createIntake(context).start({ resourceType: 'Patient' })).rejects.toMatchObject({
      code: 'unsupported',
      cause: [{ code: 'not-a-questionnaire' }],
    });
  });

  it('saves a draft 800 ms after the last change, and not before', async () => {
    const { context, clock, docs } = ground();
    const session = await createIntake(context).start(form('1'));
    const outcomes: DraftOutcome[] = [];
    session.onDraft((outcome) => outcomes.push(outcome));
    session.form.answer(session.form.find('name')!, 'L');
    clock.move(draftDelayMs - 1);
    session.form.answer(session.form.find('name')!, 'Lin');
    clock.move(draftDelayMs - 1);
    await settle();
    expect(docs.size).toBe(0);
    clock.move(1);
    await settle();
    expect(JSON.stringify(docs.get('intake/draft/urn:test:form|1|'))).toContain('Lin');
    expect(outcomes).toMatchObject([{ saved: true }]);
  });

  it('takes the draft up again, a disabled answer included', async () => {
    const { context } = ground();
    const intake = createIntake(context);
    const gated = form('1', {
      item: [
        { linkId: 'gate', type: 'boolean' },
        { linkId: 'inner', type: 'string', enableWhen: [{ question: 'gate', operator: '=', answerBoolean: true }] },
      ],
    });
    const first = await intake.start(gated);
    first.form.answer(first.form.find('gate')!, true);
    first.form.answer(first.form.find('inner')!, 'kept');
    first.form.answer(first.form.find('gate')!, false);
    expect(JSON.stringify(first.form.response())).not.toContain('kept');
    await first.close();
    const second = await intake.start(gated);
    expect(second.resumed).toBeDefined();
    second.form.answer(second.form.find('gate')!, true);
    expect(second.form.find('inner')!.answers[0]!.value).toBe('kept');
  });

  it('moves answers to another version by linkId, and lists the ones without a place', async () => {
    const { context } = ground();
    const intake = createIntake(context);
    const first = await intake.start(form('1'));
    first.form.answer(first.form.find('name')!, 'Lin');
    first.form.answer(first.form.find('age')!, 40);
    await first.close();
    const second = await intake.start(form('2', { item: [{ linkId: 'about', type: 'group', item: [{ linkId: 'name', type: 'string' }] }] }));
    expect(second.form.find('name')!.answers[0]!.value).toBe('Lin');
    expect(second.form.unplaced).toEqual([{ linkId: 'age', text: 'Age', values: [40] }]);
    expect(JSON.stringify(second.form.response())).toContain('urn:nelumbo:fhir:unplaced');
  });

  it('completes in one write: the response is there, every draft is gone', async () => {
    const { context, writes, docs } = ground();
    const session = await createIntake(context).start(form('1'), { subject: 'Patient/1' });
    await expect(session.complete()).rejects.toMatchObject({ code: 'bad-input' });
    session.form.answer(session.form.find('name')!, 'Lin');
    await session.saveDraft();
    const { ref, record } = await session.complete({ locale: 'en' });
    const last = writes.at(-1)!;
    expect(last.filter((change) => 'put' in change)).toMatchObject([
      { put: { resourceType: 'QuestionnaireResponse', status: 'completed', subject: { reference: 'Patient/1' } } },
    ]);
    expect(last.filter((change) => 'doc' in change).length).toBe(2);
    expect([...docs.values()].filter((value) => value !== undefined)).toEqual([]);
    expect(ref).toBe('QuestionnaireResponse/4d7b7b1e-6a0d-4b8e-9c35-1f3f0a3c2b10');
    expect(record.bundle.entry![1]!.fullUrl).toBe('urn:uuid:4d7b7b1e-6a0d-4b8e-9c35-1f3f0a3c2b10');
  });

  it('keeps form and draft when the write fails, and completes at the next try', async () => {
    const { context, fault, resources } = ground();
    const session = await createIntake(context).start(form('1'));
    session.form.answer(session.form.find('name')!, 'Lin');
    fault.error = new NelumboError('storage-full', 'No room.');
    const outcomes: DraftOutcome[] = [];
    session.onDraft((outcome) => outcomes.push(outcome));
    await expect(session.saveDraft()).rejects.toMatchObject({ code: 'storage-full' });
    expect(outcomes).toMatchObject([{ saved: false, error: { code: 'storage-full' } }]);
    await expect(session.complete()).rejects.toMatchObject({ code: 'storage-full' });
    expect(session.form.find('name')!.answers[0]!.value).toBe('Lin');
    fault.error = undefined;
    await session.complete();
    expect(resources.size).toBe(1);
  });

  it('says so when the triage rules that a form names are not at hand, and never fetches them elsewhere', async () => {
    const { context } = ground();
    const named = form('1', { extension: [{ url: 'urn:nelumbo:fhir:triage-rules', valueCanonical: 'https://elsewhere.example/rules' }] });
    const session = await createIntake(context).start(named);
    expect(session.form.missingRules).toEqual(['https://elsewhere.example/rules']);
    expect(session.diagnostics).toMatchObject([{ code: 'rules-missing' }]);
  });
});

describe('records and red flags', () => {
  const rules: PlanDefinition = {
    resourceType: 'PlanDefinition',
    url: 'urn:test:rules',
    version: '1',
    status: 'draft',
    action: [
      {
        id: 'old',
        title: 'Old',
        textEquivalent: 'Do <b>this</b>',
        code: [{ coding: [{ system: 'urn:nelumbo:urgency', code: 'emergency' }] }],
        condition: [{ kind: 'applicability', expression: { language: 'text/fhirpath', expression: "%resource.item.where(linkId = 'age').answer.value > 90" } }],
      },
      {
        id: 'broken',
        title: 'Broken',
        code: [{ coding: [{ system: 'urn:nelumbo:urgency', code: 'emergency' }] }],
        condition: [{ kind: 'applicability', expression: { language: 'text/cql', expression: 'x' } }],
      },
    ],
  };

  it('refuses a rule that it cannot evaluate, visibly', async () => {
    const { context } = ground();
    const session = await createIntake(context).start(form('1'), { rules: [rules] });
    expect(session.diagnostics).toMatchObject([{ code: 'expression-unsupported', severity: 'error' }]);
    expect(session.form.missingRules).toEqual(['urn:test:rules|1#broken']);
  });

  it('names a rule that fails while it runs as missing, and lets a flag that stands go on standing', async () => {
    const { context } = ground();
    const fragile = structuredClone(rules);
    fragile.action![0]!.condition![0]!.expression!.expression = "%resource.item.where(linkId = 'age').answer.value.select(iif($this > 90, true, 'x' > 1))";
    const { form: live } = await createIntake(context).start(form('1'), { rules: [fragile] });
    live.answer(live.find('age')!, 95);
    expect(live.redFlags).toHaveLength(1);
    expect(live.missingRules).not.toContain('urn:test:rules|1#old');
    live.answer(live.find('age')!, 40);
    expect(live.redFlags[0]!.withdrawnAt).toBeUndefined();
    expect(live.missingRules).toContain('urn:test:rules|1#old');
  });

  it('stores a hit with its evidence, its reading and its withdrawal, also over a draft', async () => {
    const { context } = ground();
    const intake = createIntake(context);
    const session = await intake.start(form('1'), { rules: [rules] });
    const { form: live } = session;
    live.answer(live.find('age')!, 95);
    live.acknowledge('urn:test:rules|1#old');
    live.answer(live.find('age')!, 40);
    await session.close();
    const again = await intake.start(form('1'), { rules: [rules] });
    expect(again.form.redFlags).toMatchObject([{ rule: 'urn:test:rules|1#old', urgency: 'emergency', evidence: [{ linkId: 'age', value: 95 }] }]);
    expect(again.form.redFlags[0]!.withdrawnAt).toBeDefined();
    expect(again.form.redFlags[0]!.acknowledgedAt).toBeDefined();
  });

  it('escapes hostile text in the page and holds no script', async () => {
    const { context } = ground();
    const session = await createIntake(context).start(form('1', { title: '</title><script>alert(1)</script>' }));
    session.form.answer(session.form.find('name')!, `<img src=x onerror="alert('1')">&`);
    const { record } = await session.complete({ locale: 'zh-CN' });
    expect(record.html).not.toMatch(/<script|<img|onerror="/);
    expect(record.text).toContain(`<img src=x onerror="alert('1')">&`);
    const response = record.bundle.entry![1]!.resource as QuestionnaireResponse;
    expect(response.item![0]!.answer![0]!.valueString).toContain('<img');
    expect(record.text).toContain('不包含诊断');
  });
});

describe('parts that load when they are needed', () => {
  const offline = (): Promise<never> => Promise.reject(new NelumboError('offline', 'A part of the program could not be loaded.'));
  const rules: PlanDefinition = {
    resourceType: 'PlanDefinition',
    url: 'urn:test:rules',
    status: 'draft',
    action: [
      {
        id: 'old',
        title: 'Old',
        code: [{ coding: [{ system: 'urn:nelumbo:urgency', code: 'emergency' }] }],
        condition: [{ kind: 'applicability', expression: { language: 'text/fhirpath', expression: "%resource.item.where(linkId = 'age').answer.value > 90" } }],
      },
    ],
  };
  const calculated = form('1', {
    item: [
      {
        linkId: 'g',
        type: 'group',
        item: [
          {
            linkId: 'sum',
            type: 'integer',
            readOnly: true,
            extension: [
              {
                url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
                valueExpression: { language: 'text/fhirpath', expression: '1 + 1' },
              },
            ],
          },
        ],
      },
    ],
  });

  it('loads no FHIRPath for a form that has no expression, and FHIRPath before one that has', async () => {
    const { context } = ground();
    let loads = 0;
    const load: Loaders = { ...loaders, expressions: (...given) => ((loads += 1), loaders.expressions(...given)) };
    const intake = createIntake(context, load);
    await intake.start(form('1'));
    expect(loads).toBe(0);
    const { form: live } = await intake.start(calculated);
    expect(loads).toBe(1);
    expect(live.find('sum')!.answers[0]!.value).toBe(2);
    const { form: flagged } = await intake.start(form('1'), { rules: [rules], resume: false });
    flagged.answer(flagged.find('age')!, 95);
    expect(flagged.redFlags).toMatchObject([{ rule: 'urn:test:rules|#old' }]); // in the same turn
  });

  it('opens with the rules named as missing when they cannot load', async () => {
    const { context } = ground();
    const intake = createIntake(context, { ...loaders, expressions: offline });
    const { form: live, diagnostics } = await intake.start(form('1'), { rules: [rules] });
    expect(live.missingRules).toEqual(['urn:test:rules']);
    expect(diagnostics).toMatchObject([{ code: 'rules-missing' }]);
    expect(live.answer(live.find('age')!, 95).ok).toBe(true);
    const { diagnostics: said, form: silent } = await intake.start(calculated);
    expect(said).toMatchObject([{ code: 'expression-unsupported', linkId: 'sum' }]);
    expect(silent.find('sum')!.answers).toEqual([]);
  });

  it.each(['with', 'without'])('settles conditions that look ahead, %s the search for cycles', async (search) => {
    const { context } = ground();
    const when = (question: string): { question: string; operator: 'exists'; answerBoolean: true }[] => [{ question, operator: 'exists', answerBoolean: true }];
    const ahead = form('1', {
      item: [
        { linkId: 'a', type: 'string', enableWhen: when('b') },
        { linkId: 'b', type: 'string', enableWhen: when('c') },
        { linkId: 'g', type: 'group', enableWhen: when('d'), item: [{ linkId: 'c', type: 'string' }] },
        { linkId: 'd', type: 'string' },
      ],
    });
    const { form: live } = await createIntake(context, search === 'with' ? loaders : { ...loaders, expressions: offline }).start(ahead);
    const shown = (): string => ['a', 'b', 'g', 'c', 'd'].filter((id) => live.find(id)!.enabled).join(' ');
    expect(shown()).toBe('d');
    live.answer(live.find('d')!, 'x');
    live.answer(live.find('c')!, 'x');
    live.answer(live.find('b')!, 'x');
    expect(shown()).toBe('a b g c d');
    live.answer(live.find('d')!, undefined);
    expect(shown()).toBe('d');
  });

  it('never opens a response with red flags without what keeps them', async () => {
    const { context } = ground();
    const first = await createIntake(context).start(form('1'), { rules: [rules] });
    first.form.answer(first.form.find('age')!, 95);
    await first.close();
    await expect(createIntake(context, { ...loaders, expressions: offline }).start(form('1'))).rejects.toMatchObject({ code: 'offline' });
    const kept = await createIntake(context).start(form('1')); // the rules are gone, the hit stays
    expect(kept.form.redFlags).toMatchObject([{ rule: 'urn:test:rules|#old' }]);
  });

  it('keeps the draft when the record cannot be written yet', async () => {
    const { context, writes } = ground();
    let broken = true;
    const session = await createIntake(context, { ...loaders, record: () => (broken ? offline() : loaders.record()) }).start(form('1'));
    session.form.answer(session.form.find('name')!, 'Li');
    session.form.answer(session.form.find('age')!, 40);
    await session.saveDraft();
    await expect(session.complete()).rejects.toMatchObject({ code: 'offline' });
    expect(writes.flat().some((change) => 'put' in change)).toBe(false);
    broken = false;
    expect((await session.complete()).record.text).toContain('40');
  });
});

describe('calculations inside the group that they read', () => {
  const calculation = (expression: string) => [
    {
      url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
      valueExpression: { language: 'text/fhirpath' as const, expression },
    },
  ];
  it('follow the answers beside them, and a calculation of a calculation follows too', async () => {
    const inside: Questionnaire = form('1', {
      item: [
        {
          linkId: 'g',
          type: 'group',
          item: [
            { linkId: 'n', type: 'integer' },
            { linkId: 'twice', type: 'integer', extension: calculation("%resource.item.where(linkId='g').item.where(linkId='n').answer.value * 2") },
            { linkId: 'more', type: 'integer', extension: calculation("%resource.item.where(linkId='g').item.where(linkId='twice').answer.value + 1") },
          ],
        },
      ],
    });
    const { form: live, diagnostics } = await createIntake(ground().context).start(inside);
    expect(diagnostics).toEqual([]);
    live.answer(live.find('n')!, 4);
    expect([live.find('twice')!.answers[0]?.value, live.find('more')!.answers[0]?.value]).toEqual([8, 9]);
    live.answer(live.find('n')!, []);
    expect([live.find('twice')!.answers, live.find('more')!.answers]).toEqual([[], []]);
    expect(live.response().item).toBeUndefined();
  });
});
