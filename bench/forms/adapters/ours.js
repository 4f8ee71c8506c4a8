// What a page does: a provider, the element, a questionnaire. The client stands on the memory platform: storage is measured in bench/storage.
import '@nelumbo/elements/provider/define';
import '@nelumbo/elements/intake/intake/define';
import { createClient } from '@nelumbo/core/client';
import { memoryPlatform } from '@nelumbo/core/memory';

const provider = document.createElement('nelumbo-provider');
const ready = createClient({
  platform: memoryPlatform({ webcrypto: crypto }),
  content: { read: () => Promise.reject(new Error('none')) },
  locale: 'en',
}).then((client) => {
  provider.client = client;
  provider.setAttribute('locale', 'en');
  document.getElementById('root').append(provider);
});

let form;
const item = (linkId) => form.shadowRoot.querySelector(`[data-item="${linkId}"]`);
const shown = (element) => !!element && element.getClientRects().length > 0;

const open = (questionnaire) =>
  new Promise((done) => {
    form = document.createElement('nelumbo-intake');
    form.questionnaire = questionnaire;
    form.addEventListener('nelumbo-ready', () => void form.updateComplete.then(done));
    provider.append(form);
  });

// A first form loads what the measured ones need (expressions with functions of text, conditions, dates, controls), so that `load` holds all code and `mount` none.
const calculated = { url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression' };
const first = {
  resourceType: 'Questionnaire',
  status: 'active',
  url: 'urn:bench:first',
  item: [
    {
      linkId: 'a',
      type: 'integer',
      readOnly: true,
      text: 'a',
      extension: [{ ...calculated, valueExpression: { language: 'text/fhirpath', expression: "iif('a'.startsWith('a'), 2, 0)" } }],
    },
    { linkId: 'b', type: 'date', text: 'b', enableWhen: [{ question: 'a', operator: '=', answerInteger: 2 }] },
  ],
};
void ready
  .then(() => open(first))
  .then(() => {
    form.remove();
    window.renderForm = open;
  });

window.answer = (linkId, value) => {
  const element = item(linkId);
  const boxes = [...element.querySelectorAll(':scope > fieldset input[type=radio], :scope > fieldset input[type=checkbox]')];
  if (typeof value === 'boolean') boxes[value ? 0 : 1].click();
  else if (boxes.length > 0) boxes.find((box) => box.closest('label').textContent.includes(value)).click();
  else window.setVal(element.querySelector('input, textarea'), value, /^\d+$/.test(value));
};
window.visible = (linkId) => shown(item(linkId));
window.read = (linkId) => {
  const element = item(linkId);
  const field = element?.querySelector('input, textarea');
  return field ? field.value : (element?.querySelector('output')?.textContent.trim() ?? null);
};
