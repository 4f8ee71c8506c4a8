import type { Client } from '@nelumbo/core';
import type { Questionnaire } from '@nelumbo/core/fhir';
import { expect, html } from '@open-wc/testing';
import { waitUntil } from '../../testing.js';
import { inProvider, testClient } from '../../base/testing.js';
import './define.js';
import type { IntakeMode } from './pages.js';
import type { NelumboIntake } from './intake.js';

/** Some of the public forms, every one with CORPUS=all; see scripts/wtr-corpus.mjs. */
async function corpus(): Promise<readonly (readonly [path: string, form: Questionnaire])[]> {
  const paths = (await (await fetch('/__corpus.json')).json()) as readonly string[]; // our own plugin's answer
  const forms = await Promise.all(paths.map(async (path) => [path, (await (await fetch(path)).json()) as Questionnaire] as const)); // unknown JSON, checked next
  return forms.filter(([, form]) => form.resourceType === 'Questionnaire');
}

async function violations(client: Client, form: Questionnaire, mode: IntakeMode): Promise<string> {
  const { element, provider } = await inProvider<NelumboIntake>(client, html`<nelumbo-intake .questionnaire=${form} mode=${mode}></nelumbo-intake>`, {
    care: mode === 'care',
    theme: mode === 'steps' ? 'dark' : 'light',
  });
  await waitUntil(() => element.shadowRoot?.querySelector('form, [role="alert"]'), 'shows the form or says why not');
  await element.updateComplete;
  window.dispatchEvent(new Event('beforeprint')); // every question of a long form is in the page then
  const found = await expect(element)
    .to.be.accessible()
    .then(
      () => '',
      (error: unknown) => (error as Error).message,
    );
  provider.remove();
  return found;
}

describe('public questionnaires', () => {
  for (const mode of ['page', 'steps', 'care'] as const) {
    it(`have no axe violation in ${mode} mode`, async function () {
      this.timeout(900_000);
      const client = await testClient({ locale: 'en' });
      const forms = await corpus();
      expect(forms.length).to.be.greaterThan(5);
      const faults: string[] = [];
      for (const [path, form] of forms) {
        const found = await violations(client, form, mode);
        if (found) faults.push(`${path}\n${found}`);
      }
      await client.close();
      expect(faults.join('\n\n')).to.equal('');
    });
  }
});
