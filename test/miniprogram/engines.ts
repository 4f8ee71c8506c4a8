// One handle over two engines, so that one spec runs on both: miniprogram-simulate (the older exparser runtime) and glass-easel (what
// WeChat's newer runtime is made of, with its own WXML compiler).
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Model } from './model.js';
import { shownOf, type Given } from './shown/index.js';
import { difference, el, linesOf, type Attributes, type Shown } from './shown/tree.js';

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
  /** Where the whole screen was not what `shown/` says of the data, after any of its changes so far. */
  wrong(): readonly string[];
  close(): void;
}

/** Where a file of the package stands in the folder that is shown: elsewhere when families are in subpackages. */
export const standing = { at: (file: string): string => file };

/** A component's markup with something changed, in place of the file. */
export const instead = new Map<string, string>();

/** An engine that shows components of a built folder. */
export interface Engine {
  readonly name: string;
  mount(folder: string, component: string, properties?: object): Promise<View>;
  /** Markups of one component, each shown for data without a script behind it. */
  bare(markups: readonly string[]): { show(markup: number, data: Given): readonly string[]; close(): void };
  /** Whether it tells which method an event calls. */
  readonly handlers: boolean;
}

/** Every data that a component gave to its markup, by component. */
export const states = new Map<string, Map<string, Given>>();

interface Definition {
  readonly properties?: object;
  readonly lifetimes?: { readonly attached?: (this: Instance) => void };
}
interface Instance {
  readonly data: Given;
  setData(data: object): void;
}

/** The definition, looked at after each change of its data. */
function watched(given: Definition, after: (data: Given) => void): object {
  const attached = given.lifetimes?.attached;
  return {
    ...given,
    lifetimes: {
      ...given.lifetimes,
      attached(this: Instance) {
        const { setData } = this;
        this.setData = (data) => {
          setData.call(this, data);
          after(this.data);
        };
        attached?.call(this);
      },
    },
  };
}

/** Keeps what was wrong with the screen of a component, and the data it was shown for. */
function watcher(component: string, handlers: boolean, show: () => readonly string[]): { after(data: Given): void; wrong(): readonly string[] } {
  const wrong: string[] = [];
  const known = states.get(component) ?? new Map<string, Given>();
  states.set(component, known);
  const after = (data: Given) => {
    const key = JSON.stringify(data);
    known.set(key, JSON.parse(key));
    const said = difference(linesOf(shownOf[component]!(data), handlers), show());
    if (said) wrong.push(said);
  };
  return { after, wrong: () => wrong };
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
export const moduleOf = <T>(folder: string, file: string): T => createRequire(`${folder}/`)(join(folder, standing.at(file))) as T;

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A node of the runtime of miniprogram-simulate, with what its markup gave it. */
interface ExparserNode {
  readonly textContent?: string;
  readonly __virtual?: boolean;
  readonly __wxSlotChildren?: readonly ExparserNode[];
  readonly _vt?: {
    readonly tagName: string;
    readonly attrs: readonly { readonly name: string; readonly value: Attributes[string] }[];
    readonly event: Readonly<Record<string, { readonly handler?: string }>>;
  };
}

/** Its screen: what the runtime handed to each tag, wrappers of conditions and lists left out. */
function* simulated(node: ExparserNode): Generator<Shown> {
  const { _vt: given, __wxSlotChildren: children } = node;
  if (!children) yield node.textContent ?? '';
  else if (node.__virtual || !given) for (const child of children) yield* simulated(child);
  else {
    const attributes: Record<string, Attributes[string]> = {};
    for (const { name, value } of given.attrs) attributes[kebab(name)] = value;
    for (const [name, { handler }] of Object.entries(given.event)) attributes[`bind:${name}`] = handler;
    yield el(given.tagName, attributes, ...children.flatMap((child) => [...simulated(child)]));
  }
}

interface SimulateView {
  readonly _exparserNode: { readonly shadowRoot: ExparserNode };
  attach(parent: unknown): void;
  detach(): void;
  querySelectorAll(selector: string): SimulateNode[];
  addEventListener(name: string, listener: (event: { detail: unknown }) => void): void;
  setData(data: object): void;
}
interface Simulator {
  load(path: string, options: object): string;
  render(id: string, properties?: object): SimulateView;
}

const simulatedLines = ({ _exparserNode: { shadowRoot } }: SimulateView): readonly string[] =>
  [...simulated(shadowRoot)].flatMap((tree) => linesOf(tree, true));

let register: ((definition: object) => void) | undefined;

/** The package, which puts stubs in the platform's place: they are taken away again. Components that it loads are looked at. */
function simulator(after?: (data: Given) => void): Simulator {
  const model = world.wx;
  const loaded = require('miniprogram-simulate') as Simulator;
  world.wx = model;
  const define = (register ??= world.Component!); // set when the package is first loaded
  world.Component = after ? (given) => define(watched(given, after)) : define;
  return loaded;
}

interface SimulateNode {
  readonly dom: { readonly textContent: string };
  dispatchEvent(name: string, options?: object): void;
  toJSON(): { readonly attrs: readonly { readonly name: string; readonly value: string }[] };
}

/** miniprogram-simulate 1.6. */
export const simulate: Engine = {
  name: 'miniprogram-simulate',
  handlers: true,
  bare(markups) {
    openPage();
    const folder = mkdtempSync(join(tmpdir(), 'nelumbo-bare-'));
    const project = (i: number) => join(folder, String(Math.floor(i / 16))); // compiled at once, as far as the compiler's output is taken
    markups.forEach((markup, i) => {
      const files = { wxml: markup, json: '{"component":true}', wxss: '', js: 'Component({})' };
      mkdirSync(join(project(i), `m${i}`), { recursive: true });
      for (const [ending, text] of Object.entries(files)) writeFileSync(join(project(i), `m${i}/index.${ending}`), text);
    });
    const loaded = new Map<number, string>();
    let last = -1;
    return {
      show(markup, data) {
        const { load, render } = simulator();
        // What one compiled project keeps for its files by number, the next would take for its own.
        const kept = world['__WXML_GLOBAL__'] as { ops_cached?: object } | undefined;
        if (kept && Math.floor(markup / 16) !== last) kept.ops_cached = {};
        last = Math.floor(markup / 16);
        const id = loaded.get(markup) ?? load(join(project(markup), `m${markup}/index`), { rootPath: project(markup), less: false });
        loaded.set(markup, id);
        const view = render(id);
        view.setData(data as object);
        return simulatedLines(view);
      },
      close() {
        const kept = world['__WXML_GLOBAL__'] as { ops_cached?: object } | undefined;
        if (kept) kept.ops_cached = {};
        rmSync(folder, { recursive: true });
      },
    };
  },
  mount(folder, component, properties = {}) {
    openPage();
    const watching = watcher(component, true, () => simulatedLines(view));
    const { load, render } = simulator(watching.after);
    const id = load(join(folder, standing.at(component)), { rootPath: folder, less: false });
    const view = render(id, properties);
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
      wrong: watching.wrong,
      close: () => view.detach(),
    } satisfies View);
  },
};

interface EaselNode {
  readonly is?: string; // of an element
  readonly id?: string;
  readonly class?: string;
  readonly textContent?: string;
  readonly _$virtual?: boolean;
  readonly _$eventTarget?: { readonly listeners: object };
  readonly dataset?: Attributes; // of an element
  readonly childNodes?: readonly EaselNode[];
  getBackendElement(): HTMLElement;
}
interface EaselInstance {
  readonly data: Readonly<Record<string, unknown>>;
  setData(data: object): void;
  addListener(name: string, listener: (event: { detail: unknown }) => void): void;
  getShadowRoot(): EaselNode & { querySelectorAll(selector: string): Iterable<EaselNode> };
}
/** The screen of glass-easel: names without the prefix that its page gives them. Which method an event calls it does not tell. */
function* eased(node: EaselNode): Generator<Shown> {
  const children = (node.childNodes ?? []).flatMap((child) => [...eased(child)]);
  if (node.is === undefined) yield node.textContent ?? '';
  else if (node._$virtual) yield* children;
  else {
    const attributes: Record<string, Attributes[string]> = { class: node.class };
    for (const { name, value } of node.getBackendElement().attributes) if (name !== 'class') attributes[name] = value;
    if (node.id) attributes['id'] = node.id;
    for (const [name, value] of Object.entries(node.dataset ?? {})) attributes[`data-${name}`] = value;
    for (const name of Object.keys(node._$eventTarget?.listeners ?? {})) attributes[`bind:${name}`] = '';
    yield el(node.is, attributes, ...children);
  }
}

const easedLines = (instance: EaselInstance): readonly string[] => [...eased(instance.getShadowRoot())].flatMap((tree) => linesOf(tree, false));

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

interface Easel {
  CurrentWindowBackendContext: new () => unknown;
  triggerEvent(node: EaselNode, name: string, detail: object, options: object): void;
}

/** The engine with a component's markup in it, its script still to come. */
function easelOf(component: string, markup: string): { readonly easel: Easel; readonly space: CodeSpace; open(): EaselView } {
  openPage();
  const easel = require('glass-easel') as Easel;
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
  group.addTmpl('', markup);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the compiler gives code
  const groupList = new Function(`return ${group.getTmplGenObjectGroups()}`)() as Record<string, unknown>;
  group.free();
  space.addComponentStaticConfig(component, { component: true });
  space.addCompiledTemplate(component, { groupList, content: groupList[''] });
  return { easel, space, open: () => environment.associateBackend(new easel.CurrentWindowBackendContext()).createRoot('div', space, component) };
}

/** glass-easel 0.12. */
export const glassEasel: Engine = {
  name: 'glass-easel',
  handlers: false,
  bare(markups) {
    const opened = new Map<number, () => EaselView>();
    return {
      show(markup, data) {
        let open = opened.get(markup);
        if (!open) {
          const made = easelOf('bare', markups[markup]!);
          made.space.componentEnv('bare', ({ Component }) => Component({}));
          opened.set(markup, (open = made.open));
        }
        const view = open();
        view.getComponent().setData(data as object);
        const lines = easedLines(view.getComponent());
        view.release();
        return lines;
      },
      close: () => opened.clear(),
    };
  },
  mount(folder, component, properties = {}) {
    const { easel, space, open } = easelOf(component, instead.get(component) ?? readFileSync(join(folder, standing.at(`${component}.wxml`)), 'utf8'));
    const watching = watcher(component, false, () => easedLines(instance));
    const local = createRequire(`${folder}/`);
    const file = join(folder, standing.at(`${component}.js`));
    space.componentEnv(component, ({ Component }) => {
      // A global on the platform, whichever file calls it.
      world.Component = (given: { readonly properties?: object }) => {
        Component(watched(given, watching.after));
      };
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- as the platform runs a file of a component
      (new Function('require', readFileSync(file, 'utf8')) as (from: (name: string) => unknown) => void)((name) => local(resolve(dirname(file), name)));
    });
    const view = open();
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
      wrong: watching.wrong,
      close: () => view.release(),
    } satisfies View);
  },
};
