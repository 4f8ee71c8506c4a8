import type { NelumboError } from '@nelumbo/core/i18n';
import type { DraftOutcome, IntakeSession, Issue } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';
import { arrowLeftIcon } from '../../base/icons/arrow-left.js';
import { failureBanner } from '../../base/failure-banner.js';
import { infoIcon } from '../../base/icons/info.js';
import type { ItemContext } from './item-context.js';
import { itemList } from './item.js';
import { around, extras } from './late.js';
import { live } from './live.js';
import { isFrame, pagesOf, questionsOf, type IntakeMode, type Page } from './pages.js';

/** Everything that the form's page shows besides the items themselves. */
export interface Filling {
  readonly context: ItemContext;
  readonly session: IntakeSession;
  readonly mode: IntakeMode;
  readonly page: number;
  readonly issues: readonly Issue[];
  readonly draft: DraftOutcome | undefined;
  readonly submitFailure: NelumboError | undefined;
  readonly busy: boolean;
  readonly resume: 'offered' | 'asking' | 'seen';
  readonly number: string;
  /** The review as last page; `none` when there is none, `undefined` while it loads. */
  readonly review: (() => TemplateResult) | 'none' | undefined;
  /** The user came from the review to change an answer. */
  readonly returning: boolean;
  submit(): void;
  go(page: number): void;
  saveDraft(): void;
  /** Goes on here with a draft that another tab has. */
  takeOver(): void;
  resumeAnswer(answer: 'continue' | 'ask' | 'cancel' | 'discard'): void;
  focus(issue: Issue): void;
}

/** The form while it is filled in. */
export function fillingView(filling: Filling): TemplateResult {
  const { context, session, mode } = filling;
  const { form } = context;
  const pages = form.peek(() => pagesOf(form, mode));
  const last = Math.max(0, filling.review === 'none' ? pages.length - 1 : pages.length);
  const at = Math.min(filling.page, last);
  const page = pages[at];
  const forward = (): void => (at < last ? filling.go(filling.returning ? last : at + 1) : filling.submit());
  const submit = (event: Event): void => {
    event.preventDefault();
    forward();
  };
  const more = around();
  const long = page !== undefined && form.peek(() => questionsOf(page.items).length) > 60;
  return html`<form novalidate class=${mode === 'care' ? 'one' : long ? 'long' : nothing} @submit=${submit}>
    ${live(form, `intro ${at}`, () => intro(context, at))}
    ${session.elsewhere ? more?.elsewhereBanner(filling) : session.resumed && filling.resume !== 'seen' ? more?.resumeBanner(filling, session.resumed.savedAt) : nothing}
    ${live(form, `notices ${more ? 1 : 0}`, () => more?.notices(filling) ?? nothing)}
    ${live(form, `progress ${mode} ${at} ${pages.length}`, () => progress(filling, at, pages.length))}
    ${page ? pageView(filling, page, at) : reviewPage(filling)} ${frame(filling, 'footer', at)}
    ${at === last ? live(form, `flags ${filling.number}`, () => extras()?.flagList(context, filling.number) ?? nothing) : nothing}
    ${at === last && !context.readOnly ? live(form, `advice ${more ? 1 : 0}`, () => more?.advice(context) ?? nothing) : nothing}
    ${more && filling.issues.length > 0 ? live(form, filling.issues, () => more.summary(filling)) : nothing}
    ${more ? more.failures(filling, forward) : filling.submitFailure ? failureBanner(filling.submitFailure, context.locale, forward) : nothing}
    ${navigation(filling, at, last)} ${live(form, 'source', () => (form.copyright ? html`<p class="source">${form.copyright}</p>` : nothing))}
  </form>`;
}

function intro({ form, texts }: ItemContext, at: number): TemplateResult {
  return html`<div class="intro">
    ${form.title ? html`<h2>${form.title}</h2>` : nothing} ${form.description && at === 0 ? html`<p class="muted">${form.description}</p>` : nothing}
    ${form.experimental ? html`<p><span class="tag">${infoIcon}${texts.experimental}</span></p>` : nothing}
  </div>`;
}

function progress({ context, mode }: Filling, at: number, count: number): TemplateResult {
  const { form, texts } = context;
  const questions = questionsOf(form.items);
  const done = questions.filter((item) => item.answers.length > 0).length;
  const steps = mode !== 'page';
  const words =
    at === count ? texts.review.step : !steps ? texts.progress(done, questions.length) : (mode === 'care' ? texts.question : texts.step)(at + 1, count);
  return html`<div class="progress" part="progress">
    <progress aria-label=${words} max=${steps ? count : Math.max(1, questions.length)} .value=${steps ? Math.min(at + 1, count) : done}></progress>
    <div class="status-line"><span>${words}</span></div>
  </div>`;
}

function pageView(filling: Filling, page: Page, at: number): TemplateResult {
  const { context, mode } = filling;
  const heading = page.headings.at(-1);
  const title =
    mode === 'page'
      ? nothing
      : html`<h3 class=${heading ? 'care-heading' : 'visually-hidden'} id="page-title" tabindex="-1">${heading ?? context.texts.step(at + 1, at + 1)}</h3>`;
  const { form } = context;
  return html`${frame(filling, 'header', at)}${title}${live(form, `page ${page.key} ${mode}`, () =>
    itemList(
      context,
      mode === 'page'
        ? form.items.filter((item) => !isFrame(item))
        : mode === 'steps'
          ? (pagesOf(form, mode).find((one) => one.key === page.key)?.items ?? [])
          : page.items,
      0,
    ),
  )}`;
}

/** What the author wants on every page. */
const frame = ({ context: { form }, context }: Filling, control: 'header' | 'footer', at: number): unknown =>
  form.peek(() => form.items.some((item) => item.control === control))
    ? live(form, `${control} ${at}`, () =>
        itemList(
          context,
          form.items.filter((item) => item.control === control),
          0,
        ),
      )
    : nothing;

const reviewPage = ({ review, context }: Filling): unknown =>
  typeof review === 'function' ? review() : html`<div class="card" aria-busy="true" aria-label=${context.texts.loading}><div class="skeleton"></div></div>`;

function navigation({ context, busy, draft, go, review, returning }: Filling, at: number, last: number): TemplateResult | typeof nothing {
  const { texts, locale } = context;
  if (context.readOnly) return nothing;
  const saved = draft?.saved ? `${texts.draftSaved} · ${new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(draft.at)}` : '';
  const forward = at === last ? texts.submit : returning ? texts.review.back : at === last - 1 && review !== 'none' ? texts.review.open : texts.next;
  return html`<div class="nav" part="nav">
      ${at > 0 ? html`<button type="button" @click=${() => go(at - 1)}>${arrowLeftIcon}${texts.back}</button>` : nothing}
      <button type="submit" class="primary" ?disabled=${busy}>${busy ? texts.saving : forward}</button>
    </div>
    <p class="status-line">${saved}</p>`;
}
