import { html, type TemplateResult } from 'lit';
import { searchArticles } from '../articles/index.js';
import { articleCard } from '../parts/article-card.js';
import { searchBox } from '../parts/search-box.js';
import type { Portal } from '../portal.js';
import { hrefOf } from '../router.js';

const samples = ({ t }: Portal): TemplateResult => html`
  <div class="samples">
    <span class="muted">${t.search.try}</span>
    <ul class="chips">
      ${t.search.samples.map((query) => html`<li><a class="chip" href=${hrefOf({ page: 'search', query })}>${query}</a></li>`)}
    </ul>
  </div>
`;

/** Results: the encyclopedia's card first where the query means a health topic (it stays silent otherwise), then articles. */
export function searchPage(portal: Portal, query: string): TemplateResult {
  const { t } = portal;
  const found = searchArticles(query, portal.preferences.locale);
  return html`
    <div class="column">
      <div class="feed-top">${searchBox(portal, query)}</div>
      <h1 class="page-title small" tabindex="-1">${query ? t.results.title(query) : t.search.submit}</h1>
      ${
        query
          ? html`<section aria-labelledby="found-title">
              <h2 id="found-title" class="visually-hidden">${t.results.all}</h2>
              <nelumbo-encyclopedia-card class="query-card" query=${query}></nelumbo-encyclopedia-card>
              <p class="muted" role="status">${found.length ? t.results.count(found.length) : t.results.none}</p>
              <div class="list">${found.map((article) => articleCard(portal, article, 'row'))}</div>
            </section>`
          : html`<p class="muted">${t.results.empty}</p>`
      }
      ${samples(portal)}
    </div>
  `;
}
