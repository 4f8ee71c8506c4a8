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
  /** `YYYY-MM-DD` on which the feed was made. */
  readonly date: string;
}

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };
const decode = (text: string): string => text.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities[entity]!);
const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Reads the public MedlinePlus topic feed (format of 2012). Unknown elements are ignored. */
export function readMedlinePlus(xml: string): FeedTopic[] {
  const [, month, day, year] = /date-generated="(\d\d)\/(\d\d)\/(\d{4})/.exec(xml) ?? [];
  return [...xml.matchAll(/<health-topic\s([^>]*)>([\s\S]*?)<\/health-topic>/g)].map(([, head = '', body = '']) => {
    const attribute = (name: string) => decode(new RegExp(`${name}="([^"]*)"`).exec(head)?.[1] ?? '');
    const summary = /<full-summary>([\s\S]*?)<\/full-summary>/.exec(body)?.[1] ?? '';
    return {
      title: attribute('title'),
      url: attribute('url'),
      language: attribute('language'),
      aliases: [...body.matchAll(/<also-called>([^<]*)</g)].map((match) => tidy(decode(match[1]!))),
      html: tidy(decode(summary)).replace(/\s*(<\/?(?:p|ul|li)>)\s*/g, '$1'),
      date: `${year}-${month}-${day}`,
    };
  });
}
