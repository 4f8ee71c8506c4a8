import type { Client } from '@nelumbo/core';
import type { Questionnaire, QuestionnaireResponse } from '@nelumbo/core/fhir';
import { memoryPlatform } from '@nelumbo/core/memory';
import { StorageError, type Storage } from '@nelumbo/core/platform';
import { aTimeout, expect, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../testing.js';
import { inProvider, testClient } from '../../base/testing.js';
import './define.js';
import type { NelumboIntake } from './intake.js';

const headache = 'urn:nelumbo:questionnaire:headache';
const phq9 = 'urn:nelumbo:questionnaire:phq-9';

const clients: Client[] = [];

async function client(options: Parameters<typeof testClient>[0] = {}): Promise<Client> {
  const made = await testClient(options);
  clients.push(made);
  return made;
}

async function ready(
  src: string | Questionnaire,
  options: { client?: Client; locale?: string; care?: boolean; theme?: 'dark' | 'light'; mode?: NelumboIntake['mode'] } = {},
) {
  const { client: given, mode = '', ...settings } = options;
  const used = given ?? (await client());
  const template =
    typeof src === 'string'
      ? html`<nelumbo-intake src=${src} mode=${mode}></nelumbo-intake>`
      : html`<nelumbo-intake .questionnaire=${src} mode=${mode}></nelumbo-intake>`;
  const made = await inProvider<NelumboIntake>(used, template, settings);
  await waitUntil(() => query(made.element, 'form, [role="alert"]'), 'shows the form or a failure');
  await made.element.updateComplete;
  return { ...made, client: used };
}

const root = (element: NelumboIntake): ShadowRoot => element.shadowRoot!;
const query = <E extends Element = HTMLElement>(element: NelumboIntake, selector: string): E | null => root(element).querySelector<E>(selector);
const all = <E extends Element = HTMLElement>(element: NelumboIntake, selector: string): E[] => [...root(element).querySelectorAll<E>(selector)];
const text = (element: NelumboIntake): string => root(element).querySelector('.box')!.textContent;

/** Chooses an option by the words of question and answer, as a user does. */
function choose(element: NelumboIntake, question: string, answer: string): void {
  const set = all(element, 'fieldset.options').find((one) => one.querySelector('legend')!.textContent.includes(question));
  const row = [...(set?.querySelectorAll('label') ?? [])].find((one) => one.textContent.trim().startsWith(answer));
  expect(row, `${question}: ${answer}`).to.exist;
  row!.querySelector('input')!.click();
}

function type(element: NelumboIntake, question: string, words: string): void {
  const label = all(element, 'label').find((one) => one.textContent.includes(question))!;
  const field = query<HTMLInputElement>(element, `#${label.getAttribute('for')!}`)!;
  field.value = words;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

const submit = (element: NelumboIntake): void => query<HTMLButtonElement>(element, 'button[type="submit"]')!.click();

async function answerPhq9(element: NelumboIntake, last = '完全不会'): Promise<void> {
  const sets = all(element, 'fieldset.options').slice(0, 9);
  sets.forEach((set, i) => {
    const wanted = i === 8 ? last : '好几天';
    [...set.querySelectorAll('label')].find((label) => label.textContent.trim() === wanted)!.click();
  });
  await element.updateComplete;
}

const small: Questionnaire = {
  resourceType: 'Questionnaire',
  status: 'active',
  url: 'urn:test:small',
  title: 'Small',
  item: [
    { linkId: 'name', type: 'string', text: 'Name', required: true },
    { linkId: 'smoke', type: 'boolean', text: 'Smoker' },
    { linkId: 'packs', type: 'decimal', text: 'Packs a day', enableWhen: [{ question: 'smoke', operator: '=', answerBoolean: true }] },
    { linkId: 'born', type: 'date', text: 'Born' },
    {
      linkId: 'weight',
      type: 'quantity',
      text: 'Weight',
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption',
          valueCoding: { system: 'http://unitsofmeasure.org', code: 'kg', display: 'kg' },
        },
        {
          url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption',
          valueCoding: { system: 'http://unitsofmeasure.org', code: '[lb_av]', display: 'lb' },
        },
      ],
    },
    { linkId: 'drugs', type: 'group', text: 'Medicine', repeats: true, item: [{ linkId: 'drug', type: 'string', text: 'Drug' }] },
    { linkId: 'photo', type: 'attachment', text: 'Photo', extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/maxSize', valueDecimal: 10 }] },
  ],
};

describe('<nelumbo-intake>', () => {
  afterEach(async () => {
    document.querySelectorAll('nelumbo-provider').forEach((one) => one.remove());
    await Promise.all(clients.splice(0).map((one) => one.close()));
  });

  for (const [name, settings] of [
    ['light', {}],
    ['dark', { theme: 'dark' }],
    ['care mode', { care: true }],
    ['English', { locale: 'en' }],
  ] as const) {
    it(`has no axe violation with the headache form in ${name}`, async () => {
      const { element } = await ready(headache, settings);
      await expect(element).to.be.accessible();
    });
  }

  it('says that the content is a sample, and shows the language of the provider', async () => {
    const { element } = await ready(headache, { locale: 'en' });
    expect(text(element)).to.contain('Sample content, not medically reviewed').and.to.contain('How did the headache begin?');
    expect(/[\u4e00-\u9fff]/.test(text(element))).to.equal(false);
  });

  it('keeps every answer when the language changes', async () => {
    const { element, provider } = await ready(headache);
    choose(element, '头痛是怎样开始的', '几分钟到几小时');
    type(element, '用一两句话说说', '左边痛');
    provider.locale = 'en';
    await provider.updateComplete;
    await waitUntil(() => text(element).includes('It built up over minutes to hours'), 'shows English once its texts are there');
    expect(query<HTMLTextAreaElement>(element, 'textarea')!.value).to.equal('左边痛');
    expect(all<HTMLInputElement>(element, 'input:checked').length).to.equal(1);
  });

  it('interrupts at a red flag, names the number to call, and goes on only by the explicit button', async () => {
    const { element } = await ready(headache);
    choose(element, '头痛是怎样开始的', '突然发作');
    const told = oneEvent(element, 'nelumbo-red-flag');
    choose(element, '一生中最严重', '是');
    const { detail } = (await told) as CustomEvent<{ rule: string; urgency: string }>;
    expect(detail).to.deep.equal({ rule: 'urn:nelumbo:triage:headache|1.0.0#thunderclap', urgency: 'emergency-ambulance' });
    await element.updateComplete;
    const dialog = query<HTMLDialogElement>(element, 'dialog')!;
    expect(dialog.open).to.equal(true);
    expect(dialog.matches(':modal')).to.equal(true);
    expect(dialog.querySelector<HTMLAnchorElement>('a.call')!.href).to.equal('tel:120');
    expect(dialog.textContent).to.contain('突然发作').and.to.contain('立即拨打急救电话');
    await expect(element).to.be.accessible();
    const escaped = new Event('cancel', { cancelable: true });
    dialog.dispatchEvent(escaped);
    expect(escaped.defaultPrevented).to.equal(true);
    dialog.close(); // some browsers close at the second Escape anyway
    await oneEvent(dialog, 'close');
    await element.updateComplete;
    expect(query<HTMLDialogElement>(element, 'dialog')!.open).to.equal(true);
    query<HTMLButtonElement>(element, '.proceed')!.click();
    await element.updateComplete;
    expect(query(element, 'dialog')).to.equal(null);
    expect(text(element)).to.contain('根据您的回答，建议这样做');
    expect(JSON.stringify(element.currentResponse())).to.contain('acknowledged').and.to.contain('thunderclap');
  });

  it('takes the emergency number from its own attribute', async () => {
    const { element } = await ready(headache);
    element.callNumber = '999';
    choose(element, '有没有突然出现', '抽搐');
    await element.updateComplete;
    expect(query<HTMLAnchorElement>(element, 'a.call')!.href).to.equal('tel:999');
  });

  it('adds PHQ-9 up, saves it with its record, and removes the draft', async () => {
    const { element, client: used } = await ready(phq9);
    await answerPhq9(element);
    expect(query(element, '.total')!.textContent).to.contain('8').and.to.contain('症状轻度');
    const done = oneEvent(element, 'nelumbo-completed');
    submit(element);
    const { detail } = (await done) as CustomEvent<{ ref: string }>;
    await element.updateComplete;
    const stored = await used.records.get<QuestionnaireResponse>(detail.ref);
    expect(stored).to.include({ resourceType: 'QuestionnaireResponse', status: 'completed' });
    expect(text(element)).to.contain('谢谢，您的回答已保存').and.to.contain('8 分（症状轻度）');
    expect(await used.records.doc(`intake/draft/${phq9}|1.0.0|`)).to.equal(undefined);
    await expect(element).to.be.accessible();
  });

  it('offers the crisis line of the locale when item 9 is above "not at all"', async () => {
    const { element } = await ready(phq9);
    await answerPhq9(element, '好几天');
    expect(query<HTMLAnchorElement>(element, 'dialog a.call')!.href).to.equal('tel:12356');
    expect(query(element, 'dialog')!.textContent).to.contain('拨打 120');
  });

  it('lists what is missing, with links that lead to the questions, and does not save', async () => {
    const { element } = await ready(headache);
    submit(element);
    await waitUntil(() => query(element, '#summary') && root(element).activeElement === query(element, '#summary')); // its part may still load
    const summary = query(element, '#summary')!;
    const links = [...summary.querySelectorAll('a')];
    expect(links.length).to.equal(9);
    await expect(element).to.be.accessible();
    links[0]!.click();
    await aTimeout(0);
    await element.updateComplete;
    expect((root(element).activeElement as HTMLInputElement).closest('fieldset')!.textContent).to.contain('头痛是怎样开始的');
  });

  it('saves nothing when the host prevents nelumbo-submit', async () => {
    const { element, client: used } = await ready(phq9);
    await answerPhq9(element);
    element.addEventListener('nelumbo-submit', (event) => event.preventDefault());
    const asked = oneEvent(element, 'nelumbo-submit'); // a press waits for what checks the form
    submit(element);
    await asked;
    await aTimeout(0);
    expect(await used.records.range({ type: 'QuestionnaireResponse' })).to.deep.equal([]);
    expect(query(element, 'form')).to.exist;
  });

  it('shows a dependent question when its condition is met, announces it, and brings its answer back', async () => {
    const { element } = await ready(small, { locale: 'en' });
    expect(text(element)).not.to.contain('Packs a day');
    choose(element, 'Smoker', 'Yes');
    expect(text(element)).to.contain('Packs a day');
    await waitUntil(() => query(element, '#news')!.textContent === 'New question: Packs a day', 'what speaks loads after the form'); // and tells what came meanwhile
    type(element, 'Packs a day', '1.5');
    choose(element, 'Smoker', 'No');
    expect(JSON.stringify(element.currentResponse())).not.to.contain('1.5');
    choose(element, 'Smoker', 'Yes');
    expect(JSON.stringify(element.currentResponse())).to.contain('1.5');
    await expect(element).to.be.accessible();
  });

  it('renders only the touched question and its dependents again', async () => {
    const { element } = await ready(small, { locale: 'en' });
    const changed = new Set<string>();
    const watch = new MutationObserver((records) => {
      for (const { target } of records) {
        const at = (target instanceof Element ? target : target.parentElement)?.closest('[data-item], .progress, .status-line');
        changed.add(at?.querySelector('label, legend')?.textContent.trim() ?? at?.className ?? 'elsewhere');
      }
    });
    watch.observe(root(element), { subtree: true, childList: true, characterData: true, attributes: true });
    type(element, 'Born', '1980-02-03');
    await aTimeout(0);
    watch.disconnect();
    // Elsewhere: what stands around the questions may still come.
    expect([...changed].filter((name) => !['Born', 'progress', 'status-line', 'elsewhere'].includes(name))).to.deep.equal([]);
  });

  it('tells options apart that differ in their amount only', async () => {
    const milligrams = (value: number) => ({ valueQuantity: { value, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' } });
    const dose = { linkId: 'dose', type: 'choice', text: 'Dose', answerOption: [milligrams(10), milligrams(25)] };
    const { element } = await ready({ resourceType: 'Questionnaire', status: 'active', item: [dose] } as Questionnaire, { locale: 'en' }); // R5 has quantities here
    choose(element, 'Dose', '25 mg');
    expect(all<HTMLInputElement>(element, '[data-item="dose"] input').map(({ checked }) => checked)).to.deep.equal([false, true]);
    expect(element.currentResponse()?.item?.[0]?.answer).to.deep.equal([milligrams(25)]);
  });

  it('keeps what cannot be read in the field, says so, and does not take it for an answer', async () => {
    const { element } = await ready(small, { locale: 'en' });
    choose(element, 'Smoker', 'Yes');
    type(element, 'Packs a day', 'many');
    await element.updateComplete;
    expect(text(element)).to.contain('Please enter a number');
    expect(all<HTMLInputElement>(element, 'input.number')[0]!.value).to.equal('many');
    type(element, 'Packs a day', '１．５');
    expect(JSON.stringify(element.currentResponse())).to.contain('"valueDecimal":1.5');
  });

  it('does not take a half-composed word for an answer', async () => {
    const { element } = await ready(small, { locale: 'en' });
    const field = query<HTMLInputElement>(element, 'input[type="text"]')!;
    field.value = 'zhang';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    expect(JSON.stringify(element.currentResponse())).not.to.contain('zhang');
    field.value = '张';
    field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    expect(JSON.stringify(element.currentResponse())).to.contain('张');
  });

  it('says why a question is asked, in the words of the answers that brought it up', async () => {
    const { element } = await ready(small, { locale: 'en' });
    expect(query(element, '.why')).to.equal(null);
    choose(element, 'Smoker', 'Yes');
    const why = query<HTMLDetailsElement>(element, '.why')!;
    expect(why.textContent).to.contain('Why am I asked this?');
    why.open = true;
    await waitUntil(() => why.textContent.includes('Smoker: Yes'));
    await expect(element).to.be.accessible();
  });

  it('takes a date that is known in part, and the unit that was chosen before the number', async () => {
    const { element } = await ready(small, { locale: 'en' });
    const partial = query<HTMLDetailsElement>(element, '.partial')!;
    partial.open = true;
    await waitUntil(() => partial.querySelector('input'));
    const year = partial.querySelector('input')!;
    year.value = '１９８４';
    year.dispatchEvent(new Event('change', { bubbles: true }));
    expect(JSON.stringify(element.currentResponse())).to.contain('"valueDate":"1984"');
    const month = partial.querySelector('select')!;
    month.value = '05';
    month.dispatchEvent(new Event('change', { bubbles: true }));
    expect(JSON.stringify(element.currentResponse())).to.contain('"valueDate":"1984-05"');
    await expect(element).to.be.accessible();
    const unit = query<HTMLSelectElement>(element, 'select[id$="-unit"]')!;
    unit.selectedIndex = 1;
    unit.dispatchEvent(new Event('change', { bubbles: true }));
    type(element, 'Weight', '140');
    expect(JSON.stringify(element.currentResponse())).to.contain('[lb_av]');
  });

  it('takes a site from the picture as from the list, by mouse and keyboard', async () => {
    const { element } = await ready('urn:nelumbo:questionnaire:abdominal-pain', { locale: 'en' });
    const region = (name: string) => query<SVGGElement>(element, `.region[aria-label="${name}"]`)!;
    region('Lower right').dispatchEvent(new MouseEvent('click', { bubbles: true }));
    region('Around the navel').dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true, cancelable: true }));
    expect(region('Lower right').getAttribute('aria-pressed')).to.equal('true');
    expect(all<HTMLInputElement>(element, '.body-map input:checked').length).to.equal(2);
    expect(JSON.stringify(element.currentResponse())).to.contain('"lower-right"').and.to.contain('"navel"');
    choose(element, 'Where is it worst', 'All over');
    expect(region('Lower right').getAttribute('aria-pressed')).to.equal('false');
    const sizes = all(element, '.option').map((option) => getComputedStyle(option).fontSize);
    expect([...new Set(sizes)], 'one size of answers, yes and no among them').to.deep.equal(['16px']);
    await expect(element).to.be.accessible();
  });

  it('shows the structure of a text, and nothing of it that could act', async () => {
    const xhtml = '<div xmlns="http://www.w3.org/1999/xhtml">Please <b>rest</b><script>alert(1)</script><a href="javascript:alert(1)">x</a></div>';
    const { element } = await ready({
      resourceType: 'Questionnaire',
      status: 'active',
      item: [
        {
          linkId: 'a',
          type: 'display',
          text: 'Please rest',
          _text: { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/rendering-xhtml', valueString: xhtml }] },
        },
      ],
    });
    expect(query(element, '.note b')!.textContent).to.equal('rest');
    expect(query(element, '.note script, .note [href]')).to.equal(null);
    await expect(element).to.be.accessible();
  });

  it('searches a long list by keyboard, and keeps what was chosen before', async () => {
    const rivers: Questionnaire = {
      resourceType: 'Questionnaire',
      status: 'active',
      url: 'urn:test:long',
      item: [
        {
          linkId: 'a',
          type: 'choice',
          text: 'River',
          answerOption: Array.from({ length: 60 }, (_, i) => ({ valueCoding: { code: `r${i}`, display: `River ${i}` } })),
        },
      ],
    };
    const { element } = await ready(rivers, { locale: 'en' });
    const field = query<HTMLInputElement>(element, '[role="combobox"]')!;
    const press = (key: string): boolean => field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    field.focus();
    field.value = '4';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await waitUntil(() => field.getAttribute('aria-expanded') === 'true');
    expect(all(element, '[role="option"]').length).to.equal(15);
    await expect(element).to.be.accessible();
    press('ArrowDown');
    expect(query(element, '[aria-selected="true"]')!.textContent).to.contain('River 14');
    press('Enter');
    expect(field.getAttribute('aria-expanded')).to.equal('false');
    expect(field.value).to.equal('River 14');
    expect(JSON.stringify(element.currentResponse())).to.contain('"code":"r14"');
    field.value = 'nonsense';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.blur();
    expect(field.value).to.equal('River 14');
  });

  it('offers one field more than there are answers where several may be given, and says so in it', async () => {
    const several: Questionnaire = {
      resourceType: 'Questionnaire',
      status: 'active',
      url: 'urn:test:several',
      item: [{ linkId: 'a', type: 'string', text: 'Operations', repeats: true }],
    };
    const { element } = await ready(several, { locale: 'en' });
    const fields = () => all<HTMLInputElement>(element, 'input');
    expect(fields().map(({ placeholder }) => placeholder)).to.deep.equal(['']);
    expect(text(element), 'nothing that looks like a button and is none').not.to.contain('Add another');
    type(element, 'Operations', 'appendix');
    await element.updateComplete;
    expect(fields().map(({ value, ariaLabel, placeholder }) => [value, ariaLabel, placeholder])).to.deep.equal([
      ['appendix', null, ''],
      ['', 'Operations 2', 'Add another answer'],
    ]);
    await expect(element).to.be.accessible();
  });

  it('adds and removes repetitions of a group', async () => {
    const { element } = await ready(small, { locale: 'en' });
    const names = (): string[] => all(element, 'legend.group-title').map((one) => one.textContent.trim());
    const drugs = (): string[] => all<HTMLInputElement>(element, 'fieldset.group input').map((one) => one.value);
    type(element, 'Drug', 'aspirin');
    query<HTMLButtonElement>(element, '.add')!.click();
    expect(names()).to.deep.equal(['Medicine 1', 'Medicine 2']);
    expect(root(element).activeElement).to.equal(all(element, 'fieldset.group')[1]);
    const second = all<HTMLInputElement>(element, 'fieldset.group input')[1]!;
    second.value = 'insulin';
    second.dispatchEvent(new InputEvent('input', { bubbles: true }));
    query<HTMLButtonElement>(element, '[aria-label="Move up: Medicine 2"]')!.click();
    expect(drugs()).to.deep.equal(['insulin', 'aspirin']);
    all<HTMLButtonElement>(element, 'button')
      .find((one) => one.textContent.includes('Remove: Medicine 1'))!
      .click();
    expect(names()).to.deep.equal(['Medicine']);
    expect(drugs()).to.deep.equal(['aspirin']);
    await expect(element).to.be.accessible();
    const undo = query<HTMLButtonElement>(element, '.undo button')!;
    expect(root(element).activeElement).to.equal(undo);
    undo.click();
    expect(drugs()).to.deep.equal(['insulin', 'aspirin']);
  });

  it('refuses a file that is too large before reading it', async () => {
    const { element } = await ready(small, { locale: 'en' });
    const field = query<HTMLInputElement>(element, 'input[type="file"]')!;
    const files = new DataTransfer();
    files.items.add(new File(['far too many bytes'], 'photo.png', { type: 'image/png' }));
    field.files = files.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await waitUntil(() => text(element).includes('too large')); // what says it loads after the form
    expect(JSON.stringify(element.currentResponse())).not.to.contain('photo.png');
  });

  it('keeps a draft that survives removal and offers to continue or start over', async () => {
    const { element, client: used, provider } = await ready(small, { locale: 'en' });
    type(element, 'Name', 'Lin');
    element.remove();
    const again = document.createElement('nelumbo-intake');
    again.questionnaire = small;
    provider.append(again);
    await waitUntil(() => query(again, 'form'));
    expect(query<HTMLInputElement>(again, 'input[type="text"]')!.value).to.equal('Lin');
    expect(text(again)).to.contain('are still here');
    await expect(again).to.be.accessible();
    const button = (words: string): HTMLButtonElement => all<HTMLButtonElement>(again, '.banner button').find((one) => one.textContent.includes(words))!;
    button('Start over').click();
    await again.updateComplete;
    button('Start over').click();
    await waitUntil(() => query<HTMLInputElement>(again, 'input[type="text"]')?.value === '');
    expect(await used.records.doc('intake/draft/urn:test:small||')).to.equal(undefined);
  });

  it('shows nothing of one user to the next', async () => {
    const { element, provider } = await ready(small, { locale: 'en' });
    type(element, 'Name', 'Lin');
    provider.client = await client();
    await waitUntil(() => query<HTMLInputElement>(element, 'input[type="text"]')?.value === '');
    expect(JSON.stringify(element.currentResponse())).not.to.contain('Lin');
  });

  it('walks through the pages in steps and stops where an answer is missing', async () => {
    const { element } = await ready(headache, { locale: 'en', mode: 'steps' });
    expect(text(element)).to.contain('1 of 3').and.not.to.contain('Do you have a fever');
    submit(element);
    await waitUntil(() => text(element).includes('Please answer this question.')); // a press waits for what checks the form
    expect(text(element)).to.contain('1 of 3');
    choose(element, 'How did the headache begin', 'I am not sure');
    choose(element, 'worst headache', 'No');
    choose(element, 'How bad is it now', '3');
    choose(element, 'How long has it lasted', 'Less than a day');
    choose(element, 'Compared with', 'About the same');
    submit(element);
    await waitUntil(() => text(element).includes('2 of 3'));
    expect(text(element)).to.contain('Do you have a fever');
    await expect(element).to.be.accessible();
  });

  it('shows every answer before it is saved, leads back to a question and then back again', async () => {
    const { element, client: used } = await ready(small, { locale: 'en', mode: 'steps' });
    type(element, 'Name', 'Lin');
    for (let i = 0; i < 3; i++) {
      submit(element);
      await waitUntil(() => query(element, '.status-line')!.textContent.includes(i < 2 ? `${i + 2} of 3` : 'check your answers'));
    }
    await waitUntil(() => query(element, '.review'));
    expect(query(element, '.review')!.textContent).to.contain('Name').and.to.contain('Lin').and.to.contain('Not answered yet');
    expect(root(element).activeElement).to.equal(query(element, '#page-title'));
    expect(await used.records.range({ type: 'QuestionnaireResponse' })).to.deep.equal([]);
    await expect(element).to.be.accessible();
    query<HTMLButtonElement>(element, '[aria-label="Change: Name"]')!.click();
    await waitUntil(() => root(element).activeElement === query(element, 'input[type="text"]'));
    type(element, 'Name', 'Lin Hua');
    expect(query(element, 'button[type="submit"]')!.textContent).to.contain('Back to the check');
    submit(element);
    await waitUntil(() => query(element, '.review')?.textContent.includes('Lin Hua'));
    const done = oneEvent(element, 'nelumbo-completed');
    submit(element);
    await done;
    expect((await used.records.range({ type: 'QuestionnaireResponse' })).length).to.equal(1);
  });

  it('shows the record in another language when it changes after completion', async () => {
    const { element, provider } = await ready(phq9);
    await answerPhq9(element);
    const done = oneEvent(element, 'nelumbo-completed');
    submit(element);
    await done;
    await waitUntil(() => query(element, '.done'));
    provider.locale = 'en';
    await waitUntil(() => text(element).includes('Several days'));
    expect(/[\u4e00-\u9fff]/.test(text(element))).to.equal(false);
  });

  describe('with bad input', () => {
    const answering = (status: number, body: string) => {
      const platform = memoryPlatform({ webcrypto: globalThis.crypto });
      return client({ platform: { ...platform, transport: { send: () => Promise.resolve({ status, header: () => null, body }) } } });
    };

    for (const [what, status, body, words] of [
      ['a source that is not there', 404, '', '没有找到'],
      ['a server that answers HTML', 200, '<!doctype html><p>hello', '服务器'],
      ['malformed JSON', 200, '{"resourceType":"Questionnaire",', '服务器'],
      ['another resource', 200, '{"resourceType":"Patient"}', '不是可以显示的问卷'],
    ] as const) {
      it(`says what happened, what is safe and what to press: ${what}`, async () => {
        const { element } = await ready('/form.json', { client: await answering(status, body) });
        expect(text(element)).to.contain('问卷没有加载成功').and.to.contain('没有内容丢失').and.to.contain(words);
        expect(all(element, 'button').length).to.equal(1);
        await expect(element).to.be.accessible();
      });
    }

    it('shows a broken questionnaire as far as it goes', async () => {
      const { element } = await ready({
        resourceType: 'Questionnaire',
        status: 'active',
        item: [{ linkId: 'a', type: 'banana', text: '<b>What</b>' }, null],
      } as unknown as Questionnaire);
      expect(text(element)).to.contain('<b>What</b>');
    });

    it('keeps every answer on the page when the device is full, and saves at the next try', async () => {
      const platform = memoryPlatform({ webcrypto: globalThis.crypto });
      let full = false;
      const storage: Storage = {
        destroy: (name) => platform.storage.destroy(name),
        async open(name, tables) {
          const db = await platform.storage.open(name, tables);
          return new Proxy(db, {
            get(target, key) {
              if (key === 'commit' && full) return () => Promise.reject(new StorageError('quota'));
              const value: unknown = Reflect.get(target, key, target);
              return typeof value === 'function' ? (value.bind(target) as unknown) : value;
            },
          });
        },
      };
      const used = await client({ platform: { ...platform, storage } });
      const { element } = await ready(phq9, { client: used });
      await answerPhq9(element);
      full = true;
      submit(element);
      await waitUntil(() => text(element).includes('还没有保存成功'));
      expect(text(element)).to.contain('空间');
      expect(all(element, 'input:checked').length).to.equal(9);
      await Promise.all(
        root(element)
          .getAnimations()
          .map((one) => one.finished.catch(() => undefined)),
      ); // a colour on its way has no contrast to measure
      await expect(element).to.be.accessible();
      full = false;
      const done = oneEvent(element, 'nelumbo-completed');
      all<HTMLButtonElement>(element, '#submit-failure button')[0]!.click();
      await done;
      expect((await used.records.range({ type: 'QuestionnaireResponse' })).length).to.equal(1);
    });
  });
});
