/** Elements that a form's text may have. What is not listed is dropped and its words stay; `script`, `style` and their kin are dropped whole. */
export const richTags = [
  'a', 'abbr', 'b', 'blockquote', 'br', 'code', 'div', 'em', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img', 'li', 'ol', 'p', 'pre', 's', 'small',
  'span', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'u', 'ul',
] as const; // prettier-ignore

/** A member of {@link richTags}. */
export type RichTag = (typeof richTags)[number];

/** A text with structure: words, or an element that a page can make node by node, without parsing any markup. */
export type RichNode = string | RichElement;

/** An element of the allow-list. */
export interface RichElement {
  readonly tag: RichTag;
  readonly children: readonly RichNode[];
  /** `https:` or `mailto:` or `tel:` address of a link. */
  readonly href?: string;
  /** `data:` image (png, jpeg, gif, webp) of at most 512 kB; a remote image would tell where the form is read. */
  readonly src?: string;
  /** What an image shows. */
  readonly alt?: string;
  /** Columns that a table cell spans. */
  readonly colspan?: number;
}

/** An address that a link may have; `undefined` for any other. */
export function safeHref(href: string | undefined): string | undefined {
  const plain = href?.replace(/[\u0000-\u0020\u007f]/g, '') ?? ''; // eslint-disable-line no-control-regex -- browsers ignore control characters in a scheme
  return /^(https:\/\/[^/?#]|mailto:|tel:)/i.test(plain) ? plain : undefined;
}

const maxImage = 700_000; // characters of base64: 512 kB

/** A source that an image may have. */
export const safeSrc = (src: string | undefined): string | undefined =>
  src !== undefined && src.length <= maxImage && /^data:image\/(png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]+$/i.test(src) ? src : undefined;

/** The words of a rich text, without its structure. */
export const richWords = (nodes: readonly RichNode[]): string =>
  nodes.map((node) => (typeof node === 'string' ? node : node.tag === 'br' ? '\n' : node.tag === 'img' ? (node.alt ?? '') : richWords(node.children))).join('');
