import type { DoseView } from '@nelumbo/core/medication';
import { html, type TemplateResult } from 'lit';
import { bellIcon } from '../../base/icons/bell.js';
import type { MedicationTexts } from '../../locales/medication/index.js';
import { amountWords } from '../words.js';

/** What rings now, said first in the card; its buttons are those of its row beneath. It takes no focus from what the user is doing. */
export function alarm(doses: readonly DoseView[], { today }: MedicationTexts, locale: string): TemplateResult {
  const [first, second] = doses;
  const said =
    first && !second
      ? today.ringing(first.name, first.amount ? amountWords(first.amount, locale) : '')
      : today.ringingSeveral([...new Set(doses.map(({ name }) => name))]);
  return html`<div class="ring" role="alert">
    ${bellIcon}
    <p>${said}</p>
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
