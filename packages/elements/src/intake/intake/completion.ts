import type { Completion, Form } from '@nelumbo/core/intake';
import { writeRecord } from '@nelumbo/core/intake/record';
import type { QuestionnaireResponse } from '@nelumbo/core/fhir';
import { html, type TemplateResult } from 'lit';
import { checkIcon } from '../../base/icons/check.js';
import { copyText, handOver, printRecord } from '../record/handing-over.js';
import { recordSections } from '../record/record-view.js';
import type { Sitting } from './sitting.js';

/** The structured record, to read, print and copy. */
export function completionView(sitting: Sitting, { record }: Completion): TemplateResult {
  const { texts } = sitting.context;
  const { done } = texts;
  const actions = {
    print: () => printRecord(record.html),
    copy: () => void copyText(record.text).then((copied) => sitting.set({ copied })),
  };
  const again = html`<button type="button" class="quiet" @click=${() => void sitting.restart(false)}>${done.again}</button>`;
  return html`<section class="card done" part="review">
    <h2 class="title" tabindex="-1" id="done-title">${checkIcon}${done.heading}</h2>
    <p class="muted">${done.where}</p>
    ${handOver(texts, sitting.stage().copied, record.text, actions, again)}
    <h3 class="record-title">${done.record}</h3>
    ${recordSections(record.sections, 4)}
  </section>`;
}

/** The same completion with its record in another language. */
export function retold(form: Form, completion: Completion, locale: string): Completion {
  const response = completion.record.bundle.entry
    ?.map((one) => one.resource)
    .find((one): one is QuestionnaireResponse => one?.resourceType === 'QuestionnaireResponse');
  return response ? { ...completion, record: writeRecord(form, { response, locale }) } : completion;
}
