import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { definePage, FoundationPage } from '../foundation/page.js';

/** How a host writes an element down. */
export const frameworks = ['HTML', 'React', 'Vue', 'Svelte', 'Solid', 'Angular'] as const;
export type Framework = (typeof frameworks)[number];

/** Names of the events that a playground listens to. */
const heardNames = [
  'saved',
  'refused',
  'shown',
  'silent',
  'opened',
  'selected',
  'searched',
  'taken',
  'skipped',
  'snoozed',
  'changed',
  'completed',
  'range',
  'point',
  'exported',
  'error',
];

const pascal = (tag: string): string => tag.replace(/(^|-)(\w)/g, (_all, _dash, letter: string) => letter.toUpperCase());
const attributesOf = (text: string): [string, string][] =>
  [...text.matchAll(/([a-z][a-z-]*)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, value]);

/** The line for a page, as each framework writes it. */
export function snippet(framework: Framework, widget: string, attributes: string): string {
  const given = attributesOf(attributes).map(([name, value]) => (value ? `${name}="${value}"` : name));
  const inside = (listener: string): string => [...given, listener].filter(Boolean).join(' ');
  if (framework === 'React') return `<${pascal(widget)} ${inside('onSaved={({ detail }) => …}')} />`;
  if (framework === 'Vue') return `<nelumbo-${widget} ${inside('@nelumbo-saved="…"')} />`;
  if (framework === 'Svelte') return `<nelumbo-${widget} ${inside('onnelumbo-saved={…}')}></nelumbo-${widget}>`;
  if (framework === 'Solid') return `<nelumbo-${widget} ${given.map((one) => `attr:${one}`).join(' ')} on:nelumbo-saved={…} />`;
  if (framework === 'Angular') return `<nelumbo-${widget} ${inside('(nelumbo-saved)="…"')}></nelumbo-${widget}>`;
  return `<nelumbo-${widget}${given.length ? ` ${given.join(' ')}` : ''}></nelumbo-${widget}>`;
}

/** An element, the line that makes it, and what it says. */
class PlaygroundPage extends FoundationPage {
  static override styles = [
    FoundationPage.styles,
    css`
      pre {
        margin: 0;
        padding: var(--_space-3);
        overflow-x: auto;
        border-radius: var(--_radius-input);
        background: var(--_sunken, rgb(0 0 0 / 6%));
        font:
          0.875em/1.6 ui-monospace,
          monospace;
        white-space: pre-wrap;
      }
      ol {
        margin: 0;
        padding-inline-start: 1.5em;
      }
    `,
  ];

  /** Tag without the prefix. */
  @property() widget = 'vitals-entry';
  /** Attributes as in HTML. */
  @property() given = '';
  @property() framework: Framework = 'HTML';
  @state() private heard: readonly string[] = [];
  @query('#stage') private stage!: HTMLElement;

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('widget') && !changed.has('given')) return;
    this.heard = [];
    const element = document.createElement(`nelumbo-${this.widget}`);
    for (const [name, value] of attributesOf(this.given)) element.setAttribute(name, value);
    for (const name of heardNames) element.addEventListener(`nelumbo-${name}`, (event) => this.#hear(event as CustomEvent));
    this.stage.replaceChildren(element);
  }

  #hear({ type, detail }: CustomEvent): void {
    this.heard = [...this.heard.slice(-9), `${type} ${JSON.stringify(detail)}`];
  }

  protected view(): TemplateResult {
    const zh = this.activeLocale.startsWith('zh');
    return html`<div class="page">
      <h1>${zh ? '试一试' : 'Playground'}</h1>
      <p class="lead">
        ${zh ? '在控件面板里换元素、属性和框架；写法、组件和事件会一起变。' : 'Choose element, attributes and framework in the controls; line, element and events follow.'}
      </p>
      <pre tabindex="0">${snippet(this.framework, this.widget, this.given)}</pre>
      <div id="stage"></div>
      <section>
        <h2>${zh ? '听到的事件' : 'Events heard'}</h2>
        <div role="log" aria-label=${zh ? '听到的事件' : 'Events heard'}>
          <ol>
            ${this.heard.map((line) => html`<li><code>${line}</code></li>`)}
          </ol>
        </div>
      </section>
    </div>`;
  }
}
definePage('nelumbo-story-playground', PlaygroundPage);
