import type { Client } from '@nelumbo/core';
import type { Questionnaire } from '@nelumbo/core/fhir';
import { memoryPlatform } from '@nelumbo/core/memory';
import { expect, fixture, html } from '@open-wc/testing';
import { waitUntil } from '../../testing.js';
import { inProvider, testClient } from '../../base/testing.js';
import type { NelumboProvider } from '../../provider/provider.js';
import './define.js';
import type { NelumboIntake } from './intake.js';

const form = (url: string): Questionnaire => ({
  resourceType: 'Questionnaire',
  status: 'active',
  url,
  title: url,
  item: [
    { linkId: 'name', type: 'string', text: 'Name' },
    { linkId: 'weight', type: 'decimal', text: 'Weight' },
    { linkId: 'ill', type: 'boolean', text: 'Ill' },
  ],
});

const field = (element: NelumboIntake, linkId: string): HTMLInputElement =>
  element.shadowRoot!.querySelector<HTMLInputElement>(`[data-item="${linkId}"] input`)!;
function type(element: NelumboIntake, linkId: string, words: string): void {
  field(element, linkId).value = words;
  field(element, linkId).dispatchEvent(new InputEvent('input', { bubbles: true }));
}
const shown = (element: NelumboIntake): Promise<void> => waitUntil(() => element.shadowRoot?.querySelector('form'), 'shows the form');
const answers = (element: NelumboIntake): string => JSON.stringify(element.currentResponse()?.item ?? []);
const takeOver = (element: NelumboIntake): HTMLButtonElement | null => element.shadowRoot!.querySelector<HTMLButtonElement>('#elsewhere button');

describe('<nelumbo-intake> beside itself', () => {
  const clients: Client[] = [];
  async function client(options: Parameters<typeof testClient>[0] = {}): Promise<Client> {
    const made = await testClient(options);
    clients.push(made);
    return made;
  }
  afterEach(async () => {
    document.querySelectorAll('nelumbo-provider').forEach((one) => one.remove());
    await Promise.all(clients.splice(0).map((one) => one.close()));
  });

  it('keeps several forms on a page apart', async () => {
    const provider = await fixture<NelumboProvider>(
      html`<nelumbo-provider .client=${await client()} locale="en"
        ><nelumbo-intake .questionnaire=${form('urn:a')}></nelumbo-intake><nelumbo-intake .questionnaire=${form('urn:b')}></nelumbo-intake
      ></nelumbo-provider>`,
    );
    const [a, b] = [...provider.querySelectorAll<NelumboIntake>('nelumbo-intake')] as [NelumboIntake, NelumboIntake];
    await Promise.all([shown(a), shown(b)]);
    type(a, 'name', 'Ann');
    type(b, 'name', 'Bo');
    a.shadowRoot!.querySelector<HTMLInputElement>('[data-item="ill"] input')!.click();
    expect(answers(a)).to.contain('Ann').and.contain('valueBoolean');
    expect(answers(b)).to.contain('Bo').and.not.contain('valueBoolean');
    expect([takeOver(a), takeOver(b)]).to.deep.equal([null, null]);
    await expect(provider).to.be.accessible();
  });

  it('shows a draft of another tab for reading, and goes on with it when asked, nothing lost', async () => {
    const platform = memoryPlatform({ webcrypto: globalThis.crypto });
    const [here, there] = [await client({ platform }), await client({ platform: platform.tab() })];
    const first = await inProvider<NelumboIntake>(here, html`<nelumbo-intake .questionnaire=${form('urn:tabs')}></nelumbo-intake>`, { locale: 'en' });
    await shown(first.element);
    type(first.element, 'name', 'Ann'); // not saved yet
    const second = await inProvider<NelumboIntake>(there, html`<nelumbo-intake .questionnaire=${form('urn:tabs')}></nelumbo-intake>`, { locale: 'en' });
    await shown(second.element);
    expect(second.element.shadowRoot!.querySelector('#elsewhere')!.textContent).to.contain('open in another tab');
    expect(field(second.element, 'name')).to.equal(null);
    await expect(second.element).to.be.accessible();
    takeOver(second.element)!.click();
    await waitUntil(() => field(second.element, 'name'), 'can be filled in here');
    expect(field(second.element, 'name').value).to.equal('Ann');
    await waitUntil(() => takeOver(first.element), 'the first tab only reads now');
    expect(first.element.shadowRoot!.textContent).to.contain('Ann');
    type(second.element, 'weight', '70');
    takeOver(first.element)!.click();
    await waitUntil(() => field(first.element, 'weight'), 'and back again');
    expect(field(first.element, 'weight').value).to.equal('70');
  });

  it('lets one of two equal forms on a page write, and changes over when asked, nothing lost', async () => {
    const twice = (): NelumboIntake => Object.assign(document.createElement('nelumbo-intake'), { questionnaire: form('urn:twice') });
    const provider = await fixture<NelumboProvider>(html`<nelumbo-provider .client=${await client()} locale="en"></nelumbo-provider>`);
    const [a, b] = [twice(), twice()];
    provider.append(a);
    await shown(a);
    type(a, 'name', 'Ann'); // not saved yet
    provider.append(b);
    await shown(b);
    expect([takeOver(a) === null, field(b, 'name')]).to.deep.equal([true, null]);
    takeOver(b)!.click();
    await waitUntil(() => field(b, 'name'), 'can be filled in here');
    expect(field(b, 'name').value).to.equal('Ann');
    await waitUntil(() => takeOver(a), 'the first form only reads now');
    await expect(provider).to.be.accessible();
  });

  it('keeps the focus and what is half typed when the language changes', async () => {
    const { element, provider } = await inProvider<NelumboIntake>(await client(), html`<nelumbo-intake .questionnaire=${form('urn:words')}></nelumbo-intake>`, {
      locale: 'en',
    });
    await shown(element);
    const weight = field(element, 'weight');
    weight.focus();
    type(element, 'weight', '72,x');
    provider.locale = 'zh-CN';
    await waitUntil(() => element.shadowRoot!.querySelector('[data-item="ill"]')!.textContent.includes('是'), 'speaks Chinese');
    await element.updateComplete;
    expect(field(element, 'weight')).to.equal(weight);
    expect([weight.value, element.shadowRoot!.activeElement]).to.deep.equal(['72,x', weight]);
    type(element, 'weight', '72,5');
    expect(answers(element)).to.contain('72.5');
  });
});
