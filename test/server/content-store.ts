import { allContentNames, bundledContent } from '@nelumbo/content';
import type { ContentStore } from '@nelumbo/server';
import type { Json } from './support.js';

/** A withdrawn entry of {@link storeWithWithdrawn}. */
export const withdrawnId = 'zh-CN/gout';
export const withdrawal = { on: '2026-11-20', reason: '示例：内容已过时。', replacedBy: 'zh-CN/arthritis' };

const withdraw = (value: Json): Json =>
  value?.id === withdrawnId ? { ...value, summary: '', sections: [], redFlags: [], review: { status: 'withdrawn', reviewers: [], withdrawal } } : value;

/** The starter content with one entry withdrawn. */
export function storeWithWithdrawn(): ContentStore {
  const content = bundledContent();
  return {
    names: allContentNames,
    async read(name) {
      const document: Json = await content.read(name);
      if (!/^encyclopedia\/[\w-]+\/(cards|entries|t0)/.test(name)) return document;
      if (Array.isArray(document)) return document.map(withdraw);
      return Object.fromEntries(Object.entries(document as object).map(([key, value]) => [key, withdraw(value)]));
    },
  };
}
