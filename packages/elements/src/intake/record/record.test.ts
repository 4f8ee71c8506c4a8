import type { Client } from '@nelumbo/core';
import type { QuestionnaireResponse } from '@nelumbo/core/fhir';
import type { Completion } from '@nelumbo/core/intake';
import { expect, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../testing.js';
import { inProvider, testClient } from '../../base/testing.js';
import './define.js';
import type { NelumboIntakeRecord, RecordFormat } from './record.js';

const clients: Client[] = [];

/** PHQ-9 filled in with `好几天` everywhere but at the last question. */
async function finished(): Promise<{ client: Client; completion: Completion; response: QuestionnaireResponse }> {
  const client = await testClient();
  clients.push(client);
  const session = await client.intake.start(await client.intake.load('urn:nelumbo:questionnaire:phq-9'));
  const { form } = session;
  const scored = form.peek(() => form.items.flatMap((item) => [item, ...item.children]).filter((item) => item.options.some((one) => one.weight !== undefined)));
  scored.forEach((item, i) => form.answer(item, item.options[i === 8 ? 0 : 1]!.value));
  const response = form.peek(() => form.response({ status: 'completed' }));
  return { client, completion: await session.complete(), response };
}

const box = (element: NelumboIntakeRecord): HTMLElement => element.shadowRoot!.querySelector<HTMLElement>('.box')!;
const button = (element: NelumboIntakeRecord, words: string): HTMLButtonElement =>
  [...element.shadowRoot!.querySelectorAll('button')].find((one) => one.textContent.includes(words))!;

async function shown(client: Client, given: Partial<NelumboIntakeRecord>, settings: Parameters<typeof inProvider>[2] = {}) {
  const made = await inProvider<NelumboIntakeRecord>(
    client,
    html`<nelumbo-intake-record .record=${given.record} .response=${given.response} format=${given.format ?? 'sections'}></nelumbo-intake-record>`,
    settings,
  );
  await waitUntil(() => made.element.shadowRoot!.querySelector('h2, [role="alert"], p.muted'), 'shows something');
  return made;
}

describe('<nelumbo-intake-record>', () => {
  afterEach(async () => {
    document.querySelectorAll('nelumbo-provider').forEach((one) => one.remove());
    await Promise.all(clients.splice(0).map((one) => one.close()));
  });

  for (const [name, settings] of [
    ['light', {}],
    ['dark', { theme: 'dark' }],
    ['care mode', { care: true }],
  ] as const) {
    for (const format of ['sections', 'text', 'fhir'] satisfies RecordFormat[]) {
      it(`shows a record as ${format}, accessibly, in ${name}`, async () => {
        const { client, completion } = await finished();
        const { element } = await shown(client, { record: completion.record, format }, settings);
        expect(box(element).textContent).to.contain(format === 'fhir' ? '"resourceType": "Bundle"' : 'PHQ-9');
        await expect(element).to.be.accessible();
      });
    }
  }

  it('makes the record of a response of our content, again in another language, with the answers as they were', async () => {
    const { client, response } = await finished();
    const { element, provider } = await shown(client, { response });
    expect(box(element).textContent).to.contain('好几天');
    provider.locale = 'en';
    await waitUntil(() => box(element).textContent.includes('Several days'));
    expect(/[\u4e00-\u9fff]/.test(box(element).textContent)).to.equal(false);
    expect(await client.records.doc('intake/draft/urn:nelumbo:questionnaire:phq-9|1.0.0|')).to.equal(undefined);
  });

  it('fetches no questionnaire that a foreign response names, and says what is missing', async () => {
    const { client, response } = await finished();
    const { element } = await inProvider<NelumboIntakeRecord>(client, html`<nelumbo-intake-record></nelumbo-intake-record>`);
    const told = oneEvent(element, 'nelumbo-error');
    element.response = { ...response, questionnaire: 'https://example.org/form' };
    expect(((await told) as CustomEvent<{ code: string }>).detail).to.deep.equal({ code: 'bad-input' });
    await waitUntil(() => box(element).querySelector('[role="alert"]'));
    await expect(element).to.be.accessible();
  });

  it('copies the text, and shows it to be copied by hand where that is not allowed', async () => {
    const { client, completion } = await finished();
    const { element } = await shown(client, { record: completion.record });
    const { clipboard } = navigator;
    let copied = '';
    const allowed = { writeText: (text: string) => ((copied = text), Promise.resolve()) };
    try {
      Object.defineProperty(navigator, 'clipboard', { value: allowed, configurable: true });
      button(element, '复制').click();
      await waitUntil(() => button(element, '已复制'));
      expect(copied).to.equal(completion.record.text);
      Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
      button(element, '已复制').click();
      await waitUntil(() => box(element).querySelector('textarea'));
      expect(box(element).querySelector('textarea')!.value).to.equal(completion.record.text);
      await expect(element).to.be.accessible();
    } finally {
      Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
    }
  });
});
