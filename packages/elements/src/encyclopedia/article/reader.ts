import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { closeIcon } from '../../base/icons/close.js';
import './define.js';

type Host = ReactiveControllerHost & HTMLElement;

/** The modal dialog in which a card or a search opens articles. Loaded, with the article, by {@link ReaderLink}. */
export class Reader implements ReactiveController {
  readonly #host: Host;
  #entry: string | undefined;
  #src = '';
  #shown = false;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /** Shows the article. */
  open(entry: string, src: string): void {
    this.#entry = entry;
    this.#src = src;
    this.#host.requestUpdate();
  }

  get #dialog(): HTMLDialogElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLDialogElement>('dialog.reader');
  }

  hostUpdated(): void {
    const dialog = this.#dialog;
    if (!dialog || !this.#entry || this.#shown) return;
    this.#shown = true;
    dialog.addEventListener('click', this.#beside);
    dialog.showModal();
  }

  hostDisconnected(): void {
    this.#closed();
  }

  readonly #closed = (): void => {
    this.#entry = undefined;
    this.#shown = false;
    this.#host.requestUpdate();
  };

  readonly #close = (): void => this.#dialog?.close();

  /** A press beside the dialog closes it; the keyboard has Escape. */
  readonly #beside = (event: MouseEvent): void => {
    if (event.target === this.#dialog) this.#close();
  };

  /** The dialog, once something was opened. @param label - its name; @param closeLabel - of the button */
  view(label: string, closeLabel: string, locale: string): TemplateResult | typeof nothing {
    if (!this.#entry) return nothing;
    return html`<dialog class="reader" part="reader" aria-label=${label} @close=${this.#closed}>
      <div class="close">
        <button type="button" class="quiet" @click=${this.#close}>${closeIcon}<span>${closeLabel}</span></button>
      </div>
      <nelumbo-encyclopedia-article entry=${this.#entry} src=${this.#src} locale=${locale} toc></nelumbo-encyclopedia-article>
    </dialog>`;
  }
}
