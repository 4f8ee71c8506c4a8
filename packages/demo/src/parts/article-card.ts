import { html, nothing, type TemplateResult } from 'lit';
import type { Article } from '../articles/index.js';
import { icons } from '../art/icons.js';
import type { Portal } from '../portal.js';
import { hrefOf } from '../router.js';

/** Section, age, length: the small line of an article. */
export const byline = ({ t }: Portal, article: Article): TemplateResult => html`
  <p class="byline">
    <span class="kicker">${t.sections[article.section]}</span>
    <span>${t.days(article.age)}</span>
    <span>${article.film ? t.article.film(article.film) : t.article.minutes(article.minutes)}</span>
  </p>
`;

const picture = (article: Article): TemplateResult => html`
  <div class="picture">
    ${article.art}${article.film ? html`<span class="film-sign" aria-hidden="true">${icons.play}<span>${article.film}</span></span>` : nothing}
  </div>
`;

/** A card of the feed; the whole of it opens the article. `level` is that of its heading. */
export function articleCard(portal: Portal, article: Article, look: 'lead' | 'card' | 'row' | 'film', level: 2 | 3 = 3): TemplateResult {
  const story = article.in[portal.preferences.locale];
  const link = html`<a href=${hrefOf({ page: 'article', id: article.id })}>${story.title}</a>`;
  return html`
    <article class=${`story ${look}`}>
      ${picture(article)}
      <div class="words">
        ${level === 2 ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`}
        ${look === 'film' || (look === 'row' && level === 2) ? nothing : html`<p class="dek">${story.dek}</p>`} ${byline(portal, article)}
      </div>
    </article>
  `;
}
