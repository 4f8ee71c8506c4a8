import type { Client } from '@nelumbo/core';
import type { Questionnaire, QuestionnaireItem } from '@nelumbo/core/fhir';
import { expect, html } from '@open-wc/testing';
import { waitUntil } from '../../testing.js';
import { inProvider, testClient } from '../../base/testing.js';
import './define.js';
import type { NelumboIntake } from './intake.js';

const questions = (count: number): QuestionnaireItem[] => [
  ...Array.from({ length: count }, (_, i): QuestionnaireItem => ({
    linkId: `q${i}`,
    type: 'string',
    text: `Question number ${i}.`,
    required: i === count - 1,
  })),
  { linkId: 'ill', type: 'boolean', text: 'Ill?' },
];
const form = (item: QuestionnaireItem[]): Questionnaire => ({ resourceType: 'Questionnaire', status: 'active', url: 'urn:test:long', item });
const conditional: QuestionnaireItem = {
  linkId: 'more',
  type: 'string',
  text: 'More',
  enableWhen: [{ question: 'q1', operator: 'exists', answerBoolean: true }],
};

const query = <E extends Element = HTMLElement>(element: NelumboIntake, selector: string): E | null => element.shadowRoot!.querySelector<E>(selector);
const row = (element: NelumboIntake, linkId: string): HTMLInputElement | null => query<HTMLInputElement>(element, `[data-item="${linkId}"] input`);
function type(element: NelumboIntake, linkId: string, words: string): void {
  const field = row(element, linkId)!;
  field.focus();
  field.value = words;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

describe('<nelumbo-intake> with many questions', () => {
  const clients: Client[] = [];
  afterEach(async () => {
    document.querySelectorAll('nelumbo-provider').forEach((one) => one.remove());
    await Promise.all(clients.splice(0).map((one) => one.close()));
  });

  async function ready(questionnaire: Questionnaire): Promise<NelumboIntake> {
    const client = await testClient({ locale: 'en' });
    clients.push(client);
    const { element } = await inProvider<NelumboIntake>(client, html`<nelumbo-intake .questionnaire=${questionnaire}></nelumbo-intake>`, { locale: 'en' });
    await waitUntil(() => query(element, 'form'), 'shows the form');
    await element.updateComplete;
    return element;
  }

  for (const [name, item] of [
    ['loose questions', questions(200)],
    ['one group that holds everything', [{ linkId: 'all', type: 'group', text: 'All', item: questions(200) } as const]],
  ] as const) {
    it(`draws ${name} as they come near, and says in words what waits`, async () => {
      const element = await ready(form([...item]));
      expect(row(element, 'q3')).to.exist;
      expect(row(element, 'q180')).to.not.exist;
      expect(query(element, 'form')!.textContent, 'can be found in the page').to.include('Question number 180.');
      await expect(element).to.be.accessible();
      query(element, '.later:last-of-type')!.scrollIntoView();
      await waitUntil(() => row(element, 'q180'), 'is drawn when it comes near');
    });

    it(`draws ${name} for printing, and for the first error`, async () => {
      const element = await ready(form([...item]));
      query<HTMLButtonElement>(element, 'button[type="submit"]')!.click();
      await waitUntil(() => query(element, '#summary a, #summary button'), 'sums the errors up');
      query(element, '#summary a, #summary button')!.click();
      await waitUntil(() => element.shadowRoot!.activeElement === row(element, 'q199'), 'goes to the question');
      window.dispatchEvent(new Event('beforeprint'));
      expect(query(element, '.later')).to.not.exist;
      expect(element.shadowRoot!.querySelectorAll('[data-item]').length).to.equal(201);
    });
  }

  it('opens what waits by its button and goes to its first question', async () => {
    const element = await ready(form(questions(200)));
    const waits = query<HTMLButtonElement>(element, '.later button')!;
    waits.focus();
    waits.click();
    await waitUntil(() => element.shadowRoot!.activeElement?.matches('[data-item] input'), 'moves the focus into the questions');
  });

  it('keeps the row that is being filled in while questions come and go before it', async () => {
    const [first, second, ...rest] = questions(200);
    const element = await ready(form([first!, second!, conditional, ...rest]));
    query(element, '.later')!.scrollIntoView();
    await waitUntil(() => row(element, 'q79'), 'draws the next');
    const kept = row(element, 'q79');
    expect(row(element, 'more')).to.not.exist;
    type(element, 'q1', 'yes');
    await waitUntil(() => row(element, 'more'), 'asks more');
    expect(row(element, 'q79')).to.equal(kept);
  });

  it('shows what is only calculated at the end of a long form', async () => {
    const total: QuestionnaireItem[] = [
      { linkId: 'note', type: 'display', text: 'That was all.' },
      { linkId: 'total', type: 'integer', text: 'Total', readOnly: true },
    ];
    const groups = [0, 1].map((n): QuestionnaireItem => ({
      linkId: `g${n}`,
      type: 'group',
      text: `Part ${n}`,
      item: questions(120).map((one) => ({ ...one, linkId: `${one.linkId}.${n}` })),
    }));
    const element = await ready(form([...groups, ...total]));
    expect(query(element, 'form')!.textContent).to.include('That was all.');
    window.dispatchEvent(new Event('beforeprint'));
    expect(query(element, '[data-item="total"] output')).to.exist;
  });
});
