import type { DoseView } from '@nelumbo/core/medication';
import { html, type TemplateResult } from 'lit';
import { bellIcon } from '../../base/icons/bell.js';
import type { MedicationTexts } from '../../locales/medication/index.js';
import { amountWords } from '../words.js';

/** What the alarm surface shows and offers. */
export interface AlarmInput {
  readonly doses: readonly DoseView[];
  readonly texts: MedicationTexts;
  readonly locale: string;
  readonly snoozeMinutes: readonly number[];
  readonly take: (dose: DoseView) => void;
  readonly snooze: (dose: DoseView, minutes: number) => void;
}

/** What rings now, first in the card and in the order of the keys: take, or later. It takes no focus from what the user is doing. */
export function alarm({ doses, texts, locale, snoozeMinutes, take, snooze }: AlarmInput): TemplateResult {
  const t = texts.today;
  return html`<div class="ringing" role="alert">
    ${doses.map(
      (dose) =>
        html`<div class="ring">
          ${bellIcon}
          <p>${t.ringing(dose.name, dose.amount ? amountWords(dose.amount, locale) : '')}</p>
          <div class="ring-row">
            <button type="button" class="primary" @click=${() => take(dose)}>${t.take}</button>
            ${snoozeMinutes.map(
              (minutes) =>
                html`<button type="button" class="ring-later" aria-label=${t.laterNamed(minutes, dose.name)} @click=${() => snooze(dose, minutes)}>
                  ${t.minutes(minutes)}
                </button>`,
            )}
          </div>
        </div>`,
    )}
  </div>`;
}

/**
 * Says a sentence aloud, where the browser can. Neutral: whoever is in the room hears it.
 * @returns whether it was said
 */
export function speak(text: string, locale: string): boolean {
  const voice = (globalThis as Partial<typeof globalThis>).speechSynthesis;
  if (!voice) return false;
  const words = new SpeechSynthesisUtterance(text);
  words.lang = locale;
  words.rate = 0.9; // slower than usual: for whom it is meant
  voice.cancel(); // two at once would be understood by nobody
  voice.speak(words);
  return true;
}
