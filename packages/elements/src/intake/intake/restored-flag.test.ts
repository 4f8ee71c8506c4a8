import type { Questionnaire } from '@nelumbo/core/fhir';
import { expect, html } from '@open-wc/testing';
import { waitUntil } from '../../testing.js';
import { inProvider, testClient } from '../../base/testing.js';
import './define.js';
import type { NelumboIntake } from './intake.js';

const plain: Questionnaire = {
  resourceType: 'Questionnaire',
  status: 'active',
  url: 'urn:test:plain',
  item: [{ linkId: 'pain', type: 'string', text: 'Pain' }],
};

/** The form over a draft whose flag was raised by a rule that the content no longer has. */
async function restored(urgency: string, locale = 'zh-CN') {
  const client = await testClient({ locale });
  const raised = [
    { url: 'rule', valueString: 'urn:test:rules|1.0.0#gone' },
    { url: 'urgency', valueCode: urgency },
    { url: 'at', valueInstant: '2026-03-01T08:00:00Z' },
  ];
  const response = {
    ...{ resourceType: 'QuestionnaireResponse', status: 'in-progress', questionnaire: 'urn:test:plain' },
    item: [{ linkId: 'pain', answer: [{ valueString: 'chest' }] }],
    extension: [{ url: 'urn:nelumbo:fhir:red-flag', extension: raised }],
  };
  await client.records.write([{ doc: 'intake/draft/urn:test:plain||', value: { response, savedAt: Date.now(), position: 0 } }]);
  const { element } = await inProvider<NelumboIntake>(client, html`<nelumbo-intake .questionnaire=${plain}></nelumbo-intake>`, { locale });
  const query = (selector: string): HTMLElement | null => element.shadowRoot!.querySelector<HTMLElement>(selector);
  return {
    ...{ element, query },
    end: async () => {
      element.closest('nelumbo-provider')!.remove();
      await client.close();
    },
  };
}

// In a page of its own: a form without rules has not loaded what shows flags.
describe('<nelumbo-intake> with a flag whose rule is gone', () => {
  it('lists a calm one with the form, and says what it cannot tell any more', async () => {
    const { element, query, end } = await restored('consultation-24h');
    await waitUntil(() => query('.flags li'), 'the advice is listed');
    expect(query('.flags li')!.innerText).to.contain('24 小时内看医生').and.to.contain('请先看这里').and.to.contain('不在这份问卷里');
    expect(query('dialog')).to.equal(null);
    await expect(element).to.be.accessible();
    await end();
  });

  for (const [locale, heading, why] of [
    ['zh-CN', '请先看这里', '不在这份问卷里'],
    ['en', 'Please read this first', 'no longer part of this form'],
  ] as const) {
    it(`stops for an urgent one under a heading of its own in ${locale}`, async () => {
      const { element, query, end } = await restored('emergency', locale);
      await waitUntil(() => query('#interrupt-title'), 'the interrupt is shown');
      expect(query('#interrupt-title')!.innerText.trim()).to.equal(heading);
      expect(query('.advice')!.innerText).to.contain(why);
      await expect(element).to.be.accessible();
      query('.proceed')!.click();
      await waitUntil(() => query('.flags li')?.innerText.includes(heading), 'it stays with the form');
      await end();
    });
  }
});
