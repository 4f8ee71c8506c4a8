import type { AnswerOption, AnswerValue, FormItem } from '@nelumbo/core/intake';
import { html, nothing, type TemplateResult } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import type { DirectiveResult } from 'lit/directive.js';
import { closeIcon } from '../../base/icons/close.js';
import { labelled, type ControlState } from './control.js';
import { valueWords } from './total.js';
import type { ViewContext } from './view-context.js';

/** So many hits are shown; more words narrow them down. */
const maxHits = 30;

/** A list to search in, as the APG's editable combobox with a listbox. Keeps what is typed and which hit is active. */
class OptionSearchDirective extends AsyncDirective {
  #given: [ViewContext, FormItem, ControlState] | undefined;
  #hits: readonly AnswerOption[] = [];
  #open = false;
  #active = -1;
  #failed = false;
  #search = 0;

  render(context: ViewContext, item: FormItem, state: ControlState): unknown {
    this.#given = [context, item, state];
    return this.#view();
  }

  #show(changes: () => void): void {
    changes();
    if (this.isConnected && this.#given) this.#given[0].form.peek(() => this.setValue(this.#view()));
  }

  async #find(words: string): Promise<void> {
    const [context, item] = this.#given ?? [];
    if (!context || !item) return;
    const search = ++this.#search;
    try {
      const hits = (await context.form.searchOptions(item, words)).slice(0, maxHits);
      if (search === this.#search)
        this.#show(() => ((this.#hits = hits), (this.#open = true), (this.#failed = false), (this.#active = hits.length > 0 && words !== '' ? 0 : -1)));
    } catch {
      if (search === this.#search) this.#show(() => ((this.#hits = []), (this.#failed = true), (this.#open = false)));
    }
  }

  #close(): void {
    this.#search++;
    if (this.#open) this.#show(() => ((this.#open = false), (this.#active = -1)));
  }

  #take(option: AnswerOption, field: HTMLInputElement): void {
    const [context, item] = this.#given ?? [];
    if (!context || !item) return;
    this.#close();
    const values = item.answers.map((answer) => answer.value);
    context.answer(item, item.repeats ? [...values, option.value] : option.value);
    field.value = item.repeats ? '' : option.label;
  }

  readonly #typed = (event: Event): void => {
    const field = event.currentTarget as HTMLInputElement; // the listener's own element
    if ((event as InputEvent).isComposing) return;
    const [context, item] = this.#given ?? [];
    if (context && item && field.value === '' && !item.repeats) context.answer(item, undefined);
    void this.#find(field.value.trim());
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    const field = event.currentTarget as HTMLInputElement; // the listener's own element
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      if (!this.#open) return void this.#find('');
      const count = this.#hits.length;
      const step = key === 'ArrowDown' ? 1 : -1;
      this.#show(() => (this.#active = count === 0 ? -1 : (this.#active + step + count + (this.#active < 0 && step < 0 ? 1 : 0)) % count));
      (field.getRootNode() as ShadowRoot).querySelector('[role="option"][aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }); // in a shadow root
    } else if (key === 'Enter' && this.#open) {
      event.preventDefault();
      const hit = this.#hits[this.#active];
      if (hit) this.#take(hit, field);
    } else if (key === 'Escape' && this.#open) {
      event.preventDefault();
      this.#close();
    }
  };

  readonly #left = (event: Event): void => {
    const field = event.currentTarget as HTMLInputElement; // the listener's own element
    this.#close();
    const [context, item] = this.#given ?? [];
    if (!context || !item) return;
    const words = field.value.trim();
    const values = item.answers.map((answer) => answer.value);
    if (item.type === 'open-choice' && words !== '' && words !== this.#words(values[0])) {
      context.answer(item, item.repeats ? [...values, words] : words);
      if (item.repeats) field.value = '';
    } else if (item.type === 'choice') field.value = item.repeats ? '' : this.#words(values[0]);
  };

  #words(value: AnswerValue | undefined): string {
    const [context, item] = this.#given ?? [];
    return context && item && value !== undefined ? valueWords(context, item, value) : '';
  }

  #view(): TemplateResult | typeof nothing {
    const [context, item, state] = this.#given ?? [];
    if (!context || !item || !state) return nothing;
    const { texts } = context;
    const { answers } = item;
    const list = `${state.id}-list`;
    const shown = this.#open && this.#hits.length > 0;
    const field = html`<input
      type="text"
      role="combobox"
      aria-label=${item.text}
      id=${state.id}
      autocomplete="off"
      aria-autocomplete="list"
      aria-expanded=${shown ? 'true' : 'false'}
      aria-controls=${shown ? list : nothing}
      aria-activedescendant=${shown && this.#active >= 0 ? `${list}-${this.#active}` : nothing}
      aria-describedby=${state.described || nothing}
      aria-invalid=${state.invalid ? 'true' : nothing}
      aria-required=${item.required ? 'true' : nothing}
      placeholder=${item.placeholder ?? texts.search.hint}
      part="control"
      .defaultValue=${item.repeats ? '' : this.#words(answers[0]?.value)}
      @input=${this.#typed}
      @compositionend=${this.#typed}
      @keydown=${this.#pressed}
      @focusout=${this.#left}
    />`;
    return labelled(
      context,
      item,
      state,
      html`${item.repeats && answers.length > 0 ? this.#chosen(context, item) : nothing}
        <div class="search">
          ${field}
          ${
            shown
              ? html`<ul role="listbox" id=${list} class="hits" aria-label=${item.text}>
                  ${this.#hits.map((hit, i) => this.#hit(hit, `${list}-${i}`, i === this.#active))}
                </ul>`
              : nothing
          }
        </div>
        <p class=${this.#failed ? 'error' : 'help'} role="status">
          ${this.#failed ? texts.search.failed : this.#open ? texts.search.found(this.#hits.length, maxHits) : nothing}
        </p>`,
    );
  }

  #hit(hit: AnswerOption, id: string, active: boolean): TemplateResult {
    // Before the field loses the focus.
    const press = (event: Event): void => {
      event.preventDefault();
      const field = (event.currentTarget as HTMLElement).closest('.search')?.querySelector('input');
      if (field) this.#take(hit, field);
    };
    return html`<li role="option" id=${id} aria-selected=${active ? 'true' : 'false'} @mousedown=${press}>${hit.label}</li>`;
  }

  #chosen(context: ViewContext, item: FormItem): TemplateResult {
    return html`<ul class="chosen">
      ${item.answers.map((answer) => {
        const words = this.#words(answer.value);
        const drop = (): void =>
          context.answer(
            item,
            item.answers.filter((one) => one !== answer).map((one) => one.value),
          );
        return html`<li class="tag">
          ${words}<button type="button" class="quiet" aria-label=${context.texts.removeFile(words)} @click=${drop}>${closeIcon}</button>
        </li>`;
      })}
    </ul>`;
  }
}

const searching = directive(OptionSearchDirective);

/** A field to search the options of a long list, or of a terminology service, in. */
export const optionSearch = (context: ViewContext, item: FormItem, state: ControlState): DirectiveResult => searching(context, item, state);

/** A value set that is on its way, or could not be had: then the answer is typed in, and the button asks again. */
export function optionsMissing(context: ViewContext, item: FormItem): TemplateResult {
  const { texts, form } = context;
  return item.optionState === 'loading'
    ? html`<p class="help" role="status">${texts.search.loading}</p>`
    : html`<p class="help" role="status">
        ${texts.search.missing}
        <button type="button" class="quiet small" @click=${() => form.retryOptions(item)}>${texts.search.retry}</button>
      </p>`;
}
