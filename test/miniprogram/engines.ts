// One handle over two engines, so that one spec runs on both: miniprogram-simulate (the older exparser runtime) and glass-easel (what
// WeChat's newer runtime is made of, with its own WXML compiler).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { Model } from './model.js';

const require = createRequire(import.meta.url);

/** A component on a page. */
export interface View {
  count(selector: string): number;
  /** Texts of what a selector finds, in order. */
  text(selector: string): string[];
  /** `aria-label` of what a selector finds. */
  label(selector: string): (string | null | undefined)[];
  tap(selector: string, index?: number): void;
  /** Types into a field, or picks in a picker: an event with `detail.value`. */
  type(selector: string, value: string, index?: number, event?: string): void;
  /** A finger on something, px from its left edge. */
  touch(selector: string, event: string, x: number): void;
  /** What was told under a name, with its detail. */
  on(event: string): unknown[];
  set(properties: object): void;
  /** Words, numbers and names that the component gave to its markup and that are nowhere on the screen. */
  missing(): string[];
  close(): void;
}

/** A component's markup with something changed, in place of the file. */
export const instead = new Map<string, string>();

/** Given, and shown at times (the frame's words for a failure), or no words: what lists tell their rows apart by, what a field or a part is like. */
const unseen =
  /^web\.text$|^share$|^room\.percent$|^review\.notSaved$|^frame\.(retry|loading|theme)$|(^|\.)(id|key|rule|linkId|index|i|keyboard|control|level|value)$/;

/** Texts and numbers of data by their path. */
function* leaves(data: unknown, path = ''): Generator<readonly [path: string, text: string]> {
  if (typeof data === 'string' || typeof data === 'number') yield [path, String(data)];
  else if (typeof data === 'object' && data !== null)
    for (const [name, value] of Object.entries(data)) yield* leaves(value, Array.isArray(data) ? `${path}[]` : path ? `${path}.${name}` : name);
}

/** An engine that shows components of a built folder. */
export interface Engine {
  readonly name: string;
  mount(folder: string, component: string, properties?: object): Promise<View>;
}

interface Global {
  window?: unknown;
  wx?: unknown;
  Component?: (definition: object) => void;
  [name: string]: unknown;
}
const world = globalThis as unknown as Global; // the engines want a page's globals

/** Makes the globals of a page, once. */
export function openPage(): void {
  if (world.window) return;
  const { JSDOM } = require('jsdom') as { JSDOM: new (html: string, options: object) => { window: object } }; // it has no types
  const dom = new JSDOM('<!doctype html><body></body>', { pretendToBeVisual: true, url: 'https://host.invalid/' });
  world.window = dom.window;
  const page = dom.window as unknown as Record<string, unknown>;
  for (const name of [
    'document',
    'HTMLElement',
    'Element',
    'Node',
    'Text',
    'Event',
    'CustomEvent',
    'DocumentFragment',
    'MutationObserver',
    'getComputedStyle',
    'Touch',
    'TouchEvent',
  ])
    if (page[name]) world[name] = page[name];
}

/** The platform object that the next component sees: the model's, over nothing else. */
export function install(model: Model): void {
  world.wx = model.api;
}

/** A package's own module, as the components in that folder see it. */
export const moduleOf = <T>(folder: string, file: string): T => createRequire(`${folder}/`)(join(folder, file)) as T;

interface SimulateNode {
  readonly dom: { readonly textContent: string };
  dispatchEvent(name: string, options?: object): void;
  toJSON(): { readonly attrs: readonly { readonly name: string; readonly value: string }[] };
}

/** miniprogram-simulate 1.6. */
export const simulate: Engine = {
  name: 'miniprogram-simulate',
  mount(folder, component, properties = {}) {
    openPage();
    const model = world.wx;
    const simulator = require('miniprogram-simulate') as { load(path: string, options: object): string; render(id: string, properties: object): unknown };
    world.wx = model; // loading it replaced the platform by its stubs
    const id = simulator.load(join(folder, component), { rootPath: folder, less: false });
    const view = simulator.render(id, properties) as {
      attach(parent: unknown): void;
      detach(): void;
      querySelectorAll(selector: string): SimulateNode[];
      addEventListener(name: string, listener: (event: { detail: unknown }) => void): void;
      setData(data: object): void;
    };
    const heard = new Map<string, unknown[]>();
    view.attach((world['document'] as Document).createElement('div'));
    const nodes = (selector: string) => view.querySelectorAll(selector);
    return Promise.resolve({
      count: (selector) => nodes(selector).length,
      text: (selector) => nodes(selector).map(({ dom }) => dom.textContent.trim()),
      label: (selector) => nodes(selector).map((node) => node.toJSON().attrs.find(({ name }) => name === 'ariaLabel' || name === 'aria-label')?.value), // kept out of its DOM
      tap: (selector, index = 0) => nodes(selector)[index]!.dispatchEvent('tap'),
      type: (selector, value, index = 0, event = 'input') => nodes(selector)[index]!.dispatchEvent(event, { detail: { value } }),
      touch: (selector, event, x) => nodes(selector)[0]!.dispatchEvent(event, { touches: [{ x, y: 0 }], changedTouches: [{ x, y: 0 }], detail: { x } }),
      on(event) {
        const known = heard.get(event);
        if (known) return known;
        const list: unknown[] = [];
        heard.set(event, list);
        view.addEventListener(event, ({ detail }) => list.push(detail));
        return list;
      },
      set: (changed) => view.setData(changed),
      missing: () => [], // its nodes do not tell their data
      close: () => view.detach(),
    } satisfies View);
  },
};

interface EaselNode {
  readonly dataset?: Readonly<Record<string, unknown>>; // of an element
  readonly childNodes?: readonly EaselNode[];
  getBackendElement(): HTMLElement;
}
interface EaselInstance {
  readonly data: Readonly<Record<string, unknown>>;
  setData(data: object): void;
  addListener(name: string, listener: (event: { detail: unknown }) => void): void;
  getShadowRoot(): EaselNode & { querySelectorAll(selector: string): Iterable<EaselNode> };
}
interface CodeSpace {
  addComponentStaticConfig(name: string, config: object): void;
  addCompiledTemplate(name: string, template: object): void;
  componentEnv(name: string, run: (env: { Component: (definition: object) => void }) => void): void;
}
interface EaselView {
  getComponent(): EaselInstance;
  attach(parent: unknown, place: unknown): void;
  release(): void;
}

/** Texts and attributes on the screen. */
function* shown(node: Node): Generator<string> {
  if (node.nodeType === 3) yield node.textContent ?? '';
  for (const { value } of (node as Partial<Element>).attributes ?? []) yield value;
  for (const child of node.childNodes) yield* shown(child);
}

/** `data-…` of the elements: no attribute on this engine. */
function* datasets(node: EaselNode): Generator<string> {
  for (const value of Object.values(node.dataset ?? {})) yield String(value);
  for (const child of node.childNodes ?? []) yield* datasets(child);
}

/** glass-easel 0.12. */
export const glassEasel: Engine = {
  name: 'glass-easel',
  mount(folder, component, properties = {}) {
    openPage();
    const easel = require('glass-easel') as {
      CurrentWindowBackendContext: new () => unknown;
      triggerEvent(node: EaselNode, name: string, detail: object, options: object): void;
    };
    const { MiniProgramEnv } = require('glass-easel-miniprogram-adapter') as {
      MiniProgramEnv: new () => {
        createCodeSpace(id: string, isMain: boolean): CodeSpace;
        associateBackend(backend: unknown): { createRoot(tag: string, space: CodeSpace, name: string): EaselView };
      };
    };
    const { TmplGroup } = require('glass-easel-template-compiler') as {
      TmplGroup: new () => { addTmpl(path: string, text: string): void; getTmplGenObjectGroups(): string; free(): void };
    };
    const environment = new MiniProgramEnv();
    const space = environment.createCodeSpace('', true);
    const group = new TmplGroup();
    group.addTmpl('', instead.get(component) ?? readFileSync(join(folder, `${component}.wxml`), 'utf8'));
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the compiler gives code
    const groupList = new Function(`return ${group.getTmplGenObjectGroups()}`)() as Record<string, unknown>;
    group.free();
    space.addComponentStaticConfig(component, { component: true });
    space.addCompiledTemplate(component, { groupList, content: groupList[''] });
    const local = createRequire(`${folder}/`);
    const file = join(folder, `${component}.js`);
    const definition = new Set<string>(); // a page's properties are data too
    space.componentEnv(component, ({ Component }) => {
      // A global on the platform, whichever file calls it.
      world.Component = (given: { readonly properties?: object }) => {
        for (const name of Object.keys(given.properties ?? {})) definition.add(name);
        Component(given);
      };
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- as the platform runs a file of a component
      (new Function('require', readFileSync(file, 'utf8')) as (from: (name: string) => unknown) => void)((name) => local(resolve(dirname(file), name)));
    });
    const root = environment.associateBackend(new easel.CurrentWindowBackendContext());
    const view = root.createRoot('div', space, component);
    const instance = view.getComponent();
    instance.setData(properties);
    const document = world['document'] as Document;
    const place = document.createElement('span');
    document.body.appendChild(place);
    view.attach(document.body, place);
    const all = (selector: string) => [...instance.getShadowRoot().querySelectorAll(selector)]; // class names carry a prefix: always by selector
    const fire = (selector: string, index: number, name: string, detail: object, more: object = {}) =>
      easel.triggerEvent(all(selector)[index]!, name, detail, { bubbles: true, composed: true, ...more });
    const heard = new Map<string, unknown[]>();
    return Promise.resolve({
      count: (selector) => all(selector).length,
      text: (selector) => all(selector).map((node) => node.getBackendElement().textContent.trim()),
      label: (selector) => all(selector).map((node) => node.getBackendElement().getAttribute('aria-label')),
      tap: (selector, index = 0) => fire(selector, index, 'tap', {}),
      type: (selector, value, index = 0, event = 'input') => fire(selector, index, event, { value }),
      touch: (selector, event, x) => fire(selector, 0, event, { x }),
      on(event) {
        const known = heard.get(event);
        if (known) return known;
        const list: unknown[] = [];
        heard.set(event, list);
        instance.addListener(event, ({ detail }) => list.push(detail));
        return list;
      },
      set: (changed) => instance.setData(changed),
      missing() {
        const screen = [
          ...(instance.getShadowRoot().childNodes ?? []).flatMap((node) => [...shown(node.getBackendElement())]),
          ...datasets(instance.getShadowRoot()),
        ].map((text) => text.trim());
        // As a whole, with a sign before it (`✓ `, `＋ `) or as one of several classes.
        const isThere = (text: string) =>
          screen.some((one) => one.includes(text) && (one.length <= text.length + 4 || one.split(/\s+/).some((word) => word.endsWith(text))));
        return [...leaves(instance.data)]
          .filter(([path, text]) => text.trim() !== '' && !unseen.test(path) && !definition.has(path) && !isThere(text.trim()))
          .map(([path, text]) => `${path}: ${text}`);
      },
      close: () => view.release(),
    } satisfies View);
  },
};
