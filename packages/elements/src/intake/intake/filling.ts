import { html, nothing, type TemplateResult } from 'lit';
import { arrowLeftIcon } from '../../base/icons/arrow-left.js';
import { failureBanner } from '../../base/failure-banner.js';
import { infoIcon } from '../../base/icons/info.js';
import type { ItemContext } from './item-context.js';
import { itemList } from './item.js';
import { after, around, extras } from './late.js';
import { live } from './live.js';
import { isFrame, pagesOf, questionsOf, type IntakeMode, type Page } from './pages.js';
import type { Sitting, Stage } from './sitting.js';

/** What of a form is on the screen. */
interface Filling {
  readonly sitting: Sitting;
  readonly context: ItemContext;
  readonly stage: Stage;
  readonly mode: IntakeMode;
  readonly at: number;
  /** How many pages there are, without the review. */
  readonly count: number;
  readonly last: number;
}

/** The form while it is filled in. */
export function fillingView(sitting: Sitting): TemplateResult {
  const { context, session } = sitting;
  const { form } = context;
  const stage = sitting.stage();
  const mode = sitting.mode();
  const pages = form.peek(() => pagesOf(form, mode));
  const last = Math.max(0, sitting.reviews() ? pages.length : pages.length - 1);
  const at = Math.min(stage.page, last);
  const page = pages[at];
  const filling = { sitting, context, stage, mode, at, count: pages.length, last };
  const forward = (): void => (at < last ? sitting.go(stage.returning ? last : at + 1) : sitting.submit());
  const submit = (event: Event): void => {
    event.preventDefault();
    forward();
  };
  const more = around();
  const number = sitting.number();
  const long = page !== undefined && form.peek(() => questionsOf(page.items).length) > 60;
  return html`<form novalidate class=${mode === 'care' ? 'one' : long ? 'long' : nothing} @submit=${submit}>
    ${live(form, `intro ${at}`, () => intro(context, at))}
    ${session.elsewhere ? more?.elsewhereBanner(sitting) : session.resumed && stage.resume !== 'seen' ? more?.resumeBanner(sitting, session.resumed.savedAt) : nothing}
    ${live(form, `notices ${more ? 1 : 0}`, () => more?.notices(sitting) ?? nothing)}
    ${live(form, `progress ${mode} ${at} ${pages.length}`, () => progress(filling))}
    ${page ? pageView(filling, page) : (after()?.reviewView(sitting) ?? waiting(context))} ${frame(filling, 'footer')}
    ${at === last ? live(form, `flags ${number} ${extras() ? 1 : 0}`, () => extras()?.flagList(context, number) ?? nothing) : nothing}
    ${at === last && !context.readOnly ? live(form, `advice ${more ? 1 : 0}`, () => more?.advice(context) ?? nothing) : nothing}
    ${more && stage.issues.length > 0 ? live(form, stage.issues, () => more.summary(sitting)) : nothing}
    ${more ? more.failures(sitting, forward) : stage.trouble ? failureBanner(stage.trouble, context.locale, forward) : nothing}
    ${context.readOnly ? nothing : navigation(filling)} ${live(form, 'source', () => (form.copyright ? html`<p class="help">${form.copyright}</p>` : nothing))}
  </form>`;
}

function intro({ form, texts }: ItemContext, at: number): TemplateResult {
  return html`<div class="intro">
    ${form.title ? html`<h2>${form.title}</h2>` : nothing} ${form.description && at === 0 ? html`<p class="muted">${form.description}</p>` : nothing}
    ${form.experimental ? html`<p><span class="tag">${infoIcon}${texts.experimental}</span></p>` : nothing}
  </div>`;
}

function progress({ context, mode, at, count }: Filling): TemplateResult {
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

function pageView(filling: Filling, page: Page): TemplateResult {
  const { context, mode, at } = filling;
  const heading = page.headings.at(-1);
  const title =
    mode === 'page'
      ? nothing
      : html`<h3 class=${heading ? 'care-heading' : 'visually-hidden'} id="page-title" tabindex="-1">${heading ?? context.texts.step(at + 1, at + 1)}</h3>`;
  const { form } = context;
  return html`${frame(filling, 'header')}${title}${live(form, `page ${page.key} ${mode}`, () =>
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
const frame = ({ context: { form }, context, at }: Filling, control: 'header' | 'footer'): unknown =>
  form.peek(() => form.items.some((item) => item.control === control))
    ? live(form, `${control} ${at}`, () =>
        itemList(
          context,
          form.items.filter((item) => item.control === control),
          0,
        ),
      )
    : nothing;

const waiting = ({ texts }: ItemContext): TemplateResult =>
  html`<div class="card" aria-busy="true" aria-label=${texts.loading}><div class="skeleton"></div></div>`;

function navigation({ sitting, context, stage: { busy, draft, returning }, at, count, last }: Filling): TemplateResult {
  const { texts, locale } = context;
  const saved = draft?.saved ? `${texts.draftSaved} · ${new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(draft.at)}` : '';
  const forward = at === last ? texts.submit : returning ? texts.review.back : at === count - 1 ? texts.review.open : texts.next;
  return html`<div class="nav" part="nav">
      ${at > 0 ? html`<button type="button" @click=${() => sitting.go(at - 1)}>${arrowLeftIcon}${texts.back}</button>` : nothing}
      <button type="submit" class="primary" ?disabled=${busy}>${busy ? texts.saving : forward}</button>
    </div>
    <p class="status-line">${saved}</p>`;
}
