// A component's life as each platform documents it: what the page gives, what it gives later, what it hears, and the end. Both engines of
// components.test.ts are WeChat's, so what Alipay and Baidu call otherwise is played here.
import type { Client } from '@nelumbo/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { built, on } from './built.js';
import { modelOf, type Dialect } from './model.js';
import { sandbox, type Files } from './sandbox.js';

type Data = Record<string, unknown> & { card?: { readonly title: string; readonly open: string } | null; trouble?: string };
type Method = (this: Instance, ...given: unknown[]) => void;
interface Definition {
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
interface Page {
  readonly data: Record<string, unknown>;
  onLoad?(query: object): void;
  no?(): void;
}
interface Played {
  readonly instance: Instance;
  readonly heard: [string, object][];
  /** How often something was put on the screen. */
  puts(): number;
  give(props: Record<string, unknown>): void;
  tap(method: string): void;
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

function instanceOf(definition: Definition): { instance: Instance; puts: () => number } {
  let puts = 0;
  const instance: Instance = {
    data: structuredClone(definition.data),
    setData(data) {
      puts++;
      for (const [path, value] of Object.entries(data)) put(instance.data, path, value);
    },
  };
  return { instance, puts: () => puts };
}

/** Alipay: `props` with the page's `onX` among them, `didMount`, `didUpdate(previous props)`, `didUnmount`. */
function playAlipay(definition: Definition, props: Record<string, unknown>): Played {
  const { instance, puts } = instanceOf(definition);
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
    tap: (method) => definition.methods[method]!.call(instance, { currentTarget: { dataset: {} }, detail: {} }),
    end: () => definition.didUnmount!.call(instance),
  };
}

/** WeChat, Douyin: `lifetimes`, properties of a kind with observers, `triggerEvent`. Baidu reads the life at the top only. */
function playOthers(dialect: Dialect, definition: Definition, props: Record<string, unknown>): Played {
  const { instance, puts } = instanceOf(definition);
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
    tap: (method) => definition.methods[method]!.call(instance, { currentTarget: { dataset: {} }, detail: {} }),
    end: () => life.detached!.call(instance),
  };
}

let files: Files;
beforeAll(async () => {
  files = await built('wx', {
    'runtime/old-engines': 'runtime/old-engines',
    'runtime/index': 'runtime/index',
    'encyclopedia/family': 'encyclopedia/family',
    'encyclopedia/card/index': 'encyclopedia/card/index',
    'web-view/index': 'web-view/index',
    'web-view/page/index': 'web-view/page/index',
    'web-view/request/index': 'web-view/request/index',
  });
}, 120_000);

describe('the life of a component', () => {
  for (const dialect of ['wx', 'tt', 'my', 'swan'] as const)
    it(`begins, follows its page, tells it, and ends: ${dialect}`, async () => {
      let definition: Definition | undefined;
      const layer = sandbox(await on(dialect, files), {
        [dialect]: modelOf(dialect).api,
        ...{ Component: (given: Definition) => (definition = given), String, Number, Boolean },
      });
      layer.context['nelumbo'] = layer.require('runtime/index.js');
      const { client } = layer.run('nelumbo.start()') as { client: Client };
      layer.require('encyclopedia/card/index.js');
      const card = dialect === 'my' ? playAlipay(definition!, { entry: 'hypertension' }) : playOthers(dialect, definition!, { entry: 'hypertension' });
      const title = () => card.instance.data.card?.title;
      await expect.poll(title).toBe('高血压');
      expect(card.heard).toEqual([['shown', { id: 'zh-CN/hypertension' }]]);

      card.tap('open');
      await expect.poll(() => card.heard.at(-1)).toEqual(['opened', { id: 'zh-CN/hypertension' }]);
      await expect.poll(() => card.instance.data.trouble).toContain('没有找到'); // articles come from a server, and there is none

      card.give({ entry: 'stroke' });
      await expect.poll(title).toBe('脑卒中');
      expect(card.instance.data.trouble).toBe('');

      const before = card.puts();
      card.end();
      card.give({ entry: 'migraine' });
      card.tap('open');
      await client.encyclopedia.localCard('zh-CN/migraine', { locale: 'zh-CN' }); // what a card would have waited for
      expect(card.puts()).toBe(before);
    });

  for (const dialect of ['wx', 'tt', 'my', 'swan'] as const)
    it(`opens the web page and its native page by the platform’s own object: ${dialect}`, async () => {
      const pages: Page[] = [];
      const calls: string[] = [];
      const { api } = modelOf(dialect);
      const own = {
        ...api,
        createWebViewContext: () => ({ postMessage: () => undefined }),
        navigateBack: () => void calls.push('navigateBack'),
      };
      const layer = sandbox(await on(dialect, files), { [dialect]: own, Page: (given: Page) => pages.push(given) });
      layer.context['nelumbo'] = layer.require('web-view/index.js');
      layer.run(`nelumbo.offerWebView({ url: 'https://h5.example/app' })`);
      layer.require('web-view/page/index.js');
      layer.require('web-view/request/index.js');
      const [view, request] = pages.map((definition) => {
        const shown: Record<string, unknown> = structuredClone(definition.data);
        return { ...definition, shown, setData: (more: object) => void Object.assign(shown, more) };
      });
      view!.onLoad!({});
      expect(String(view!.shown['src'])).toContain('https://h5.example/app');
      request!.onLoad!({});
      expect(request!.shown['ask']).toContain('已经失效'); // nothing was asked
      request!.no!();
      await expect.poll(() => calls).toEqual(['navigateBack']);
    });
});
