import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

/** A part of a page that is opened when it is wanted; what is in it is rendered, and loads, with the first opening. */
export class LotusFold extends LitElement {
  @property() label = '';
  @property() hint = '';
  @property({ attribute: false }) content: () => TemplateResult = () => html``;
  @state() private opened = false;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    return html`
      <details class="fold" @toggle=${this.#toggle}>
        <summary><span class="fold-label">${this.label}</span><span class="muted">${this.hint}</span></summary>
        <div class="fold-body">${this.opened ? this.content() : nothing}</div>
      </details>
    `;
  }

  readonly #toggle = (event: Event): void => {
    if ((event.currentTarget as HTMLDetailsElement).open) this.opened = true; // the listener sits on it
  };
}
