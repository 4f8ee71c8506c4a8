import { createElement as h } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Provider, VitalsEntry } from './index.js';

describe('a React component around an element, on the server', () => {
  it('prints tag, primitive attributes and children; no property, no handler, no bare boolean', () => {
    const html = renderToString(
      h(
        Provider,
        { tenant: 'a', emergencyNumber: '120', care: true, token: () => Promise.resolve('t'), onChange: () => undefined, className: 'mine', 'aria-label': 'x' },
        h(VitalsEntry, { measure: 'glucose', care: false }, h('p', null, '内容')),
      ),
    );
    expect(html).toBe(
      '<nelumbo-provider tenant="a" emergency-number="120" care="" class="mine" aria-label="x"><nelumbo-vitals-entry measure="glucose"><p>内容</p></nelumbo-vitals-entry></nelumbo-provider>',
    );
  });

  it('has a component for every element of the manifest', async () => {
    const { elementTags } = (await import('../../../scripts/element-tags.mjs')) as { elementTags(): { tag: string }[] };
    const exported = Object.keys(await import('./index.js'));
    const missing = elementTags()
      .map(({ tag }) => tag.slice('nelumbo-'.length).replace(/(^|-)(\w)/g, (_all, _dash, letter: string) => letter.toUpperCase()))
      .filter((name) => !exported.includes(name) && name !== 'EncyclopediaTerm'); // a part of EncyclopediaTerms
    expect(missing).toEqual([]);
  });
});
