// A component as each platform documents its life: what the page gives, what it gives later, what it hears, and the end. Both engines of
// engines.ts are WeChat's, so what Alipay and Baidu call otherwise is played here.
import { modelOf, type Dialect, type Model } from './model.js';
import { sandbox, type Files, type Sandbox } from './sandbox.js';

/** What stands on a component's screen. */
export type Data = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- each test knows its component
type Method = (this: Instance, ...given: unknown[]) => void;
export interface Definition {
  readonly data: Data;
  readonly methods: Readonly<Record<string, Method>>;
  readonly props?: object;
  readonly didMount?: Method;
  readonly didUpdate?: Method;
  readonly didUnmount?: Method;
  readonly properties?: Readonly<Record<string, { readonly type?: unknown; readonly value: unknown; readonly observer: Method }>>;
  readonly lifetimes?: { readonly attached: Method; readonly detached: Method };
  readonly attached?: Method;
  readonly detached?: Method;
}
interface Instance {
  data: Data;
  props?: Record<string, unknown>;
  properties?: Record<string, unknown>;
  setData(data: Data): void;
  triggerEvent?(name: string, detail: object): void;
}
/** A component that is played. */
export interface Played {
  readonly instance: Instance;
  readonly heard: [string, object][];
  /** How often something was put on the screen. */
  puts(): number;
  give(props: Record<string, unknown>): void;
  /** Calls a method as the markup does: what the touched thing says of itself, and `detail`. */
  tap(method: string, dataset?: object, detail?: object, touches?: readonly object[]): void;
  end(): void;
}

/** `a.b[0]` of `setData`. */
function put(data: Data, path: string, value: unknown): void {
  const steps = path.replace(/\[(\d+)\]/g, '.$1').split('.');
  const last = steps.pop()!;
  let at: Record<string, unknown> = data;
  for (const step of steps) at = at[step] as Record<string, unknown>;
  at[last] = value;
}

function instanceOf(definition: Definition, more: object): { instance: Instance; puts: () => number } {
  let puts = 0;
  const instance: Instance = {
    ...more,
    data: structuredClone(definition.data),
    setData(data) {
      puts++;
      for (const [path, value] of Object.entries(data)) put(instance.data, path, value);
    },
  };
  return { instance, puts: () => puts };
}

/** Alipay: `props` with the page's `onX` among them, `didMount`, `didUpdate(previous props)`, `didUnmount`. */
function playAlipay(definition: Definition, props: Record<string, unknown>, more: object): Played {
  const { instance, puts } = instanceOf(definition, more);
  const heard: [string, object][] = [];
  const listeners = { onShown: (detail: object) => heard.push(['shown', detail]), onOpened: (detail: object) => heard.push(['opened', detail]) };
  instance.props = { ...definition.props, ...listeners, ...props };
  definition.didMount!.call(instance);
  return {
    ...{ instance, heard, puts },
    give(later) {
      const before = instance.props!;
      instance.props = { ...before, ...later };
      definition.didUpdate!.call(instance, before, instance.data);
    },
    tap: (method, dataset = {}, detail = {}, touches = []) => definition.methods[method]!.call(instance, { currentTarget: { dataset }, detail, touches }),
    end: () => definition.didUnmount!.call(instance),
  };
}

/** WeChat, Douyin: `lifetimes`, properties of a kind with observers, `triggerEvent`. Baidu's documents have the life at the top, and since 1.13.27 in `lifetimes`, which goes before. */
function playOthers(dialect: Dialect, definition: Definition, props: Record<string, unknown>, more: object): Played {
  const { instance, puts } = instanceOf(definition, more);
  const heard: [string, object][] = [];
  const kinds = Object.entries(definition.properties!);
  instance.properties = Object.fromEntries(kinds.map(([name, { value }]) => [name, props[name] ?? value]));
  for (const [name, { type, value }] of kinds)
    if (type !== { string: String, number: Number, boolean: Boolean }[typeof value as 'string']) throw new TypeError(`${name} has no kind`);
  instance.triggerEvent = (name, detail) => heard.push([name, detail]);
  const life = dialect === 'swan' ? definition : definition.lifetimes!;
  life.attached!.call(instance);
  return {
    ...{ instance, heard, puts },
    give(later) {
      instance.properties = { ...instance.properties, ...later };
      for (const name of Object.keys(later)) definition.properties![name]!.observer.call(instance);
    },
    tap: (method, dataset = {}, detail = {}, touches = []) => definition.methods[method]!.call(instance, { currentTarget: { dataset }, detail, touches }),
    end: () => life.detached!.call(instance),
  };
}

/** A component on a page of a platform, and the logic layer that it runs in. `instance`: what the platform gives to components besides. */
export function played(
  dialect: Dialect,
  files: Files,
  component: string,
  props: Record<string, unknown>,
  { model = modelOf(dialect), instance = {}, ...options }: { readonly model?: Model; readonly random?: unknown; readonly instance?: object } = {},
): Played & { readonly layer: Sandbox; readonly model: Model; /** One more of it on the page. */ again(): Played } {
  let definition: Definition | undefined;
  const layer = sandbox(files, { [dialect]: model.api, Component: (given: Definition) => (definition = given), String, Number, Boolean });
  layer.context['nelumbo'] = layer.require('runtime/index.js');
  layer.context['options'] = options;
  layer.run('client = nelumbo.start(options).client');
  layer.require(`${component}/index.js`);
  const again = () => (dialect === 'my' ? playAlipay(definition!, props, instance) : playOthers(dialect, definition!, props, instance));
  return { ...again(), again, layer, model };
}
