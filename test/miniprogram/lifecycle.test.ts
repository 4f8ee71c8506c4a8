// A component's life on each platform, and the native pages of the web-view.
import type { Client } from '@nelumbo/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { built, on } from './built.js';
import { played } from './lives.js';
import { modelOf } from './model.js';
import { sandbox, type Files } from './sandbox.js';

interface Page {
  readonly data: Record<string, unknown>;
  onLoad?(query: object): void;
  no?(): void;
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
      const card = played(dialect, await on(dialect, files), 'encyclopedia/card', { entry: 'hypertension' });
      const client = card.layer.run('client') as Client;
      const title = () => card.instance.data['card']?.title;
      await expect.poll(title).toBe('高血压');
      expect(card.heard).toEqual([['shown', { id: 'zh-CN/hypertension' }]]);

      card.tap('open');
      await expect.poll(() => card.heard.at(-1)).toEqual(['opened', { id: 'zh-CN/hypertension' }]);
      await expect.poll(() => card.instance.data['trouble']).toContain('没有找到'); // articles come from a server, and there is none

      card.give({ entry: 'stroke' });
      await expect.poll(title).toBe('脑卒中');
      expect(card.instance.data['trouble']).toBe('');

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
