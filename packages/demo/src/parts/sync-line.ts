import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../art/icons.js';
import type { Portal } from '../portal.js';
import { hrefOf } from '../router.js';

function words({ t, session, consent, sync, preferences, offline }: Portal): string {
  if (!session) return t.sync.anonymous;
  if (consent === false) return t.sync.noConsent;
  if (offline) return t.sync.offline;
  if (!sync) return t.health.opening;
  if (sync.state !== 'idle') return t.sync[sync.state];
  if (sync.lastSuccess === undefined) return t.sync.fresh;
  return t.sync.idle(new Intl.DateTimeFormat(preferences.locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(sync.lastSuccess));
}

/** One line: where the records are, what waits, and the way to look at the server. */
export function syncLine(portal: Portal): TemplateResult {
  const { t, sync } = portal;
  const on = portal.session && portal.consent;
  return html`
    <div class="sync-line">
      <p role="status" aria-label=${t.sync.label} data-state=${on ? (portal.offline ? 'offline' : (sync?.state ?? 'off')) : 'off'}>
        ${on ? (portal.offline ? icons.cloudOff : icons.cloud) : icons.lock}
        <span>${words(portal)}</span>
        ${on && sync?.queued ? html`<span class="tag">${t.sync.waiting(sync.queued)}</span>` : nothing}
        ${on && sync?.dead ? html`<span class="tag bad">${t.sync.dead(sync.dead)}</span>` : nothing}
      </p>
      ${on && !portal.offline ? html`<button type="button" class="button small quiet" @click=${() => portal.syncNow()}>${icons.refresh}${t.sync.now}</button>` : nothing}
      <a class="button small quiet" href=${hrefOf({ page: 'holdings' })}>${icons.server}${t.sync.holdings}</a>
    </div>
  `;
}
