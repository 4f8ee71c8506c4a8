import type { Form, RedFlag } from '@nelumbo/core/intake';
import { html, type TemplateResult } from 'lit';
import type { ViewContext } from './view-context.js';

/** These two levels stop the form at once. */
export const interrupting = new Set<RedFlag['urgency']>(['emergency-ambulance', 'emergency']);

/** The red flag that has to be read before anything else. Reading subscribes. */
export const interruptOf = (form: Form): RedFlag | undefined =>
  form.redFlags.find((flag) => interrupting.has(flag.urgency) && flag.withdrawnAt === undefined && flag.acknowledgedAt === undefined);

/** The interrupt from what every form has, while its own view has not come: nobody may stand before an empty one. */
export const plainInterrupt = ({ texts }: ViewContext, flag: RedFlag, number: string, proceed: () => void): TemplateResult => {
  const { heading, unexplained, call, continue: onward } = texts.interrupt;
  return html`<div class="banner" data-tone="alert">
    <p>${texts.urgency[flag.urgency]}</p>
    <h2 id="interrupt-title">${flag.title || heading}</h2>
    <p>${flag.action || unexplained}</p>
    <a class="button" href="tel:${number}">${call(number)}</a>
    <button type="button" class="proceed" @click=${proceed}>${onward}</button>
  </div>`;
};
