import type { RichNode } from '@nelumbo/core/intake';

/** Headings of a form's text would break the order of the page's own: they are shown as strong paragraphs. */
const heading = /^h\d$/;

/** Text with structure as DOM nodes, made one by one from the engine's allow-listed tree; no markup is parsed. */
export function richText(nodes: readonly RichNode[]): DocumentFragment {
  const made = document.createDocumentFragment();
  for (const node of nodes) made.append(typeof node === 'string' ? node : element(node));
  return made;
}

function element(node: Exclude<RichNode, string>): HTMLElement {
  const isHeading = heading.test(node.tag);
  const made = document.createElement(isHeading ? 'p' : node.tag);
  const inner = richText(node.children);
  if (isHeading) {
    const strong = document.createElement('strong');
    strong.append(inner);
    made.append(strong);
  } else made.append(inner);
  if (node.href !== undefined) {
    made.setAttribute('href', node.href);
    made.setAttribute('target', '_blank');
    made.setAttribute('rel', 'noopener noreferrer');
  }
  if (node.tag === 'img') {
    if (node.src !== undefined) made.setAttribute('src', node.src);
    made.setAttribute('alt', node.alt ?? '');
  }
  if (node.colspan !== undefined) made.setAttribute('colspan', String(node.colspan));
  return made;
}
