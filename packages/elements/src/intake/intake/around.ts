// What stands around the questions at times, and not when a form opens for the first time. `late.ts` loads it once the form is shown, or
// before, where a draft is resumed or something must be said.
import { html, nothing, type TemplateResult } from 'lit';
import type { Issue } from '@nelumbo/core/intake';
import { infoIcon } from '../../base/icons/info.js';
import { warningIcon } from '../../base/icons/warning.js';
import { failureBanner } from '../../base/index.js';
import styles from './around.styles.js';
import { issueWords } from './issues.js';
import type { Sitting } from './sitting.js';
import { answerResume, edit, saveDraft, takeOver } from './steering.js';
import type { ViewContext } from './view-context.js';

export { announce } from './announcer.js';
export { issueList } from './issues.js';
export { go, submit } from './steering.js';
export { totalView } from './total.js';

/** Styles of these parts; adopted when they load. */
export const aroundStyles = styles;

/** The answers come from a draft: go on with it, or start over. */
export function resumeBanner(sitting: Sitting, savedAt: number): TemplateResult {
  const { texts, locale } = sitting.context;
  const { resume } = sitting.stage();
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(savedAt);
  const button = (answer: 'continue' | 'ask' | 'cancel' | 'discard', words: string, kind: string): TemplateResult =>
    html`<button type="button" class=${kind} @click=${() => answerResume(sitting, answer)}>${words}</button>`;
  return html`<div class="banner" part="banner" role="status">
    ${infoIcon}
    <div>
      <p>${resume === 'asking' ? texts.startOverQuestion : texts.resumed(when)}</p>
      <div class="row">
        ${
          resume === 'asking'
            ? html`${button('discard', texts.startOver, 'danger')}${button('cancel', texts.continue, 'quiet')}`
            : html`${button('continue', texts.continue, 'primary')}${button('ask', texts.startOver, 'quiet')}`
        }
      </div>
    </div>
  </div>`;
}

/** What the user should know about the form itself. */
export function notices({ context, session }: Sitting): TemplateResult {
  const { form, texts } = context;
  const broken = session.diagnostics.filter((one) => one.code.startsWith('expression-')).length + form.failures.length;
  return html`${form.missingRules.length > 0 ? html`<p class="banner" data-tone="watch" part="banner" role="alert">${warningIcon}<span>${texts.rulesMissing}</span></p>` : nothing}
  ${broken > 0 ? html`<p class="banner" part="banner">${infoIcon}<span>${texts.unsupported(broken)}</span></p>` : nothing}
  ${
    form.unplaced.length > 0
      ? html`<div class="banner" data-tone="watch" part="banner">
          ${warningIcon}
          <div>
            <p>${texts.unplaced}</p>
            <ul>
              ${form.unplaced.map((one) => html`<li>${one.text}</li>`)}
            </ul>
          </div>
        </div>`
      : nothing
  }`;
}

/** What is wrong, after submitting; each issue leads to its question. */
export function summary(sitting: Sitting): TemplateResult {
  const { context } = sitting;
  const { issues } = sitting.stage();
  const jump = (event: Event, issue: Issue): void => {
    event.preventDefault();
    void edit(sitting, issue);
  };
  return html`<section class="summary" part="error-summary" role="alert" id="summary" tabindex="-1" aria-labelledby="summary-title">
    <h3 id="summary-title">${context.texts.errorSummary(issues.length)}</h3>
    <ul>
      ${issues.map((issue) =>
        issue.linkId === ''
          ? html`<li class="whole">${issueWords(context, issue)}</li>` // a rule of the whole form: there is no field to go to
          : html`<li>
              <a href="#${issue.linkId}" @click=${(event: Event) => jump(event, issue)}
                ><span class="asked">${context.form.find(issue.linkId)?.text ?? issue.linkId}</span><span>${issueWords(context, issue)}</span></a
              >
            </li>`,
      )}
    </ul>
  </section>`;
}

/** The response, or the draft, could not be saved. */
export function failures(sitting: Sitting, again: () => void): TemplateResult {
  const { texts, locale } = sitting.context;
  const { draft, trouble } = sitting.stage();
  return html`${
    trouble
      ? html`<div id="submit-failure" tabindex="-1" part="banner">
          <p class="error">${texts.submitFailed}</p>
          ${failureBanner(trouble, locale, again)}
        </div>`
      : nothing
  }
  ${
    draft && !draft.saved && !trouble
      ? html`<div class="banner" data-tone="watch" role="alert" part="banner">
          ${warningIcon}
          <p>${texts.draftFailed}</p>
          <button type="button" class="quiet" @click=${() => saveDraft(sitting)}>${texts.saveNow}</button>
        </div>`
      : nothing
  }`;
}

/** One tab at a time writes the draft; this one shows it, and can go on with it. */
export function elsewhereBanner(sitting: Sitting): TemplateResult {
  const { texts } = sitting.context;
  return html`<div class="banner" data-tone="watch" part="banner" role="status" id="elsewhere">
    ${infoIcon}
    <div>
      <p>${texts.elsewhere.told}</p>
      <div class="row">
        <button type="button" class="primary" ?disabled=${sitting.stage().busy} @click=${() => void takeOver(sitting)}>${texts.elsewhere.here}</button>
      </div>
    </div>
  </div>`;
}

/** What the author wants to be thought over about the whole form; it holds nobody up. */
export const advice = (context: ViewContext): TemplateResult[] =>
  context.form.issues
    .filter((issue) => issue.severity === 'warning')
    .map((issue) => html`<p class="banner" data-tone="watch" part="banner">${warningIcon}<span>${issueWords(context, issue)}</span></p>`);
