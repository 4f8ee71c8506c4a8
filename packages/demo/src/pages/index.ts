import { html, type TemplateResult } from 'lit';
import { articleOf } from '../articles/index.js';
import type { Portal } from '../portal.js';
import { articlePage } from './article.js';
import { checkPage } from './check.js';
import { encyclopediaPage } from './encyclopedia.js';
import { feedPage } from './feed.js';
import { healthPage } from './health.js';
import { holdingsPage } from './holdings-page.js';
import { privacyPage } from './privacy.js';
import { searchPage } from './search.js';

const missingPage = ({ t }: Portal): TemplateResult => html`
  <div class="column empty-page">
    <h1 class="page-title" tabindex="-1">${t.missing.title}</h1>
    <p>${t.missing.text}</p>
    <a class="button" href="#/">${t.article.home}</a>
  </div>
`;

/** The page of the current route. */
export function pageOf(portal: Portal): TemplateResult {
  const { route } = portal;
  switch (route.page) {
    case 'feed':
      return feedPage(portal, route.section);
    case 'search':
      return searchPage(portal, route.query);
    case 'article':
      return articlePage(portal, route.id);
    case 'health':
      return healthPage(portal);
    case 'check':
      return checkPage(portal, route.form);
    case 'encyclopedia':
      return encyclopediaPage(portal, route.entry);
    case 'holdings':
      return holdingsPage(portal);
    case 'privacy':
      return privacyPage(portal);
    default:
      return missingPage(portal);
  }
}

/** The document title: page first, then the portal's name. */
export function titleOf({ t, route, preferences }: Portal): string {
  const named = (page: string): string => `${page} · ${t.name}`;
  switch (route.page) {
    case 'feed':
      return route.section === 'all' ? `${t.name} · ${t.motto}` : named(t.sections[route.section]);
    case 'search':
      return named(route.query ? t.results.title(route.query) : t.search.submit);
    case 'article':
      return named(articleOf(route.id)?.in[preferences.locale].title ?? t.article.missing);
    case 'check':
      return named(t.check.title);
    case 'missing':
      return named(t.missing.title);
    case 'privacy':
      return named(t.panel.privacy);
    default:
      return named(t.nav[route.page]);
  }
}
