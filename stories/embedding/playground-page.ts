/// <reference types="vite/client" />
import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { definePage, FoundationPage } from '../foundation/page.js';
import { attributesOf, code, contents, describedIn, examples, type Described, type Framework } from './playground-code.js';

// A glob, because the manifest is generated (npm run manifest); without it one element can be tried, and its events are not known.
const manifests = import.meta.glob<Parameters<typeof describedIn>[0]>('../../packages/elements/custom-elements.json', { eager: true, import: 'default' });
const plain: Described = { widget: 'vitals-entry', module: 'vitals/entry', summary: '', attributes: [], events: [] };

/** Every element that can be tried. */
export const described: readonly Described[] = Object.values(manifests).flatMap(describedIn);

const words = {
  'zh-CN': {
    title: '试一试',
    lead: '在控件面板里换元素、属性和框架，写法、组件和事件会一起变。属性留空时用示例。工具栏里的语言、主题和关怀模式也会写进代码。',
    nonce: 'NONCE 换成页面安全策略里的随机值；没有这样的策略就删掉这个属性。your-cdn 换成你放文件的地址。',
    copy: '复制代码',
    copied: '已复制',
    notCopied: '无法复制，请选中代码后手动复制。',
    heard: '听到的事件',
    none: '还没有。用一下上面的组件。',
    takes: '可用的属性',
    tells: '会发出的事件',
  },
  en: {
    title: 'Playground',
    lead: 'Choose element, attributes and framework in the controls; code, element and events follow. Empty attributes take an example. Language, theme and care mode of the toolbar go into the code too.',
    nonce:
      'Put the nonce of your content security policy where NONCE stands, or leave the attribute out without such a policy. Put the address of your files where your-cdn stands.',
    copy: 'Copy code',
    copied: 'Copied',
    notCopied: 'Could not copy. Select the code and copy it by hand.',
    heard: 'Events heard',
    none: 'None yet. Use the element above.',
    takes: 'Attributes it takes',
    tells: 'Events it sends',
  },
};

/** An element, the code that puts it into a page, and what it says. */
class PlaygroundPage extends FoundationPage {
  static override styles = [
    FoundationPage.styles,
    css`
      .page > * {
        min-inline-size: 0;
      }
      pre {
        margin: 0 0 var(--_space-3);
        padding: var(--_space-3);
        overflow-x: auto;
        border-radius: var(--_radius-input);
        background: var(--_sunken);
        font:
          0.875em/1.6 ui-monospace,
          monospace;
        white-space: pre-wrap;
      }
      ol {
        margin: 0;
        padding-inline-start: 1.5em;
      }
      dl {
        margin: 0;
      }
      dd {
        margin: 0 0 var(--_space-2);
        color: var(--_muted);
      }
      code {
        font-family: ui-monospace, monospace;
        font-size: 0.9375em;
      }
    `,
  ];

  /** Tag without the prefix. */
  @property() widget = 'vitals-entry';
  /** Attributes as in HTML; an example of the element without them. */
  @property() given = '';
  @property() framework: Framework = 'HTML';
  @state() private heard: readonly string[] = [];
  @state() private said = '';
  @query('#stage') private stage!: HTMLElement;

  get #element(): Described {
    return described.find(({ widget }) => widget === this.widget) ?? { ...plain, widget: this.widget, module: this.widget.replace('-', '/') };
  }

  get #attributes(): string {
    return this.given.trim() || (examples[this.widget] ?? '');
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('widget') && !changed.has('given') && !changed.has('framework')) return;
    this.heard = changed.has('framework') && changed.size === 1 ? this.heard : [];
    this.said = '';
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!changed.has('widget') && !changed.has('given')) return;
    const element = document.createElement(`nelumbo-${this.widget}`);
    for (const [name, value] of attributesOf(this.#attributes)) element.setAttribute(name, value);
    if (contents[this.widget]) element.append(Object.assign(document.createElement('p'), { textContent: contents[this.widget] }));
    for (const { name } of this.#element.events) element.addEventListener(`nelumbo-${name}`, (event) => this.#hear(event as CustomEvent));
    this.stage.replaceChildren(element);
  }

  #hear({ type, detail }: CustomEvent): void {
    this.heard = [...this.heard.slice(-9), `${type} ${JSON.stringify(detail) ?? ''}`];
  }

  async #copy(text: string): Promise<void> {
    const said = words[this.activeLocale === 'en' ? 'en' : 'zh-CN'];
    this.said = await navigator.clipboard.writeText(text).then(
      () => said.copied,
      () => said.notCopied,
    );
  }

  protected view(): TemplateResult {
    const text = words[this.activeLocale === 'en' ? 'en' : 'zh-CN'];
    const element = this.#element;
    const { version } = customElements.get('nelumbo-provider') as unknown as { version: string }; // every element of ours says it
    const written = code(this.framework, {
      element,
      ...{ attributes: this.#attributes, locale: this.activeLocale, theme: this.activeTheme, care: this.activeCare, version },
    });
    return html`<div class="page">
      <h1>${text.title}</h1>
      <p class="lead">${text.lead}</p>
      <div id="stage"></div>
      <section aria-label=${this.framework}>
        <h2>${this.framework}</h2>
        <pre tabindex="0">${written}</pre>
        <div class="row">
          <button type="button" @click=${() => void this.#copy(written)}>${text.copy}</button>
          <span role="status">${this.said}</span>
        </div>
        ${this.framework === 'HTML' ? html`<p class="foot">${text.nonce}</p>` : ''}
      </section>
      <section>
        <h2>${text.heard}</h2>
        <div role="log" aria-label=${text.heard}>
          ${
            this.heard.length
              ? html`<ol>
                  ${this.heard.map((line) => html`<li><code>${line}</code></li>`)}
                </ol>`
              : html`<p class="muted">${text.none}</p>`
          }
        </div>
      </section>
      ${this.#list(text.takes, element.attributes)}
      ${this.#list(
        text.tells,
        element.events.map(({ name, detail, description }) => ({ name: `nelumbo-${name}`, type: detail, description })),
      )}
    </div>`;
  }

  #list(title: string, rows: readonly { readonly name: string; readonly type: string; readonly description: string }[]): TemplateResult | '' {
    if (!rows.length) return '';
    return html`<section>
      <h2>${title}</h2>
      <dl lang="en">
        ${rows.map(
          ({ name, type, description }) =>
            html`<dt><code>${name}${type ? ` ${type}` : ''}</code></dt>
              <dd>${description}</dd>`,
        )}
      </dl>
    </section>`;
  }
}
definePage('nelumbo-story-playground', PlaygroundPage);
