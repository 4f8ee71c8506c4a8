import { CJK, entryTypes, type Entry } from '@nelumbo/core/encyclopedia';
import { csvEntries } from './import-csv.js';
import { readMarkdown } from './import-markdown.js';
import { readMedlinePlus } from './import.js';
import { titles } from './entries.js';

/** What is left unsaid takes these values; whatever a reader must be able to trust (source, licence, review) has none. */
export interface ImportDefaults {
  /** Language of entries that do not say theirs. */
  readonly locale?: string;
  /** `YYYY-MM-DD`. */
  readonly updated?: string;
}

/** An entry as read, not yet validated, or why the file could not be read. */
export interface Imported {
  readonly entries: Entry[];
  readonly problems: string[];
  /** How many of them say no date, and took {@link ImportDefaults.updated}. */
  readonly undated: number;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
/** A list; one that was written as a text is parted by `;` or `、`. */
function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  if (typeof value !== 'string') return [];
  const parts = value.split(/[;；、]/).map((item) => item.trim()).filter(Boolean); // prettier-ignore
  if (parts.length === 1 && /[,，]/.test(value)) throw new Error(`"${value}" may be one name or several: write a list, [a, b]`);
  return parts;
}
const texts = (value: unknown): string[] =>
  listOf(value)
    .filter((item) => item !== null && typeof item !== 'object')
    .map(String);
const objects = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isObject) : []);
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** A slug of Latin letters; empty when the title has none. */
export const slugOf = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/['’]|\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

const aliasesOf = (value: unknown): Entry['aliases'] =>
  listOf(value).flatMap((alias) => {
    if (isObject(alias)) return [{ text: text(alias['text']), ...(alias['weak'] === true && { weak: true }) }];
    return typeof alias === 'string' || typeof alias === 'number'
      ? [String(alias).startsWith('~') ? { text: String(alias).slice(1), weak: true } : { text: String(alias) }]
      : [];
  });

const isNo = (value: unknown): boolean => value === false || (typeof value === 'string' && /^(no|false|off|0|否)$/i.test(value));

function weightOf(value: unknown): number {
  if (value === undefined || value === '') return 20;
  const weight = typeof value === 'string' && value.trim() ? Number(value) : value;
  if (typeof weight !== 'number' || !Number.isFinite(weight)) throw new Error('a weight is a number from 0 to 100');
  return Math.max(0, Math.min(100, weight));
}

/** An Entry of whatever was read: every list is there, every text is text. What is missing stays missing, for the validator to name. @throws Error for a list or a weight that cannot be read */
export function entryOf(given: Readonly<Record<string, unknown>>, defaults: ImportDefaults): Entry {
  const title = text(given['title']);
  const written = text(given['id']);
  const locale =
    text(given['locale']) || (written.includes('/') ? written.slice(0, written.indexOf('/')) : '') || defaults.locale || (CJK.test(title) ? 'zh-CN' : 'en');
  const latin = aliasesOf(given['aliases']).find((alias) => slugOf(alias.text).length > 3 && !CJK.test(alias.text));
  const slug = written || slugOf(title) || slugOf(latin?.text ?? '');
  const review = isObject(given['review']) ? given['review'] : { status: 'unreviewed' };
  const codes = objects(given['codes']).map((code) => ({ system: text(code['system']), code: text(code['code']) }));
  const coded = texts(given['codes']).map((code) => ({
    system: code.slice(0, Math.max(0, code.lastIndexOf('|'))),
    code: code.slice(code.lastIndexOf('|') + 1),
  }));
  const entry = {
    id: slug.includes('/') ? slug : `${locale}/${slug}`,
    type: entryTypes.find((type) => type === given['type']) ?? (text(given['type']) || 'MedicalCondition'),
    locale,
    title,
    summary: text(given['summary']),
    updated: text(given['updated']) || defaults.updated || '',
    aliases: aliasesOf(given['aliases']),
    codes: [...codes, ...coded],
    departments: texts(given['departments']),
    tags: texts(given['tags']),
    related: texts(given['related']).map((id) => (id.includes('/') ? id : `${locale}/${id}`)),
    weight: weightOf(given['weight']),
    redFlags: objects(given['redFlags']).map((flag) => ({ level: text(flag['level']), action: text(flag['action']), if: texts(flag['if']) })),
    sections: objects(given['sections']).map((section) => ({ kind: text(section['kind']), title: text(section['title']), html: text(section['html']) })),
    review: { ...review, reviewers: objects(review['reviewers']), ...(Array.isArray(review['steps']) && { steps: objects(review['steps']) }) },
    source: isObject(given['source']) ? given['source'] : { name: '', url: '' },
    licence: isObject(given['licence']) ? given['licence'] : { id: text(given['licence']) },
    references: objects(given['references']).map((link) => ({ title: text(link['title']), url: text(link['url']) })),
    ...(given['sensitive'] !== undefined && { sensitive: text(given['sensitive']) }),
    ...(isNo(given['card']) && { card: false }),
    ...(isNo(given['annotate']) && { annotate: false }),
  };
  return entry as unknown as Entry; // of an Entry's shape; the validator judges what the fields say
}

const named: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '‹', '&gt;': '›', '&quot;': '"', '&#39;': "'" };
/** Text of HTML; its signs < and > take another form, because a summary holds no markup. */
const plain = (html: string): string => html.replace(/<[^>]*>/g, '').replace(/&(?:[a-z]+\d*|#\d+|#x[0-9a-f]+);/gi, (entity) => named[entity] ?? ' ');

const languages: Readonly<Record<string, readonly [locale: string, overview: string]>> = {
  '': ['en', titles.overview[1]],
  English: ['en', titles.overview[1]],
  Spanish: ['es', 'Resumen'],
};

function fromMedlinePlus(xml: string): Record<string, unknown>[] {
  return readMedlinePlus(xml).map((topic) => {
    const [locale, overview] = languages[topic.language] ?? [];
    if (!locale || !overview) throw new Error(`the language ${topic.language} of the topic "${topic.title}" is not known`);
    const first = plain(/<p>(.*?)<\/p>/.exec(topic.html)?.[1] ?? '');
    const end = [...first.matchAll(/[.!?](?=\s|$)/g)].filter((match) => match.index < 320).at(-1)?.index;
    return {
      id: `${locale}/${slugOf(topic.title)}`,
      locale,
      title: topic.title,
      summary: end === undefined ? first.slice(0, 320) : first.slice(0, end + 1),
      ...(topic.date && { updated: topic.date }),
      aliases: topic.aliases,
      weight: 50,
      sections: [{ kind: 'overview', title: overview, html: topic.html }],
      source: { name: 'MedlinePlus, National Library of Medicine', url: topic.url },
      licence: { id: 'Public domain (US government)', attribution: 'Source: MedlinePlus, National Library of Medicine' },
    };
  });
}

function fromJson(json: string): Record<string, unknown>[] {
  const value = JSON.parse(json) as unknown;
  const list = Array.isArray(value) ? (value as unknown[]) : isObject(value) && Array.isArray(value['entries']) ? (value['entries'] as unknown[]) : [value];
  if (!list.every(isObject)) throw new Error('an entry is not an object');
  return list;
}

/** One entry a line. */
const fromLines = (text: string): Record<string, unknown>[] =>
  text.split(/\r?\n/).flatMap((line, i) => {
    if (!line.trim()) return [];
    try {
      return fromJson(line);
    } catch (cause) {
      throw new Error(`line ${i + 1}: ${messageOf(cause)}`, { cause });
    }
  });

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'cannot be read');

const readers: Readonly<Record<string, (text: string) => readonly Readonly<Record<string, unknown>>[]>> = {
  json: fromJson,
  ndjson: fromLines,
  jsonl: fromLines,
  md: (text) => [readMarkdown(text)],
  markdown: (text) => [readMarkdown(text)],
  xml: fromMedlinePlus,
  csv: csvEntries,
  tsv: csvEntries,
};

/** The endings that can be read. */
export const readable = Object.keys(readers);

/** Reads a file by its ending: Entry JSON (one, a list, or `{ entries }`), NDJSON, Markdown with front matter, MedlinePlus topic XML, CSV. */
export function importFile(name: string, content: string, defaults: ImportDefaults = {}): Imported {
  const reader = readers[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''];
  const found: Imported & { undated: number } = { entries: [], problems: [], undated: 0 };
  if (!reader) return { ...found, problems: [`${name}: only ${readable.map((ending) => `.${ending}`).join(', ')} can be read`] };
  let given: readonly Readonly<Record<string, unknown>>[];
  try {
    given = reader(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { ...found, problems: [`${name}: ${messageOf(error)}`] };
  }
  given.forEach((one, i) => {
    try {
      found.entries.push(entryOf(one, defaults));
      if (!one['updated']) found.undated++;
    } catch (error) {
      found.problems.push(`${name}, entry ${i + 1}: ${messageOf(error)}`);
    }
  });
  return found;
}
