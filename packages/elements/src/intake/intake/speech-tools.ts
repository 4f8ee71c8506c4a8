import { pickTexts } from '@nelumbo/core/i18n';
import type { FormItem } from '@nelumbo/core/intake';
import { css, html, nothing, type TemplateResult } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import type { DirectiveResult } from 'lit/directive.js';
import { microphoneIcon } from '../../base/icons/microphone.js';
import { volumeIcon } from '../../base/icons/volume.js';
import { speechTexts, type SpeechTexts } from '../../locales/intake/speech.js';
import { isSpoken, spokenAnswer, type SpokenAnswer } from './spoken-answer.js';
import { browserSpeech, type SpeechPort, type SpeechTrouble } from './speech.js';
import type { ViewContext } from './view-context.js';

/** What the element allows, for the life of a form. */
interface SpeechUse {
  readonly port: SpeechPort;
  readonly voice: boolean;
  readonly readAloud: boolean;
  /** The user knows where the sound may go; asked once a form. */
  agreed: boolean;
  /** Stops whatever is being said or heard; only one thing at a time. */
  stop: (() => void) | undefined;
  /** Milliseconds since 1970 UTC. */
  now(): number;
}

type State =
  | { readonly kind: 'idle' | 'asking' | 'listening' | 'reading' }
  | { readonly kind: 'heard'; readonly words: string; readonly answer: SpokenAnswer | undefined }
  | { readonly kind: 'trouble'; readonly trouble: SpeechTrouble }
  | { readonly kind: 'taken'; readonly label: string };

/** What is read: the question, its help and its options. */
function script(item: FormItem, context: ViewContext, texts: SpeechTexts): string {
  const labels = item.type === 'boolean' ? [context.texts.yes, context.texts.no] : item.options.slice(0, 12).map(({ label }) => label);
  const options = labels.length > 0 ? texts.options(labels.join(context.texts.separator)) : '';
  return [item.text, item.help ?? '', options].filter((part) => part !== '').join(' ');
}

/** Speech of one question: its buttons, and what was understood, until the user confirms it. */
class SpeechDirective extends AsyncDirective {
  #context: ViewContext | undefined;
  #item: FormItem | undefined;
  #use: SpeechUse | undefined;
  #state: State = { kind: 'idle' };
  #stop: (() => void) | undefined;
  #unhear: (() => void) | undefined;

  render(context: ViewContext, item: FormItem, use: SpeechUse): unknown {
    [this.#context, this.#item, this.#use] = [context, item, use];
    if (use.readAloud) this.#unhear ??= use.port.onVoices(() => this.#show(this.#state));
    return this.#view();
  }

  override disconnected(): void {
    this.#stop?.();
    this.#unhear?.();
    this.#unhear = undefined;
    this.#state = { kind: 'idle' };
  }

  #show(state: State): void {
    this.#state = state;
    if (this.isConnected) this.setValue(this.#context?.form.peek(() => this.#view()));
  }

  /** Begins something that the user can stop, and stops what goes on elsewhere. */
  #begin(kind: 'listening' | 'reading', start: () => () => void): void {
    const use = this.#use;
    if (!use) return;
    use.stop?.();
    this.#show({ kind });
    const end = start();
    const stop = (): void => {
      if (use.stop === stop) use.stop = undefined;
      if (this.#stop === stop) this.#stop = undefined;
      end();
      if (this.#state.kind === kind) this.#show({ kind: 'idle' });
    };
    this.#stop = use.stop = stop;
  }

  readonly #read = (): void => {
    const [context, item, use] = [this.#context, this.#item, this.#use];
    if (!context || !item || !use) return;
    if (this.#state.kind === 'reading') return this.#stop?.();
    const words = context.form.peek(() => script(item, context, pickTexts(speechTexts, context.locale)));
    this.#begin('reading', () => use.port.say(words, context.locale, () => this.#show({ kind: 'idle' })));
  };

  readonly #speak = (): void => {
    const [context, item, use] = [this.#context, this.#item, this.#use];
    const listen = use?.port.listen;
    if (!context || !item || !use || !listen) return;
    if (this.#state.kind === 'listening') return this.#stop?.();
    if (!use.agreed) return this.#show({ kind: 'asking' });
    this.#begin('listening', () =>
      listen(context.locale, {
        heard: (words) => {
          const { locale, texts } = context;
          const answer = context.form.peek(() => spokenAnswer(item, words, { locale, texts, today: new Date(use.now()) }));
          this.#show({ kind: 'heard', words, answer });
        },
        failed: (trouble) => this.#show({ kind: 'trouble', trouble }),
      }),
    );
  };

  readonly #agree = (): void => {
    if (this.#use) this.#use.agreed = true;
    this.#speak();
  };

  readonly #cancel = (): void => this.#show({ kind: 'idle' });

  #take({ value, label }: SpokenAnswer): void {
    const [context, item] = [this.#context, this.#item];
    if (!context || !item) return;
    const before = item.repeats ? context.form.peek(() => item.answers.map((one) => one.value)) : [];
    this.#state = { kind: 'taken', label };
    context.answer(item, item.repeats ? [...before, value] : value);
    this.#show(this.#state);
  }

  #view(): TemplateResult | typeof nothing {
    const [context, item, use] = [this.#context, this.#item, this.#use];
    if (!context || !item || !use) return nothing;
    const texts = pickTexts(speechTexts, context.locale);
    const reads = use.readAloud && use.port.speaks(context.locale);
    const listens = use.voice && use.port.listen !== undefined && isSpoken(item);
    if (!reads && !listens) return nothing;
    const { kind } = this.#state;
    return html`<div class="speech" part="speech">
      <div class="row">
        ${
          reads
            ? html`<button
                type="button"
                class="quiet small"
                aria-label=${kind === 'reading' ? texts.stopLabel(item.text) : texts.readLabel(item.text)}
                aria-pressed=${kind === 'reading' ? 'true' : 'false'}
                @click=${this.#read}
              >
                ${volumeIcon}${kind === 'reading' ? texts.stop : texts.read}
              </button>`
            : nothing
        }
        ${
          listens
            ? html`<button
                type="button"
                class="quiet small"
                aria-label=${texts.speakLabel(item.text)}
                aria-pressed=${kind === 'listening' ? 'true' : 'false'}
                @click=${this.#speak}
              >
                ${microphoneIcon}${kind === 'listening' ? texts.finish : texts.speak}
              </button>`
            : nothing
        }
      </div>
      <div role="status">${listens ? this.#said(texts) : nothing}</div>
    </div>`;
  }

  #said(texts: SpeechTexts): TemplateResult | typeof nothing {
    const state = this.#state;
    const button = (kind: string, label: string, press: () => void): TemplateResult =>
      html`<button type="button" class="${kind} small" @click=${press}>${label}</button>`;
    switch (state.kind) {
      case 'asking':
        return html`<div class="banner">
          <div>
            <p>${texts.consent}</p>
            <div class="row">${button('primary', texts.agree, this.#agree)}${button('quiet', texts.refuse, this.#cancel)}</div>
          </div>
        </div>`;
      case 'listening':
        return html`<p class="help listening">${texts.listening}</p>`;
      case 'trouble':
        return html`<p class="help">${texts.troubles[state.trouble]}</p>`;
      case 'taken':
        return html`<p class="help">${texts.taken(state.label)}</p>`;
      case 'heard': {
        const { answer } = state;
        return html`<div class="banner">
          <div>
            <p>${texts.heard(state.words)}</p>
            ${answer ? nothing : html`<p>${texts.unmatched}</p>`}
            <div class="row">
              ${answer ? button('primary', texts.use(answer.label), () => this.#take(answer)) : nothing}${button('quiet', texts.again, this.#speak)}${button('quiet', texts.cancel, this.#cancel)}
            </div>
          </div>
        </div>`;
      }
      default:
        return nothing;
    }
  }
}

const speaking = directive(SpeechDirective);

/**
 * Reading aloud and voice input of a form's questions.
 * @param port - of the host; the browser's without it
 */
export function speechOf(context: ViewContext, port: SpeechPort | undefined, voice: boolean, readAloud: boolean): (item: FormItem) => DirectiveResult {
  const use: SpeechUse = { port: port ?? browserSpeech(), voice, readAloud, agreed: false, stop: undefined, now: () => Date.now() };
  return (item) => speaking(context, item, use);
}

/** Styles of these parts; adopted when they load. */
export const speechStyles = css`
  .speech {
    display: grid;
    gap: var(--_space-1);
    margin-block-start: var(--_space-1);
  }
  .speech .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }
  .speech > .row {
    margin-inline-start: calc(-1 * var(--_space-3));
  }
  .speech p {
    margin: 0;
  }
  .speech .quiet {
    font-weight: 400;
  }
  .speech [aria-pressed='true'] {
    background: var(--_primary-tint, var(--_sunken));
    font-weight: 600;
  }
  .speech svg {
    inline-size: 1.25em;
    block-size: 1.25em;
  }
`;
