import type { FormItem, Issue } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';
import { warningIcon } from '../../base/icons/warning.js';
import { limitWords, type ViewContext } from './view-context.js';

/** What is wrong with an item, beneath its control. */
export function issueList(context: ViewContext, item: FormItem, issues: readonly Issue[]): TemplateResult | typeof nothing {
  if (issues.length === 0) return nothing;
  return html`<div class="issues" id="${context.id(item)}-error" part="error">
    ${issues.map((issue) => html`<p class=${issue.severity === 'error' ? 'error' : 'help'}>${warningIcon}<span>${issueWords(context, issue)}</span></p>`)}
  </div>`;
}

/** An issue in the reader's language. */
export const issueWords = (context: ViewContext, issue: Issue): string => context.texts.issues[issue.code](limitWords(context, issue.code, issue.limit));
