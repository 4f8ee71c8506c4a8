import { call } from '../ports/call.js';
import type { CanvasNode } from '../ports/canvas.js';
import { canvasWithoutNode, differences, platformApi } from '../runtime/this-platform.js';

/** Values that a page may give a component; their kind is told by the default. */
export type Props = Readonly<Record<string, string | number | boolean>>;

/** What a widget sees of the component that shows it. */
export interface Host<P extends Props> {
  readonly props: P;
  /** Puts data on the screen. */
  show(data: object): void;
  /** Tells the page; ids, kinds and codes only. */
  emit(name: string, detail: object): void;
  /** The node of a canvas by its id, with its size in px; `undefined` when it is not on the screen. */
  canvas(id: string): Promise<CanvasNode | undefined>;
}

/** What happened on the screen, the same on every platform: what the touched thing says of itself, and what was typed. */
export interface Touch {
  readonly data: Readonly<Record<string, string>>;
  readonly value: string;
  /** Position of a finger inside the touched thing, px; `undefined` for what is no touch. */
  readonly x?: number;
}

/** The life of a component, without its platform. */
export interface WidgetLife {
  start(): void;
  stop(): void;
  /** A prop changed. */
  changed(name: string): void;
}

type Handlers<W> = { [K in keyof W]: W[K] extends (touch: Touch) => void ? K : never }[keyof W] & string;

interface RawEvent {
  readonly detail?: { readonly value?: unknown; readonly x?: number };
  readonly currentTarget?: { readonly dataset?: Record<string, unknown> };
  readonly touches?: readonly { readonly x?: number; readonly clientX?: number; readonly pageX?: number }[];
}

/** A component of the platform, as far as it is used. */
interface Instance {
  widget?: WidgetLife | undefined;
  /** What is on the screen, as it was handed over. */
  shown?: Record<string, unknown>;
  /** Of its canvas on the screen, px. */
  left?: number | undefined;
  /** What its canvas is known by, where that is no node. */
  canvasId?: string;
  readonly data: Record<string, unknown>;
  readonly properties?: Record<string, unknown>;
  readonly props?: Record<string, unknown>;
  setData(data: object): void;
  triggerEvent?(name: string, detail: object): void;
  createSelectorQuery?(): SelectorQuery;
}

interface SelectorQuery {
  select(selector: string): { fields(wanted: object, done: (found: unknown) => void): SelectorQuery };
  exec(done: () => void): void;
}

declare const Component: (definition: object) => void;

/** @param left - of the canvas on the screen, px: not every platform tells where in it a finger is */
function touchOf(event: RawEvent, left = 0): Touch {
  const data: Record<string, string> = {};
  for (const [name, value] of Object.entries(event.currentTarget?.dataset ?? {})) data[name] = String(value);
  const touch = event.touches?.[0]; // a list of the platform, not always iterable
  const x = touch?.x ?? (touch && (touch.clientX ?? touch.pageX ?? 0) - left) ?? event.detail?.x;
  const value = event.detail?.value;
  return { data, value: typeof value === 'string' || typeof value === 'number' ? String(value) : '', ...(x !== undefined && { x }) };
}

/** Alipay: asks for a day or an hour, where the others have a `picker` in the markup. @returns `2026-11-23` or `08:30`, as their pickers say it */
const picked = async ({ picker, at = '' }: Touch['data']): Promise<string> => {
  const format = picker === 'date' ? 'yyyy-MM-dd' : 'HH:mm';
  const { date } = await call<{ readonly date: string }>(platformApi(), 'datePicker', { format, ...(/\d/.test(at) && { currentDate: at }) });
  return date.replace(/\//g, '-'); // some clients write a day with slashes, whatever the format
};

/** No `undefined`: the platforms refuse it in `setData`. */
const clean = (data: object) => JSON.parse(JSON.stringify(data, (_key, value: unknown) => (value === undefined ? null : value))) as Record<string, unknown>;

/**
 * What differs from what is shown, by the paths that `setData` takes: all that is handed over crosses to the page's thread as text, and the
 * platforms want little of it. A list may grow; what lost a part, or has another, goes whole.
 */
function changes(before: unknown, now: unknown, path: string, into: Record<string, unknown>): void {
  if (before === now) return;
  const list = Array.isArray(now);
  if (!isParts(before) || !isParts(now) || list !== Array.isArray(before)) return void (into[path] = now);
  const [had, has] = [Object.keys(before), Object.keys(now)];
  if (list ? had.length > has.length : had.length !== has.length || had.some((key) => !(key in now))) return void (into[path] = now);
  for (const key of has) changes(before[key], now[key], list ? `${path}[${key}]` : `${path}.${key}`, into);
}
const isParts = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

function canvasOf(instance: Instance, id: string): Promise<CanvasNode | undefined> {
  return new Promise((resolve) => {
    const query = instance.createSelectorQuery?.();
    if (!query) return resolve(undefined);
    query
      .select(`#${id}`)
      .fields({ node: true, size: true, rect: true }, (found) => {
        const canvas = found as (CanvasNode & { readonly left: number }) | null; // the platform's documents say so
        instance.left = canvas?.left;
        if (canvas && canvasWithoutNode) resolve(canvasWithoutNode(platformApi(), instance.canvasId!, canvas, instance));
        else resolve(canvas?.node ? canvas : undefined);
      })
      .exec(() => undefined); // Alipay calls it, whatever there is
  });
}

let canvases = 0;

/**
 * Registers a component on the platform at hand from one description: what a page may give, what runs, and which of its methods the
 * markup names. WeChat, Douyin and Baidu take properties and `triggerEvent`; Alipay takes props and calls `onX` of the page.
 */
export function define<P extends Props, W extends WidgetLife>(props: P, make: (host: Host<P>) => W, handlers: readonly NoInfer<Handlers<W>>[]): void {
  const alipay = differences.dialect === 'my';
  const hostOf = (instance: Instance): Host<P> => ({
    get props() {
      const given = (alipay ? instance.props : (instance.properties ?? instance.data)) ?? {};
      const read: Record<string, unknown> = {};
      for (const name of Object.keys(props)) read[name] = given[name] ?? props[name];
      return read as unknown as P; // the platform keeps kinds
    },
    show: (data) => {
      if (!instance.widget) return;
      const shown = (instance.shown ??= {});
      const paths: Record<string, unknown> = {};
      for (const [name, value] of Object.entries(clean(data))) {
        if (name in shown) changes(shown[name], value, name, paths);
        else paths[name] = value;
        shown[name] = value;
      }
      if (Object.keys(paths).length) instance.setData(paths);
    },
    emit(name, detail) {
      if (!alipay) return instance.triggerEvent?.(name, detail);
      const told = instance.props?.[`on${name[0]!.toUpperCase()}${name.slice(1)}`];
      if (typeof told === 'function') (told as (detail: object) => void)(detail);
    },
    canvas: (id) => canvasOf(instance, id),
  });
  const begin = (instance: Instance) => {
    if (canvasWithoutNode) instance.setData({ canvasId: (instance.canvasId = `nelumbo-${++canvases}`) }); // one of a kind on a page
    const widget = make(hostOf(instance));
    instance.widget = widget;
    widget.start();
  };
  const end = (instance: Instance) => {
    instance.widget?.stop();
    instance.widget = undefined;
  };
  const methods: Record<string, (this: Instance, event: RawEvent) => void> = {};
  for (const name of handlers)
    methods[name] = function (event) {
      const touch = touchOf(event, this.left);
      const tell = (told: Touch) => (this.widget as unknown as Record<string, (touch: Touch) => void> | undefined)?.[name]?.(told); // a widget has its handlers
      if (touch.data['picker'])
        picked(touch.data).then(
          (value) => tell({ ...touch, value }),
          () => undefined,
        ); // closed without choosing
      else tell(touch);
    };
  const data = { frame: { care: false, theme: 'light', busy: true, failure: '' } };
  if (alipay) {
    Component({
      ...{ data, props: { ...props }, methods },
      didMount(this: Instance) {
        begin(this);
      },
      didUpdate(this: Instance, before: Record<string, unknown>) {
        for (const name of Object.keys(props)) if (before[name] !== this.props?.[name]) this.widget?.changed(name);
      },
      didUnmount(this: Instance) {
        end(this);
      },
    });
    return;
  }
  const types = { string: String, number: Number, boolean: Boolean } as const;
  const properties: Record<string, object> = {};
  for (const [name, value] of Object.entries(props))
    properties[name] = {
      ...{ type: types[typeof value as keyof typeof types], value },
      observer(this: Instance) {
        this.widget?.changed(name);
      },
    };
  const life = {
    attached(this: Instance) {
      begin(this);
    },
    detached(this: Instance) {
      end(this);
    },
  };
  Component({ properties, data, methods, lifetimes: life, ...(differences.dialect === 'swan' ? life : {}) });
}
