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
  close(): void;
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
      close: () => view.detach(),
    } satisfies View);
  },
};

interface EaselNode {
  getBackendElement(): HTMLElement;
}
interface EaselInstance {
  setData(data: object): void;
  addListener(name: string, listener: (event: { detail: unknown }) => void): void;
  getShadowRoot(): { querySelectorAll(selector: string): Iterable<EaselNode> };
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
    group.addTmpl('', readFileSync(join(folder, `${component}.wxml`), 'utf8'));
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the compiler gives code
    const groupList = new Function(`return ${group.getTmplGenObjectGroups()}`)() as Record<string, unknown>;
    group.free();
    space.addComponentStaticConfig(component, { component: true });
    space.addCompiledTemplate(component, { groupList, content: groupList[''] });
    const local = createRequire(`${folder}/`);
    const file = join(folder, `${component}.js`);
    space.componentEnv(component, ({ Component }) => {
      world.Component = Component; // a global on the platform, whichever file calls it
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
      close: () => view.release(),
    } satisfies View);
  },
};
