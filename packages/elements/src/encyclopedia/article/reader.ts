import { adoptStyles, html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import dialogStyles from '../../base/dialog.styles.js';
import { closeIcon } from '../../base/icons/close.js';
import './define.js';
import styles from './reader.styles.js';

/** The modal dialog in which a card or a search opens articles. Loaded, with the article, by {@link ReaderLink}. */
export class Reader implements ReactiveController {
  readonly #host: LitElement;
  #entry: string | undefined;
  #src = '';
  #shown = false;

  constructor(host: LitElement) {
    this.#host = host;
    const { elementStyles } = host.constructor as typeof LitElement; // what a class of Lit has
    if (host.shadowRoot) adoptStyles(host.shadowRoot, [...elementStyles, dialogStyles, styles]);
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
    if (!dialog?.isConnected || !this.#entry || this.#shown) return;
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
