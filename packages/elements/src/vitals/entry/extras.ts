// What the entry needs after its fields: the second step, keys, speech, sets. A chunk of its own, so that the fields are there at once.
import { pickTexts } from '@nelumbo/core/i18n';
import { positions } from '@nelumbo/core/vitals';
import { html, nothing, type TemplateResult } from 'lit';
import { microphoneIcon } from '../../base/icons/microphone.js';
import { vitalsEntryExtraTexts } from '../../locales/vitals/entry-extra.js';
import { numberPad } from './number-pad.js';
import { chip, siteChoice, type Field, type TypingForm } from './typing-form.js';

export { browserListen } from '../../base/hearing.js';
export { spokenValues } from '@nelumbo/core/vitals';
export { afterKey, isFull } from './number-pad.js';
export { reviewStep } from './review-step.js';
export { RestTimer } from './rest-timer.js';
export { setPart, wantsAnother } from './set-part.js';

/** Arm and position: worth keeping, and rarely another than last time. */
export function moreChoices(form: TypingForm): TemplateResult {
  const { texts, circumstances, choose, locale } = form;
  const own = pickTexts(vitalsEntryExtraTexts, locale);
  return html`<details>
    <summary>${own.more}</summary>
    <div class="circumstances">
      ${siteChoice(form, own.arm)}
      <fieldset>
        <legend>${own.position}</legend>
        <div class="chips">
          ${positions.map((position) => chip('position', position, texts.entry.positions[position], position === circumstances.position, () => choose({ position })))}
        </div>
      </fieldset>
    </div>
  </details>`;
}

/** Entry by speech: the button, what happens to the sound, and what was heard. */
export function voicePart({ locale, voice, speak }: TypingForm): TemplateResult | typeof nothing {
  if (!voice) return nothing;
  const own = pickTexts(vitalsEntryExtraTexts, locale);
  const said = voice.trouble ? own.voiceTroubles[voice.trouble] : voice.heard ? own.heard(voice.heard) : '';
  return html`<div class="voice">
    <button type="button" aria-describedby="speak-hint" aria-pressed=${voice.listening ? 'true' : 'false'} @click=${speak}>
      ${microphoneIcon}${voice.listening ? own.stopListening : own.speak}
    </button>
    <p class="small muted" id="speak-hint">${voice.listening ? own.listening : own.speakHint}</p>
    <p class="small said" role="status">${said}</p>
  </div>`;
}

/** The keys of care mode, for the field that is being filled. */
export function padPart(form: TypingForm, fields: readonly Field[]): TemplateResult | typeof nothing {
  const field = fields.find(({ id }) => id === form.active) ?? (form.active === undefined ? undefined : fields[0]);
  if (!field) return nothing;
  return numberPad({
    texts: pickTexts(vitalsEntryExtraTexts, form.locale),
    decimal: field.decimal,
    field: field.label,
    press: (key) => form.key(field.id, key),
  });
}
