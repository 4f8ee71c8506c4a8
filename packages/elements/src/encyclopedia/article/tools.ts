import { html, nothing, type TemplateResult } from 'lit';
import { chevronRightIcon } from '../../base/icons/chevron-right.js';
import { closeIcon } from '../../base/icons/close.js';
import { copyIcon } from '../../base/icons/copy.js';
import { heartIcon } from '../../base/icons/heart.js';
import { printerIcon } from '../../base/icons/printer.js';
import { speakerIcon } from './speaker-icon.js';
import type { ArticleTexts } from '../../locales/encyclopedia/article/index.js';
import type { Speaker } from './speaker.js';

/** Text sizes, per cent. */
const SIZES = [100, 115, 130, 150] as const;

/** What the tools work with. */
export interface Tools {
  /** 0 to 3. */
  readonly step: number;
  readonly speaker: Speaker;
  /** Of the text. */
  readonly locale: string;
  /** Whether the article is saved; `undefined` where nothing can be saved. */
  readonly kept: boolean | undefined;
  readonly sharing: boolean;
  /** What a tool has done. */
  readonly said: string;
  size(step: number): void;
  read(): void;
  keep(): void;
  share(): void;
  print(): void;
}

function aloud(texts: ArticleTexts, { speaker, locale, read }: Tools): TemplateResult {
  const speaking = speaker.state === 'speaking';
  return html`<div class="aloud" data-screen role="group" aria-label=${texts.readAloud}>
    <p>${texts.sentence(...speaker.position)}</p>
    <button type="button" class="quiet previous" aria-label=${texts.back} @click=${() => speaker.move(-1, locale)}>${chevronRightIcon}</button>
    <button type="button" class="quiet" @click=${() => (speaking ? speaker.pause() : read())}>${speaking ? texts.pause : texts.goOn}</button>
    <button type="button" class="quiet" aria-label=${texts.on} @click=${() => speaker.move(1, locale)}>${chevronRightIcon}</button>
    <button type="button" class="quiet" aria-label=${texts.stop} @click=${() => speaker.stop()}>${closeIcon}</button>
  </div>`;
}

/** Text size, reading aloud, saving, sharing, printing; what the device cannot do is not there. */
export function articleTools(texts: ArticleTexts, tools: Tools): TemplateResult {
  const { step, speaker, kept } = tools;
  return html`<div class="tools" part="tools" data-screen role="group" aria-label=${texts.tools}>
      <button type="button" class="quiet" aria-label=${texts.smaller} ?disabled=${step === 0} @click=${() => tools.size(step - 1)}>
        <span class="letter" aria-hidden="true">A</span>
      </button>
      <button type="button" class="quiet" aria-label=${texts.larger} ?disabled=${step === SIZES.length - 1} @click=${() => tools.size(step + 1)}>
        <span class="letter large" aria-hidden="true">A</span>
      </button>
      <span class="visually-hidden" role="status">${step > 0 ? texts.size(SIZES[step]!) : ''}</span>
      ${
        speaker.speaks(tools.locale) && speaker.state === 'silent'
          ? html`<button type="button" class="quiet" @click=${() => tools.read()}>${speakerIcon}<span>${texts.readAloud}</span></button>`
          : nothing
      }
      ${
        kept === undefined
          ? nothing
          : html`<button type="button" class="quiet" aria-pressed=${kept} @click=${() => tools.keep()}>
              ${heartIcon}<span>${kept ? texts.kept : texts.keep}</span>
            </button>`
      }
      ${tools.sharing ? html`<button type="button" class="quiet" @click=${() => tools.share()}>${copyIcon}<span>${texts.share}</span></button>` : nothing}
      <button type="button" class="quiet" @click=${() => tools.print()}>${printerIcon}<span>${texts.print}</span></button>
      <p role="status">${tools.said}</p>
    </div>
    ${speaker.state === 'silent' ? nothing : aloud(texts, tools)}`;
}
