import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { richReader } from './index.js';
import { readMarkdown } from './markdown.js';
import { richTags, richWords, type RichNode } from './tree.js';
import { readXhtml } from './xhtml.js';

const every = (nodes: readonly RichNode[]): Exclude<RichNode, string>[] =>
  nodes.flatMap((node) => (typeof node === 'string' ? [] : [node, ...every(node.children)]));

/** Nothing but allowed elements and addresses. */
function expectSafe(nodes: readonly RichNode[]): void {
  for (const node of every(nodes)) {
    expect(richTags).toContain(node.tag);
    for (const key of Object.keys(node)) expect(['tag', 'children', 'href', 'src', 'alt', 'colspan']).toContain(key);
    if (node.href !== undefined) expect(node.href).toMatch(/^(https:\/\/|mailto:|tel:)/i);
    if (node.src !== undefined) expect(node.src).toMatch(/^data:image\/(png|jpe?g|gif|webp);base64,/i);
  }
}

describe('rendering-xhtml', () => {
  it('keeps structure and drops scripts, styles, events and strange addresses', () => {
    const nodes = readXhtml(
      `<div xmlns="x" style="color:red" onclick="alert(1)">Take <b>two</b><script>alert(1)</script><a href="java&#115;cript:alert(1)">here</a> <a href="https://example.org/a?b&amp;c">there</a><img src="https://x/y.png" alt="a pill"/><br/></div>`,
    );
    expect(nodes).toEqual([
      {
        tag: 'div',
        children: [
          'Take ',
          { tag: 'b', children: ['two'] },
          'here',
          ' ',
          { tag: 'a', children: ['there'], href: 'https://example.org/a?b&c' },
          'a pill',
          { tag: 'br', children: [] },
        ],
      },
    ]);
  });

  it('reads broken markup as far as it goes', () => {
    expect(richWords(readXhtml('<p>one <i>two</p> three <b>four'))).toBe('one two three four');
    expect(richWords(readXhtml('a < b & c &lt;d&gt; <!-- no --> e'))).toBe('a < b & c <d>  e');
    expect(richWords(readXhtml('<script>never'))).toBe('');
  });
});

describe('rendering-markdown', () => {
  it('makes paragraphs, lists, headings, emphasis and links', () => {
    expect(readMarkdown('# Before\n\nTake **two** [here](https://example.org)\n\n- one\n- *two*\n\n1. a\n2. b')).toEqual([
      { tag: 'h3', children: ['Before'] },
      { tag: 'p', children: ['Take ', { tag: 'strong', children: ['two'] }, ' ', { tag: 'a', children: ['here'], href: 'https://example.org' }] },
      {
        tag: 'ul',
        children: [
          { tag: 'li', children: ['one'] },
          { tag: 'li', children: [{ tag: 'em', children: ['two'] }] },
        ],
      },
      {
        tag: 'ol',
        children: [
          { tag: 'li', children: ['a'] },
          { tag: 'li', children: ['b'] },
        ],
      },
    ]);
  });

  it('leaves HTML as words and unsafe links without an address', () => {
    expect(readMarkdown('<script>x</script> [go](javascript:alert(1))')).toEqual([{ tag: 'p', children: ['<script>x</script> ', 'go', ')'] }]);
  });
});

describe('any text', () => {
  it('gives allowed elements only, and ends', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '</',
        '"',
        "'",
        '<a href=',
        'javascript:',
        '<script>',
        '</script>',
        '<img src=x onerror=1>',
        '**',
        '[',
        '](',
        ')',
        '`',
        '\n',
        '- ',
        '&#',
        '<b>',
        '</b>',
        '<svg>',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        for (const read of [readXhtml, readMarkdown]) expectSafe(read(pieces.join('')));
      }),
    );
  });

  it('of the public corpus is read, and is safe', () => {
    const folder = new URL('../../../../../test/fixtures/questionnaires/', import.meta.url);
    let read = 0;
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      const nodes = richReader.read(value, 'en');
      if (nodes) {
        read++;
        expectSafe(nodes);
      }
      for (const inner of Object.values(value)) visit(inner);
    };
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
      if (name.endsWith('.json')) visit(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
    expect(read).toBeGreaterThan(150);
  });
});
