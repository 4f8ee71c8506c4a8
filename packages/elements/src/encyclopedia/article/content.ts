import { isOverdue, type Entry, type Hotline, type RedFlag } from '@nelumbo/core/encyclopedia';
import { pickTexts } from '@nelumbo/core/i18n';
import { html, nothing, type TemplateResult } from 'lit';
import { statusMark } from '../../base/index.js';
import { infoIcon } from '../../base/icons/info.js';
import { phoneIcon } from '../../base/icons/phone.js';
import { reviewBadge } from '../review.js';
import { today, type Texts } from './about.js';

/** Lines that help, beside topics that need them. */
export function helpLines(hotlines: readonly Hotline[], texts: Texts, locale: string, called: (number: string) => void): TemplateResult {
  return html`<section class="lines" aria-labelledby="lines">
    <h3 id="lines">${texts.hotlines}</h3>
    ${hotlines.map(({ number, name, hours, source, checkedOn }) => {
      const named = (words: Readonly<Record<string, string>>) => pickTexts({ en: '', ...words }, locale);
      return html`<p>
        <a href="tel:${number}" @click=${() => called(number)}>${texts.call(number)} · ${named(name)}</a><br />
        <span class="small muted">${texts.hours(named(hours), source.title, checkedOn)}</span>
      </p>`;
    })}
  </section>`;
}

function redFlag(flag: RedFlag, locale: string, texts: Texts, number: string): TemplateResult {
  const urgent = flag.level === 'emergency';
  return html`<div class="banner flag" part="flag" data-tone=${urgent ? 'alert' : 'watch'}>
    ${statusMark(urgent ? 'urgent' : 'watch')}
    <div>
      <h3>${texts.flagLevel[flag.level]}</h3>
      <ul lang=${locale}>
        ${flag.if.map((sign) => html`<li>${sign}</li>`)}
      </ul>
      ${
        flag.action === 'call-120'
          ? html`<a class="button danger" href="tel:${number}">${phoneIcon}<span>${texts.flagAction(flag.action, number)}</span></a>`
          : html`<p class="do">${texts.flagAction(flag.action, number)}</p>`
      }
    </div>
  </div>`;
}

function contents(entry: Entry, texts: Texts, jump: (section: number) => void): TemplateResult {
  return html`<nav part="toc" aria-labelledby="contents">
    <h3 id="contents">${texts.contents}</h3>
    <div class="chips">
      ${entry.sections.map((section, i) => html`<button type="button" class="chip" lang=${entry.locale} @click=${() => jump(i)}>${section.title}</button>`)}
    </div>
  </nav>`;
}

/** How an article is shown. */
export interface ContentView {
  readonly texts: Texts;
  /** Number to call in an emergency. */
  readonly emergencyNumber: string;
  /** Scrolls to a section; without it there is no list of them. */
  readonly jump: ((section: number) => void) | undefined;
}

/** What needs help first, then summary and sections. */
export function articleContent(entry: Entry, bodies: readonly HTMLElement[], { texts, emergencyNumber, jump }: ContentView): TemplateResult {
  return html`
    ${entry.redFlags.map((flag) => redFlag(flag, entry.locale, texts, emergencyNumber))}
    <p class="lead" lang=${entry.locale}>${entry.summary}</p>
    <div class="facts">
      ${entry.departments.map((name) => html`<span class="tag" lang=${entry.locale}>${name}</span>`)}
      ${reviewBadge(entry.review, texts, isOverdue(entry.review, today()))}
    </div>
    ${
      entry.tags.includes('ontology-definition')
        ? html`<div class="banner">
            ${infoIcon}
            <p>${texts.machineText}</p>
          </div>`
        : nothing
    }
    ${jump && entry.sections.length > 1 ? contents(entry, texts, jump) : nothing}
    ${entry.sections.map(
      (section, i) =>
        html`<section class="part" part="section" lang=${entry.locale} aria-label=${section.title}>
          <h3 tabindex="-1">${section.title}</h3>
          ${bodies[i]}
        </section>`,
    )}
    ${entry.sections.length === 0 ? html`<p class="muted">${texts.summaryOnly}</p>` : nothing}
  `;
}
