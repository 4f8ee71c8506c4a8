import type { Client } from '@nelumbo/core';
import type { Hotline, Match } from '@nelumbo/core/encyclopedia';
import { toNelumboError } from '@nelumbo/core/i18n';
import { createAbort, type Abort } from '../../../../core/src/platform/abort.js';
import { encyclopediaTexts } from '../../../../elements/src/locales/encyclopedia/index.js';
import { searchTexts } from '../../../../elements/src/locales/encyclopedia/search/index.js';
import type { Host, Touch } from '../../components/define.js';
import { Widget } from '../../components/widget.js';
import { hotlineView } from '../view.js';

/** What a page may give. */
export const searchProps = { placeholder: '', limit: 8 };
type SearchProps = typeof searchProps;

/** Searches health topics while typing: Chinese, pinyin, initials, English. Tells which was chosen; the page shows its card. */
export class EncyclopediaSearch extends Widget<SearchProps> {
  private value = '';
  /** What the field is given at the next picture; else it stays as the user left it: on its way to us and back, what is typed meanwhile would be lost. */
  private put: string | undefined = '';
  private found: readonly Match[] | undefined;
  private hotlines: readonly Hotline[] | undefined;
  private turn_: Abort | undefined;

  constructor(host: Host<SearchProps>) {
    super(host);
  }

  protected override concerns(): boolean {
    return false;
  }

  protected override forget(): void {
    this.turn_?.abort();
    this.value = this.put = this.trouble = '';
    this.found = this.hotlines = undefined;
  }

  protected override load(): Promise<void> {
    return this.value ? this.ask() : Promise.resolve(); // asks when something is typed
  }

  protected override view(): object {
    const { found, hotlines, value, put, trouble, locale } = this;
    const texts = this.texts(searchTexts);
    this.put = undefined;
    return {
      ...(put !== undefined && { value: put }),
      ...{ trouble, label: texts.label, placeholder: this.host.props.placeholder || texts.placeholder },
      clear: value ? texts.clear : '',
      matches: (found ?? []).map(({ id, title, name }) => ({ id, title, name: name.toLowerCase() === title.toLowerCase() ? '' : name })),
      status: found && value ? (found.length ? texts.results(found.length) : hotlines ? '' : texts.none) : '',
      crisis: hotlines ? hotlineView(hotlines, this.texts(encyclopediaTexts), locale) : null,
    };
  }

  type({ value }: Touch): void {
    this.value = value;
    void this.ask();
  }

  clear(): void {
    this.host.show({ value: this.value }); // what stands there: the platforms pass over a value that is none the newer
    this.forget();
    this.render();
  }

  select({ data }: Touch): void {
    const match = this.found?.find(({ id }) => id === data['id']);
    if (!match) return;
    const { id, kind, confidence } = match;
    this.host.emit('selected', { id, kind, confidence });
  }

  call({ data }: Touch): void {
    const { number } = data;
    if (!number) return;
    this.host.emit('hotline', { number });
    this.dial(number);
  }

  private async ask(): Promise<void> {
    this.turn_?.abort();
    const turn = (this.turn_ = createAbort());
    const text = this.value.trim();
    this.trouble = '';
    if (!text) {
      this.found = this.hotlines = undefined;
      return this.render();
    }
    try {
      const answer = await find(this.client, text, { limit: this.host.props.limit, locale: this.locale, signal: turn.signal });
      if (turn.signal.aborted) return; // more was typed meanwhile
      this.found = answer.matches;
      this.hotlines = answer.hotlines;
      this.host.emit('searched', { count: answer.matches.length });
    } catch (error) {
      if (turn.signal.aborted) return;
      this.found = this.hotlines = undefined;
      this.trouble = this.failureText(toNelumboError(error));
    }
    this.render();
  }
}

async function find(
  { encyclopedia }: Client,
  text: string,
  call: { readonly limit: number; readonly locale: string; readonly signal: Abort['signal'] },
): Promise<{ readonly matches: readonly Match[]; readonly hotlines?: readonly Hotline[] }> {
  const matches = await encyclopedia.suggest(text, call);
  if (matches.length) return { matches };
  const resolution = await encyclopedia.resolve({ text }, call);
  return resolution.status === 'sensitive' ? { matches, hotlines: resolution.hotlines } : { matches };
}
