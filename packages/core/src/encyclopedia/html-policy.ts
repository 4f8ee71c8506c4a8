/** Tags that an article may hold; everything else is taken out, its text stays where that is safe. */
export const allowedTags = [
  'h3',
  'h4',
  'p',
  'br',
  'strong',
  'em',
  'sub',
  'sup',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'table',
  'caption',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'a',
  'blockquote',
] as const;

/** Attributes that may stand on any of them; `href` only with https, http or mailto. */
export const allowedAttributes = ['href', 'title', 'scope', 'colspan', 'rowspan', 'lang', 'dir', 'rel', 'target'] as const;

/** Control, null and bidirectional override characters: they hide what is written. */
export const unsafeCharacters = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]/g; // eslint-disable-line no-control-regex

const tagPattern = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w-]+="[^"<>]*")*)\s*(\/?)>/g;

/**
 * Why an article part would not pass the sanitiser unchanged; empty when it would. Works on text alone, so that builders and servers
 * without a DOM can use it; stricter than a browser's parser, never laxer.
 */
export function htmlProblems(html: string): string[] {
  const problems: string[] = [];
  if (html.search(unsafeCharacters) >= 0) problems.push('holds control or bidirectional characters');
  const rest = html.replace(tagPattern, (_all, _close: string, tag: string, attributes: string) => {
    if (!(allowedTags as readonly string[]).includes(tag)) problems.push(`tag not allowed: ${tag}`);
    for (const [, name, value] of attributes.matchAll(/([\w-]+)="([^"]*)"/g)) {
      if (!(allowedAttributes as readonly string[]).includes(name!)) problems.push(`attribute not allowed: ${name}`);
      if (name === 'href' && !/^(https?:|mailto:)/.test(value!)) problems.push('link with a scheme that is not allowed');
    }
    return '';
  });
  if (/[<>]/.test(rest)) problems.push('markup that is not well formed');
  return problems;
}
