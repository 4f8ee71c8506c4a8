import { html, nothing, type TemplateResult } from 'lit';
import { sign } from '../art/brand.js';
import { icons } from '../art/icons.js';
import type { Portal } from '../portal.js';
import { hrefOf, type Route } from '../router.js';

type Entry = readonly [route: Route, long: string, short: string, icon: TemplateResult];

function entries({ t }: Portal): readonly Entry[] {
  return [
    [{ page: 'feed', section: 'all' }, t.nav.feed, t.nav.feed, icons.home],
    [{ page: 'health' }, t.nav.health, t.short.health, icons.heart],
    [{ page: 'check', form: undefined }, t.nav.check, t.short.check, icons.check],
    [{ page: 'encyclopedia' }, t.nav.encyclopedia, t.short.encyclopedia, icons.book],
    [{ page: 'holdings' }, t.nav.holdings, t.nav.holdings, icons.server],
  ];
}

function current(portal: Portal, target: Route): 'page' | 'true' | typeof nothing {
  const { page } = portal.route;
  if (target.page !== page) return target.page === 'feed' && (page === 'article' || page === 'search') ? 'true' : nothing;
  return 'page';
}

/** Name, main navigation (at the foot on phones), settings. */
export const masthead = (portal: Portal): TemplateResult => html`
  <header class="masthead">
    <div class="wide masthead-row">
      <a class="brand" href="#/">${sign}<span class="brand-name">${portal.t.name}</span></a>
      <nav class="main-nav" aria-label=${portal.t.nav.label}>
        <ul>
          ${entries(portal).map(
            ([route, long, short, icon]) => html`
              <li class=${`to-${route.page}`}>
                <a href=${hrefOf(route)} aria-label=${long} aria-current=${current(portal, route)}
                  >${icon}<span class="long">${long}</span><span class="short">${short}</span></a
                >
              </li>
            `,
          )}
        </ul>
      </nav>
      <button class="round" type="button" aria-label=${portal.t.settings} aria-haspopup="dialog" @click=${() => portal.openSettings()}>
        ${icons.settings}
      </button>
    </div>
  </header>
`;

/** Says that the network is switched off, and how to switch it on. */
export const banner = (portal: Portal): TemplateResult => html`
  <div class="announce" role="status">
    ${
      portal.offline
        ? html`<div class="offline-bar">
            <div class="wide">
              ${icons.cloudOff}
              <p>${portal.t.offlineBanner}</p>
              <button type="button" class="button small" @click=${() => portal.setOffline(false)}>${portal.t.goOnline}</button>
            </div>
          </div>`
        : nothing
    }
  </div>
`;

/** Who we are not, and the way to the server page on phones. */
export const footer = ({ t }: Portal): TemplateResult => html`
  <footer class="footer">
    <div class="wide">
      <p class="footer-name">${t.name} <span class="muted">${t.motto}</span></p>
      <p class="muted">${t.demoNote}</p>
      <p><a href=${hrefOf({ page: 'holdings' })}>${t.nav.holdings}</a></p>
    </div>
  </footer>
`;
