import type { Questionnaire } from '@nelumbo/core/fhir';
import { expect, html } from '@open-wc/testing';
import { waitUntil } from '../../testing.js';
import { inProvider, testClient } from '../../base/testing.js';
import './define.js';
import type { NelumboIntake } from './intake.js';
import { extras } from './late.js';

const two: Questionnaire = {
  resourceType: 'Questionnaire',
  status: 'active',
  url: 'urn:test:two',
  item: [
    { linkId: 'first', type: 'string', text: 'First' },
    { linkId: 'second', type: 'string', text: 'Second' },
  ],
};

// In a page of its own: what loads with other forms keeps questions apart by itself.
describe('<nelumbo-intake> with one question at a time', () => {
  it('gives each question a field of its own', async () => {
    const client = await testClient();
    const { element } = await inProvider<NelumboIntake>(client, html`<nelumbo-intake .questionnaire=${two} mode="care"></nelumbo-intake>`, { locale: 'en' });
    const query = (selector: string): HTMLElement | null => element.shadowRoot!.querySelector<HTMLElement>(selector);
    await waitUntil(() => query('[data-item="first"] input'), 'shows the first question');
    const before = query('input');
    query('button[type="submit"]')!.click();
    await waitUntil(() => query('[data-item="second"] input'), 'shows the second question');
    expect(query('input')).to.not.equal(before); // undo in the second would bring back what was typed into the first
    expect(extras()).to.equal(undefined);
    element.remove();
    await client.close();
  });
});
