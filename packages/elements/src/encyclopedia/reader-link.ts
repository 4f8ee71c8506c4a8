import { NelumboError } from '@nelumbo/core/i18n';
import { nothing, type LitElement, type TemplateResult } from 'lit';
import type { Reader } from './article/reader.js';

/** Opens articles in a dialog of its host, so that a card or a search works without any code of the page. All of it loads with the first article. */
export class ReaderLink {
  #reader: Reader | undefined;

  /** @param failed - told when the article's code cannot be loaded */
  constructor(
    private readonly host: LitElement,
    private readonly failed: (error: NelumboError) => void,
  ) {}

  /** Shows the article. @param src - of a pack, when it is not the provider's */
  async open(entry: string, src = ''): Promise<void> {
    try {
      const { Reader } = await import('./article/reader.js');
      this.#reader ??= new Reader(this.host);
      this.#reader.open(entry, src);
    } catch (cause) {
      this.failed(new NelumboError('offline', 'The article could not be loaded. Check the connection and try again.', { cause }));
    }
  }

  /** The dialog, once something was opened. @param label - its name; @param closeLabel - of the button */
  view(label: string, closeLabel: string, locale: string): TemplateResult | typeof nothing {
    return this.#reader?.view(label, closeLabel, locale) ?? nothing;
  }
}
