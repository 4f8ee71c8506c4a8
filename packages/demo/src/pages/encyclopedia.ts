import { html, type TemplateResult } from 'lit';
import { icons } from '../art/icons.js';
import type { Portal } from '../portal.js';
import { hrefOf } from '../router.js';

/** A topic has a page of its own here. A sensitive one leaves no id in events, and so none in the address: it opens in place. */
function toTopic(event: Event): void {
  const id = (event as CustomEvent<{ id?: string }>).detail.id; // of the elements' own events
  if (!id) return;
  event.preventDefault();
  location.hash = hrefOf({ page: 'encyclopedia', entry: id.slice(id.lastIndexOf('/') + 1) });
}

const topic = ({ t }: Portal, entry: string): TemplateResult => html`
  <div class="column">
    <h1 class="visually-hidden" tabindex="-1">${t.encyclopedia.title}</h1>
    <p class="crumb"><a href=${hrefOf({ page: 'encyclopedia' })}>${icons.back}${t.nav.encyclopedia}</a></p>
    <nelumbo-encyclopedia-article entry=${entry} toc json-ld @nelumbo-opened=${toTopic}></nelumbo-encyclopedia-article>
  </div>
`;

/** The encyclopedia: search first, then what is often read; with `entry` the page of that topic. */
export function encyclopediaPage(portal: Portal, entry?: string): TemplateResult {
  if (entry) return topic(portal, entry);
  const { t } = portal;
  return html`
    <div class="column" @nelumbo-opened=${toTopic} @nelumbo-selected=${toTopic}>
      <h1 class="page-title" tabindex="-1">${t.encyclopedia.title}</h1>
      <p class="intro">${t.encyclopedia.intro}</p>
      <nelumbo-encyclopedia-search></nelumbo-encyclopedia-search>
      <h2 class="section-title">${t.encyclopedia.popular}</h2>
      <div class="cards">${t.encyclopedia.queries.map((query) => html`<nelumbo-encyclopedia-card query=${query}></nelumbo-encyclopedia-card>`)}</div>
    </div>
  `;
}
