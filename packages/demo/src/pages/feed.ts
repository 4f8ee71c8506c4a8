import { html, nothing, type TemplateResult } from 'lit';
import { articlesIn, type Section } from '../articles/index.js';
import { icons } from '../art/icons.js';
import { articleCard } from '../parts/article-card.js';
import { searchBox } from '../parts/search-box.js';
import type { Portal } from '../portal.js';
import { hrefOf } from '../router.js';

const sections: readonly (Section | 'all')[] = ['all', 'health', 'city', 'food', 'film'];

const tabs = ({ t }: Portal, chosen: Section | 'all'): TemplateResult => html`
  <nav class="tabs" aria-label=${t.sections.label}>
    <ul>
      ${sections.map(
        (section) =>
          html`<li><a href=${hrefOf({ page: 'feed', section })} aria-current=${section === chosen ? 'page' : nothing}>${t.sections[section]}</a></li>`,
      )}
    </ul>
  </nav>
`;

const healthTeaser = ({ t }: Portal): TemplateResult => html`
  <aside class="teaser" aria-labelledby="teaser-title">
    <span class="teaser-icon">${icons.heart}</span>
    <h2 id="teaser-title">${t.feed.mine}</h2>
    <p>${t.feed.mineText}</p>
    <a class="button primary" href=${hrefOf({ page: 'health' })}>${t.feed.mineLink}</a>
  </aside>
`;

/** The front page, or one section of it. */
export function feedPage(portal: Portal, section: Section | 'all'): TemplateResult {
  const { t } = portal;
  const [lead, ...rest] = articlesIn(section);
  const films = section === 'all' ? rest.filter((article) => article.film) : [];
  const others = rest.filter((article) => !films.includes(article));
  return html`
    <div class="wide feed">
      <h1 class="visually-hidden" tabindex="-1">${section === 'all' ? t.feed.title : `${t.name} · ${t.sections[section]}`}</h1>
      <div class="feed-top">${searchBox(portal)}${tabs(portal, section)}</div>
      ${
        lead
          ? html`<div class="front">
              ${articleCard(portal, lead, 'lead', 2)}
              <div class="front-side">${others.slice(0, 2).map((article) => articleCard(portal, article, 'row', 2))}${healthTeaser(portal)}</div>
            </div>`
          : nothing
      }
      ${
        films.length
          ? html`<section class="films" aria-labelledby="films-title">
              <h2 id="films-title" class="section-title">${t.feed.films}</h2>
              <div class="film-row">${films.map((article) => articleCard(portal, article, 'film'))}</div>
            </section>`
          : nothing
      }
      ${
        others.length > 2
          ? html`<section aria-labelledby="more-title">
              <h2 id="more-title" class="section-title">${t.feed.more}</h2>
              <div class="grid">${others.slice(2).map((article) => articleCard(portal, article, 'card'))}</div>
            </section>`
          : nothing
      }
    </div>
  `;
}
