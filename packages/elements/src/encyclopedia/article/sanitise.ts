import { allowedAttributes, allowedTags, unsafeCharacters } from '@nelumbo/core/encyclopedia';
import type { Config, DOMPurify } from 'dompurify';

interface HtmlPolicy {
  createHTML(html: string): unknown;
}
interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML(html: string): string; createScriptURL(url: string): string }): HtmlPolicy;
}

/** Deeper markup is no article; it would only make a parser work. */
const DEEPEST = 64;

let policy: HtmlPolicy | null | undefined;

/** The one policy of the SDK, `nelumbo#html`; `null` where the page's Content-Security-Policy refuses it, `undefined` without Trusted Types. */
function htmlPolicy(): HtmlPolicy | null | undefined {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes; // not in the DOM library of this TypeScript
  if (policy === undefined && factory) {
    try {
      policy = factory.createPolicy('nelumbo#html', {
        createHTML: (html) => html, // only DOMPurify calls it, on what it has to parse
        createScriptURL: () => '',
      });
    } catch {
      policy = null; // refused by the page: articles are shown as plain text
    }
  }
  return policy;
}

const blocks = /<\/(?:p|li|h\d|tr|dt|dd|div|blockquote)>|<br\s*\/?>/gi;
const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ', '&amp;': '&' };

/** The text of an article part, without a parser; for pages that refuse the policy. It is only ever set as text. */
export const plainText = (html: string): string =>
  html
    .replace(/<(script|style|template|noscript)\b[\s\S]*?<\/\1>/gi, '')
    .replace(blocks, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|gt|quot|#39|nbsp|amp);/g, (entity) => entities[entity]!)
    .trim();

/** The nesting of opening tags, as far as it matters; void and unclosed tags may make it too high, never too low. */
function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, close, tag] of html.matchAll(/<(\/?)([a-z][\w-]*)/gi)) {
    if (/^(?:br|img|input|hr|wbr|meta|link|base|embed|col|source|track|area|p|li|dt|dd|td|th|tr)$/i.test(tag!)) continue;
    depth += close ? -1 : 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

const config: Config = {
  ALLOWED_TAGS: [...allowedTags],
  ALLOWED_ATTR: [...allowedAttributes],
  // The pattern is for links alone; DOMPurify would hold every other attribute to it too.
  ADD_URI_SAFE_ATTR: allowedAttributes.filter((name) => name !== 'href'),
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:)/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

let purifier: Promise<DOMPurify> | undefined;

/** The sanitiser, ready; a failed loading is tried again by the next call. */
export function loadPurifier(): Promise<DOMPurify> {
  return (purifier ??= openPurifier().catch((error: unknown) => {
    purifier = undefined;
    throw error;
  }));
}

async function openPurifier(): Promise<DOMPurify> {
  const { default: create } = await import('dompurify');
  const purify = create(window);
  purify.addHook('afterSanitizeAttributes', (node) => {
    if (node.localName !== 'a') return;
    if (!node.hasAttribute('href')) return;
    node.setAttribute('rel', 'noopener noreferrer');
    node.setAttribute('target', '_blank');
  });
  return purify;
}

/**
 * Article HTML as a box that is safe to insert: allow-listed tags and attributes, links that cannot reach back, no image, style, script,
 * form or foreign element. Text alone where the page refuses the Trusted Types policy, or when the markup is absurdly deep.
 */
export async function sanitise(html: string): Promise<HTMLElement> {
  const box = document.createElement('div');
  box.className = 'prose';
  const readable = html.replace(unsafeCharacters, '');
  const trusted = htmlPolicy();
  if (trusted === null || isTooDeep(readable)) {
    box.classList.add('plain');
    box.textContent = plainText(readable);
    return box;
  }
  const purify = await loadPurifier();
  const settings = trusted ? { ...config, TRUSTED_TYPES_POLICY: trusted as never } : config; // DOMPurify's own type wants the DOM library's
  box.append(purify.sanitize(readable, settings)); // RETURN_DOM_FRAGMENT
  return box;
}
