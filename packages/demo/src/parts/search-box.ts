import { html, type TemplateResult } from 'lit';
import { icons } from '../art/icons.js';
import type { Portal } from '../portal.js';

/** The search box; what is searched stays behind the `#` of the address. */
export function searchBox(portal: Portal, query = ''): TemplateResult {
  const { search } = portal.t;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const entered = new FormData(event.currentTarget as HTMLFormElement).get('q'); // listens on the form
    if (typeof entered === 'string' && entered.trim()) portal.search(entered.trim());
  };
  return html`
    <form class="search-box" role="search" @submit=${submit}>
      ${icons.search}
      <input type="search" name="q" .value=${query} aria-label=${search.label} placeholder=${search.placeholder} autocomplete="off" enterkeyhint="search" />
      <button type="submit" class="button primary">${search.submit}</button>
    </form>
  `;
}
