import type { AuditEntry, AuditVerdict } from '@nelumbo/core';
import { html, nothing, type TemplateResult } from 'lit';
import { checkIcon } from '../../base/icons/check.js';
import { warningIcon } from '../../base/icons/warning.js';
import type { PrivacyTexts } from '../../locales/privacy/index.js';
import { purposeWords } from '../purposes.js';

/** What is shown of the log, and what can be done with it. */
export interface Log {
  readonly entries: readonly AuditEntry[];
  readonly verdict: AuditVerdict | undefined;
  readonly more: boolean;
  verify(): void;
  showMore(): void;
}

function what(texts: PrivacyTexts, { action, types, detail, reason }: AuditEntry): string {
  const t = texts.center;
  const kinds = Object.entries(types).map(([type, n]) => `${t.kinds[type] ?? type} ${n}`);
  const about = detail === undefined ? [] : [action === 'grant' || action === 'withdraw' ? purposeWords(texts, detail).title : detail];
  return [...about, ...kinds, ...(reason ? [`“${reason}”`] : [])].join(' · ');
}

/** Who did what, newest first. */
export function logSection(texts: PrivacyTexts, locale: string, log: Log): TemplateResult {
  const t = texts.center;
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const { entries, verdict } = log;
  return html`<section class="card" aria-labelledby="log-title">
    <h3 class="title" id="log-title">${t.log}</h3>
    <p class="muted">${t.logText}</p>
    ${
      entries.length === 0
        ? html`<p>${t.logEmpty}</p>`
        : html`<ol class="log">
            ${entries.map(
              (entry) =>
                html`<li>
                  <time class="small muted" datetime=${new Date(entry.at).toISOString()}>${when.format(entry.at)}</time>
                  <span>${t.entry(t.by[entry.by], t.actions[entry.action], what(texts, entry))}</span>
                </li>`,
            )}
          </ol>`
    }
    <div class="row">
      ${log.more ? html`<button type="button" class="quiet" @click=${() => log.showMore()}>${t.more}</button>` : nothing}
      <button type="button" @click=${() => log.verify()}>${t.verify}</button>
    </div>
    <p role="status" class="verdict">
      ${verdict === undefined ? nothing : verdict.ok ? html`${checkIcon}<span>${t.whole(verdict.entries)}</span>` : html`${warningIcon}<span>${t.broken(verdict.brokenAt ?? 0)}</span>`}
    </p>
  </section>`;
}
