// The first question of a form, shown before the engine is read: it must be what the engine shows then.
import { describe, expect, it } from 'vitest';
import { intakeDocuments } from '../../packages/content/src/intake/index.js';
import { compile, createForm } from '../../packages/core/src/intake/index.js';
import type { Questionnaire, QuestionnaireItem, ResourceStore } from '../../packages/core/src/fhir/index.js';
import type { Clock } from '../../packages/core/src/platform.js';
import { pagesOf } from '../../packages/elements/src/intake/intake/pages.js';
import { loadIntakeTexts } from '../../packages/elements/src/locales/intake/index.js';
import { firstLook, type Look } from '../../packages/miniprogram/src/intake/question/first-look.js';
import { pageView } from '../../packages/miniprogram/src/intake/question/view.js';

const clock = { now: () => Date.parse('2026-11-22T08:00:00Z') } as Clock; // forms ask it for nothing else before an answer
const store = (docs: Readonly<Record<string, unknown>> = {}) => ({ doc: (name: string) => Promise.resolve(docs[name]) }) as ResourceStore; // drafts are documents
const zh = { locale: 'zh-CN', subject: '' };

/** What a screen shows of a form before any answer. */
async function screen(look: Look, locale: string) {
  const texts = await loadIntakeTexts(locale);
  return look.peek(() => {
    const pages = pagesOf(look, 'care');
    return { title: look.title, experimental: look.experimental, pages: pages.length, page: pages[0] && pageView(pages[0], { texts, locale }) };
  });
}

function engine(questionnaire: unknown, locale: string) {
  const { plan } = compile(questionnaire);
  return createForm(plan!, { clock, locale }); // a form that compiles
}

describe('the first look of a form', () => {
  const names = Object.keys(intakeDocuments).filter((name) => !name.startsWith('intake/triage-'));

  it.each(names.flatMap((name) => ['zh-CN', 'en'].map((locale) => [name, locale] as const)))('%s in %s is what the engine shows', async (name, locale) => {
    const { default: questionnaire } = await intakeDocuments[name]!();
    const look = await firstLook(questionnaire, store(), { locale, subject: '' });
    expect(look).toBeDefined();
    expect(await screen(look!, locale)).toEqual(await screen(engine(questionnaire, locale), locale));
  });

  const url = 'http://hl7.org/fhir/StructureDefinition/';
  const first: QuestionnaireItem = { linkId: 'a', type: 'string', text: '甲' };
  const last: QuestionnaireItem = { linkId: 'z', type: 'string', text: '最后' };
  const form = (item: QuestionnaireItem[], more: object = {}) =>
    ({ resourceType: 'Questionnaire', url: 'urn:test:form', status: 'active', title: '表', item, ...more }) as Questionnaire;
  const when = (operator: string, answer: object) => ({ enableWhen: [{ question: 'a', operator, ...answer }] }) as Partial<QuestionnaireItem>;

  it.each([
    ['headings of groups', form([{ linkId: 'g', type: 'group', text: '组', item: [{ linkId: 'h', type: 'group', text: '里', item: [first] }] }, last])],
    ['a number, required, with a prefix and a help', form([{ linkId: 'n', type: 'decimal', text: '体温', prefix: '1.', required: true, item: [{ linkId: 'n-help', type: 'display', text: '量一量', extension: [{ url: `${url}questionnaire-itemControl`, valueCodeableConcept: { coding: [{ code: 'help' }] } }] }] }, last])], // prettier-ignore
    ['later questions that an answer shows', form([first, { ...last, ...when('=', { answerString: 'x' }) }, { linkId: 'y', type: 'string', text: '再' }])],
    ['later questions that stand until there is an answer', form([first, { ...last, ...when('exists', { answerBoolean: false }) }, { linkId: 'y', type: 'string', ...when('!=', { answerString: 'x' }) }])], // prettier-ignore
    ['a hidden item and a header before it', form([{ linkId: 'i', type: 'string', extension: [{ url: `${url}questionnaire-hidden`, valueBoolean: true }] }, first, last])], // prettier-ignore
  ])('has %s', async (_what, questionnaire) => {
    const look = await firstLook(questionnaire, store(), zh);
    expect(look).toBeDefined();
    expect(await screen(look!, 'zh-CN')).toEqual(await screen(engine(questionnaire, 'zh-CN'), 'zh-CN'));
  });

  const expression = (name: string) => ({
    url: `http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-${name}`,
    valueExpression: { language: 'text/fhirpath', expression: 'true' },
  });
  it.each([
    ['a condition on it', form([{ ...first, ...when('exists', { answerBoolean: false }) }, last])],
    ['an answer that it begins with', form([{ ...first, initial: [{ valueString: 'x' }] }, last])],
    ['an option that is chosen at first', form([{ linkId: 'c', type: 'choice', answerOption: [{ valueCoding: { code: 'x' }, initialSelected: true }] }])],
    ['options of a value set', form([{ linkId: 'c', type: 'choice', answerValueSet: '#set' }])],
    ['options that are no codes', form([{ linkId: 'c', type: 'choice', answerOption: [{ valueString: 'x' }] }])],
    ['a text that an expression gives', form([{ ...first, ...{ _text: { extension: [{ ...expression('x'), url: `${url}cqf-expression` }] } } }, last])],
    ['an expression for its value', form([{ ...first, extension: [expression('initialExpression')] }, last])],
    ['an expression on a group around it', form([{ linkId: 'g', type: 'group', extension: [expression('variable')], item: [first] }])],
    ['a condition on a group around it', form([{ linkId: 'g', type: 'group', ...when('!=', { answerString: 'x' }), item: [first] }, last])],
    ['questions nested beneath it', form([{ ...first, item: [last] }])],
    ['an expression that shows a later question', form([first, { ...last, extension: [expression('enableWhenExpression')] }])],
    ['a later question that a calculated answer may show', form([{ ...first, linkId: 'b' }, { ...first, extension: [expression('calculatedExpression')] }, { ...last, ...when('=', { answerString: 'x' }) }])], // prettier-ignore
    ['answers from the records', form([first], { extension: [{ url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-launchContext' }] })],
    ['a group that repeats', form([first, { linkId: 'g', type: 'group', repeats: true, item: [last] }])],
    ['a linkId twice', form([first, first])],
    ['a kind of question that only the web page asks', form([{ linkId: 'p', type: 'attachment' }, last])],
    ['no address, so that its draft cannot be named', form([first], { url: undefined })],
    ['no items', form([])],
    ['items that are none', form('x' as never)],
  ])('is left to the engine with %s', async (_what, questionnaire) => {
    expect(await firstLook(questionnaire, store(), zh)).toBeUndefined();
  });

  it('is left to the engine when a draft waits, of this version or of another, and for nobody else', async () => {
    const draft = { response: { resourceType: 'QuestionnaireResponse' }, savedAt: 1, position: 0 };
    const here = form([first], { version: '2' });
    expect(await firstLook(here, store({ 'intake/draft/urn:test:form|2|': draft }), zh)).toBeUndefined();
    expect(await firstLook(here, store({ 'intake/drafts/urn:test:form|': ['urn:test:form|1'], 'intake/draft/urn:test:form|1|': draft }), zh)).toBeUndefined();
    expect(await firstLook(here, store({ 'intake/draft/urn:test:form|2|Patient/b': draft }), { ...zh, subject: 'Patient/b' })).toBeUndefined();
    expect(await firstLook(here, store({ 'intake/draft/urn:test:form|2|Patient/b': draft }), zh)).toBeDefined();
  });

  it('passes on what the records say when they cannot be read', async () => {
    const broken = { doc: () => Promise.reject(new Error('broken')) } as unknown as ResourceStore; // only asked for documents
    await expect(firstLook(form([first]), broken, zh)).rejects.toThrow('broken');
  });
});
