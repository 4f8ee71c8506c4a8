import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import type { FamilyContext } from '../fhir/index.js';
import type { AnswerValue, Form } from './index.js';
import { everyItem, fill } from './testing.js';

// What a form's JSON names is all that it needs: started with those parts alone, it does what it does with every part there is.

const clock = { now: () => Date.UTC(2026, 10, 22, 3), monotonic: () => 0, after: () => () => undefined, offset: () => 480 };
const context = { clock, records: { doc: () => Promise.resolve(undefined) }, locale: () => 'en', content: { read: () => Promise.resolve(undefined) } };

const folder = new URL('../../../../test/fixtures/questionnaires/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json') && name !== 'fhirpath-expressions.json');

/** All that a user meets, at first and after answers. */
function states(form: Form): unknown {
  const state = (): unknown => ({
    items: everyItem(form.items).map((item) => [
      ...[item.key, item.type, item.enabled, item.required, item.readOnly, item.limits],
      ...[item.text, item.shortText, item.placeholder, item.unit, item.units],
      ...[item.options.map(({ label }) => label), item.answers.map(({ value }) => value), item.issues, form.why(item)],
    ]),
    issues: form.issues,
    response: form.response(),
    failures: form.failures,
  });
  return [state(), ...[1, 2].map((seed) => (fill(form, seed), form.validate(), state()))];
}

/** Modules hold which parts came: each form begins with none. */
async function alone(questionnaire: unknown, act = states): Promise<{ states: unknown; diagnostics: unknown }> {
  vi.resetModules();
  const { createIntake } = await import('./intake.js');
  const { form, diagnostics } = await createIntake(context as unknown as FamilyContext).start(questionnaire); // the parts that starting a form uses
  return { states: act(form), diagnostics };
}

async function whole(questionnaire: unknown, act = states): Promise<{ states: unknown; diagnostics: unknown }> {
  const [{ compileWith }, { wholeKit }, { conditions }, { valueSetReader }, { limiting }, { reportUnsupported }, { createForm }, { inWords }] =
    await Promise.all([
      import('./compile-with.js'),
      import('./whole-kit.js'),
      import('./conditions-part.js'),
      import('./value-sets.js'),
      import('./limits.js'),
      import('./unsupported.js'),
      import('./create-form.js'),
      import('./diagnostic-words.js'),
    ]);
  const parts = { conditions, valueSets: valueSetReader, limiting, lint: [reportUnsupported] };
  const { plan, diagnostics } = compileWith(questionnaire, {}, wholeKit(), parts);
  return { states: act(createForm(plan!, { clock, locale: 'en' })), diagnostics: inWords(diagnostics) };
}

describe('a form with the parts that it names', () => {
  it.each(files)('%s is what it is with every part', async (name) => {
    const questionnaire: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
    const own = await alone(questionnaire);
    const all = await whole(questionnaire);
    expect(JSON.parse(JSON.stringify(own))).toEqual(JSON.parse(JSON.stringify(all)));
  });

  it('puts texts in the same order', async () => {
    const item = [
      { linkId: 'a', type: 'string' },
      { linkId: 'b', type: 'string', enableWhen: [{ question: 'a', operator: '>', answerString: '9:00' }] },
    ];
    const { states: own } = await alone({ resourceType: 'Questionnaire', status: 'active', item });
    const { states: all } = await whole({ resourceType: 'Questionnaire', status: 'active', item });
    expect(own).toEqual(all);
  });

  it('takes answers as it does with every part: exclusive options, files, times, what is nested under repeated answers', async () => {
    const exclusive = { url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive', valueBoolean: true };
    const questionnaire = (type: string, more: object = {}): object => ({
      resourceType: 'Questionnaire',
      status: 'active',
      item: [{ linkId: 'a', type, ...more }],
    });
    const acts: readonly (readonly [object, ...(readonly AnswerValue[])[]])[] = [
      [
        questionnaire('choice', {
          repeats: true,
          answerOption: [{ valueCoding: { code: 'x' } }, { valueCoding: { code: 'y' } }, { valueCoding: { code: 'none' }, extension: [exclusive] }],
        }),
        ...[
          [{ code: 'x' }, { code: 'y' }],
          [{ code: 'x' }, { code: 'none' }],
          [{ code: 'none' }, { code: 'y' }],
        ],
      ],
      [questionnaire('attachment'), [{ contentType: 'image/png', size: 6_000_000 }], [{ contentType: 'image/png', size: 5 }]],
      [questionnaire('time'), ['10:30']],
      [questionnaire('dateTime'), ['2026-01-31T10:30'], ['2026-01-31']],
      [questionnaire('string', { repeats: true, item: [{ linkId: 'b', type: 'string', initial: [{ valueString: 'new' }] }] }), ['1', '2', '3'], ['3', '1']],
    ];
    for (const [form, ...answers] of acts) {
      const act = (live: Form): unknown =>
        answers.map((values) => {
          const { ok } = live.answer(live.find('a')!, values);
          return [ok, everyItem(live.items).map(({ key }) => key), live.response().item];
        });
      const own = await alone(form, act);
      expect(own).toEqual(await whole(form, act));
      expect(JSON.stringify(own)).toContain('true');
    }
  });

  it.each([
    "'Ab  c' ~ 'aB c'",
    "'a' !~ 'b'",
    "%resource.item.where(linkId='a').answer.value.ofType(string)",
    "(%resource.item.where(linkId='a').answer.value is string).toString()",
    "%resource.item.answer.value.select(iif($this is string, 'text', 'other')).first()",
    'QuestionnaireResponse.item.count().toString()',
  ])('runs %s', async (expression) => {
    const url = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression';
    const questionnaire = {
      resourceType: 'Questionnaire',
      status: 'active',
      item: [
        { linkId: 'a', type: 'string' },
        { linkId: 'b', type: 'string', readOnly: true, extension: [{ url, valueExpression: { language: 'text/fhirpath', expression } }] },
      ],
    };
    const act = (form: Form): unknown => (form.answer(form.find('a')!, 'x'), [form.response().item, form.failures]);
    const own = await alone(questionnaire, act);
    expect(own).toEqual(await whole(questionnaire, act));
    expect(own.diagnostics).toMatchObject(expression.startsWith('Questionnaire') ? [{ code: 'unreachable', linkId: 'b' }] : []);
  });

  it('refuses what is no JSON, as its needs cannot be seen', async () => {
    const questionnaire: Record<string, unknown> = { resourceType: 'Questionnaire', status: 'active', item: [{ linkId: 'a', type: 'string' }] };
    questionnaire['meta'] = questionnaire;
    await expect(alone(questionnaire)).rejects.toMatchObject({ code: 'unsupported' });
  });

  it('keeps a date that only a draft of another version has', async () => {
    const response = {
      resourceType: 'QuestionnaireResponse',
      status: 'in-progress',
      item: [{ linkId: 'gone', text: 'Since', answer: [{ valueDate: '2026-01-02' }] }],
    };
    const records = { doc: (name: string) => Promise.resolve(name.includes('/draft/') ? { response, savedAt: 1, position: 0 } : undefined) };
    vi.resetModules();
    const { createIntake } = await import('./intake.js');
    const intake = createIntake({ ...context, records } as unknown as FamilyContext); // the parts that starting a form uses
    const { form } = await intake.start({ resourceType: 'Questionnaire', status: 'active', item: [{ linkId: 'a', type: 'string' }] });
    expect(form.unplaced).toEqual([{ linkId: 'gone', text: 'Since', values: ['2026-01-02'] }]);
  });

  it('is shown first and can be checked and finished afterwards', async () => {
    vi.resetModules();
    const { createIntake } = await import('./intake.js');
    const { loaders } = await import('./load.js');
    let [works, asked] = [false, 0];
    const finishing = (): ReturnType<typeof loaders.finishing> => (asked++, works ? loaders.finishing() : Promise.reject(new Error('offline')));
    let shown: () => void = () => undefined;
    const questionnaire = { resourceType: 'Questionnaire', status: 'active', item: [{ linkId: 'a', type: 'string', required: true }] };
    const intake = createIntake(context as unknown as FamilyContext, { ...loaders, finishing }); // the parts that starting a form uses
    const session = await intake.start(questionnaire, { shown: new Promise<void>((resolve) => (shown = resolve)) });
    const { form } = session;
    const item = form.find('a')!;
    expect([asked, item.issues.length]).toEqual([0, 0]);
    expect(() => form.validate()).toThrow(expect.objectContaining({ code: 'offline' }));
    shown();
    await expect.poll(() => asked).toBe(1);
    await expect(session.whole()).rejects.toThrow('offline');
    form.answer(item, 'typed meanwhile');
    works = true;
    await session.whole();
    expect(form.validate()).toEqual([]);
    form.answer(item, '');
    expect(item.issues.map(({ code }) => code)).toEqual(['required']);
  });
});
