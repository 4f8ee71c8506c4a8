// One hand-written WXML, four dialects. Rules work on attributes only; what no rule knows is an error, never passed on.
// WXML -> TTML (tt), AXML (my), SWAN (swan). The output is held by golden files; it has not been run on the platforms.

const directive = /^wx:(if|elif|else|for|for-item|for-index|key)$/;
const event = /^(bind|catch):([a-z]+)$/; // written with the colon: glass-easel loses "bindtap" without a word
const plain =
  /^(class|hover-class|id|style|slot|type|value|placeholder|placeholder-class|canvas-id|disabled|maxlength|src|mode|confirm-type|webview-styles|data-[a-z-]+|aria-[a-z]+)$/;

/** Event names of Alipay that are not `on` and the name with a capital. */
const alipayEvents = { touchstart: 'TouchStart', touchmove: 'TouchMove', touchend: 'TouchEnd' };
const upper = (word) => alipayEvents[word] ?? word[0].toUpperCase() + word.slice(1);
const bare = (value) => value.replace(/^\{\{\s*([\s\S]*?)\s*\}\}$/, '$1');

const dialects = {
  wx: { directive: (name, value) => [`wx:${name}`, value], event: (kind, type, value) => [`${kind}:${type}`, value] },
  tt: {
    directive: (name, value) => [`tt:${name}`, value], // tt:key takes a field name, never braces
    event: (kind, type, value, own) => [own ? `${kind}:${type}` : kind + type, value], // its documents have no colon for its own tags
  },
  my: {
    directive: (name, value) => [`a:${name}`, value], // a:key takes a field name or *this
    event: (kind, type, value) => [`${kind === 'bind' ? 'on' : 'catch'}${upper(type)}`, value],
  },
  swan: {
    // Conditions and lists without braces; the key becomes trackBy.
    directive(name, value, all) {
      if (name === 'key' || name === 'for-item' || name === 'for-index') return null;
      if (name !== 'for') return [`s-${name}`, value === undefined ? undefined : bare(value)];
      const key = all.get('wx:key');
      const item = all.get('wx:for-item') ?? 'item';
      const index = all.get('wx:for-index');
      const list = item === 'item' && !index ? bare(value) : `${item}${index ? `, ${index}` : ''} in ${bare(value)}`;
      return ['s-for', list + (key && key !== 'index' ? ` trackBy ${key === '*this' ? item : `${item}.${key}`}` : '')];
    },
    event: (kind, type, value) => [kind + type, value],
  },
};

/** Splits markup into text and tags; the attribute pattern keeps quotes inside {{…}} intact. */
function* tokens(source) {
  const tag = /<!--[\s\S]*?-->|<(\/?)([a-z][a-z0-9-]*)((?:\s+[^\s=<>/"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*(\/?)>/g;
  let last = 0;
  for (let match; (match = tag.exec(source)); last = tag.lastIndex) {
    if (match.index > last) yield { text: source.slice(last, match.index) };
    if (match[2] === undefined) continue; // a comment
    const attributes = new Map();
    for (const [, name, value] of (match[3] ?? '').matchAll(/([^\s=<>/"']+)(?:\s*=\s*("[^"]*"|'[^']*'))?/g)) {
      if (attributes.has(name)) throw new Error(`<${match[2]}> has ${name} twice`);
      attributes.set(name, value === undefined ? undefined : value.slice(1, -1));
    }
    yield { close: match[1] === '/', name: match[2], attributes, selfClosing: match[4] === '/' };
  }
  if (last < source.length) yield { text: source.slice(last) };
}

/**
 * Alipay's `picker` picks from a list; days and hours are picked by a call (`my.datePicker`), which the component's script makes when it sees
 * `data-picker` on what was touched.
 */
const alipayPicker = { mode: 'data-picker', value: 'data-at', 'bind:change': 'bind:tap' };

/** What a component's tag is on a platform that has it otherwise: the tag, other names of attributes, and more of them. */
const elsewhere = {
  my: { picker: { tag: 'view', names: alipayPicker } },
  swan: { canvas: { more: { 'canvas-id': '{{canvasId}}' } } }, // known by that, not by a node
};

/**
 * A `button` has looks of its own on each platform, and a component's style sheet may name classes only: so each gets one, and one while it is
 * pressed.
 */
const drawn = (attributes) => new Map([...attributes, ['class', `button ${attributes.get('class') ?? ''}`.trim()], ['hover-class', 'pressed']]);

/** What a script may set again only when it is bound both ways. */
const twoWay = { swan: { input: 'value', textarea: 'value' } };

/** Attributes that a platform names otherwise. */
const renamed = { my: { 'aria-role': 'role' } };

/** Attributes that a platform does not have, and does without. */
const dropped = { swan: { 'web-view': ['webview-styles'], canvas: ['type'] } };

/**
 * @param to - `wx`, `tt`, `my` or `swan`
 * @param components - our own tags and their props, by tag
 * @param component - the markup of a component: its buttons are drawn by us, its script knows what Alipay picks days with
 * @throws Error for an attribute without a rule, and for text that is no markup
 */
export function translate(source, to, { components = {}, component = false } = {}) {
  const rules = dialects[to];
  if (!rules) throw new Error(`no dialect ${to}`);
  let out = '';
  for (const token of tokens(source)) {
    if (token.text !== undefined) {
      if (/[<>]/.test(token.text.replace(/\{\{[\s\S]*?\}\}/g, ''))) throw new Error(`cannot read: ${token.text.trim().slice(0, 40)}`);
      out += token.text;
      continue;
    }
    const other = component ? elsewhere[to]?.[token.name] : undefined;
    if (token.close) {
      out += `</${other?.tag ?? token.name}>`;
      continue;
    }
    const own = components[token.name] ?? [];
    const written = [];
    const attributes = component && token.name === 'button' ? drawn(token.attributes) : token.attributes;
    for (const [given, value] of [...attributes, ...Object.entries(other?.more ?? {})]) {
      const name = other?.names?.[given] ?? given;
      if (dropped[to]?.[token.name]?.includes(name)) continue;
      let pair;
      let match;
      if ((match = directive.exec(name))) pair = rules.directive(match[1], value, token.attributes);
      else if ((match = event.exec(name))) pair = rules.event(match[1], match[2], value, token.name in components);
      else if (plain.test(name) || own.includes(name)) pair = [renamed[to]?.[name] ?? name, value];
      else throw new Error(`<${token.name}> ${name}: no rule for this attribute`);
      if (twoWay[to]?.[token.name] === name) pair = [name, value.replace(/^\{\{\s*([^{}]+?)\s*\}\}$/, '{= $1 =}')];
      if (pair) written.push(pair[1] === undefined ? pair[0] : `${pair[0]}="${pair[1]}"`);
    }
    // Baidu allows s-if and s-for on one tag, but not in this order of reading: ours never have both.
    if (to === 'swan' && token.attributes.has('wx:for') && token.attributes.has('wx:if')) throw new Error(`<${token.name}> has a list and a condition`);
    out += `<${[other?.tag ?? token.name, ...written].join(' ')}${token.selfClosing ? ' /' : ''}>`;
  }
  return out;
}

/** File endings of markup and styles. */
export const endings = { wx: ['wxml', 'wxss'], tt: ['ttml', 'ttss'], my: ['axml', 'acss'], swan: ['swan', 'css'] };

/** A style sheet in another dialect: only its imports are named otherwise. */
export const translateStyles = (source, to) => source.replace(/(@import\s+['"][^'"]+)\.wxss(['"])/g, `$1.${endings[to][1]}$2`);

/** Selectors that stay as they are: the box itself, and what a platform looks up by its class alone. */
const alone = /^\.(box|ghost)\b/;
const below = (selector) => (alone.test(selector) ? selector : `.box${/^\.(care|dark)\b/.test(selector) ? '' : ' '}${selector}`);

/**
 * A component's style sheet, each rule below the component's own box: a single class loses to what WeChat gives its buttons
 * (`wx-button:not([size=mini])`: 184 px wide), and to tags in the host's `app.wxss`, which reach into components.
 * @throws Error for a rule that names tags, ids or attributes, which a component's sheet may not
 */
export const componentStyles = (source, to) =>
  translateStyles(source, to)
    .replace(/\/\*[\s\S]*?\*\/\n*/g, '')
    .replace(/([^{};]+?)\s*\{/g, (_rule, list) => {
      const selectors = list.split(',').map((one) => one.trim());
      for (const one of selectors) if (/(^|[\s+>~(])[a-z*]|[#[@]/i.test(one)) throw new Error(`a component's style sheet may not say ${one}`);
      return `${/^\s*/.exec(list)[0]}${selectors.map(below).join(',\n')} {`;
    });
