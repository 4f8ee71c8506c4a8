import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { type Article, articleOf, type Block, type Tie } from '../articles/index.js';
import { icons } from '../art/icons.js';
import { articleCard, byline } from '../parts/article-card.js';
import type { Portal } from '../portal.js';
import { hrefOf } from '../router.js';

function block(piece: Block): TemplateResult {
  if (typeof piece === 'string') return html`<p>${piece}</p>`;
  if ('heading' in piece) return html`<h2>${piece.heading}</h2>`;
  return html`<p class="pull">${piece.aside}</p>`;
}

function tie({ t }: Portal, to: Tie): TemplateResult {
  if ('card' in to) return html`<nelumbo-encyclopedia-card class="query-card" query=${to.card}></nelumbo-encyclopedia-card>`;
  const words = to.page === 'health' ? t.article.toHealth : t.article.toCheck;
  return html`
    <aside class="tie" aria-labelledby="tie-title">
      <span class="teaser-icon">${to.page === 'health' ? icons.heart : icons.check}</span>
      <div>
        <h2 id="tie-title">${words.title}</h2>
        <p>${words.text}</p>
      </div>
      <a class="button primary" href=${to.page === 'health' ? hrefOf({ page: 'health' }) : hrefOf({ page: 'check', form: undefined })}>${words.link}</a>
    </aside>
  `;
}

const gone = ({ t }: Portal): TemplateResult => html`
  <div class="column empty-page">
    <h1 class="page-title" tabindex="-1">${t.article.missing}</h1>
    <p>${t.article.missingText}</p>
    <a class="button" href="#/">${t.article.home}</a>
  </div>
`;

/** One article, with what belongs to it. */
export function articlePage(portal: Portal, id: string): TemplateResult {
  const article = articleOf(id);
  if (!article) return gone(portal);
  const { t } = portal;
  const story = article.in[portal.preferences.locale];
  const related = article.related.map(articleOf).filter((one): one is Article => one !== undefined);
  return html`
    <article class="reading">
      <header class="column">
        ${byline(portal, article)}
        <h1 class="headline" tabindex="-1">${story.title}</h1>
        <p class="standfirst">${story.dek}</p>
        <p class="muted">${t.article.by}</p>
      </header>
      <div class="reading-picture">${article.art}</div>
      <div class="column prose">
        ${article.film ? html`<p class="note">${icons.play}<span>${t.article.transcript}</span></p>` : nothing}
        ${keyed(`${article.id}/${portal.preferences.locale}`, html`<nelumbo-encyclopedia-terms>${story.body.map(block)}</nelumbo-encyclopedia-terms>`)}
        ${article.tie ? tie(portal, article.tie) : nothing}
      </div>
    </article>
    <section class="wide related" aria-labelledby="related-title">
      <h2 id="related-title" class="section-title">${t.article.related}</h2>
      <div class="grid">${related.map((one) => articleCard(portal, one, 'card'))}</div>
    </section>
  `;
}
