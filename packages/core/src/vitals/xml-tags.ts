/** A tag longer than this is no health export, but something that wants our memory. */
const longest = 4_000_000;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text with the five entities of XML and numeric ones resolved; any other stays as it is written. */
export const unescapeXml = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{2,4}));/g, (whole, decimal?: string, hex?: string, name?: string) => {
        if (name) return entities[name] ?? whole;
        const code = decimal ? Number(decimal) : parseInt(hex!, 16); // one of the three matched
        return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : '\uFFFD';
      })
    : text;

/** A tag as it was written, without its angle brackets. */
export interface Tag {
  readonly name: string;
  readonly kind: 'open' | 'close' | 'empty';
  /** What stands after the name. */
  readonly inside: string;
}

/** The attributes of a tag; what cannot be read is left out. */
export function attributesOf({ inside }: Tag): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, double, single] of inside.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) found[name!] = unescapeXml(double ?? single ?? ''); // the name always matches
  return found;
}

type Skip = { readonly opens: string; readonly ends: string };
const skipped: readonly Skip[] = [
  { opens: '<!--', ends: '-->' },
  { opens: '<![CDATA[', ends: ']]>' },
  { opens: '<?', ends: '?>' },
];

/**
 * Tags out of XML that comes in pieces of any length. Text, comments, processing instructions and the DOCTYPE with its internal subset are passed over;
 * no entity is ever defined or fetched. Never throws: what is not XML yields no tags.
 */
export class XmlTags {
  #rest = '';
  /** Where to go on looking for the end of what stands at the beginning of `#rest`: a long construct is not scanned from its start for each piece. */
  #seen = 0;
  /** True once a construct was too long to be kept. */
  broken = false;

  *read(text: string): Generator<Tag> {
    if (this.broken) return;
    const all = this.#rest + text;
    let at = 0;
    for (;;) {
      const open = all.indexOf('<', at);
      if (open < 0) return this.#keep('', 0);
      const [end, seen] = this.#endOf(all, open, open === 0 ? this.#seen : 0);
      if (end < 0) return this.#keep(all.slice(open), seen - open);
      this.#seen = 0;
      at = end;
      const tag = tagOf(all, open, end);
      if (tag) yield tag;
    }
  }

  /** Whether the file broke off inside a tag. */
  get unfinished(): boolean {
    return this.#rest.length > 0 || this.broken;
  }

  #keep(rest: string, seen: number): void {
    this.broken = rest.length > longest;
    this.#rest = this.broken ? '' : rest;
    this.#seen = Math.max(0, seen);
  }

  /** @returns the place behind the construct that begins at `open`, or -1 with the place up to which was looked */
  #endOf(all: string, open: number, from: number): readonly [end: number, seen: number] {
    const skip = skipped.find(({ opens }) => all.startsWith(opens, open));
    if (skip) return endAt(all, skip.ends, Math.max(open + skip.opens.length, from - skip.ends.length));
    if (skipped.some(({ opens }) => opens.startsWith(all.slice(open)))) return [-1, open]; // too little to tell
    if (all.startsWith('<!', open)) return endOfDoctype(all, open);
    return endOfTag(all, open + 1);
  }
}

function endAt(all: string, ends: string, from: number): readonly [number, number] {
  const end = all.indexOf(ends, from);
  return end < 0 ? [-1, all.length] : [end + ends.length, end];
}

const [doubleQuote, singleQuote, greater] = [34, 39, 62];

/** A `>` inside quotes does not end a tag: Apple writes `unit="mmol&lt;180.15>/L"`. */
function endOfTag(all: string, from: number): readonly [number, number] {
  let quote = 0;
  for (let i = from; i < all.length; i++) {
    const c = all.charCodeAt(i);
    if (quote) {
      if (c === quote) quote = 0;
    } else if (c === greater) return [i + 1, i];
    else if (c === doubleQuote || c === singleQuote) quote = c;
  }
  return [-1, from];
}

/** `<!DOCTYPE x [ <!-- … --> <!ELEMENT …> ]>`: brackets, quotes and comments inside are counted, nothing is understood. */
function endOfDoctype(all: string, open: number): readonly [number, number] {
  let [depth, i] = [0, open + 2];
  while (i < all.length) {
    const c = all[i]!; // inside the text
    if (c === '"' || c === "'") {
      const end = all.indexOf(c, i + 1);
      if (end < 0) return [-1, open];
      i = end;
    } else if (all.startsWith('<!--', i)) {
      const end = all.indexOf('-->', i + 4);
      if (end < 0) return [-1, open];
      i = end + 2;
    } else if (c === '<' || c === '[') depth++;
    else if (c === ']') depth--;
    else if (c === '>' && depth-- === 0) return [i + 1, i];
    i++;
  }
  return [-1, open];
}

function tagOf(all: string, open: number, end: number): Tag | undefined {
  const second = all.charCodeAt(open + 1);
  if (second === 33 || second === 63) return undefined; // ! and ?
  const close = second === 47;
  const empty = all.charCodeAt(end - 2) === 47;
  const text = all.slice(open + (close ? 2 : 1), end - (empty && !close ? 2 : 1));
  const stop = text.search(/[\s/]/);
  const name = stop < 0 ? text : text.slice(0, stop);
  return name ? { name, kind: close ? 'close' : empty ? 'empty' : 'open', inside: stop < 0 ? '' : text.slice(stop) } : undefined;
}
