import { css, html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { version } from '../../base/index.js';

/**
 * A marked term: a button around a word of the page's own text, which stays where it is. Made and removed by
 * `<nelumbo-encyclopedia-terms>`; it looks like the text around it, dotted underneath.
 *
 * @tag nelumbo-encyclopedia-term
 * @summary A term in an article.
 * @status experimental
 * @since 0.1.0
 *
 * @slot - The word as the article writes it.
 * @csspart term - The button.
 */
export class NelumboEncyclopediaTerm extends LitElement {
  /** Version of the build that defined the element. */
  static readonly version: string = version;
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = css`
    :host {
      display: inline;
    }
    button {
      all: unset;
      display: inline;
      cursor: help;
      user-select: text;
      text-decoration: underline dotted;
      text-decoration-thickness: 0.09em;
      text-underline-offset: 0.2em;
      padding-block: 0.3em;
      margin-block: -0.3em;
    }
    button:hover,
    :host([expanded]) button {
      text-decoration-style: solid;
    }
    button:focus-visible {
      outline: 2px solid currentcolor;
      outline-offset: 2px;
    }
    @media (forced-colors: active) {
      button {
        color: LinkText;
      }
    }
    @media print {
      button {
        text-decoration: none;
      }
    }
  `;

  /** The entry: `locale/slug`. */
  @property() entry = '';

  /** Whether its note is open. */
  @property({ type: Boolean, reflect: true }) expanded = false;

  protected override render(): TemplateResult {
    return html`<button type="button" part="term" aria-haspopup="dialog" aria-expanded=${this.expanded}><slot></slot></button>`;
  }
}
