import type { FormItem, RedFlag } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';
import { phoneIcon } from '../../base/icons/phone.js';
import { statusMark } from '../../base/index.js';
import { flagWords } from './flag-words.js';
import { interrupting } from './red-flag.js';
import { valueWords } from './total.js';
import type { ViewContext } from './view-context.js';

/** What was said, in the words of the form. */
function evidence(context: ViewContext, flag: RedFlag): TemplateResult | typeof nothing {
  const lines = flag.evidence.flatMap((one) => {
    const item: FormItem | undefined = context.form.find(one.linkId);
    return item ? [html`<li>${context.texts.pair(item.shortText, valueWords(context, item, one.value))}</li>`] : [];
  });
  return lines.length > 0
    ? html`<p class="said">${context.texts.interrupt.said}</p>
        <ul class="evidence">
          ${lines}
        </ul>`
    : nothing;
}

/** The content of the full-surface dialog: what was said, what to do now, one call button, and an explicit way on. */
export function interruptView(context: ViewContext, flag: RedFlag, number: string, proceed: () => void): TemplateResult {
  const { texts } = context;
  const [line, ...others] = flag.helplines;
  const [title, advice] = flagWords(flag, texts);
  const emergency = (kind: string): TemplateResult => html`<a class="button ${kind}" href="tel:${number}">${phoneIcon}${texts.interrupt.call(number)}</a>`;
  return html`<div class="interrupt">
    <p class="urgency">${statusMark('urgent')}<span>${texts.urgency[flag.urgency]}</span></p>
    <h2 id="interrupt-title" tabindex="-1">${title}</h2>
    <p class="advice">${advice}</p>
    ${
      line
        ? html`<a class="button call" href="tel:${line.number}">${phoneIcon}${texts.interrupt.callLine(line.label)}</a>
            ${others.map((other) => html`<a class="button" href="tel:${other.number}">${phoneIcon}${texts.interrupt.callLine(other.label)}</a>`)}
            ${emergency('second')}`
        : emergency('call')
    }
    <slot name="red-flag-actions"></slot>
    ${evidence(context, flag)}
    <button type="button" class="proceed" @click=${proceed}>${texts.interrupt.continue}</button>
  </div>`;
}

/** All standing advice, most urgent first; withdrawn flags say so. Shown above the end of the form and after it. */
export function flagList(context: ViewContext, number: string): TemplateResult | typeof nothing {
  const flags = context.form.redFlags.filter((flag) => flag.withdrawnAt === undefined);
  if (flags.length === 0) return nothing;
  const { texts } = context;
  return html`<section class="card flags" aria-label=${texts.flagsHeading} part="red-flag">
    <h3 class="title">${texts.flagsHeading}</h3>
    <ul>
      ${flags.map((flag) => {
        const tone = interrupting.has(flag.urgency) ? 'urgent' : flag.urgency === 'self-care' ? 'unknown' : 'watch';
        const [title, advice] = flagWords(flag, texts);
        return html`<li class="banner" data-tone=${tone}>
          ${statusMark(tone)}
          <div>
            <p><strong>${texts.urgency[flag.urgency]}</strong> · ${title}</p>
            <p>${advice}</p>
            ${flag.helplines.map((line) => html`<p><a class="button" href="tel:${line.number}">${phoneIcon}${texts.interrupt.callLine(line.label)}</a></p>`)}
            ${tone === 'urgent' ? html`<p><a class="button" href="tel:${number}">${phoneIcon}${texts.interrupt.call(number)}</a></p>` : nothing}
          </div>
        </li>`;
      })}
    </ul>
  </section>`;
}
