import { describe, expect, it } from 'vitest';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';

// What a server prints of our elements. Their parts that need no data come as declarative shadow DOM; data is the browser's affair.
await import('@nelumbo/elements/define');

const rendered = (template: Parameters<typeof render>[0]): Promise<string> => collectResult(render(template));

describe('elements on a server', () => {
  it('print a declarative shadow root with the themed box in the language of the provider', async () => {
    const page = await rendered(html`<nelumbo-vitals-entry measure="blood-pressure" locale="en"><p>own content</p></nelumbo-vitals-entry>`);
    expect(page).toMatch(/<template shadowroot="open" shadowrootmode="open">/);
    expect(page).toMatch(/<div class="box" part="box" lang="en"/);
    expect(page).toContain('<p>own content</p>');
  });

  it('all print without a DOM, and none of them waits for data', async () => {
    const { elementTags } = (await import('../../scripts/element-tags.mjs')) as { elementTags(): { tag: string }[] };
    const { unsafeStatic, html: staticHtml } = await import('lit/static-html.js');
    for (const { tag } of elementTags()) {
      const name = unsafeStatic(tag);
      const page = await rendered(staticHtml`<${name} locale="zh-CN"></${name}>`);
      expect(page, tag).toContain('shadowrootmode="open"');
    }
  });
});
