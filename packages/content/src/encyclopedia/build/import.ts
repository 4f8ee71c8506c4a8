import { allowedTags } from '@nelumbo/core/encyclopedia';

/** A row of `topics.csv`. */
export interface TopicRow {
  readonly id: string;
  readonly kind: 'disease' | 'symptom' | 'drug';
  readonly zh: readonly string[];
  readonly en: readonly string[];
  readonly weak: readonly string[];
  readonly sensitive: string;
}

const split = (text: string | undefined): string[] => (text ? text.split(';') : []);

/** Reads the CSV of topics; no field holds a comma or a quote. @throws Error naming the line that has not seven columns */
export function readTopics(csv: string): TopicRow[] {
  return csv
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('id,'))
    .map((line) => {
      const cells = line.trim().split(',');
      const [id, title, kind, zh, en, weak, sensitive] = cells;
      if (cells.length !== 7 || !id || !title || (kind !== 'disease' && kind !== 'symptom' && kind !== 'drug'))
        throw new Error(`topics.csv: cannot read "${line}"`);
      return { id, kind, zh: [title, ...split(zh)], en: split(en), weak: split(weak), sensitive: sensitive ?? '' };
    });
}

/** A disease of the Human Disease Ontology sample. */
export interface OntologyEntry {
  readonly id: string;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly definition: string;
  readonly codes: readonly string[];
}

/** A topic of the MedlinePlus feed. */
export interface FeedTopic {
  readonly title: string;
  readonly url: string;
  readonly language: string;
  readonly aliases: readonly string[];
  /** The summary as HTML, its entities decoded once. */
  readonly html: string;
  /** `YYYY-MM-DD` on which the feed was made; empty when it does not say. */
  readonly date: string;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&', nbsp: '\u00a0' };
const decode = (text: string): string =>
  text
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_all, plain: string) => plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))
    .replace(/&(?:(lt|gt|quot|apos|amp|nbsp)|#x([0-9a-f]{1,6})|#(\d{1,7}));/gi, (all, name?: string, hex?: string, digits?: string) => {
      if (name) return entities[name.toLowerCase()]!;
      const code = hex ? parseInt(hex, 16) : Number(digits);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
    });
const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The feed's HTML as articles may hold it: tags of the allow-list, links with their address, nothing else. */
const feedHtml = (html: string): string =>
  tidy(html)
    .replace(/<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<(\/?)([a-z][\w-]*)((?:\s[^<>]*)?)>/gi, (_all, close: string, name: string, attributes: string) => {
      const tag = name.toLowerCase() === 'b' ? 'strong' : name.toLowerCase() === 'i' ? 'em' : name.toLowerCase();
      if (!(allowedTags as readonly string[]).includes(tag)) return '';
      const address = tag === 'a' && !close ? /\shref=["']((?:https?:|mailto:)[^"'<>]*)["']/i.exec(attributes)?.[1] : undefined;
      return `<${close}${tag}${address === undefined ? '' : ` href="${address}"`}>`;
    })
    .replace(/\s*(<\/?(?:p|ul|ol|li|h3|h4)>)\s*/g, '$1');

/**
 * Reads the public MedlinePlus topic feed. Unknown elements are ignored.
 * @throws Error when the text is none
 */
export function readMedlinePlus(xml: string): FeedTopic[] {
  const [, month, day, year] = /date-generated="(\d\d)\/(\d\d)\/(\d{4})/.exec(xml) ?? [];
  const topics = [...xml.matchAll(/<health-topic\s([^>]*)>([\s\S]*?)<\/health-topic>/g)];
  if (topics.length === 0) throw new Error('there is no <health-topic> in it: of XML, only the MedlinePlus topic feed is read');
  return topics.map(([, head = '', body = '']) => {
    const attribute = (name: string) => decode(new RegExp(`(?:^|\\s)${name}=(?:"([^"]*)"|'([^']*)')`).exec(head)?.slice(1).find((value) => value !== undefined) ?? ''); // prettier-ignore
    const summary = /<full-summary[^>]*>([\s\S]*?)<\/full-summary>/.exec(body)?.[1] ?? '';
    return {
      title: tidy(attribute('title')),
      url: attribute('url'),
      language: attribute('language'),
      aliases: [...body.matchAll(/<also-called[^>]*>([\s\S]*?)<\/also-called>/g)].map((match) => tidy(decode(match[1]!))),
      html: feedHtml(decode(summary)),
      date: year === undefined ? '' : `${year}-${month}-${day}`,
    };
  });
}
